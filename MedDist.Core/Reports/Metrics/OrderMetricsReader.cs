using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Metrics;

/// <summary>Counts orders. Reads each order once, as moments and keys, never who it is for.</summary>
internal sealed class OrderMetricsReader : IMetricReader
{
    private static readonly IReadOnlyDictionary<Guid, decimal> None = new Dictionary<Guid, decimal>();

    public MetricType Type => MetricType.Orders;

    public async Task<Dictionary<MetricKey, MetricValues>> ReadAsync(MedDistDbContext db, MetricWindow window, CancellationToken cancel)
    {
        var tally = await TallyAsync(db, Concerning(db.Orders, window), window, cancel);
        return tally.Result().ToDictionary(m => m.Key, m => new MetricValues { Orders = m.Value });
    }

    public async Task<IEnumerable<DateOnly>> TouchedAsync(MedDistDbContext db, DateTimeOffset since, DateOnly today, TimeZoneInfo zone, CancellationToken cancel)
    {
        var changed = db.Orders.Where(o => o.UpdatedAt >= since).Select(o => o.Id)
            .Union(db.OrderItems.Where(i => i.UpdatedAt >= since).Select(i => i.OrderId))
            .Union(db.CoveragePolicies.Where(p => p.UpdatedAt >= since).Join(db.Orders, p => (Guid?)p.RecipientId, o => o.RecipientId, (_, o) => o.Id));

        // Events are never taken back: the days of an order's events are those on which it counts, or has counted before.
        var events = await db.OrderEvents.Where(e => changed.Contains(e.OrderId)).Select(e => new Step(e.OrderId, e.At, e.From, e.To)).ToListAsync(cancel);
        var sent = await db.Orders.Where(o => o.UpdatedAt >= since && o.ManufacturerSubmittedAt != null).Select(o => o.ManufacturerSubmittedAt!.Value).ToListAsync(cancel);
        return events.Select(e => e.At).Concat(sent).Select(at => DayCount.DayOf(at, zone)).Concat(events.GroupBy(e => e.OrderId).SelectMany(o => Reopened(o, since, zone)));
    }

    /// <summary>Counts these orders.</summary>
    internal static async Task<OrderTally> TallyAsync(MedDistDbContext db, IQueryable<Order> orders, MetricWindow window, CancellationToken cancel)
    {
        var worth = await WorthAsync(db, orders, cancel);
        var payers = await PayersAsync(db, orders, cancel);
        var tally = new OrderTally(window);
        await foreach (var order in Facts(orders).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var items = worth.GetValueOrDefault(order.Id);
            tally.Add(order, items?.Total ?? 0, items?.Categories ?? None, order.RecipientId is { } id && payers.TryGetValue(id, out var payer) ? payer.Payer : null);
        }

        return tally;
    }

    /// <summary>Orders of which something happened in the window, or that were open in it.</summary>
    private static IQueryable<Order> Concerning(IQueryable<Order> orders, MetricWindow window)
    {
        var (from, to) = (window.From, window.To);
        return orders.Where(o => o.ReceivedAt < to && (o.FinishedAt == null || o.FinishedAt >= from));
    }

    private static IQueryable<OrderFact> Facts(IQueryable<Order> orders) => orders.Select(o => new OrderFact
    {
        Id = o.Id,
        Status = o.Status,
        FacilityId = o.FacilityId,
        ManufacturerId = o.ManufacturerId,
        ProviderId = o.ProviderId,
        RecipientId = o.RecipientId,
        ReceivedAt = o.ReceivedAt!.Value,
        SentBackAt = o.SentBackAt,
        ApprovedAt = o.ApprovedAt,
        SentAt = o.ManufacturerSubmittedAt,
        ConfirmedAt = o.ManufacturerConfirmedAt,
        ShippedAt = o.ShippedAt,
        FinishedAt = o.FinishedAt,
        DeliveredOn = o.ActualDeliveryDate,
        NeededOn = o.RequestedDeliveryDate,
    });

    /// <summary>What the items of each order are worth, in all and by category. Added up here, because SQLite keeps exact decimals as text.</summary>
    private static async Task<Dictionary<Guid, Worth>> WorthAsync(MedDistDbContext db, IQueryable<Order> orders, CancellationToken cancel)
    {
        Dictionary<Guid, Worth> worth = [];
        var items = orders.Join(db.OrderItems, o => o.Id, i => i.OrderId, (_, i) => new { i.OrderId, i.Quantity, i.UnitPrice, i.Product!.CategoryId });
        await foreach (var item in items.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var value = item.Quantity * (item.UnitPrice ?? 0);
            worth[item.OrderId] = worth.TryGetValue(item.OrderId, out var before) ? before.And(item.CategoryId, value) : Worth.Of(item.CategoryId, value);
        }

        return worth;
    }

    /// <summary>Who pays first for each recipient of these orders: of several primary covers the one that began last.</summary>
    private static async Task<Dictionary<Guid, Cover>> PayersAsync(MedDistDbContext db, IQueryable<Order> orders, CancellationToken cancel)
    {
        Dictionary<Guid, Cover> payers = [];
        var recipients = orders.Select(o => o.RecipientId);
        var covers = db.CoveragePolicies.Where(p => p.IsPrimary && p.PayerId != null && recipients.Contains(p.RecipientId)).Select(p => new { p.RecipientId, Cover = new Cover(p.PayerId!.Value, p.EffectiveOn, p.Id) });
        await foreach (var cover in covers.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!payers.TryGetValue(cover.RecipientId, out var known) || cover.Cover.IsLaterThan(known))
            {
                payers[cover.RecipientId] = cover.Cover;
            }
        }

        return payers;
    }

    /// <summary>The days between an arrival and its withdrawal: the order was open on them after all.</summary>
    private static IEnumerable<DateOnly> Reopened(IEnumerable<Step> ofOrder, DateTimeOffset since, TimeZoneInfo zone)
    {
        DateTimeOffset? finished = null;
        foreach (var step in ofOrder.OrderBy(s => s.At))
        {
            if (!Order.IsFinished(step.From) && Order.IsFinished(step.To))
            {
                finished = step.At;
            }
            else if (step.At >= since && finished is { } end && Order.IsFinished(step.From) && !Order.IsFinished(step.To))
            {
                for (var day = DayCount.DayOf(end, zone); day <= DayCount.DayOf(step.At, zone); day = day.AddDays(1))
                {
                    yield return day;
                }
            }
        }
    }

    private sealed record Step(Guid OrderId, DateTimeOffset At, OrderStatus From, OrderStatus To);

    private sealed record Cover(Guid Payer, DateOnly? EffectiveOn, Guid Id)
    {
        public bool IsLaterThan(Cover other) => Nullable.Compare(EffectiveOn, other.EffectiveOn) is var order && (order > 0 || (order == 0 && Id.CompareTo(other.Id) > 0));
    }

    private sealed record Worth(decimal Total, IReadOnlyDictionary<Guid, decimal> Categories)
    {
        public static Worth Of(Guid? category, decimal value) => new(value, category is { } id ? new Dictionary<Guid, decimal> { [id] = value } : None);

        public Worth And(Guid? category, decimal value) => new(
            Total + value,
            category is { } id ? new Dictionary<Guid, decimal>(Categories) { [id] = Categories.GetValueOrDefault(id) + value } : Categories);
    }
}
