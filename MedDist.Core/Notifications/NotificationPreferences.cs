using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Notifications;

/// <summary>The caller's preferences as the page shows and saves them: a choice for each event that can reach them.</summary>
/// <param name="Choices">One for each event of the caller's role.</param>
/// <param name="Quiet">Hours without mail; null for none.</param>
/// <param name="DigestAt">When the mail of the day is made.</param>
/// <param name="TimeZone">The user's own zone; null for the tenant's.</param>
/// <param name="SeenVersion">Version of the row that the page looked at; -1 where there was none.</param>
public sealed record SetPreferences(IReadOnlyList<EventChoice> Choices, QuietHours? Quiet, TimeOnly DigestAt, string? TimeZone, int SeenVersion)
{
    /// <summary>What is wrong with it, or null. The page and the service both ask here.</summary>
    public Failure? Check()
    {
        Dictionary<string, string[]> wrong = [];
        if (Quiet is { } quiet && quiet.From == quiet.Until)
        {
            wrong[nameof(Quiet)] = ["Quiet hours end at another time than they begin. Choose two times, or none."];
        }

        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            wrong[nameof(TimeZone)] = ["This time zone is not known. Choose one of the list."];
        }

        return wrong.Count > 0 ? new Failure.Invalid(wrong) : null;
    }
}

/// <summary>Reads and saves what the caller wants to hear of.</summary>
public sealed class NotificationPreferences(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, NotificationEvents events, TimeProvider clock)
{
    /// <summary>The events that can reach the caller, in the order of the catalogue.</summary>
    public IReadOnlyList<NotificationEvent> Events => [.. events.All.Where(e => !e.IsDigest && call.Role is { } role && e.Roles.Contains(role))];

    public async Task<SetPreferences> GetAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.NotificationPreferences.AsNoTracking().FirstOrDefaultAsync(p => p.UserId == call.UserId, cancel);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == call.UserId, cancel);
        return new([.. Events.Select(e => NotificationPreference.Of(row, e))], row?.Quiet, row?.DigestAt ?? NotificationPreference.UsualDigest, user?.Settings.TimeZone, row?.Version ?? -1);
    }

    /// <summary>Saves them; what waits for the mail of the day moves with it. Fails for super admins, for wrong times, and when the same user saved elsewhere meanwhile.</summary>
    public async Task<Result> SetAsync(SetPreferences set, CancellationToken cancel = default)
    {
        if (set.Check() is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (call.UserId is not { } me || await db.Users.FirstOrDefaultAsync(u => u.Id == me && u.TenantId != null, cancel) is not { } user)
        {
            return NotificationFailures.NoUser;
        }

        var row = await db.NotificationPreferences.FirstOrDefaultAsync(p => p.UserId == me, cancel);
        if ((row?.Version ?? -1) != set.SeenVersion)
        {
            return NotificationFailures.StalePreferences;
        }

        if (row is null)
        {
            db.Add(row = new() { UserId = me });
        }

        var now = clock.GetUtcNow();
        row.Choose(Differences(set.Choices), set.Quiet, set.DigestAt);
        if (user.Settings.TimeZone != set.TimeZone)
        {
            user.Prefer(user.Settings with { TimeZone = set.TimeZone }, now);
        }

        await MoveDigestAsync(db, row, set.TimeZone, now, cancel);
        return await db.TrySaveAsync(NotificationFailures.StalePreferences, cancel);
    }

    private List<EventChoice> Differences(IReadOnlyList<EventChoice> choices) =>
    [
        .. from what in events.All
           join choice in choices on what.Code equals choice.Event
           where choice != new EventChoice(what.Code, true, what.Email)
           select choice,
    ];

    private static async Task MoveDigestAsync(MedDistDbContext db, NotificationPreference row, string? zone, DateTimeOffset now, CancellationToken cancel)
    {
        var waiting = await db.Notifications.Where(n => n.UserId == row.UserId && n.DigestDueAt > now).ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            return;
        }

        var tenant = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Settings.TimeZone;
        var due = NotificationTimes.NextDigest(now, row.DigestAt, row.Quiet, NotificationTimes.ZoneOf(zone, tenant));
        waiting.ForEach(n => n.Postpone(due));
    }
}
