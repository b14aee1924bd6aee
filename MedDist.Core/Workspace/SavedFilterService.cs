using System.Web;
using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Workspace;

/// <summary>The views of a list that users keep: their own, and those that colleagues share. The owner changes a view, or an order coordinator if it is shared.</summary>
public sealed class SavedFilterService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, UserPreferences preferences)
{
    public const int MostViews = 30;

    private const int QueryLength = 4000;

    /// <summary>Whether a role shares views and sees shared ones: those who see the whole tenant. Customers keep views for themselves.</summary>
    public static bool MayShare(Role? role) => role is { } known && !known.IsLimitedToAssignments();

    /// <summary>Whether a search may be kept: each word has a digit in it, as numbers have and names have not.</summary>
    public static bool MayKeep(string search) => search.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => word.Any(char.IsAsciiDigit));

    /// <summary>The caller's views of a list, then those of colleagues, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(string list, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var views = await Seen(db, list).AsNoTracking().ToListAsync(cancel);
        var chosen = await preferences.GetAsync<Guid?>(DefaultKey(list), cancel);
        return [.. views.OrderBy(v => v.UserId != call.UserId).ThenBy(v => v.Name, StringComparer.CurrentCultureIgnoreCase)
            .Select(v => new SavedView(v.Id, v.Version, v.Name, v.Query, v.IsShared, v.UserId == call.UserId, v.OwnerName, MayChange(v), v.Id == chosen))];
    }

    /// <summary>Keeps a list under a new name.</summary>
    public async Task<Result<Guid>> SaveAsync(SaveView save, CancellationToken cancel = default)
    {
        if (call.UserId is not { } me)
        {
            return WorkspaceFailures.NotFound;
        }

        if (WrongWith(save.Name, save.Query, save.IsShared) is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.SavedFilters.CountAsync(v => v.UserId == me && v.EntityType == save.List, cancel) >= MostViews)
        {
            return WorkspaceFailures.TooMany;
        }

        var view = new SavedFilter { UserId = me, OwnerName = call.UserName, EntityType = save.List };
        view.Rename(save.Name);
        view.Keep(save.Query);
        view.Share(save.IsShared);
        db.SavedFilters.Add(view);
        var saved = await db.TrySaveAsync(WorkspaceFailures.NameTaken(view.Name), cancel);
        return saved.Succeeded ? view.Id : saved.Failure;
    }

    /// <summary>Renames a view, saves over it, shares it or takes it back.</summary>
    public async Task<Result> ChangeAsync(Guid id, ChangeView change, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await FindAsync(db, id, cancel);
        if (!found.Succeeded)
        {
            return found.Failure;
        }

        var view = found.Value;
        if (WrongWith(change.Name ?? view.Name, change.Query ?? view.Query, change.IsShared ?? view.IsShared) is { } wrong)
        {
            return wrong;
        }

        if (view.Version != change.SeenVersion)
        {
            return WorkspaceFailures.Stale;
        }

        var isTaken = change.Name is { } wanted && await db.SavedFilters.AnyAsync(v => v.Id != id && v.UserId == view.UserId && v.EntityType == view.EntityType && v.Name == wanted.Trim(), cancel);
        if (isTaken)
        {
            return WorkspaceFailures.NameTaken(change.Name!.Trim());
        }

        view.Rename(change.Name ?? view.Name);
        view.Keep(change.Query ?? view.Query);
        view.Share(change.IsShared ?? view.IsShared);
        return await db.TrySaveAsync(WorkspaceFailures.Stale, cancel);
    }

    public async Task<Result> DeleteAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await FindAsync(db, id, cancel);
        if (!found.Succeeded)
        {
            return found.Failure;
        }

        db.Remove(found.Value);
        return await db.TrySaveAsync(WorkspaceFailures.Stale, cancel);
    }

    /// <summary>The view that the caller's list opens with; null for the list's own.</summary>
    public Task MakeDefaultAsync(string list, Guid? id, CancellationToken cancel = default) => preferences.SetAsync(DefaultKey(list), id, cancel);

    private static string DefaultKey(string list) => $"{list}.view";

    private IQueryable<SavedFilter> Seen(MedDistDbContext db, string list)
    {
        var (me, seesShared) = (call.UserId, MayShare(call.Role));
        return db.SavedFilters.Where(v => v.EntityType == list && (v.UserId == me || (seesShared && v.IsShared)));
    }

    private bool MayChange(SavedFilter view) => view.UserId == call.UserId || (view.IsShared && (call.Role is Role.TenantAdmin or Role.SuperAdmin));

    private async Task<Result<SavedFilter>> FindAsync(MedDistDbContext db, Guid id, CancellationToken cancel)
    {
        var view = await db.SavedFilters.FirstOrDefaultAsync(v => v.Id == id, cancel);
        return view is null || (view.UserId != call.UserId && !(view.IsShared && MayShare(call.Role))) ? WorkspaceFailures.NotFound
            : MayChange(view) ? view : WorkspaceFailures.NotYours(view.OwnerName);
    }

    private Failure? WrongWith(string name, string query, bool isShared)
    {
        var search = HttpUtility.ParseQueryString(query)["q"];
        return string.IsNullOrWhiteSpace(name) || name.Trim().Length > SavedFilter.NameLength ? WorkspaceFailures.NoName
            : query.Length > QueryLength ? WorkspaceFailures.TooLong
            : search is not null && !MayKeep(search) ? WorkspaceFailures.SearchMayBeName
            : isShared && !MayShare(call.Role) ? WorkspaceFailures.NotSharing : null;
    }
}
