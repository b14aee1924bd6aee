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
        builder.Property(s => s.TrackingNumber).HasMaxLength(TrackingNumber.MaxLength);
        builder.Property(s => s.ParcelKey).HasMaxLength(TrackingNumber.MaxLength);
        builder.Property(s => s.ProblemSentence).HasMaxLength(Shipment.ReasonLength + 200);
        builder.Property(s => s.DisputeReason).HasMaxLength(Shipment.ReasonLength);
        builder.Property(s => s.VoidReason).HasMaxLength(Shipment.ReasonLength);
        builder.Property(s => s.ShippingDocuments).HasJson();
        builder.Ignore(s => s.IsVoided).Ignore(s => s.IsDelivered);
        builder.HasOne<Order>().WithMany().HasForeignKey(s => s.OrderId);
        builder.HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.ShipmentId);
        builder.HasMany(s => s.Events).WithOne().HasForeignKey(e => e.ShipmentId);
        builder.HasMany(s => s.Receipts).WithOne().HasForeignKey(r => r.ShipmentId);
        builder.Navigation(s => s.Lines).HasField("lines");
        builder.Navigation(s => s.Events).HasField("events");
        builder.Navigation(s => s.Receipts).HasField("receipts");
        builder.HasIndex(s => new { s.OrderId, s.ParcelKey }).IsUnique();
        builder.HasIndex(s => new { s.TenantId, s.TrackingNumber });

        // The tabs of the list, newest first.
        builder.HasIndex(s => new { s.TenantId, s.Stage, s.ShippedAt, s.Id });
        builder.HasIndex(s => new { s.TenantId, s.Problem, s.ShippedAt, s.Id });
        builder.HasIndex(s => new { s.TenantId, s.ShippedAt, s.Id });
    }
}

internal sealed class ShipmentLineConfiguration : IEntityTypeConfiguration<ShipmentLine>
{
    public void Configure(EntityTypeBuilder<ShipmentLine> builder)
    {
        builder.Property(l => l.Lot).HasMaxLength(RecordLine.CodeLength);
        builder.Property(l => l.Serial).HasMaxLength(RecordLine.CodeLength);
        builder.HasOne<OrderItem>().WithMany().HasForeignKey(l => l.OrderItemId);
    }
}

internal sealed class ShipmentEventConfiguration : IEntityTypeConfiguration<ShipmentEvent>
{
    public void Configure(EntityTypeBuilder<ShipmentEvent> builder)
    {
        builder.Property(e => e.TrackingNumber).HasMaxLength(TrackingNumber.MaxLength);
        builder.Property(e => e.Words).HasMaxLength(ShipmentEvent.WordsLength);
        builder.Property(e => e.ExternalId).HasMaxLength(CarrierMessage.IdLength);
        builder.HasIndex(e => new { e.ShipmentId, e.At });
    }
}

internal sealed class ShipmentReceiptConfiguration : IEntityTypeConfiguration<ShipmentReceipt>
{
    public void Configure(EntityTypeBuilder<ShipmentReceipt> builder)
    {
        builder.Property(r => r.Lines).HasJson();
        builder.Property(r => r.Reason).HasMaxLength(Shipment.ReasonLength);
    }
}

internal sealed class CarrierMessageConfiguration : IEntityTypeConfiguration<CarrierMessage>
{
    public void Configure(EntityTypeBuilder<CarrierMessage> builder)
    {
        builder.Property(m => m.Carrier).HasMaxLength(60);
        builder.Property(m => m.EventId).HasMaxLength(CarrierMessage.IdLength);
        builder.Property(m => m.TrackingNumber).HasMaxLength(TrackingNumber.MaxLength);
        builder.Property(m => m.Raw).HasLongText();
        builder.Property(m => m.Note).HasMaxLength(1000);
        builder.HasIndex(m => new { m.TenantId, m.Carrier, m.EventId }).IsUnique();
        builder.HasIndex(m => new { m.TenantId, m.State, m.ReceivedAt });
        builder.HasIndex(m => new { m.TenantId, m.TrackingNumber });
    }
}

internal sealed class CarrierConnectionConfiguration : IEntityTypeConfiguration<CarrierConnection>
{
    public void Configure(EntityTypeBuilder<CarrierConnection> builder)
    {
        builder.Property(c => c.Carrier).HasMaxLength(60);
        builder.HasIndex(c => new { c.TenantId, c.Carrier }).IsUnique();
    }
}
