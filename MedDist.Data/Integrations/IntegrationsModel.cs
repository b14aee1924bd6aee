using MedDist.Core.Integrations;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Integrations;

internal sealed class QueueItemConfiguration : IEntityTypeConfiguration<QueueItem>
{
    public void Configure(EntityTypeBuilder<QueueItem> builder)
    {
        builder.ToTable("IntegrationQueue");
        builder.Property(q => q.EntityType).HasMaxLength(50);
        builder.Property(q => q.IdempotencyKey).HasMaxLength(100);
        builder.Property(q => q.ErrorMessage).HasMaxLength(2000);
        builder.Property(q => q.Payload).HasJson();
        builder.HasIndex(q => new { q.TenantId, q.Status, q.Priority, q.ProcessAfter });
        builder.HasIndex(q => new { q.TenantId, q.EntityId });
        builder.HasIndex(q => new { q.TenantId, q.IdempotencyKey }).IsUnique();
    }
}
