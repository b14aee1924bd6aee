using MedDist.Core.Reports;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Reports;

internal sealed class UserEventConfiguration : IEntityTypeConfiguration<UserEvent>
{
    public void Configure(EntityTypeBuilder<UserEvent> builder)
    {
        builder.Property(e => e.EventType).HasMaxLength(100);
        builder.Property(e => e.Fields).HasJson();

        // The page of form times: one kind of event in a range of days.
        builder.HasIndex(e => new { e.TenantId, e.EventType, e.CreatedAt });
    }
}

internal sealed class MetricSnapshotConfiguration : IEntityTypeConfiguration<MetricSnapshot>
{
    public void Configure(EntityTypeBuilder<MetricSnapshot> builder)
    {
        builder.Property(s => s.Values).HasJson();
        builder.Ignore(s => s.Key);

        // No double rows; and the days of one value of a dimension, in a row.
        builder.HasIndex(s => new { s.TenantId, s.Type, s.Dimension, s.DimensionId, s.Day }).IsUnique();

        // A window of days, when it is counted again.
        builder.HasIndex(s => new { s.TenantId, s.Type, s.Day });
    }
}

internal sealed class MetricProgressConfiguration : IEntityTypeConfiguration<MetricProgress>
{
    public void Configure(EntityTypeBuilder<MetricProgress> builder) => builder.HasIndex(p => p.TenantId).IsUnique();
}
