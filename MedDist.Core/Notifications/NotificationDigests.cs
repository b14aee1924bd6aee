using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Notifications;

/// <summary>What time does to notifications that nobody has read: the mail of the day, and telling somebody else.</summary>
public sealed class NotificationDigests(IDbContextFactory<MedDistDbContext> contexts, NotificationMail mail, NotificationEvents events, TimeProvider clock)
{
    private const int AtOnce = 500;
    private const int TitleLength = 256;

    /// <summary>Writes each user's mail of the day that is due, with what is still unread; returns how many. Done twice, or on two nodes, each goes once.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        List<Guid> users;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            users = await db.Notifications.Where(n => n.DigestDueAt <= now).Select(n => n.UserId).Distinct().ToListAsync(cancel);
        }

        var sent = 0;
        foreach (var user in users)
        {
            sent += await SendAsync(user, now, cancel) ? 1 : 0;
        }

        return sent;
    }

    /// <summary>
    /// Tells another coordinator of what one has left unread for the tenant's time; returns how many. Nobody is told who already knows, and nothing is told that a colleague has read.
    /// </summary>
    public async Task<int> EscalateDueAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.Notifications.Where(n => n.EscalateAt <= now).OrderBy(n => n.EscalateAt).Take(AtOnce).ToListAsync(cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        var told = 0;
        var coordinators = await db.Users.Where(u => u.Role == Role.TenantAdmin && u.IsActive).OrderBy(u => u.FullName).ThenBy(u => u.Id).Select(u => u.Id).ToListAsync(cancel);
        var links = due.Select(n => n.Type).Distinct().ToList();
        var earliest = due.Min(n => n.CreatedAt).AddMinutes(-1);
        var around = await db.Notifications.AsNoTracking().Where(n => links.Contains(n.Type) && n.CreatedAt >= earliest && coordinators.Contains(n.UserId)).ToListAsync(cancel);
        foreach (var same in due.GroupBy(n => (n.Type, Link: n.Payload.GetValueOrDefault("link"))))
        {
            told += Escalate(db, [.. same], [.. around.Where(n => n.Type == same.Key.Type && n.Payload.GetValueOrDefault("link") == same.Key.Link)], coordinators) ? 1 : 0;
        }

        return (await db.TrySaveAsync(NotificationFailures.StalePreferences, cancel)).Succeeded ? told : 0;
    }

    private static bool Escalate(MedDistDbContext db, List<Notification> due, List<Notification> known, List<Guid> coordinators)
    {
        due.ForEach(n => n.Escalated());
        var first = due[0];
        var next = coordinators.FirstOrDefault(c => known.TrueForAll(k => k.UserId != c) && due.TrueForAll(d => d.UserId != c));
        if (next == Guid.Empty || known.Exists(k => k.ReadAt is not null) || due.Exists(d => d.ReadAt is not null))
        {
            return false;
        }

        db.Notifications.Add(new Notification
        {
            UserId = next,
            Type = first.Type,
            Title = Cut($"Unread by a colleague: {first.Title}"),
            Message = first.Message,
            Payload = new(first.Payload),
            FactKey = $"escalated|{first.Id:N}",
        });
        return true;
    }

    private static string Cut(string title) => title.Length > TitleLength ? title[..TitleLength] : title;

    private async Task<bool> SendAsync(Guid user, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.Notifications.Where(n => n.UserId == user && n.DigestDueAt <= now).OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).ToListAsync(cancel);
        var person = (await NotifiedPerson.ReadAsync(db, [user], cancel)).GetValueOrDefault(user);
        due.ForEach(n => n.Digested());
        var unread = due.FindAll(n => n.ReadAt is null && NotificationPreference.Of(person?.Preference, events.Of(n.Type)).Email == EmailChoice.Digest);
        var writes = unread.Count > 0 && person is { IsActive: true, Email: not null };
        if (writes)
        {
            await mail.QueueDigestAsync(db, person!, unread, now, cancel);
        }

        return (await db.TrySaveAsync(NotificationFailures.StalePreferences, cancel)).Succeeded && writes;
    }
}
