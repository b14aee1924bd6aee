using MedDist.Core.Orders;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Orders;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Property(o => o.OrderNumber).HasMaxLength(40);
        builder.Property(o => o.SearchText).HasMaxLength(400);
        builder.Property(o => o.Notes).HasMaxLength(4000);
        builder.Property(o => o.InternalNotes).HasMaxLength(4000);
        builder.Property(o => o.DeliveryInstructions).HasMaxLength(1000);
        builder.Property(o => o.StatusReason).HasMaxLength(MoveOrder.ReasonLength);
        builder.Property(o => o.IvrBypassReason).HasMaxLength(MoveOrder.ReasonLength);
        builder.Property(o => o.IvrSentence).HasMaxLength(1000);
        builder.Property(o => o.SendError).HasMaxLength(2000);
        builder.Property(o => o.ShipmentProblem).HasMaxLength(Core.Shipping.Shipment.ReasonLength + 200);
        builder.Property(o => o.SendByReason).HasMaxLength(800);
        builder.Property(o => o.Flags).HasJson();
        builder.Property(o => o.FlagCodes).HasMaxLength(1000);
        builder.Property(o => o.Metadata).HasJson();
        builder.Property(o => o.VerificationIds).HasJson();
        builder.ComplexProperty(o => o.Intake, Intake);
        builder.Ignore(o => o.LinkedNumbers);
        builder.Ignore(o => o.Total).Ignore(o => o.IvrCovers).Ignore(o => o.IsFlagged).Ignore(o => o.IsBeforeSending);
        Relate(builder);
        Index(builder);
    }

    private static void Intake(ComplexPropertyBuilder<OrderIntake> intake)
    {
        intake.Property(i => i.Wound).HasJson().HasColumnName("WoundMeasurements");
        intake.Property(i => i.PreviousTreatments).HasJson();
        intake.Property(i => i.DiagnosisCodes).HasJson();
        intake.Property(i => i.PlaceOfService).HasMaxLength(2);
        intake.Property(i => i.GlobalPeriodCpt).HasMaxLength(10);
        intake.Property(i => i.PayerPhone).HasMaxLength(50);
        intake.Property(i => i.SubscriberRelationship).HasMaxLength(50);
        intake.Property(i => i.ProviderPtan).HasMaxLength(20);
        intake.Property(i => i.FacilityPtan).HasMaxLength(20);
        intake.Property(i => i.MacJurisdiction).HasMaxLength(10);
    }

    private static void Relate(EntityTypeBuilder<Order> builder)
    {
        builder.HasOne(o => o.Organization).WithMany().HasForeignKey(o => o.OrganizationId);
        builder.HasOne(o => o.Facility).WithMany().HasForeignKey(o => o.FacilityId);
        builder.HasOne(o => o.Provider).WithMany().HasForeignKey(o => o.ProviderId);
        builder.HasOne(o => o.Recipient).WithMany().HasForeignKey(o => o.RecipientId);
        builder.HasOne(o => o.Manufacturer).WithMany().HasForeignKey(o => o.ManufacturerId);
        builder.HasMany(o => o.Items).WithOne().HasForeignKey(i => i.OrderId);
        builder.HasMany(o => o.Events).WithOne().HasForeignKey(e => e.OrderId);
        builder.Navigation(o => o.Items).HasField("items");
        builder.Navigation(o => o.Events).HasField("events");
    }

    private static void Index(EntityTypeBuilder<Order> builder)
    {
        builder.HasIndex(o => new { o.TenantId, o.OrderNumber }).IsUnique();

        // The queue: a tab, most urgent first; and all orders in the same order.
        builder.HasIndex(o => new { o.TenantId, o.Section, o.QueuePosition, o.Id });
        builder.HasIndex(o => new { o.TenantId, o.QueuePosition, o.Id });

        // Only what has failed and what somebody has claimed: small, and known by the database to be small, so that it is not passed over for the index of a manufacturer whom a filter names.
        builder.HasIndex(o => new { o.TenantId, o.SendState, o.QueuePosition, o.Id }).HasFilter("\"SendState\" = 'Failed'");
        builder.HasIndex(o => new { o.TenantId, o.ClaimedByUserId, o.QueuePosition, o.Id }).HasFilter("\"ClaimedByUserId\" IS NOT NULL");

        // The most urgent order of a recipient and manufacturer is one step into this index. It names the tenant so that it fits better than those above where nobody has analysed the table.
        builder.HasIndex(o => new { o.RecipientId, o.ManufacturerId, o.TenantId, o.QueuePosition, o.Id });

        // The same narrowed to one manufacturer or facility, which lead so that the indexes serve their foreign keys too.
        builder.HasIndex(o => new { o.ManufacturerId, o.TenantId, o.Section, o.QueuePosition, o.Id });
        builder.HasIndex(o => new { o.FacilityId, o.TenantId, o.Section, o.QueuePosition, o.Id });

        // Snapshots: what was open in some days, and what was saved since the last run. Lists: what was received in some days.
        builder.HasIndex(o => new { o.TenantId, o.FinishedAt, o.ReceivedAt });
        builder.HasIndex(o => new { o.TenantId, o.ReceivedAt });
        builder.HasIndex(o => new { o.TenantId, o.UpdatedAt });
    }
}

internal sealed class OrderItemConfiguration : IEntityTypeConfiguration<OrderItem>
{
    public void Configure(EntityTypeBuilder<OrderItem> builder)
    {
        builder.Property(i => i.Specifications).HasJson();
        builder.Property(i => i.Notes).HasMaxLength(2000);
        builder.Ignore(i => i.Size);
        builder.HasOne(i => i.Product).WithMany().HasForeignKey(i => i.ProductId);
        builder.HasIndex(i => new { i.TenantId, i.UpdatedAt });
    }
}

internal sealed class OrderEventConfiguration : IEntityTypeConfiguration<OrderEvent>
{
    public void Configure(EntityTypeBuilder<OrderEvent> builder)
    {
        builder.Property(e => e.Comment).HasMaxLength(2500);
        builder.HasIndex(e => new { e.OrderId, e.At });
    }
}
