using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>A flag and how many orders have it.</summary>
public sealed record FlagCount(FlagKind Kind, int Orders);

/// <summary>Narrows orders by their flags, and counts them.</summary>
public sealed class OrderFlagQueries(IDbContextFactory<MedDistDbContext> contexts, OrderFlags flags)
{
    /// <summary>Every kind of flag with the number of orders that have it under a filter, whatever flag the filter itself names; the worst kinds first.</summary>
    public async Task<IReadOnlyList<FlagCount>> CountsAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sets = await OrderQueries.Matching(db, filter with { Flag = null }).Open().GroupBy(o => o.FlagCodes).Select(g => new { Codes = g.Key, Orders = g.Count() }).ToListAsync(cancel);
        var byCode = sets.SelectMany(s => s.Codes.Split('|', StringSplitOptions.RemoveEmptyEntries), (s, code) => (code, s.Orders)).ToLookup(s => s.code, s => s.Orders);
        return [.. flags.Rules.Select(r => new FlagCount(r.Kind, byCode[r.Kind.Code].Sum()))];
    }
}

/// <summary>Flags in queries.</summary>
internal static class OrderFlagFilter
{
    /// <summary>Orders that can have flags. Named one by one, so that the queue's index finds them among any number of finished ones.</summary>
    public static IQueryable<Order> Open(this IQueryable<Order> orders) => orders.Where(o =>
        o.Section == QueueSection.RequiresAction || o.Section == QueueSection.WithProvider || o.Section == QueueSection.WithManufacturer || o.Section == QueueSection.InTransit);

    /// <summary>Orders that have the flag with this code.</summary>
    public static IQueryable<Order> WithFlag(this IQueryable<Order> orders, string code)
    {
        var mark = Order.FlagMark(code);
        return orders.Open().Where(o => o.FlagCodes.Contains(mark));
    }
}
