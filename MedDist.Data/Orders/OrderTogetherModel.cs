using MedDist.Core.Orders;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Orders;

internal sealed class OrderCommentConfiguration : IEntityTypeConfiguration<OrderComment>
{
    public void Configure(EntityTypeBuilder<OrderComment> builder)
    {
        builder.Property(c => c.Text).HasMaxLength(AddComment.MaxLength);
        builder.HasOne<Order>().WithMany().HasForeignKey(c => c.OrderId);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.ByUserId);
        builder.HasIndex(c => new { c.OrderId, c.At });
    }
}

internal sealed class OrderPresenceConfiguration : IEntityTypeConfiguration<OrderPresence>
{
    public void Configure(EntityTypeBuilder<OrderPresence> builder)
    {
        builder.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
        builder.HasIndex(p => new { p.TenantId, p.SeenAt });
        builder.HasIndex(p => new { p.OrderId, p.SeenAt });
    }
}
