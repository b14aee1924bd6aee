using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Users;

/// <summary>Invites and changes the people of the caller's tenant. A tenant always keeps an active order coordinator.</summary>
public sealed class UserService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, UserLinks links, TimeProvider clock)
{
    /// <summary>Makes a user without a password and mails them a link to set one. Fails where something is wrong with the entry, the address is taken, or no link can be made.</summary>
    public async Task<Result<Guid>> InviteAsync(UserEntry entry, CancellationToken cancel = default)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var read = (entry with { SeenStamp = null }).Read();
        if (read.Value is not { } clean)
        {
            return read.Failure!;
        }

        var normalized = clean.Email.ToUpperInvariant();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!links.IsPossible || await db.Users.AnyAsync(u => u.NormalizedEmail == normalized, cancel))
        {
            return links.IsPossible ? UserFailures.AddressTaken(clean.Email) : UserFailures.NoAddress;
        }

        var now = clock.GetUtcNow();
        var user = new User
        {
            TenantId = call.TenantId,
            FullName = clean.FullName,
            Role = clean.Role,
            Npi = clean.Npi,
            Ptan = clean.Ptan,
            UserName = clean.Email,
            NormalizedUserName = normalized,
            Email = clean.Email,
            NormalizedEmail = normalized,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = now,
        };
        db.Add(user);
        if (await SetPlacesAsync(db, user.Id, clean, cancel) is { } wrong)
        {
            return wrong;
        }

        await links.IssueAsync(db, user, await TenantAsync(db, cancel), UserLinkPurpose.Invite, cancel);
        Log(db, user, "user.invited", []);
        return await db.TrySaveAsync(UserFailures.AddressTaken(clean.Email), cancel) is { Failure: { } taken } ? taken : user.Id;
    }

    /// <summary>Changes name, role, numbers, places and credentials. Another role ends the user's open sign-ins.</summary>
    public async Task<Result> ChangeAsync(Guid id, UserEntry entry, CancellationToken cancel = default)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var read = (entry with { SeenStamp = entry.SeenStamp ?? "" }).Read();
        if (read.Value is not { } clean)
        {
            return read.Failure!;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } user)
        {
            return UserFailures.NotFound;
        }

        if (user.ConcurrencyStamp != clean.SeenStamp)
        {
            return UserFailures.Stale;
        }

        if (user.Role == Role.TenantAdmin && clean.Role != Role.TenantAdmin && await LosesAdminAsync(db, user, cancel) is { } last)
        {
            return last;
        }

        List<FieldChange> changes = [.. Differences(user, clean)];
        var before = await PlaceNamesAsync(db, id, cancel);
        user.Describe(clean.FullName, clean.Role, clean.Npi, clean.Ptan, clock.GetUtcNow());
        if (await SetPlacesAsync(db, id, clean, cancel) is { } wrong)
        {
            return wrong;
        }

        await SetCredentialsAsync(db, id, clean.Credentials, cancel);
        var places = string.Join(", ", clean.Role.IsLimitedToAssignments() ? clean.Places.Select(p => p.Name).Order() : []);
        changes.AddRange(before == places ? [] : [new("Places", before, places)]);
        Log(db, user, "user.changed", changes);
        return await db.TrySaveAsync(UserFailures.Stale, cancel);
    }

    /// <summary>Lets the user in no more and ends their open sign-ins. Their orders, notes and signatures stay.</summary>
    public Task<Result> DeactivateAsync(Guid id, CancellationToken cancel = default) => ActAsync(id, "user.deactivated", async (db, user) =>
    {
        if (await LosesAdminAsync(db, user, cancel) is { } last)
        {
            return last;
        }

        user.Deactivate(clock.GetUtcNow());
        return null;
    }, cancel);

    public Task<Result> ReactivateAsync(Guid id, CancellationToken cancel = default) => ActAsync(id, "user.reactivated", (_, user) =>
    {
        user.Reactivate(clock.GetUtcNow());
        return Task.FromResult<Failure?>(null);
    }, cancel);

    /// <summary>Lets the user try again at once after too many wrong passwords.</summary>
    public Task<Result> UnlockAsync(Guid id, CancellationToken cancel = default) => ActAsync(id, "user.unlocked", (_, user) =>
    {
        user.Unlock(clock.GetUtcNow());
        return Task.FromResult<Failure?>(null);
    }, cancel);

    /// <summary>Ends all open sign-ins of the user.</summary>
    public Task<Result> SignOutAsync(Guid id, CancellationToken cancel = default) => ActAsync(id, "user.signed_out", (_, user) =>
    {
        user.EndSignIns(clock.GetUtcNow());
        return Task.FromResult<Failure?>(null);
    }, cancel);

    /// <summary>Mails the invitation again, or a link for a new password; links before it end.</summary>
    public Task<Result> SendLinkAsync(Guid id, CancellationToken cancel = default) => ActAsync(id, "user.link_sent", async (db, user) =>
    {
        if (!user.IsActive || !links.IsPossible)
        {
            return user.IsActive ? UserFailures.NoAddress : UserFailures.Inactive;
        }

        await links.IssueAsync(db, user, await TenantAsync(db, cancel), user.PasswordHash is null ? UserLinkPurpose.Invite : UserLinkPurpose.Reset, cancel);
        return null;
    }, cancel);

    private Failure? Refused() => UserPermissions.MayManage(call.Role) && call.TenantId is not null ? null : UserFailures.NotYours;

    private async Task<Result> ActAsync(Guid id, string action, Func<MedDistDbContext, User, Task<Failure?>> act, CancellationToken cancel)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } user)
        {
            return UserFailures.NotFound;
        }

        if (await act(db, user) is { } problem)
        {
            return problem;
        }

        Log(db, user, action, []);
        return await db.TrySaveAsync(UserFailures.Stale, cancel);
    }

    private Task<User?> FindAsync(MedDistDbContext db, Guid id, CancellationToken cancel) => db.Users.FirstOrDefaultAsync(u => u.Id == id && u.TenantId == call.TenantId, cancel);

    private static Task<Tenant> TenantAsync(MedDistDbContext db, CancellationToken cancel) => db.Tenants.SingleAsync(cancel);

    /// <summary>Why this user must stay what they are; null where they need not. Two such changes at once meet at the tenant's row, and one of them fails.</summary>
    private async Task<Failure?> LosesAdminAsync(MedDistDbContext db, User user, CancellationToken cancel)
    {
        if (user.Id == call.UserId)
        {
            return UserFailures.Yourself;
        }

        if (user.Role != Role.TenantAdmin || !user.IsActive)
        {
            return null;
        }

        db.Entry(await TenantAsync(db, cancel)).Property(t => t.Settings).IsModified = true;
        return await db.Users.AnyAsync(u => u.TenantId == call.TenantId && u.Id != user.Id && u.Role == Role.TenantAdmin && u.IsActive && u.PasswordHash != null, cancel) ? null : UserFailures.LastAdmin;
    }

    private static async Task<Failure?> SetPlacesAsync(MedDistDbContext db, Guid user, UserEntry entry, CancellationToken cancel)
    {
        var wanted = entry.Role.IsLimitedToAssignments() ? entry.Places.DistinctBy(p => (p.Type, p.Id)).ToList() : [];
        var (whole, single) = (wanted.Where(p => p.Type == AssignableType.Organization).Select(p => p.Id).ToList(), wanted.Where(p => p.Type == AssignableType.Facility).Select(p => p.Id).ToList());
        var known = await db.Organizations.CountAsync(o => whole.Contains(o.Id), cancel) + await db.Facilities.CountAsync(f => single.Contains(f.Id), cancel);
        if (known != wanted.Count)
        {
            return new Failure.Invalid(nameof(UserEntry.Places), "One of the places does not exist any more. Take it out, then save again.");
        }

        var had = await db.UserAssignments.Where(a => a.UserId == user).ToListAsync(cancel);
        db.RemoveRange(had.Where(a => !wanted.Any(p => p.Type == a.AssignableType && p.Id == a.AssignableId)));
        db.AddRange(wanted.Where(p => !had.Any(a => a.AssignableType == p.Type && a.AssignableId == p.Id)).Select(p => new UserAssignment { UserId = user, AssignableType = p.Type, AssignableId = p.Id, IsPrimary = had.Count == 0 && p == wanted[0] }));
        return null;
    }

    private static async Task SetCredentialsAsync(MedDistDbContext db, Guid user, IReadOnlyList<UserCredential> wanted, CancellationToken cancel)
    {
        var had = await db.UserSpecialties.Where(s => s.UserId == user).ToListAsync(cancel);
        var known = await db.Specialties.Select(s => s.Id).ToListAsync(cancel);
        db.RemoveRange(had.Where(h => wanted.All(w => w.SpecialtyId != h.SpecialtyId)));
        foreach (var credential in wanted.DistinctBy(w => w.SpecialtyId).Where(w => known.Contains(w.SpecialtyId)))
        {
            var (number, ends) = (TypedText.OrNull(credential.Number), credential.ExpiresOn);
            if (had.Find(h => h.SpecialtyId == credential.SpecialtyId) is { } held)
            {
                held.Renew(number, ends);
            }
            else
            {
                db.Add(new UserSpecialty { UserId = user, SpecialtyId = credential.SpecialtyId, CredentialNumber = number, ExpiresOn = ends });
            }
        }
    }

    private static async Task<string> PlaceNamesAsync(MedDistDbContext db, Guid user, CancellationToken cancel)
    {
        var mine = db.UserAssignments.Where(a => a.UserId == user);
        var whole = await mine.Join(db.Organizations, a => a.AssignableId, o => o.Id, (a, o) => o.Name).ToListAsync(cancel);
        return string.Join(", ", whole.Concat(await mine.Join(db.Facilities, a => a.AssignableId, f => f.Id, (a, f) => f.Name).ToListAsync(cancel)).Order());
    }

    private static IEnumerable<FieldChange> Differences(User user, UserEntry entry)
    {
        (string Field, string? Before, string? After)[] all =
            [("Name", user.FullName, entry.FullName), ("Role", user.Role.Label(), entry.Role.Label()), ("NPI", user.Npi, entry.Npi), ("PTAN", user.Ptan, entry.Ptan)];
        return all.Where(f => f.Before != f.After).Select(f => new FieldChange(f.Field, f.Before, f.After));
    }

    /// <summary>The trail writes the rows of tenants' own tables by itself; users are not in one of them.</summary>
    private void Log(MedDistDbContext db, User user, string action, IReadOnlyList<FieldChange> changes) => db.Add(new ActivityLog
    {
        UserId = call.UserId,
        Action = action,
        EntityType = nameof(User),
        EntityId = user.Id,
        Changes = changes,
        IpAddress = call.IpAddress,
        CreatedAt = clock.GetUtcNow(),
    });
}
