using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Recipients;

/// <summary>Finds recipients. Who is limited to assignments finds only theirs; each list of hits is recorded as an access to what it shows.</summary>
public sealed class RecipientQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, PhiAccess phi, TimeProvider clock)
{
    /// <summary>The resource under which views of one recipient are recorded.</summary>
    public const string Resource = "recipient";

    /// <summary>How many of one way to be found are looked at before ranking.</summary>
    internal const int Candidates = 100;

    private const int RecentViews = 200;

    /// <summary>
    /// The best hits for a name in any order, a birth date, a record number, an exact member id or a phone, or several of them together. Exact numbers come first, then whole names, then beginnings.
    /// Null text, or a single letter, finds nobody.
    /// </summary>
    public async Task<RecipientHits> SearchAsync(string? typed, int take = 20, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayView(call.Role))
        {
            return RecipientHits.None;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var search = RecipientSearch.Parse(typed, await TodayAsync(db, cancel));
        if (search.IsEmpty)
        {
            return RecipientHits.None;
        }

        var found = await new RecipientFinder(db, search).FindAsync(cancel);
        var best = found.OrderBy(f => f.Rank).ThenBy(f => f.Recipient.FullName, StringComparer.OrdinalIgnoreCase).ThenByDescending(f => f.Recipient.Id).Take(take).ToList();
        var places = await PlacesAsync(db, best.Select(f => f.Recipient), cancel);
        var names = OrderPermissions.SeesRecipientNames(call.Role) || call.Role is null;
        await phi.RecordHitsAsync(Resource, [.. best.Select(f => f.Recipient.Id)], "search hit list", cancel);
        return new([.. best.Select(f => HitOf(f, names, places))], found.Count > take);
    }

    /// <summary>One recipient as a hit, for showing who was chosen; null when the caller may not see them. Recorded as a view.</summary>
    public async Task<RecipientHit?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayView(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleRecipients().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } recipient)
        {
            return null;
        }

        await phi.RecordHitsAsync(Resource, [id], "chosen for an order", cancel);
        return HitOf(new(recipient, 0, null), OrderPermissions.SeesRecipientNames(call.Role) || call.Role is null, await PlacesAsync(db, [recipient], cancel));
    }

    /// <summary>Whose pages the caller opened last, by initials.</summary>
    public async Task<IReadOnlyList<RecentRecipient>> RecentAsync(int take = 8, CancellationToken cancel = default)
    {
        if (call.UserId is not { } me || !RecipientPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var views = await db.PhiAccessLogs.AsNoTracking().Where(l => l.UserId == me && l.ResourceType == Resource && l.Action == PhiAction.View)
            .OrderByDescending(l => l.AccessedAt).Take(RecentViews).Select(l => new { l.ResourceIdentifier, l.AccessedAt }).ToListAsync(cancel);
        var last = views.Where(v => Guid.TryParse(v.ResourceIdentifier, out _)).GroupBy(v => Guid.Parse(v.ResourceIdentifier)).Select(g => (Id: g.Key, At: g.Max(v => v.AccessedAt))).Take(take).ToList();
        var ids = last.ConvertAll(l => l.Id);
        var rows = await db.VisibleRecipients().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var places = await PlacesAsync(db, rows.Values, cancel);
        return [.. last.Where(l => rows.ContainsKey(l.Id)).Select(l => (Row: rows[l.Id], l.At)).Select(l => new RecentRecipient(l.Row.Id, l.Row.Type, Recipient.Mask(l.Row.FullName), PlaceOf(l.Row, places), l.At))];
    }

    /// <summary>The facilities that the caller may register recipients with.</summary>
    public async Task<IReadOnlyList<RecipientPlace>> PlacesToChooseAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.AssignedFacilities().OrderBy(f => f.Organization!.Name).ThenBy(f => f.Name)
            .Select(f => new RecipientPlace(f.OrganizationId, f.Organization!.Name, f.Id, f.Name)).ToListAsync(cancel);
    }

    internal static async Task<IReadOnlyDictionary<Guid, string>> PlacesAsync(MedDistDbContext db, IEnumerable<Recipient> recipients, CancellationToken cancel)
    {
        var all = recipients.ToList();
        var facilities = all.Select(r => r.FacilityId).OfType<Guid>().Distinct().ToList();
        var organizations = all.Select(r => r.OrganizationId).OfType<Guid>().Distinct().ToList();
        var names = await db.Facilities.Where(f => EF.Parameter(facilities).Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Name, cancel);
        foreach (var organization in await db.Organizations.Where(o => EF.Parameter(organizations).Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(cancel))
        {
            names[organization.Id] = organization.Name;
        }

        return names;
    }

    internal static string? PlaceOf(Recipient recipient, IReadOnlyDictionary<Guid, string> places) =>
        new[] { recipient.FacilityId, recipient.OrganizationId }.OfType<Guid>().Select(id => places.GetValueOrDefault(id)).FirstOrDefault(n => n is not null);

    private static RecipientHit HitOf(FoundRecipient found, bool names, IReadOnlyDictionary<Guid, string> places) => new(
        found.Recipient.Id, found.Recipient.Type, names ? found.Recipient.FullName : Recipient.Mask(found.Recipient.FullName), names ? found.Recipient.DateOfBirth : null,
        names ? found.Recipient.Identifier : null, PlaceOf(found.Recipient, places), found.Why);

    private async Task<DateOnly> TodayAsync(MedDistDbContext db, CancellationToken cancel) => DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
}
