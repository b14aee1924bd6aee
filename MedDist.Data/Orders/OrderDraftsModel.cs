using MedDist.Core.Orders.Drafts;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Orders;

internal sealed class OrderDraftConfiguration : IEntityTypeConfiguration<OrderDraft>
{
    public void Configure(EntityTypeBuilder<OrderDraft> builder)
    {
        builder.Ignore(d => d.Content).Ignore(d => d.IsOpen);
        builder.Property(d => d.Stored).HasLongText();
        builder.Property(d => d.OrderIds).HasJson();
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.AuthorUserId);
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.ProviderId);

        // The lists of one's open drafts, the latest first.
        builder.HasIndex(d => new { d.TenantId, d.AuthorUserId, d.SubmittedAt, d.DiscardedAt, d.SavedAt });
        builder.HasIndex(d => new { d.TenantId, d.ProviderId, d.SubmittedAt, d.DiscardedAt, d.SavedAt });
    }
}
