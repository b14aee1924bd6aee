using MedDist.Core.Manufacturers;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Verifications;

internal sealed class VerificationConfiguration : IEntityTypeConfiguration<Verification>
{
    public void Configure(EntityTypeBuilder<Verification> builder)
    {
        builder.Property(v => v.Evidence).HasJson();
        builder.Property(v => v.Notes).HasMaxLength(4000);
        builder.Property(v => v.Reason).HasMaxLength(2000);
        builder.Property(v => v.RedoReason).HasMaxLength(500);
        builder.Ignore(v => v.StandsOnCover).Ignore(v => v.IsRunning).Ignore(v => v.Reference).Ignore(v => v.Latest).Ignore(v => v.Key).Ignore(v => v.Desk);
        builder.HasOne(v => v.Recipient).WithMany().HasForeignKey(v => v.RecipientId);
        builder.HasOne(v => v.Manufacturer).WithMany().HasForeignKey(v => v.ManufacturerId);
        builder.HasMany(v => v.Periods).WithOne().HasForeignKey(p => p.VerificationId);
        builder.Navigation(v => v.Periods).HasField("periods");

        // One open case of each recipient, manufacturer and type. SQL Server's context words the condition its own way.
        builder.HasIndex(v => new { v.RecipientId, v.ManufacturerId, v.Type }).IsUnique().HasFilter("\"IsOpen\"");
        builder.HasIndex(v => new { v.TenantId, v.Status, v.ExpiresOn });
        Desk(builder);
    }

    /// <summary>The desk: a column of the board and the table, the soonest due first; the same of one manufacturer; and what time alone moves to another column.</summary>
    private static void Desk(EntityTypeBuilder<Verification> builder)
    {
        // Two who derive at once must see each other.
        builder.Property(v => v.DeskVersion).IsConcurrencyToken();
        builder.HasIndex(v => new { v.TenantId, v.Column, v.DueOn, v.Id });
        builder.HasIndex(v => new { v.TenantId, v.IsOpen, v.DueOn, v.Id });
        builder.HasIndex(v => new { v.ManufacturerId, v.TenantId, v.Column, v.DueOn, v.Id });
        builder.HasIndex(v => new { v.TenantId, v.Column, v.ExpiresOn });
    }
}

internal sealed class VerificationPeriodConfiguration : IEntityTypeConfiguration<VerificationPeriod>
{
    public void Configure(EntityTypeBuilder<VerificationPeriod> builder)
    {
        builder.Property(p => p.Benefits).HasJson();
        builder.HasIndex(p => p.OrderId);
        builder.HasIndex(p => new { p.TenantId, p.UpdatedAt });
    }
}

internal sealed class VerificationRequestConfiguration : IEntityTypeConfiguration<VerificationRequest>
{
    public void Configure(EntityTypeBuilder<VerificationRequest> builder)
    {
        builder.Property(r => r.Cases).HasJson();
        builder.HasOne<Core.Orders.Order>().WithMany().HasForeignKey(r => r.OrderId);
        builder.HasOne<ManufacturerRequest>().WithMany().HasForeignKey(r => r.ManufacturerRequestId);
        builder.HasIndex(r => new { r.RecipientId, r.ManufacturerId });
        builder.HasIndex(r => r.QueueItemId);
        builder.HasIndex(r => r.BundleId);
    }
}

internal sealed class VerificationSnoozeConfiguration : IEntityTypeConfiguration<VerificationSnooze>
{
    public void Configure(EntityTypeBuilder<VerificationSnooze> builder)
    {
        builder.Property(s => s.Reason).HasMaxLength(VerificationSnooze.ReasonLength);
        builder.Ignore(s => s.Key);
        builder.HasOne<Manufacturer>().WithMany().HasForeignKey(s => s.ManufacturerId);
        builder.HasIndex(s => new { s.ManufacturerId, s.RecipientId, s.Type }).IsUnique();
    }
}
