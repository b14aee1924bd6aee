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

    /// <summary>One page of groups with all their orders in the list.</summary>
    private async Task<OrderPage> EpisodesAsync(MedDistDbContext db, OrderFilter filter, CancellationToken cancel)
    {
        var all = EpisodesOf(db, filter);
        var places = await all.Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, OrderFilter.MaxPageSize)).ToListAsync(cancel);
        var rows = await RowsAsync(db, filter, places, cancel);
        var groups = rows.ToLookup(r => r.Episode);
        List<OrderEpisode> episodes = [.. places.Select(p => new EpisodeKey(p.RecipientId, p.ManufacturerId)).Where(groups.Contains).Select(key => OrderEpisode.Of([.. groups[key]]))];
        return new([.. episodes.SelectMany(e => Sorted(groups[e.Key], filter))], await Matching(db, filter).CountAsync(cancel))
        {
            Episodes = episodes,
            Pageable = await all.CountAsync(cancel),
        };
    }

    private async Task<List<OrderRow>> RowsAsync(MedDistDbContext db, OrderFilter filter, List<EpisodePlace> places, CancellationToken cancel)
    {
        var recipients = places.Select(p => p.RecipientId).Distinct().ToList();
        var manufacturers = places.Select(p => p.ManufacturerId).Distinct().ToList();
        var wanted = places.Select(p => new EpisodeKey(p.RecipientId, p.ManufacturerId)).ToHashSet();

        // A database has no list of pairs: some orders of the same recipients from other manufacturers come along and are left out here.
        var rows = await Matching(db, filter).Where(o => recipients.Contains(o.RecipientId) && manufacturers.Contains(o.ManufacturerId))
            .OrderBy(o => o.QueuePosition).ThenBy(o => o.Id).Select(ToRow).ToListAsync(cancel);
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
