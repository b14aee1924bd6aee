using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>What is unusual enough to be looked at.</summary>
public enum AnomalyKind
{
    /// <summary>Many different patients within an hour.</summary>
    ManyPatients,

    /// <summary>Many looks at night or at the weekend.</summary>
    AfterHours,

    /// <summary>A patient of the user's own family name.</summary>
    OwnName,

    /// <summary>A patient without any order or verification.</summary>
    WithoutOrder,

    /// <summary>Emergency access that nobody has reviewed for two days.</summary>
    NotReviewed,
}

/// <summary>One unusual thing: who, what, and how many. It names no patient.</summary>
public sealed record Anomaly(AnomalyKind Kind, Guid UserId, string UserName, int Count)
{
    public string Words => Kind switch
    {
        AnomalyKind.ManyPatients => $"{UserName} opened {Count} patients within an hour",
        AnomalyKind.AfterHours => $"{UserName} looked {Count} times outside working hours",
        AnomalyKind.OwnName => $"{UserName} opened {(Count == 1 ? "a patient" : $"{Count} patients")} of the same family name",
        AnomalyKind.WithoutOrder => $"{UserName} opened {(Count == 1 ? "a patient" : $"{Count} patients")} without any order or verification",
        _ => $"{(Count == 1 ? "1 emergency access waits" : $"{Count} emergency accesses wait")} for a review for more than two days",
    };
}

/// <summary>One person's look at one patient, for the rules.</summary>
public sealed record Look(Guid UserId, string UserName, Guid RecipientId, string? LastName, bool HasOrder, DateTimeOffset At);

/// <summary>What counts as unusual: pure.</summary>
public static class AnomalyRules
{
    public const int PatientsInAnHour = 30;
    public const int LooksAfterHours = 10;

    private const int FirstHour = 6;
    private const int LastHour = 20;

    public static IReadOnlyList<Anomaly> Judge(IReadOnlyList<Look> looks, TimeZoneInfo zone) =>
    [
        .. looks.GroupBy(l => (l.UserId, l.UserName)).OrderBy(g => g.Key.UserName, StringComparer.Ordinal).SelectMany(g => Of(g.Key.UserId, g.Key.UserName, [.. g.OrderBy(l => l.At)], zone)),
    ];

    private static IEnumerable<Anomaly> Of(Guid id, string name, IReadOnlyList<Look> mine, TimeZoneInfo zone)
    {
        (AnomalyKind Kind, int Count, int Least)[] counts =
        [
            (AnomalyKind.ManyPatients, MostWithinAnHour(mine), PatientsInAnHour),
            (AnomalyKind.AfterHours, mine.Count(l => IsAfterHours(TimeZoneInfo.ConvertTime(l.At, zone))), LooksAfterHours),
            (AnomalyKind.OwnName, mine.Where(l => IsOwnName(name, l.LastName)).Select(l => l.RecipientId).Distinct().Count(), 1),
            (AnomalyKind.WithoutOrder, mine.Where(l => !l.HasOrder).Select(l => l.RecipientId).Distinct().Count(), 1),
        ];
        return counts.Where(c => c.Count >= c.Least).Select(c => new Anomaly(c.Kind, id, name, c.Count));
    }

    private static int MostWithinAnHour(IReadOnlyList<Look> looks)
    {
        var (most, first) = (0, 0);
        Dictionary<Guid, int> within = [];
        foreach (var look in looks)
        {
            within[look.RecipientId] = within.GetValueOrDefault(look.RecipientId) + 1;
            while (look.At - looks[first].At > TimeSpan.FromHours(1))
            {
                var left = looks[first++].RecipientId;
                if (--within[left] == 0)
                {
                    within.Remove(left);
                }
            }

            most = Math.Max(most, within.Count);
        }

        return most;
    }

    private static bool IsAfterHours(DateTimeOffset local) => local.Hour is < FirstHour or >= LastHour || local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    // "Elena Rivera, MD": the family name stands before the comma.
    private static bool IsOwnName(string userName, string? lastName) =>
        !string.IsNullOrWhiteSpace(lastName) && userName.Split(',')[0].Trim().Split(' ')[^1].Equals(lastName.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Tells the coordinators once a day what was unusual the day before.</summary>
public sealed class AnomalyDigest(IDbContextFactory<MedDistDbContext> contexts, TimeProvider clock)
{
    public const string Event = "audit.unusual";

    private static readonly TimeSpan ReviewWithin = TimeSpan.FromDays(2);

    /// <summary>How many things were unusual yesterday; who was told before is not told again.</summary>
    public async Task<int> TellAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        var now = clock.GetUtcNow();
        var day = DayCount.DayOf(now, zone).AddDays(-1);
        var found = await FindAsync(db, day, zone, now, cancel);
        if (found.Count > 0)
        {
            await db.NotifyCoordinatorsOnceAsync(
                $"{Event} {day:yyyy-MM-dd}", Event, found.Count == 1 ? "1 unusual access to look at" : $"{found.Count} unusual accesses to look at", string.Join(". ", found.Select(f => f.Words)) + ".",
                found[0].Kind == AnomalyKind.NotReviewed ? "/audit/emergencies" : $"/audit/access?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}&user={found[0].UserId}", new Dictionary<string, string>(), cancel);
            await db.SaveChangesAsync(cancel);
        }

        return found.Count;
    }

    private static async Task<IReadOnlyList<Anomaly>> FindAsync(MedDistDbContext db, DateOnly day, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancel)
    {
        var (start, end) = (DayCount.MomentOf(day, TimeOnly.MinValue, zone), DayCount.MomentOf(day.AddDays(1), TimeOnly.MinValue, zone));
        var views = await db.PhiAccessLogs.AsNoTracking().Where(l => l.AccessedAt >= start && l.AccessedAt < end && l.ResourceType == RecipientQueries.Resource)
            .Select(l => new { l.UserId, l.ResourceIdentifier, l.AccessedAt }).ToListAsync(cancel);
        var ids = views.Select(v => Guid.TryParse(v.ResourceIdentifier, out var id) ? id : Guid.Empty).Distinct().ToList();
        var people = await db.Recipients.AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.LastName, HasOrder = db.Orders.Any(o => o.RecipientId == r.Id) || db.Verifications.Any(v => v.RecipientId == r.Id) }).ToDictionaryAsync(r => r.Id, cancel);
        var users = views.Select(v => v.UserId).Distinct().ToList();
        var names = await db.Users.Where(u => users.Contains(u.Id)).Select(u => new { u.Id, u.FullName }).ToDictionaryAsync(u => u.Id, u => u.FullName, cancel);
        List<Look> looks = [];
        foreach (var view in views)
        {
            if (Guid.TryParse(view.ResourceIdentifier, out var id) && people.GetValueOrDefault(id) is { } whom)
            {
                looks.Add(new(view.UserId, names.GetValueOrDefault(view.UserId, "A super admin"), id, whom.LastName, whom.HasOrder, view.AccessedAt));
            }
        }

        var late = now - ReviewWithin;
        var waiting = await db.EmergencyAccesses.CountAsync(e => e.ReviewedAt == null && e.StartedAt < late, cancel);
        return [.. AnomalyRules.Judge(looks, zone), .. waiting > 0 ? [new Anomaly(AnomalyKind.NotReviewed, Guid.Empty, "", waiting)] : Array.Empty<Anomaly>()];
    }
}
