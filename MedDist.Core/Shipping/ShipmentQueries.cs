using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Shipping;

/// <summary>Reads parcels for one caller.</summary>
public sealed class ShipmentQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    private const int MostMessages = 200;

    /// <summary>A page of the tenant's parcels, the newest first; nothing for callers who may not see them all.</summary>
    public async Task<ShipmentPage> ListAsync(ShipmentFilter filter, CancellationToken cancel = default)
    {
        if (!ShippingPermissions.MayView(call.Role))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var matching = Matching(db, filter);
        var total = await matching.CountAsync(cancel);
        var page = matching.OrderByDescending(s => s.ShippedAt).ThenByDescending(s => s.Id).Skip(filter.Skip).Take(filter.Take);
        var rows = await (
            from s in page
            join o in db.Orders on s.OrderId equals o.Id
            orderby s.ShippedAt descending, s.Id descending
            select new ShipmentRow(
                s.Id, s.OrderId, o.OrderNumber, o.Facility!.Name, o.Manufacturer!.Name, s.Carrier, s.TrackingNumber, s.Status, s.Stage, s.ShippedAt, s.EstimatedOn, o.RequestedDeliveryDate, s.DeliveredAt,
                s.LastEventAt, s.LastPlace, s.Problem, s.ProblemSentence, s.IsSimulated)).ToListAsync(cancel);
        return new(rows, total);
    }

    /// <summary>How many parcels each tab holds under the same search.</summary>
    public async Task<IReadOnlyDictionary<ShipmentTab, int>> CountsAsync(ShipmentFilter filter, CancellationToken cancel = default)
    {
        Dictionary<ShipmentTab, int> counts = [];
        if (!ShippingPermissions.MayView(call.Role))
        {
            return counts;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var tab in Enum.GetValues<ShipmentTab>())
        {
            counts[tab] = await Matching(db, filter with { Tab = tab }).CountAsync(cancel);
        }

        return counts;
    }

    /// <summary>All parcels of an order that the caller may see; null for another.</summary>
    public async Task<OrderParcels?> OfOrderAsync(Guid orderId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleOrders().AsNoTracking().Include(o => o.Items).ThenInclude(i => i.Product).FirstOrDefaultAsync(o => o.Id == orderId, cancel) is not { } order)
        {
            return null;
        }

        var parcels = await db.Shipments.AsNoTracking().Include(s => s.Lines).Include(s => s.Events).AsSplitQuery().Where(s => s.OrderId == orderId).OrderBy(s => s.Id).ToListAsync(cancel);
        var tracked = await db.CarrierConnections.Where(c => c.IsActive).Select(c => c.Carrier).ToListAsync(cancel);
        var left = OrderShipping.Remaining(order, parcels);
        return new()
        {
            OrderId = order.Id,
            OrderNumber = order.OrderNumber,
            NeededBy = order.RequestedDeliveryDate,
            TakesParcels = OrderShipping.TakesParcels(order.Status),
            Items = [.. order.Items.Select(i => new ParcelItem(i.Id, i.Product!.Name, i.Product.Code ?? i.Product.Sku, i.Quantity, left[i.Id]))],
            Parcels = [.. parcels.OrderBy(p => p.IsVoided).ThenBy(p => p.Id).Select(p => Details(order, p, tracked))],
        };
    }

    /// <summary>Messages of carriers that are not applied, the newest first.</summary>
    public async Task<IReadOnlyList<CarrierMessageRow>> UnappliedAsync(CancellationToken cancel = default)
    {
        if (!ShippingPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.CarrierMessages.Where(m => m.State != CarrierMessageState.Applied).OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Id).Take(MostMessages)
            .Select(m => new CarrierMessageRow(m.Id, m.Carrier, m.TrackingNumber, m.State, m.Note, m.Source, m.ReceivedAt)).ToListAsync(cancel);
    }

    private static IQueryable<Shipment> Matching(MedDistDbContext db, ShipmentFilter filter)
    {
        var parcels = filter.Tab switch
        {
            ShipmentTab.Problems => db.Shipments.Where(s => s.Problem != null),
            ShipmentTab.Road => db.Shipments.Where(s => s.Stage == ShipmentStage.OnTheRoad),
            ShipmentTab.Unconfirmed => db.Shipments.Where(s => s.Stage == ShipmentStage.Delivered),
            _ => db.Shipments,
        };
        parcels = filter.Carrier is { } carrier ? parcels.Where(s => s.Carrier == carrier) : parcels;
        if (TrackingNumber.Compact(filter.Search) is { Length: > 0 } compact)
        {
            var order = filter.Search!.Trim().ToUpperInvariant();
            parcels = parcels.Where(s => s.TrackingNumber!.Contains(compact) || db.Orders.Any(o => o.Id == s.OrderId && o.OrderNumber.Contains(order)));
        }

        return parcels;
    }

    private static ParcelDetails Details(Order order, Shipment p, List<string> tracked) => new()
    {
        Id = p.Id,
        Carrier = p.Carrier,
        TrackingNumber = p.TrackingNumber,
        Service = p.Service,
        Link = Carriers.LinkOf(p.Carrier, p.TrackingNumber),
        IsTracked = p.Carrier is { } c && tracked.Contains(c),
        IsSimulated = p.IsSimulated,
        Status = p.Status,
        Stage = p.Stage,
        Problem = p.Problem,
        ProblemSentence = p.ProblemSentence,
        ShippedAt = p.ShippedAt,
        EstimatedOn = p.EstimatedOn,
        DeliveredAt = p.DeliveredAt,
        ReceivedAt = p.ReceivedAt,
        SignedBy = p.SignedBy,
        ProofDocumentId = p.ProofDocumentId,
        ProofKeptUntil = p.ProofKeptUntil,
        VoidReason = p.VoidReason,
        RecordedByName = p.RecordedByName,
        Lines = [.. p.Lines.OrderBy(l => l.Id).Select(l => new ParcelLine(l.Id, order.Items.FirstOrDefault(i => i.Id == l.OrderItemId)?.Product?.Name ?? "Item", l.Quantity, l.Lot, l.Serial, l.ExpiresOn))],
        Events = [.. p.Events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => new ParcelEvent(e.Id, e.At, e.Status, e.Place, e.Words, e.Source, e.ByName))],
    };
}
