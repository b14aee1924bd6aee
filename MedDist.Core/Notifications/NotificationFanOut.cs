using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Core.Notifications;

/// <summary>Somebody who is told, with what they have chosen.</summary>
internal sealed record NotifiedPerson(Guid Id, string FullName, string? Email, bool IsActive, string? TimeZone, NotificationPreference? Preference, string Tenant, TenantSettings Settings)
{
    public TimeZoneInfo Zone => NotificationTimes.ZoneOf(TimeZone, Settings.TimeZone);

    public DateTimeOffset NotQuiet(DateTimeOffset at) => Preference?.Quiet?.After(at, Zone) ?? at;

    public DateTimeOffset NextDigest(DateTimeOffset now) => NotificationTimes.NextDigest(now, Preference?.DigestAt ?? NotificationPreference.UsualDigest, Preference?.Quiet, Zone);

    /// <summary>These users of the caller's tenant, in one query.</summary>
    public static async Task<Dictionary<Guid, NotifiedPerson>> ReadAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var rows = await (
            from u in db.Users.AsNoTracking()
            where ids.Contains(u.Id)
            join p in db.NotificationPreferences on u.Id equals p.UserId into chosen
            from p in chosen.DefaultIfEmpty()
            from t in db.Tenants
            select new { u.Id, u.FullName, u.Email, u.IsActive, u.Settings, Preference = p, t.Name, Tenant = t.Settings }).ToListAsync(cancel);
        return rows.ToDictionary(r => r.Id, r => new NotifiedPerson(r.Id, r.FullName, r.Email, r.IsActive, r.Settings.TimeZone, r.Preference, r.Name, r.Tenant));
    }
}

/// <summary>
/// The one place where a notification meets its user's preferences: before the save of its cause, so that the notification, its mail and the cause are written together or not at
/// all. Who wants an event neither in the app nor by mail gets no row.
/// </summary>
public sealed class NotificationFanOut(NotificationEvents events, NotificationMail mail, TimeProvider clock) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is MedDistDbContext { Call.TenantId: not null } db
            && db.ChangeTracker.Entries<Notification>().Where(e => e.State == EntityState.Added && !e.Entity.IsRouted).ToList() is { Count: > 0 } fresh)
        {
            await RouteAsync(db, fresh, cancellationToken);
        }

        return result;
    }

    private async Task RouteAsync(MedDistDbContext db, List<EntityEntry<Notification>> fresh, CancellationToken cancel)
    {
        var people = await NotifiedPerson.ReadAsync(db, [.. fresh.Select(e => e.Entity.UserId).Distinct()], cancel);
        var now = clock.GetUtcNow();
        List<(Notification, NotifiedPerson)> byMail = [];
        foreach (var entry in fresh)
        {
            // Super admins belong to no tenant and have no preferences: the bell is enough.
            var what = events.Of(entry.Entity.Type);
            var person = people.GetValueOrDefault(entry.Entity.UserId);
            var choice = NotificationPreference.Of(person?.Preference, what);
            var email = person is { IsActive: true, Email: not null } ? choice.Email : EmailChoice.None;
            if (!choice.InApp && email == EmailChoice.None)
            {
                entry.State = EntityState.Detached;
                continue;
            }

            entry.Entity.Route(choice.InApp, email == EmailChoice.Digest ? person!.NextDigest(now) : null, EscalatesAt(what, person, now));
            if (email == EmailChoice.Now)
            {
                byMail.Add((entry.Entity, person!));
            }
        }

        if (byMail.Count > 0)
        {
            await mail.QueueAsync(db, byMail, now, cancel);
        }
    }

    private static DateTimeOffset? EscalatesAt(NotificationEvent what, NotifiedPerson? person, DateTimeOffset now) =>
        what.Escalates && person?.Settings.EscalateAfterHours is { } hours ? now.AddHours(hours) : null;
}
