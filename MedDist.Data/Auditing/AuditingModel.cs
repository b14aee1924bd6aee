using MedDist.Core.Auditing;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Auditing;

internal sealed class ActivityLogConfiguration : IEntityTypeConfiguration<ActivityLog>
{
    public void Configure(EntityTypeBuilder<ActivityLog> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.EntityType).HasMaxLength(50);
        builder.Property(l => l.Changes).HasJson();
        builder.Property(l => l.Metadata).HasJson();
        builder.Property(l => l.IpAddress).HasMaxLength(45);
        builder.HasIndex(l => new { l.TenantId, l.EntityType, l.EntityId });
        builder.HasIndex(l => new { l.TenantId, l.UserId });
        builder.HasIndex(l => new { l.TenantId, l.CreatedAt });
    }
}

internal sealed class PhiAccessLogConfiguration : IEntityTypeConfiguration<PhiAccessLog>
{
    public void Configure(EntityTypeBuilder<PhiAccessLog> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.ResourceType).HasMaxLength(50);
        builder.Property(l => l.Subjects).HasJson();
        builder.Property(l => l.IpAddress).HasMaxLength(45);
        builder.HasIndex(l => new { l.TenantId, l.UserId, l.AccessedAt });
        builder.HasIndex(l => new { l.TenantId, l.ResourceType, l.ResourceIdentifier });
    }
}
