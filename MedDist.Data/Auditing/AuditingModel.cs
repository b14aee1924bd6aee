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
        builder.HasIndex(l => new { l.TenantId, l.UserId, l.CreatedAt });
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
        builder.HasIndex(l => new { l.TenantId, l.AccessedAt });
    }
}

internal sealed class AuditBlockConfiguration : IEntityTypeConfiguration<AuditBlock>
{
    public void Configure(EntityTypeBuilder<AuditBlock> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Hash).HasMaxLength(64);
        builder.Property(b => b.PreviousHash).HasMaxLength(64);
        builder.Property(b => b.Seal).HasMaxLength(1000);
        builder.HasIndex(b => new { b.TenantId, b.Book, b.Number }).IsUnique();
        builder.HasIndex(b => new { b.TenantId, b.Book, b.Through });
    }
}

internal sealed class AuditAnchorConfiguration : IEntityTypeConfiguration<AuditAnchor>
{
    public void Configure(EntityTypeBuilder<AuditAnchor> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Hash).HasMaxLength(64);
        builder.Property(a => a.Seal).HasMaxLength(1000);
        builder.HasIndex(a => new { a.TenantId, a.Book, a.Number }).IsUnique();
    }
}

internal sealed class AuditCheckConfiguration : IEntityTypeConfiguration<AuditCheck>
{
    public void Configure(EntityTypeBuilder<AuditCheck> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Findings).HasJson();
        builder.Property(c => c.Heads).HasJson();
        builder.HasIndex(c => new { c.TenantId, c.StartedAt });
    }
}

internal sealed class EmergencyAccessConfiguration : IEntityTypeConfiguration<EmergencyAccess>
{
    public void Configure(EntityTypeBuilder<EmergencyAccess> builder)
    {
        builder.Property(e => e.Comment).HasMaxLength(ReviewEmergency.CommentLength);
        builder.HasIndex(e => new { e.TenantId, e.UserId, e.RecipientId, e.EndsAt });
        builder.HasIndex(e => new { e.TenantId, e.ReviewedAt, e.StartedAt });
    }
}
