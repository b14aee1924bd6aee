using System.Linq.Expressions;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>Reads verification cases for one caller: board, matrix and table ask one query (<see cref="Matching"/>).</summary>
public sealed partial class VerificationQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, RecipientQueries recipients, TimeProvider clock)
{
    /// <summary>Cards of a column; the table shows the others.</summary>
    public const int CardsPerLane = 25;

    // A search that finds more people than this has to be narrowed.
    private const int MostFound = 200;

    private static readonly VerificationStatus[] CanEnd = [VerificationStatus.Verified];

    /// <summary>The columns with their counts and their first cards, the soonest due first.</summary>
    public async Task<DeskBoard> BoardAsync(VerificationFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var matching = await MatchingAsync(db, filter, cancel);
        var counts = await matching.GroupBy(v => v.Column).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        List<DeskLane> lanes = [];
        foreach (var column in DeskWords.Board)
        {
            var rows = counts.ContainsKey(column) ? await Rows(db, matching.Where(v => v.Column == column).OrderBy(v => v.DueOn).ThenBy(v => v.Id).Take(CardsPerLane)).ToListAsync(cancel) : [];
            lanes.Add(new(column, counts.GetValueOrDefault(column), [.. rows.Select(Masked)]));
        }

        return new(lanes);
    }

