using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Users;

/// <summary>What a list of users shows.</summary>
/// <param name="Search">Words of the name or the address.</param>
/// <param name="Role">One role only.</param>
/// <param name="State">One state only.</param>
/// <param name="Skip">Rows before the page.</param>
/// <param name="Take">Rows of the page.</param>
public sealed record UserFilter(string? Search = null, Role? Role = null, UserState? State = null, int Skip = 0, int Take = 25)
{
    /// <summary>What an address says; what it says wrongly counts as not said.</summary>
    public static UserFilter Read(string? search, string? role, string? state) =>
        new(search, Enum.TryParse<Role>(role, out var only) ? only : null, Enum.TryParse<UserState>(state, out var like) ? like : null);
}

/// <summary>A user in the list: with how many organisations and facilities they are assigned to, and the first last day of their credentials.</summary>
public sealed record UserRow(Guid Id, string FullName, string Email, Role Role, UserState State, string? Npi, int Places, DateOnly? CredentialEndsOn);

/// <summary>A page of users.</summary>
public sealed record UserList(IReadOnlyList<UserRow> Rows, int Total);

/// <summary>A user with everything that can be changed.</summary>
public sealed record UserDetails(Guid Id, UserEntry Entry, UserState State, DateTimeOffset CreatedAt, DateTimeOffset? LockedUntil, bool IsMe);

/// <summary>Reads the people of the caller's tenant; who may not manage users sees none.</summary>
public sealed class UserQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    public const int MaxPageSize = 100;

    private const int Offers = 8;
    private const int MostWords = 5;

    /// <summary>One page by name.</summary>
    public async Task<UserList> ListAsync(UserFilter filter, CancellationToken cancel = default)
    {
        if (!UserPermissions.MayManage(call.Role))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var matching = Matching(db, filter, now);
        var page = await matching.OrderBy(u => u.FullName).ThenBy(u => u.Id).Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, MaxPageSize))
            .Select(u => new
            {
                u.Id,
                u.FullName,
                u.Email,
                u.Role,
                u.Npi,
                u.IsActive,
                HasPassword = u.PasswordHash != null,
                u.LockoutEnd,
                Places = db.UserAssignments.Count(a => a.UserId == u.Id),
                Ends = db.UserSpecialties.Where(s => s.UserId == u.Id).Min(s => s.ExpiresOn),
            }).ToListAsync(cancel);
        return new([.. page.Select(p => new UserRow(p.Id, p.FullName, p.Email ?? "", p.Role, User.StateOf(p.IsActive, p.HasPassword, p.LockoutEnd, now), p.Npi, p.Places, p.Ends))], await matching.CountAsync(cancel));
    }

    /// <summary>One user; null when there is none for this caller.</summary>
    public async Task<UserDetails?> GetAsync(Guid id, CancellationToken cancel = default)
    {
        if (!UserPermissions.MayManage(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await OfTenant(db).FirstOrDefaultAsync(u => u.Id == id, cancel) is not { } user)
        {
            return null;
        }

        var entry = new UserEntry
        {
            FullName = user.FullName,
            Email = user.Email ?? "",
            Role = user.Role,
            Npi = user.Npi,
            Ptan = user.Ptan,
            Places = await PlacesOfAsync(db, id, cancel),
            Credentials = await db.UserSpecialties.Where(s => s.UserId == id).Join(db.Specialties, s => s.SpecialtyId, s => s.Id, (mine, s) => new UserCredential(s.Id, s.Name, mine.CredentialNumber, mine.ExpiresOn)).ToListAsync(cancel),
            SeenStamp = user.ConcurrencyStamp ?? "",
        };
        return new(id, entry, user.StateAt(clock.GetUtcNow()), user.CreatedAt, user.LockoutEnd, id == call.UserId);
    }

    /// <summary>Organisations and facilities that a user can be assigned to, by words of their name.</summary>
    public async Task<IReadOnlyList<UserPlace>> FindPlacesAsync(string text, CancellationToken cancel = default)
    {
        if (!UserPermissions.MayManage(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var words = SearchWords.Of(text).Take(MostWords).Select(w => " " + w).ToList();
        var whole = await db.Organizations.AsNoTracking().OrderBy(o => o.Name).Select(o => new UserPlace(AssignableType.Organization, o.Id, o.Name, null)).ToListAsync(cancel);
        var single = await db.Facilities.AsNoTracking().OrderBy(f => f.Name).Select(f => new UserPlace(AssignableType.Facility, f.Id, f.Name, f.Organization!.Name)).ToListAsync(cancel);
        return [.. whole.Where(Fits).Take(Offers / 2).Concat(single.Where(Fits).Take(Offers)).Take(Offers)];

        // A tenant has some hundred places: they are compared here, as the search compares everything.
        bool Fits(UserPlace place) => SearchWords.Spaced(place.Name, place.Of) is var all && words.TrueForAll(w => all.Contains(w, StringComparison.Ordinal));
    }

    /// <summary>The specialties of the tenant that a credential can be in.</summary>
    public async Task<IReadOnlyList<UserCredential>> SpecialtiesAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Specialties.OrderBy(s => s.Name).Select(s => new UserCredential(s.Id, s.Name, null, null)).ToListAsync(cancel);
    }

    private IQueryable<User> OfTenant(MedDistDbContext db)
    {
        // A caller without a tenant must not meet the users without one.
        var tenant = call.TenantId ?? Guid.Empty;
        return db.Users.AsNoTracking().Where(u => u.TenantId == tenant);
    }

    private IQueryable<User> Matching(MedDistDbContext db, UserFilter filter, DateTimeOffset now)
    {
        var users = OfTenant(db);
        foreach (var begins in SearchWords.Of(filter.Search).Take(MostWords).Select(w => " " + w))
        {
            users = users.Where(u => u.SearchText.Contains(begins));
        }

        users = filter.Role is { } role ? users.Where(u => u.Role == role) : users;
        return filter.State switch
        {
            UserState.Active => users.Where(u => u.IsActive && u.PasswordHash != null && (u.LockoutEnd == null || u.LockoutEnd <= now)),
            UserState.Invited => users.Where(u => u.IsActive && u.PasswordHash == null),
            UserState.Locked => users.Where(u => u.IsActive && u.PasswordHash != null && u.LockoutEnd > now),
            UserState.Inactive => users.Where(u => !u.IsActive),
            _ => users,
        };
    }

    private static async Task<IReadOnlyList<UserPlace>> PlacesOfAsync(MedDistDbContext db, Guid id, CancellationToken cancel)
    {
        var mine = db.UserAssignments.Where(a => a.UserId == id);
        var whole = await mine.Join(db.Organizations, a => a.AssignableId, o => o.Id, (a, o) => new UserPlace(AssignableType.Organization, o.Id, o.Name, null)).ToListAsync(cancel);
        var single = await mine.Join(db.Facilities, a => a.AssignableId, f => f.Id, (a, f) => new UserPlace(AssignableType.Facility, f.Id, f.Name, f.Organization!.Name)).ToListAsync(cancel);
        return [.. whole.OrderBy(p => p.Name), .. single.OrderBy(p => p.Name)];
    }
}
