using MedDist.Core.Documents;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Documents;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.Property(d => d.FormContent).HasJson();
        builder.Property(d => d.RequirementName).HasMaxLength(100);
        builder.Property(d => d.FileKey).HasMaxLength(500);
        builder.Property(d => d.File).HasJson();
        builder.Property(d => d.Signatures).HasJson();
        builder.Property(d => d.VoidReason).HasMaxLength(Document.ReasonLength);
        builder.Property(d => d.SubmittedTo).HasJson();
        builder.Property(d => d.FieldMappings).HasJson();
        builder.HasOne<DocumentTemplate>().WithMany().HasForeignKey(d => d.TemplateId);
        builder.HasIndex(d => new { d.OwnerType, d.OwnerId });
        builder.HasIndex(d => d.DocusealSubmissionId);
        builder.HasIndex(d => new { d.SignerUserId, d.Status });
    }
}

internal sealed class DocumentTemplateConfiguration : IEntityTypeConfiguration<DocumentTemplate>
{
    public void Configure(EntityTypeBuilder<DocumentTemplate> builder)
    {
        builder.Property(t => t.TemplateContent).HasLongText();
        builder.Property(t => t.Revision).HasMaxLength(50);
        builder.HasIndex(t => new { t.TenantId, t.Type, t.EntityId });
    }
}
