using System.Text.Json;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Shipping;

/// <summary>Parcels in tests: orders that take them, and what carriers tell.</summary>
internal static class Parcels
{
    public const string Ups = "1Z5R89390357567127";
    public const string OtherUps = "1Z879E930346834440";
    public const string Fedex = "986578788855";

    /// <summary>A saved order that was sent and confirmed, with an item of 2 and, if wished, one of 5.</summary>
    public static Task<Order> OrderAsync(World world, bool withMore = false)
    {
        var order = world.Draft();
        if (withMore)
        {
            order.AddItem(new OrderItem { ProductId = world.Product.Id, Quantity = 5 });
        }

        return world.OrderAsync(order, Submit, Approve, Forward, MarkSent, Confirm);
    }

    public static Task<Result<Guid>> RecordAsync(House house, ICallContext who, Order order, string? number = Ups, string carrier = "UPS", params RecordLine[] lines) =>
        house.AsAsync<ShipmentService, Result<Guid>>(who, s => s.RecordAsync(order.Id, new() { Carrier = carrier, Number = number, Lines = lines.Length == 0 ? null : lines }));

    public static async Task<Guid> RecordedAsync(House house, World world, Order order, string? number = Ups, string carrier = "UPS", params RecordLine[] lines)
    {
        var recorded = await RecordAsync(house, world.Ashley, order, number, carrier, lines);
        recorded.Failure.ShouldBeNull();
        return recorded.Value;
    }

    public static string Event(string id, string number, DateTimeOffset at, string status, string? estimated = null, string? signedBy = null) => JsonSerializer.Serialize(new
    {
        id,
        trackingNumber = number,
        at,
        status,
        place = "Louisville, KY",
        words = $"Scan {status}",
        estimatedOn = estimated,
        signedBy,
    });

    public static Task<FeedOutcome> TellAsync(House house, World world, string body, string carrier = "UPS") =>
        house.AsAsync<CarrierFeed, FeedOutcome>(world.System, f => f.TakeAsync(carrier, body, ShipmentSource.Webhook));

    public static Task TrackAsync(House house, World world, string carrier = "UPS") => house.AsAsync<CarrierConnections, Result<string>>(world.Ashley, c => c.RotateAsync(carrier));

    public static async Task<Order> ReadAsync(House house, World world, Order order)
    {
        await using var db = house.Open(world.System);
        return await db.Orders.AsNoTracking().Include(o => o.Items).Include(o => o.Events).FirstAsync(o => o.Id == order.Id);
    }

    public static async Task<Shipment> ParcelAsync(House house, World world, Guid id)
    {
        await using var db = house.Open(world.System);
        return await db.Shipments.AsNoTracking().Include(s => s.Events).Include(s => s.Lines).Include(s => s.Receipts).FirstAsync(s => s.Id == id);
    }
}
