using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Organizations;

/// <summary>Reads the customers of the caller's tenant; who may not manage them sees none.</summary>
public sealed class OrganizationQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    public const int MaxPageSize = 100;

    /// <summary>Facilities of an organisation in the list; its own page has all.</summary>
    public const int ShownFacilities = 5;

    private const int MostWords = 5;
    private const int MostFacilities = 2000;

    /// <summary>One page by name, each with the first of its facilities.</summary>
    public async Task<OrganizationList> ListAsync(OrganizationFilter filter, CancellationToken cancel = default)
    {
        if (!OrganizationPermissions.MayManage(call.Role))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = await TodayAsync(db, cancel);
        var words = Words(filter.Search);
        var matching = Matching(db, filter, words, today);
        var page = await matching.OrderBy(o => o.Name).ThenBy(o => o.Id).Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, MaxPageSize))
            .Select(o => new { o.Id, o.Name, o.Type, o.Status, o.StatusReason, o.ContractEndsOn, o.ContractWarnOn, o.SearchText, Count = db.Facilities.Count(f => f.OrganizationId == o.Id) }).ToListAsync(cancel);
        var shown = await FacilitiesAsync(db, [.. page.Select(p => p.Id)], cancel);
        return new(
        [
            .. page.Select(p => new OrganizationRow(p.Id, p.Name, p.Type, p.Status, p.StatusReason, p.ContractEndsOn, IsEnding(p.Status, p.ContractWarnOn, today), p.Count)
            {
                Facilities = [.. shown[p.Id].Where(f => words.TrueForAll(w => p.SearchText.Contains(w, StringComparison.Ordinal) || f.Text.Contains(w, StringComparison.Ordinal))).Take(ShownFacilities).Select(f => f.Row)],
            }),
        ], await matching.CountAsync(cancel));
    }

    /// <summary>One organisation; null when there is none for this caller.</summary>
    public async Task<OrganizationDetailsRow?> GetAsync(Guid id, CancellationToken cancel = default)
    {
        if (!OrganizationPermissions.MayManage(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancel) is not { } found)
        {
            return null;
        }

        var documents = await db.Documents.AsNoTracking().Where(d => d.OwnerType == DocumentOwner.Organization && d.OwnerId == id && d.FileKey != null).OrderBy(d => d.Id).ToListAsync(cancel);
        return new(
            id, OrganizationEntry.Of(found), found.Status, found.StatusReason, found.CreatedAt, IsEnding(found.Status, found.ContractWarnOn, await TodayAsync(db, cancel)),
            [.. (await FacilitiesAsync(db, [id], cancel))[id].Select(f => f.Row)], await PeopleAsync(db, [id], [], cancel),
            [.. documents.Select(d => new PlaceDocument(d.Id, d.File?.FileName ?? "file"))], found.Settings);
    }

    /// <summary>One facility; null when there is none for this caller.</summary>
    public async Task<FacilityDetailsRow?> GetFacilityAsync(Guid id, CancellationToken cancel = default)
    {
        if (!OrganizationPermissions.MayManage(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Facilities.AsNoTracking().Include(f => f.Organization).FirstOrDefaultAsync(f => f.Id == id, cancel) is not { Organization: { } of } found ? null
            : new(id, of.Id, of.Name, of.Status, FacilityEntry.Of(found), found.Status, found.StatusReason, found.CreatedAt, await PeopleAsync(db, [of.Id], [id], cancel));
    }

    /// <summary>What still needs an organisation, with all its facilities.</summary>
    public Task<PlaceUse> UseAsync(Guid organizationId, CancellationToken cancel = default) => UseAsync(db => db.Facilities.Where(f => f.OrganizationId == organizationId), organizationId, cancel);

    /// <summary>What still needs a facility.</summary>
    public Task<PlaceUse> FacilityUseAsync(Guid id, CancellationToken cancel = default) => UseAsync(db => db.Facilities.Where(f => f.Id == id), id, cancel);

    /// <summary>Facilities with their organisations as a file has them, from a number of rows on; and how many there are.</summary>
    public async Task<(IReadOnlyList<PlaceExportRow> Rows, int Total)> ExportAsync(OrganizationFilter filter, CancellationToken cancel = default)
    {
        if (!OrganizationPermissions.MayManage(call.Role))
        {
            return ([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = Matching(db, filter, Words(filter.Search), await TodayAsync(db, cancel)).AsNoTracking()
            .SelectMany(o => db.Facilities.Where(f => f.OrganizationId == o.Id).DefaultIfEmpty(), (o, f) => new { Organization = o, Facility = f });
        var page = await rows.OrderBy(r => r.Organization.Name).ThenBy(r => r.Organization.Id).ThenBy(r => r.Facility!.Name).ThenBy(r => r.Facility!.Id).Skip(filter.Skip).Take(Math.Clamp(filter.Take, 1, MaxPageSize)).ToListAsync(cancel);
        return ([.. page.Select(p => new PlaceExportRow(p.Organization, p.Facility))], await rows.CountAsync(cancel));
    }

    /// <summary>The organisations of a filter, for the list and for the plan that a test reads.</summary>
    internal static IQueryable<Organization> Matching(MedDistDbContext db, OrganizationFilter filter, List<string> words, DateOnly today)
    {
        var found = db.Organizations.AsNoTracking();
        foreach (var begins in words)
        {
            found = found.Where(o => o.SearchText.Contains(begins) || db.Facilities.Any(f => f.OrganizationId == o.Id && f.SearchText.Contains(begins)));
        }

        found = filter.Type is { } type ? found.Where(o => o.Type == type) : found;
        found = filter.Status is { } status ? found.Where(o => o.Status == status) : found;
        return filter.Ending ? found.Where(o => o.ContractWarnOn <= today && o.Status != AccountStatus.Closed) : found;
    }

    internal static List<string> Words(string? search) => [.. SearchWords.Of(search).Take(MostWords).Select(w => " " + w)];

    private static bool IsEnding(AccountStatus status, DateOnly? warnOn, DateOnly today) => status != AccountStatus.Closed && warnOn <= today;

    private async Task<DateOnly> TodayAsync(MedDistDbContext db, CancellationToken cancel) =>
        DayCount.DayOf(clock.GetUtcNow(), await db.Tenants.AsNoTracking().FirstOrDefaultAsync(cancel) is { } tenant ? tenant.Zone : TimeZoneInfo.Utc);

    private static async Task<ILookup<Guid, (FacilityRow Row, string Text)>> FacilitiesAsync(MedDistDbContext db, List<Guid> organizations, CancellationToken cancel)
    {
        var rows = await db.Facilities.AsNoTracking().Where(f => organizations.Contains(f.OrganizationId)).OrderBy(f => f.Name).ThenBy(f => f.Id).Take(MostFacilities)
            .Select(f => new { f.Id, f.OrganizationId, f.Name, f.Type, f.Status, f.StatusReason, f.Identifier, f.IdentifierType, f.Details, f.IsShipTo, f.IsBillTo, f.SearchText }).ToListAsync(cancel);
        return rows.ToLookup(f => f.OrganizationId, f => (
            new FacilityRow(f.Id, f.OrganizationId, f.Name, f.Type, f.Status, f.StatusReason, f.Identifier, f.IdentifierType, f.Details.Address is { } at ? $"{at.City}, {at.State}" : null, f.IsShipTo, f.IsBillTo), f.SearchText));
    }

    private async Task<PlaceUse> UseAsync(Func<MedDistDbContext, IQueryable<Facility>> which, Guid target, CancellationToken cancel)
    {
        if (!OrganizationPermissions.MayManage(call.Role))
        {
            return new(0, 0, 0, 0, 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ids = await which(db).Select(f => (Guid?)f.Id).ToListAsync(cancel);
        return new(
            await db.Orders.CountAsync(o => ids.Contains(o.FacilityId) && o.Section != QueueSection.Done && o.Section != QueueSection.Draft, cancel),
            await db.Orders.CountAsync(o => ids.Contains(o.FacilityId) && o.Section == QueueSection.Draft, cancel),
            await db.Recipients.CountAsync(r => r.FacilityId != null && ids.Contains(r.FacilityId), cancel),
            await db.UserAssignments.Where(a => a.AssignableId == target || ids.Contains(a.AssignableId)).Select(a => a.UserId).Distinct().CountAsync(cancel),
            await which(db).CountAsync(f => f.Status == AccountStatus.Active, cancel));
    }

    private static async Task<IReadOnlyList<AssignedPerson>> PeopleAsync(MedDistDbContext db, List<Guid> organizations, List<Guid> facilities, CancellationToken cancel)
    {
        var people = await db.UserAssignments.AsNoTracking().Where(a => organizations.Contains(a.AssignableId) || facilities.Contains(a.AssignableId))
            .Join(db.Users, a => a.UserId, u => u.Id, (a, u) => new { u.Id, u.FullName, u.Role, u.IsActive, Whole = a.AssignableType == AssignableType.Organization }).ToListAsync(cancel);
        return [.. people.GroupBy(p => p.Id).Select(g => new AssignedPerson(g.Key, g.First().FullName, g.First().Role, g.First().IsActive, g.All(p => p.Whole))).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];
    }
}
