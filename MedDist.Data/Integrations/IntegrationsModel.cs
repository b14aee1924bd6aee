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
        builder.Property(q => q.Reference).HasMaxLength(100);
        builder.Property(q => q.IdempotencyKey).HasMaxLength(100);
        builder.Property(q => q.ErrorMessage).HasMaxLength(2000);
        builder.Property(q => q.Payload).HasJson();
        builder.Ignore(q => q.IsStuck);
        builder.HasOne(q => q.Manufacturer).WithMany().HasForeignKey(q => q.ManufacturerId);
        builder.HasIndex(q => new { q.TenantId, q.Status, q.Priority, q.ProcessAfter });
        builder.HasIndex(q => new { q.TenantId, q.EntityId });
        builder.HasIndex(q => new { q.TenantId, q.IdempotencyKey }).IsUnique();

        // The outbox desk: what waits by when it leaves, what is over by when that was; and what came back, by its Message-ID.
        builder.HasIndex(q => new { q.TenantId, q.Status, q.ProcessAfter, q.Id });
        builder.HasIndex(q => new { q.TenantId, q.Status, q.ProcessedAt, q.Id });
        builder.HasIndex(q => q.MessageId);
    }
}

internal sealed class SendAttemptConfiguration : IEntityTypeConfiguration<SendAttempt>
{
    public void Configure(EntityTypeBuilder<SendAttempt> builder)
    {
        builder.Property(a => a.Addresses).HasJson();
        builder.Property(a => a.Words).HasMaxLength(2000);
        builder.Property(a => a.SourceKey).HasMaxLength(300);
        builder.HasOne<QueueItem>().WithMany().HasForeignKey(a => a.QueueItemId);
        builder.HasIndex(a => new { a.QueueItemId, a.At });
        builder.HasIndex(a => a.MessageId);

        // A report that is read by two nodes at once is noted once.
        builder.HasIndex(a => new { a.QueueItemId, a.SourceKey }).IsUnique();
    }
}
