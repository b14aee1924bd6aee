using MedDist.Core.Coverage;
using MedDist.Core.Recipients;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Coverage;

internal sealed class PayerConfiguration : IEntityTypeConfiguration<Payer>
{
    public void Configure(EntityTypeBuilder<Payer> builder)
    {
        builder.Property(p => p.Identifier).HasMaxLength(100);
        builder.Property(p => p.Contact).HasJson();
        builder.Property(p => p.Details).HasJson();
        builder.Property(p => p.Alias).HasMaxLength(100);
        builder.Property(p => p.SearchName).HasMaxLength(RecipientTerm.MaxLength);
        builder.Property(p => p.SearchCode).HasMaxLength(RecipientTerm.MaxLength);
        builder.Property(p => p.SearchAlias).HasMaxLength(RecipientTerm.MaxLength);
        builder.Property(p => p.SearchText).HasMaxLength(SearchWords.SpacedLength);
        builder.HasIndex(p => new { p.TenantId, p.Name });
        builder.HasIndex(p => p.MergedIntoId);
        builder.HasOne<Payer>().WithMany().HasForeignKey(p => p.MergedIntoId);

        // The type-ahead, by what is typed first.
        builder.HasIndex(p => new { p.TenantId, p.SearchName });
        builder.HasIndex(p => new { p.TenantId, p.SearchCode });
        builder.HasIndex(p => new { p.TenantId, p.SearchAlias });
    }
}

internal sealed class CoveragePolicyConfiguration : IEntityTypeConfiguration<CoveragePolicy>
{
    public void Configure(EntityTypeBuilder<CoveragePolicy> builder)
    {
        builder.Property(c => c.GroupNumber).HasMaxLength(CoverageEntry.GroupLength);
        builder.Property(c => c.Details).HasJson();
        builder.Property(c => c.Subscriber).HasJson();
        builder.HasOne<Recipient>().WithMany().HasForeignKey(c => c.RecipientId);
        builder.HasOne(c => c.Payer).WithMany().HasForeignKey(c => c.PayerId);
        builder.HasIndex(c => new { c.TenantId, c.MemberKey });
        builder.HasIndex(c => new { c.TenantId, c.UpdatedAt });
    }
}

internal sealed class CareReminderConfiguration : IEntityTypeConfiguration<CareReminder>
{
    public void Configure(EntityTypeBuilder<CareReminder> builder)
    {
        builder.Property(r => r.Source).HasMaxLength(100);
        builder.Property(r => r.Type).HasMaxLength(CareReminder.TypeLength);
        builder.Property(r => r.Description).HasMaxLength(CareReminder.DescriptionLength);
        builder.Property(r => r.ActionTaken).HasMaxLength(CareReminder.ActionLength);
        builder.Ignore(r => r.IsOpen);
        builder.HasOne<Recipient>().WithMany().HasForeignKey(r => r.RecipientId);
        builder.HasIndex(r => new { r.RecipientId, r.Status });
    }
}
