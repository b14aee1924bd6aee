using MedDist.Core.Clinical;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Clinical;

internal sealed class ClinicalAssessmentConfiguration : IEntityTypeConfiguration<ClinicalAssessment>
{
    public void Configure(EntityTypeBuilder<ClinicalAssessment> builder)
    {
        builder.Property(a => a.Measurements).HasJson();
        builder.Property(a => a.Observations).HasJson();
        builder.Property(a => a.Attachments).HasJson();
        builder.Property(a => a.AreaCm2).HasPrecision(12, 4);
        builder.HasOne<Order>().WithMany().HasForeignKey(a => a.OrderId);
        builder.HasOne<Recipient>().WithMany().HasForeignKey(a => a.RecipientId);
        builder.HasIndex(a => new { a.OrderId, a.Type });
        builder.HasIndex(a => new { a.RecipientId, a.AssessedAt, a.Id });
    }
}

internal sealed class TreatmentRecordConfiguration : IEntityTypeConfiguration<TreatmentRecord>
{
    public void Configure(EntityTypeBuilder<TreatmentRecord> builder)
    {
        builder.Property(t => t.Type).HasMaxLength(100);
        builder.Property(t => t.Details).HasJson();
        builder.Property(t => t.OutcomeDetails).HasMaxLength(2000);
        builder.HasOne<Recipient>().WithMany().HasForeignKey(t => t.RecipientId);
        builder.HasOne<Order>().WithMany().HasForeignKey(t => t.OrderId);
        builder.HasIndex(t => new { t.RecipientId, t.StartsOn });
    }
}
