using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>The queue gathered by recipient and manufacturer.</summary>
public sealed partial class OrderQueries
{
    /// <summary>The groups of a list, the one with the most urgent order first.</summary>
    public static IQueryable<EpisodePlace> EpisodesOf(MedDistDbContext db, OrderFilter filter) => Matching(db, filter)
        .GroupBy(o => new { o.RecipientId, o.ManufacturerId })
        .Select(g => new EpisodePlace { RecipientId = g.Key.RecipientId, ManufacturerId = g.Key.ManufacturerId, First = g.Min(o => o.QueuePosition), Orders = g.Count() })
        .OrderBy(e => e.First).ThenBy(e => e.RecipientId).ThenBy(e => e.ManufacturerId);

    /// <summary>
    /// The most urgent order of each group of a list, the most urgent group first. The database walks the list in its order, asks of each order whether another of its group is before it, and stops
    /// when the page is full; <see cref="EpisodesOf"/> would read the whole list. An order without recipient or manufacturer is a group of its own.
    /// </summary>
    /// <remarks>Asked as "none is before it" and not as "the first is this one": PostgreSQL takes an equality for rare, expects to walk the whole list for a page, and sorts it instead.</remarks>
    public static IQueryable<Order> EpisodeHeadsOf(MedDistDbContext db, OrderFilter filter)
    {
        var list = Matching(db, filter);
        return list.Where(o => o.RecipientId == null || o.ManufacturerId == null || !list.Any(
                p => p.RecipientId != null && p.RecipientId == o.RecipientId && p.ManufacturerId != null && p.ManufacturerId == o.ManufacturerId
                    && p.QueuePosition <= o.QueuePosition && (p.QueuePosition < o.QueuePosition || p.Id.CompareTo(o.Id) < 0)))
            .OrderBy(o => o.QueuePosition).ThenBy(o => o.Id);
    }

    /// <summary>The orders of a list that belong to the groups of these orders, and to no other.</summary>
    public static IQueryable<Order> OfTheEpisodesOf(MedDistDbContext db, OrderFilter filter, IReadOnlyCollection<Guid> heads)
    {
        var list = Matching(db, filter);
        return db.Orders.Where(h => heads.Contains(h.Id)).SelectMany(
            h => list.Where(o => o.RecipientId != null && o.RecipientId == h.RecipientId && o.ManufacturerId != null && o.ManufacturerId == h.ManufacturerId));
    }

    /// <summary>One page of groups with all their orders in the list.</summary>
    private Task<OrderPage> EpisodesAsync(MedDistDbContext db, OrderFilter filter, CancellationToken cancel) =>
        QueueCounts.Far.Contains(filter.Tab) ? FarEpisodesAsync(db, filter, cancel) : OpenEpisodesAsync(db, filter, cancel);

    /// <summary>Of orders that somebody still works on: they are few enough to gather them all.</summary>
    private async Task<OrderPage> OpenEpisodesAsync(MedDistDbContext db, OrderFilter filter, CancellationToken cancel)
    {
        var all = EpisodesOf(db, filter);
        var places = await all.Skip(SkipOf(filter)).Take(TakeOf(filter)).ToListAsync(cancel);
        return PageOf(places.Select(p => new EpisodeKey(p.RecipientId, p.ManufacturerId)), await RowsAsync(db, filter, places, cancel), filter, await Matching(db, filter).CountAsync(cancel)) with
        {
            Pageable = await all.CountAsync(cancel),
        };
    }

