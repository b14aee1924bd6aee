using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>What lists hold in all, exactly, however long they are: for dashboards and reports, which must equal the list they lead to.</summary>
public sealed partial class OrderQueries
{
    /// <summary>How many orders a list holds.</summary>
    public async Task<int> TotalAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Matching(db, filter).CountAsync(cancel);
    }

    /// <summary>Quantity times unit price of the items of a list; nothing for roles that see no prices. Added up here, because SQLite keeps exact decimals as text.</summary>
    public async Task<decimal> ValueAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        if (!OrderPermissions.SeesPrices(call.Role))
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sum = 0m;
        await foreach (var item in Matching(db, filter).SelectMany(o => o.Items).Select(i => new { i.Quantity, i.UnitPrice }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            sum += item.Quantity * (item.UnitPrice ?? 0);
        }

        return sum;
    }

    /// <summary>Hours from the first submission to the approval, of the orders of a list that are approved.</summary>
    public async Task<Turnaround> HoursToApprovalAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var steps = await Matching(db, filter).Where(o => o.ReceivedAt != null && o.ApprovedAt != null).Select(o => new { Received = o.ReceivedAt!.Value, Approved = o.ApprovedAt!.Value }).ToListAsync(cancel);
        return Turnaround.Of(steps.Select(s => (s.Approved - s.Received).TotalHours));
    }

    /// <summary>The list divided by manufacturer or facility, the most orders first.</summary>
    public async Task<IReadOnlyList<OrderShare>> SharesAsync(OrderFilter filter, bool byFacility, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var matching = Matching(db, filter);
        var shares = byFacility
            ? await matching.Where(o => o.FacilityId != null).GroupBy(o => new { Id = o.FacilityId!.Value, o.Facility!.Name }).Select(g => new { g.Key.Id, g.Key.Name, Orders = g.Count() }).ToListAsync(cancel)
            : await matching.Where(o => o.ManufacturerId != null).GroupBy(o => new { Id = o.ManufacturerId!.Value, o.Manufacturer!.Name }).Select(g => new { g.Key.Id, g.Key.Name, Orders = g.Count() }).ToListAsync(cancel);
        return [.. shares.OrderByDescending(s => s.Orders).ThenBy(s => s.Name, StringComparer.Ordinal).Take(most).Select(s => new OrderShare(s.Id, s.Name, s.Orders))];
    }
}

/// <summary>A part of a list.</summary>
public sealed record OrderShare(Guid Id, string Name, int Orders);
