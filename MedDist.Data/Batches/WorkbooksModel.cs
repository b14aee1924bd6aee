using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Manufacturers;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Batches;

internal sealed class StagedImportConfiguration : IEntityTypeConfiguration<StagedImport>
{
    public void Configure(EntityTypeBuilder<StagedImport> builder)
    {
        builder.Property(i => i.Kind).HasMaxLength(50);
        builder.Property(i => i.FileName).HasMaxLength(StagedImport.FileNameLength);
        builder.Property(i => i.FileKey).HasMaxLength(500);
        builder.Property(i => i.Headings).HasJson();
        builder.Property(i => i.Layout).HasJson();
        builder.HasOne<Manufacturer>().WithMany().HasForeignKey(i => i.ManufacturerId);
        builder.HasOne<ManufacturerRequest>().WithMany().HasForeignKey(i => i.RequestId);
        builder.HasOne<BatchOperation>().WithMany().HasForeignKey(i => i.BatchId);
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.CreatedByUserId);

        // The list of imports, the newest first.
        builder.HasIndex(i => new { i.TenantId, i.Kind, i.CreatedAt, i.Id });
    }
}

internal sealed class StagedRowConfiguration : IEntityTypeConfiguration<StagedRow>
{
    public void Configure(EntityTypeBuilder<StagedRow> builder)
    {
        builder.Property(r => r.Why).HasMaxLength(500);
        builder.Property(r => r.Candidates).HasJson();
        builder.Property(r => r.ProblemRule).HasMaxLength(50);
        builder.Property(r => r.ProblemKey).HasMaxLength(StagedRow.KeyLength);
        builder.Property(r => r.Problem).HasMaxLength(StagedRow.ProblemLength);
        builder.HasOne<StagedImport>().WithMany().HasForeignKey(r => r.ImportId);
        builder.HasIndex(r => new { r.ImportId, r.Number }).IsUnique();
        builder.HasIndex(r => new { r.ImportId, r.Outcome, r.Number });
    }
}

internal sealed class RememberedLayoutConfiguration : IEntityTypeConfiguration<RememberedLayout>
{
    public void Configure(EntityTypeBuilder<RememberedLayout> builder)
    {
        builder.Property(l => l.Kind).HasMaxLength(50);
        builder.Property(l => l.Headings).HasJson();
        builder.Property(l => l.Layout).HasJson();
        builder.HasOne<Manufacturer>().WithMany().HasForeignKey(l => l.ManufacturerId);
        builder.HasIndex(l => new { l.ManufacturerId, l.Kind }).IsUnique();
    }
}
