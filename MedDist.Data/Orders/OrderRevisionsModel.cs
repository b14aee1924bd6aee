using MedDist.Core.Orders;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Orders;

internal sealed class OrderRevisionConfiguration : IEntityTypeConfiguration<OrderRevision>
{
    public void Configure(EntityTypeBuilder<OrderRevision> builder)
    {
        builder.Property(r => r.Fields).HasJson();
        builder.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId);
        builder.HasIndex(r => new { r.OrderId, r.OrderVersion });
    }
}
