using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>Whether a payer can be chosen.</summary>
public enum PayerState
{
    Active,
    Inactive,
    Merged,
}

/// <summary>What a list of payers shows.</summary>
/// <param name="Search">Words of the name, the payer id or another name.</param>
/// <param name="Type">One type only.</param>
/// <param name="State">One state only.</param>
/// <param name="Skip">Rows before the page.</param>
/// <param name="Take">Rows of the page.</param>
public sealed record PayerFilter(string? Search = null, PayerType? Type = null, PayerState? State = null, int Skip = 0, int Take = 25)
{
    /// <summary>What an address says; what it says wrongly counts as not said.</summary>
    public static PayerFilter Read(string? search, string? type, string? state) => new(
        search, Enum.TryParse<PayerType>(type, out var kind) && Enum.IsDefined(kind) ? kind : null, Enum.TryParse<PayerState>(state, out var like) && Enum.IsDefined(like) ? like : null);
}

/// <summary>A payer in the list.</summary>
public sealed record PayerRow(Guid Id, string Name, PayerType Type, string? Identifier, string? Alias, string? Phone, int? TimelyFilingDays, int Policies, PayerState State);

/// <summary>A page of payers.</summary>
public sealed record PayerList(IReadOnlyList<PayerRow> Rows, int Total);

/// <summary>A payer with everything that can be changed, how many policies it has, how many of them still cover, and of how many recipients.</summary>
public sealed record PayerPageRow(Guid Id, PayerEntry Entry, PayerState State, Guid? MergedIntoId, string? MergedInto, int Policies, int Running, int Recipients);

/// <summary>Reads payers for who manages them.</summary>
public sealed class PayerBook(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    public const int MaxPageSize = 100;

    private const int MostWords = 5;

    /// <summary>One page by name.</summary>
    public async Task<PayerList> ListAsync(PayerFilter filter, CancellationToken cancel = default)
    {
        if (!PayerPermissions.MayManage(call.Role))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var matching = Matching(db, filter);
        var page = await matching.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, MaxPageSize))
            .Select(p => new { p.Id, p.Name, p.Type, p.Identifier, p.Alias, p.Contact, p.Details, p.IsActive, p.MergedIntoId, Policies = db.CoveragePolicies.Count(c => c.PayerId == p.Id) }).ToListAsync(cancel);
        return new([.. page.Select(p => new PayerRow(p.Id, p.Name, p.Type, p.Identifier, p.Alias, p.Contact.Phone, p.Details.TimelyFilingDays, p.Policies, StateOf(p.IsActive, p.MergedIntoId)))], await matching.CountAsync(cancel));
    }

    /// <summary>One payer; null when there is none for this caller.</summary>
    public async Task<PayerPageRow?> GetAsync(Guid id, CancellationToken cancel = default)
    {
        if (!PayerPermissions.MayManage(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Payers.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } payer)
        {
            return null;
        }

        var today = DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        var policies = db.CoveragePolicies.Where(c => c.PayerId == id);
        return new(
            id, PayerEntry.Of(payer), StateOf(payer.IsActive, payer.MergedIntoId), payer.MergedIntoId,
            payer.MergedIntoId is { } into ? await db.Payers.Where(p => p.Id == into).Select(p => p.Name).FirstOrDefaultAsync(cancel) : null,
            await policies.CountAsync(cancel), await policies.CountAsync(c => c.TerminatesOn == null || c.TerminatesOn >= today, cancel), await policies.Select(c => c.RecipientId).Distinct().CountAsync(cancel));
    }

    private static PayerState StateOf(bool isActive, Guid? mergedInto) => isActive ? PayerState.Active : mergedInto is null ? PayerState.Inactive : PayerState.Merged;

    private static IQueryable<Payer> Matching(MedDistDbContext db, PayerFilter filter)
    {
        var found = db.Payers.AsNoTracking();
        foreach (var begins in SearchWords.Of(filter.Search).Take(MostWords).Select(w => " " + w))
        {
            found = found.Where(p => p.SearchText.Contains(begins));
        }

        found = filter.Type is { } type ? found.Where(p => p.Type == type) : found;
        return filter.State switch
        {
            PayerState.Active => found.Where(p => p.IsActive),
            PayerState.Inactive => found.Where(p => !p.IsActive && p.MergedIntoId == null),
            PayerState.Merged => found.Where(p => p.MergedIntoId != null),
            _ => found,
        };
    }
}
