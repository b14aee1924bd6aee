using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Shipping;

/// <summary>An order with all its parcels, open for one change.</summary>
/// <param name="Db">Saves it.</param>
/// <param name="Order">With its items and their products.</param>
/// <param name="Parcels">All of them, also voided ones, with lines, events and receipts.</param>
/// <param name="Around">What judging them depends on.</param>
public sealed record OpenParcels(MedDistDbContext Db, Order Order, List<Shipment> Parcels, ShippingSurroundings Around)
{
    public DateTimeOffset Now => Around.Now;

    /// <summary>The sentence for the order's timeline, if the change moves the order.</summary>
    public string? Because { get; set; }

    /// <summary>The day a moment falls on for the tenant.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DayCount.DayOf(at, Around.Zone);
}

/// <summary>The one way to change parcels: reads the order with all of them, changes, lets the order follow, and saves; tries again where somebody else saved first.</summary>
public sealed class ShipmentBook(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, OrderFactService facts, TimeProvider clock)
{
    private const int Tries = 8;

    /// <summary>Changes the parcels of an order that the caller may see. Nothing is written where <paramref name="change"/> fails.</summary>
    public async Task<Result> ChangeAsync(Guid orderId, Func<OpenParcels, Task<Result>> change, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (await OpenAsync(db, orderId, cancel) is not { } open)
            {
                return OrderFailures.NotFound;
            }

            var changed = await change(open);
            if (!changed.Succeeded)
            {
                return changed;
            }

            await SettleAsync(open, cancel);
            // Each try that fails means that somebody else's save has succeeded.
            var saved = await db.TrySaveAsync(ShippingFailures.Stale, cancel);
            if (saved.Failure is not Failure.Stale)
            {
                return saved;
            }
        }

        return ShippingFailures.Stale;
    }

    /// <summary>The same for one parcel, which must not be voided.</summary>
    public async Task<Result> ChangeParcelAsync(Guid shipmentId, Func<OpenParcels, Shipment, Task<Result>> change, CancellationToken cancel)
    {
        if (await OrderOfAsync(shipmentId, cancel) is not { } orderId)
        {
            return ShippingFailures.NotFound;
        }

        var result = await ChangeAsync(orderId, async open => open.Parcels.Find(p => p.Id == shipmentId) switch
        {
            null => ShippingFailures.NotFound,
            { IsVoided: true } => ShippingFailures.Voided,
            var parcel => await change(open, parcel),
        }, cancel);
        return result.Failure == OrderFailures.NotFound ? ShippingFailures.NotFound : result;
    }

    private async Task<Guid?> OrderOfAsync(Guid shipmentId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Shipments.Where(s => s.Id == shipmentId).Select(s => (Guid?)s.OrderId).FirstOrDefaultAsync(cancel);
    }

    private async Task<OpenParcels?> OpenAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel)
    {
        if (await db.VisibleOrders().Include(o => o.Items).ThenInclude(i => i.Product).FirstOrDefaultAsync(o => o.Id == orderId, cancel) is not { } order)
        {
            return null;
        }

        var parcels = await db.Shipments.Include(s => s.Lines).Include(s => s.Events).Include(s => s.Receipts).AsSplitQuery()
            .Where(s => s.OrderId == orderId).OrderBy(s => s.Id).ToListAsync(cancel);
        var tracked = await db.CarrierConnections.Where(c => c.IsActive).Select(c => c.Carrier).ToListAsync(cancel);
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        return new(db, order, parcels, new(tracked.ToHashSet(), tenant.Zone, clock.GetUtcNow()));
    }

    private async Task SettleAsync(OpenParcels open, CancellationToken cancel)
    {
        var (order, before, problem) = (open.Order, open.Order.Status, open.Order.ShipmentProblem);
        foreach (var parcel in OrderShipping.Settle(order, open.Parcels, open.Around, call, open.Because))
        {
            // What the facility wrote is for the order alone.
            var message = parcel.Problem == ShipmentProblem.Disputed ? "The facility does not accept what arrived." : parcel.ProblemSentence;
            await open.Db.NotifyCoordinatorsAsync("shipment.problem", $"{order.OrderNumber}: parcel {parcel.Problem!.Value.Label().ToLowerInvariant()}", message, $"/orders/{order.Id}", cancel);
        }

        if (order.ShipmentProblem != problem || order.Status != before)
        {
            await facts.RefreshAsync(open.Db, [order], cancel);
        }

        if (order.Status == OrderStatus.Delivered && before != OrderStatus.Delivered && order.ProviderId is { } provider && provider != call.UserId)
        {
            open.Db.Notify(provider, "order.Delivered", $"{order.OrderNumber}: delivered", "Please confirm what arrived.", $"/orders/{order.Id}");
        }
    }
}
