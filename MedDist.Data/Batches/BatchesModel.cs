using MedDist.Core.Batches;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Batches;

internal sealed class BatchOperationConfiguration : IEntityTypeConfiguration<BatchOperation>
{
    public void Configure(EntityTypeBuilder<BatchOperation> builder)
    {
        builder.Property(b => b.Kind).HasMaxLength(50);
        builder.Property(b => b.Title).HasMaxLength(100);
        builder.Property(b => b.EndNote).HasMaxLength(500);
        builder.Property(b => b.InputFileKey).HasMaxLength(500);
        builder.Property(b => b.OutputFileKey).HasMaxLength(500);
        builder.Property(b => b.Arguments).HasJson();
        builder.Property(b => b.ErrorLog).HasJson();
        builder.Ignore(b => b.HasEnded);
        builder.HasOne<User>().WithMany().HasForeignKey(b => b.CreatedByUserId);
        builder.HasOne<User>().WithMany().HasForeignKey(b => b.RunByUserId);

        // The list, and what is due.
        builder.HasIndex(b => new { b.TenantId, b.CreatedAt, b.Id });
        builder.HasIndex(b => new { b.TenantId, b.Status, b.UpdatedAt });
    }
}

internal sealed class BatchSnapshotConfiguration : IEntityTypeConfiguration<BatchSnapshot>
{
    public void Configure(EntityTypeBuilder<BatchSnapshot> builder)
    {
        builder.Property(s => s.Before).HasLongText();
        builder.HasOne<BatchOperation>().WithMany().HasForeignKey(s => s.BatchId);

        // A batch may come to the same row again in a later chunk.
        builder.HasIndex(s => new { s.BatchId, s.EntityId, s.AfterVersion }).IsUnique();
    }
}

internal sealed class BatchItemConfiguration : IEntityTypeConfiguration<BatchItem>
{
    public void Configure(EntityTypeBuilder<BatchItem> builder)
    {
        builder.Property(i => i.EntityType).HasMaxLength(50);
        builder.Property(i => i.Label).HasMaxLength(100);
        builder.Property(i => i.Reason).HasMaxLength(BatchItem.ReasonLength);
        builder.Property(i => i.ExpectedReason).HasMaxLength(BatchItem.ReasonLength);
        builder.Ignore(i => i.IsSurprise);
        builder.HasOne<BatchOperation>().WithMany().HasForeignKey(i => i.BatchId);
        builder.HasIndex(i => new { i.BatchId, i.Index }).IsUnique();
        builder.HasIndex(i => new { i.BatchId, i.Result, i.Index });
    }
}
