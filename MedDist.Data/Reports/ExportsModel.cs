using MedDist.Core.Batches;
using MedDist.Core.Recipients;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Reports;

internal sealed class ExportConfiguration : IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<Export> builder)
    {
        builder.Property(e => e.Kind).HasMaxLength(50);
        builder.Property(e => e.Title).HasMaxLength(200);
        builder.Property(e => e.Address).HasMaxLength(Export.AddressLength);
        builder.Property(e => e.Columns).HasMaxLength(1000);
        builder.Property(e => e.PurposeText).HasMaxLength(Export.PurposeLength);
        builder.Property(e => e.FileKey).HasMaxLength(500);
        builder.HasOne<User>().WithMany().HasForeignKey(e => e.UserId);
        builder.HasOne<BatchOperation>().WithMany().HasForeignKey(e => e.BatchId);

        // The user's own list, and what has expired.
        builder.HasIndex(e => new { e.TenantId, e.UserId, e.CreatedAt });
        builder.HasIndex(e => new { e.TenantId, e.State, e.ExpiresAt });
    }
}

internal sealed class ExportedPersonConfiguration : IEntityTypeConfiguration<ExportedPerson>
{
    public void Configure(EntityTypeBuilder<ExportedPerson> builder)
    {
        builder.HasOne<Export>().WithMany().HasForeignKey(p => p.ExportId);
        builder.HasOne<Recipient>().WithMany().HasForeignKey(p => p.RecipientId);

        // The files in which somebody was, and who was in one.
        builder.HasIndex(p => new { p.TenantId, p.RecipientId, p.ExportId });
        builder.HasIndex(p => new { p.TenantId, p.ExportId });
    }
}