    /// <summary>One page of the table, and how many match.</summary>
    public async Task<VerificationPage> ListAsync(VerificationFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var matching = await MatchingAsync(db, filter, cancel);
        var rows = await Rows(db, Ordered(matching, filter).Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, VerificationFilter.MaxPageSize))).ToListAsync(cancel);
        return new([.. rows.Select(Masked)], filter.Skip == 0 && rows.Count < filter.Take ? rows.Count : await matching.CountAsync(cancel));
    }

    /// <summary>The ids of all cases that match, in the order of the table; not more than <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(VerificationFilter filter, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Ordered(await MatchingAsync(db, filter, cancel), filter).Take(most).Select(v => v.Id).ToListAsync(cancel);
    }

    /// <summary>How many cases lists hold, up to <see cref="QueueCounts.Most"/>.</summary>
    public async Task<IReadOnlyList<int>> CountListsAsync(IReadOnlyList<VerificationFilter> filters, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        List<int> counts = [];
        foreach (var filter in filters)
        {
            counts.Add(await (await MatchingAsync(db, filter, cancel)).Take(QueueCounts.Most + 1).CountAsync(cancel));
        }

        return counts;
    }

    /// <summary>Manufacturers and facilities that cases of this caller can be filtered by.</summary>
    public async Task<OrderFilterChoices> ChoicesAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var facilities = call.Role is { } role && role.IsLimitedToAssignments() ? db.Facilities.Where(f => db.VisibleRecipients().Any(r => r.FacilityId == f.Id)) : db.Facilities;
        return new(
            await db.Manufacturers.OrderBy(m => m.Name).Select(m => new Choice(m.Id, m.Name)).ToListAsync(cancel),
            await facilities.OrderBy(f => f.Name).Select(f => new Choice(f.Id, f.Name)).ToListAsync(cancel));
    }

    private async Task<IQueryable<Verification>> MatchingAsync(MedDistDbContext db, VerificationFilter filter, CancellationToken cancel)
    {
        if (!VerificationPermissions.MayView(call.Role))
        {
            return db.Verifications.Where(v => false);
        }

        IReadOnlyList<Guid>? found = filter.Search is { } search ? [.. (await recipients.SearchAsync(search, MostFound, cancel)).Rows.Select(r => r.Id)] : null;
        var today = filter.EndsWithinDays is null ? default : DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        return Matching(db, filter, today, found);
    }

    /// <summary>The cases that a filter shows the caller of the context, in no order; <paramref name="found"/> are the recipients that its search has found.</summary>
    public static IQueryable<Verification> Matching(MedDistDbContext db, VerificationFilter filter, DateOnly today, IReadOnlyList<Guid>? found = null)
    {
        var cases = db.VisibleVerifications().Where(v => v.IsOpen);
        cases = filter.Column is { } column ? cases.Where(v => v.Column == column) : cases;
        cases = filter.ManufacturerId is { } manufacturer ? cases.Where(v => v.ManufacturerId == manufacturer) : cases;
        cases = filter.Type is { } type ? cases.Where(v => v.Type == type) : cases;
        cases = filter.BlocksOnly ? cases.Where(v => v.BlocksOrder) : cases;
        cases = filter.UncoveredOnly ? cases.Where(v => v.NextIvr != null && v.NextIvr != IvrState.Valid && v.NextIvr != IvrState.NotRequired) : cases;
        cases = filter.ServiceFrom is { } from ? cases.Where(v => v.NextServiceOn >= from) : cases;
        cases = filter.ServiceTo is { } to ? cases.Where(v => v.NextServiceOn <= to) : cases;
        cases = filter.FacilityId is { } facility ? cases.Where(v => v.Recipient!.FacilityId == facility) : cases;
        cases = found is null ? cases : cases.Where(v => found.Contains(v.RecipientId));
        if (filter.EndsWithinDays is { } days)
        {
            var last = today.AddDays(days);
            cases = cases.Where(v => CanEnd.Contains(v.Status) && v.ExpiresOn >= today && v.ExpiresOn <= last);
        }

        return cases;
    }

    public static IOrderedQueryable<Verification> Ordered(IQueryable<Verification> cases, VerificationFilter filter) => filter.Sort switch
    {
        VerificationSort.Recipient => By(cases, v => v.Recipient!.FullName, filter.Descending),
        VerificationSort.Manufacturer => By(cases, v => v.Manufacturer!.Name, filter.Descending),
        VerificationSort.Type => By(cases, v => v.Type, filter.Descending),
        VerificationSort.State => By(cases, v => v.Column, filter.Descending),
        VerificationSort.Verified => By(cases, v => v.VerifiedOn, filter.Descending),
        VerificationSort.ValidThrough => By(cases, v => v.ExpiresOn, filter.Descending),
        VerificationSort.NextService => By(cases, v => v.NextServiceOn, filter.Descending),
        _ => By(cases, v => v.DueOn, filter.Descending),
    };

    private static IOrderedQueryable<Verification> By<TKey>(IQueryable<Verification> cases, Expression<Func<Verification, TKey>> key, bool descending) =>
        descending ? cases.OrderByDescending(key).ThenByDescending(v => v.Id) : cases.OrderBy(key).ThenBy(v => v.Id);

    /// <summary>Cases as the screens list them, with the recipient's whole name: <see cref="Masked"/> comes after.</summary>
    internal static IQueryable<VerificationRow> Rows(MedDistDbContext db, IQueryable<Verification> cases) => cases.Select(v => new VerificationRow
    {
        Id = v.Id,
        Version = v.Version,
        RecipientId = v.RecipientId,
        Recipient = v.Recipient!.FullName,
        ManufacturerId = v.ManufacturerId,
        Manufacturer = v.Manufacturer!.Name,
        Facility = db.Facilities.Where(f => f.Id == v.Recipient.FacilityId).Select(f => f.Name).FirstOrDefault(),
        Type = v.Type,
        Status = v.Status,
        Column = v.Column,
        VerifiedOn = v.VerifiedOn,
        ExpiresOn = v.ExpiresOn,
        NextServiceOn = v.NextServiceOn,
        NextOrderId = v.NextOrderId,
        NextIvr = v.NextIvr,
        BlocksOrder = v.BlocksOrder,
        SubmittedAt = v.SubmittedAt,
        Reason = v.Reason,
        RedoReason = v.RedoReason,
        Evidence = v.Evidence,
    });

    internal static VerificationRow Masked(VerificationRow row) => row with { Recipient = Recipient.Mask(row.Recipient) };
}