    /// <summary>Of lists that grow with the years: reads the page and no more. How many groups there are is counted where the list is short, or the page lies behind its end.</summary>
    private async Task<OrderPage> FarEpisodesAsync(MedDistDbContext db, OrderFilter filter, CancellationToken cancel)
    {
        var (skip, take) = (SkipOf(filter), TakeOf(filter));
        var found = await EpisodeHeadsOf(db, filter).Skip(skip).Take(take + 1).Select(o => new { o.Id, Key = new EpisodeKey(o.RecipientId, o.ManufacturerId) }).ToListAsync(cancel);
        var heads = found.Take(take).ToList();
        var ids = heads.Select(h => h.Id).ToList();
        var rows = ids.Count == 0 ? [] : await RowsOf(OfTheEpisodesOf(db, filter, ids).OrderBy(o => o.QueuePosition).ThenBy(o => o.Id)).ToListAsync(cancel);
        if (heads.Exists(h => h.Key.RecipientId is null || h.Key.ManufacturerId is null))
        {
            rows.AddRange(await RowsOf(Matching(db, filter).Where(o => ids.Contains(o.Id) && (o.RecipientId == null || o.ManufacturerId == null)).OrderBy(o => o.QueuePosition).ThenBy(o => o.Id)).ToListAsync(cancel));
        }

        var total = await Matching(db, filter).CountAsync(cancel);
        var isCounted = total <= QueueCounts.Most || heads.Count == 0;
        return PageOf(heads.Select(h => h.Key).Distinct(), [.. rows.Select(Shown)], filter, total) with
        {
            Pageable = isCounted ? await EpisodesOf(db, filter).CountAsync(cancel) : skip + found.Count,
            IsCounted = isCounted || found.Count <= take,
        };
    }

    private static OrderPage PageOf(IEnumerable<EpisodeKey> keys, List<OrderRow> rows, OrderFilter filter, int total)
    {
        var groups = rows.ToLookup(r => r.Episode);
        List<OrderEpisode> episodes = [.. keys.Where(groups.Contains).Select(key => OrderEpisode.Of([.. groups[key]]))];
        return new([.. episodes.SelectMany(e => Sorted(groups[e.Key], filter))], total) { Episodes = episodes };
    }

    private async Task<List<OrderRow>> RowsAsync(MedDistDbContext db, OrderFilter filter, List<EpisodePlace> places, CancellationToken cancel)
    {
        var recipients = places.Select(p => p.RecipientId).Distinct().ToList();
        var manufacturers = places.Select(p => p.ManufacturerId).Distinct().ToList();
        var wanted = places.Select(p => new EpisodeKey(p.RecipientId, p.ManufacturerId)).ToHashSet();

        // A database has no list of pairs: some orders of the same recipients from other manufacturers come along and are left out here.
        var rows = await RowsOf(Matching(db, filter).Where(o => recipients.Contains(o.RecipientId) && manufacturers.Contains(o.ManufacturerId))
            .OrderBy(o => o.QueuePosition).ThenBy(o => o.Id)).ToListAsync(cancel);
        return [.. rows.Where(r => wanted.Contains(r.Episode)).Select(Shown)];
    }

    /// <summary>The orders of one group as the list sorts them; they come most urgent first.</summary>
    private static IEnumerable<OrderRow> Sorted(IEnumerable<OrderRow> rows, OrderFilter filter)
    {
        var sorted = filter.Sort switch
        {
            OrderSort.Number => rows.OrderBy(r => r.OrderNumber, StringComparer.Ordinal),
            OrderSort.Recipient => rows.OrderBy(r => r.RecipientName, StringComparer.Ordinal),
            OrderSort.ServiceDate => rows.OrderBy(r => r.ServiceDate),
            OrderSort.DeliveryDate => rows.OrderBy(r => r.RequestedDeliveryDate),
            OrderSort.Submitted => rows.OrderBy(r => r.ProviderSubmittedAt),
            _ => rows,
        };
        return filter.Descending ? sorted.Reverse() : sorted;
    }
}

/// <summary>Where a group stands in its list.</summary>
public sealed record EpisodePlace
{
    public Guid? RecipientId { get; init; }

    public Guid? ManufacturerId { get; init; }

    /// <summary>Queue position of its most urgent order.</summary>
    public DateTimeOffset First { get; init; }

    public int Orders { get; init; }
}
