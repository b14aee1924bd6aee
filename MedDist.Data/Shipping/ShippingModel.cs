using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Shipping;

internal sealed class ShipmentConfiguration : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> builder)
    {
        builder.Property(s => s.ShippingDocuments).HasJson();
        builder.HasOne<Order>().WithMany().HasForeignKey(s => s.OrderId);
        builder.HasIndex(s => new { s.TenantId, s.TrackingNumber });
    }
}
