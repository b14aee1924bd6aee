using MedDist.Core.Manufacturers;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Manufacturers;

internal sealed class ManufacturerConfiguration : IEntityTypeConfiguration<Manufacturer>
{
    public void Configure(EntityTypeBuilder<Manufacturer> builder)
    {
        builder.Property(m => m.Contact).HasJson();
        builder.HasIndex(m => new { m.TenantId, m.Name });
    }
}

internal sealed class ManufacturerSettingsConfiguration : IEntityTypeConfiguration<ManufacturerSettings>
{
    public void Configure(EntityTypeBuilder<ManufacturerSettings> builder)
    {
        builder.Property(s => s.SubmissionOptions).HasJson();
        builder.Property(s => s.PrimaryContacts).HasJson();
        builder.Property(s => s.CcContacts).HasJson();
        builder.Property(s => s.RequiredVerifications).HasJson();
        builder.Property(s => s.OnboardingDocuments).HasJson();
        builder.HasOne<Manufacturer>().WithOne(m => m.Settings).HasForeignKey<ManufacturerSettings>(s => s.ManufacturerId);
    }
}

internal sealed class ManufacturerContactConfiguration : IEntityTypeConfiguration<ManufacturerContact>
{
    public void Configure(EntityTypeBuilder<ManufacturerContact> builder)
    {
        builder.Property(c => c.PrimaryRecipients).HasJson();
        builder.Property(c => c.CcRecipients).HasJson();
        builder.Property(c => c.Notes).HasMaxLength(2000);
        builder.HasOne<Manufacturer>().WithMany(m => m.Contacts).HasForeignKey(c => c.ManufacturerId);
        builder.HasIndex(c => new { c.ManufacturerId, c.ContactType }).IsUnique();
    }
}

internal sealed class ManufacturerRequestConfiguration : IEntityTypeConfiguration<ManufacturerRequest>
{
    public void Configure(EntityTypeBuilder<ManufacturerRequest> builder)
    {
        builder.Property(r => r.Details).HasMaxLength(ManufacturerRequest.WordsLength);
        builder.Property(r => r.Outcome).HasMaxLength(ManufacturerRequest.WordsLength);
        builder.HasOne(r => r.Manufacturer).WithMany().HasForeignKey(r => r.ManufacturerId);
        builder.HasIndex(r => new { r.TenantId, r.Status, r.DueOn });
    }
}

internal sealed class ManufacturerScoreConfiguration : IEntityTypeConfiguration<ManufacturerScore>
{
    public void Configure(EntityTypeBuilder<ManufacturerScore> builder)
    {
        builder.Property(s => s.Confirmation).HasJson();
        builder.Property(s => s.Ivr).HasJson();
        builder.Property(s => s.Counts).HasJson();
        builder.Property(s => s.Rejections).HasJson();
        builder.Property(s => s.Weeks).HasJson();
        builder.HasOne<Manufacturer>().WithMany().HasForeignKey(s => s.ManufacturerId);
        builder.HasIndex(s => new { s.ManufacturerId, s.PeriodDays }).IsUnique();
    }
}

internal sealed class ManufacturerReplyLinkConfiguration : IEntityTypeConfiguration<ManufacturerReplyLink>
{
    public void Configure(EntityTypeBuilder<ManufacturerReplyLink> builder)
    {
        builder.Property(l => l.TokenHash).HasMaxLength(64);
        builder.HasOne<Core.Orders.Order>().WithMany().HasForeignKey(l => l.OrderId);
        builder.HasIndex(l => new { l.TenantId, l.TokenHash }).IsUnique();
    }
}

internal sealed class ManufacturerReplyConfiguration : IEntityTypeConfiguration<ManufacturerReply>
{
    public void Configure(EntityTypeBuilder<ManufacturerReply> builder)
    {
        builder.Property(r => r.Words).HasMaxLength(ReplyRules.WordsLength + 200);
        builder.HasOne<ManufacturerReplyLink>().WithMany().HasForeignKey(r => r.LinkId);
        builder.HasIndex(r => new { r.LinkId, r.At });
    }
}
