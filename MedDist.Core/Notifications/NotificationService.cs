using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Notifications;

/// <summary>One line of the bell. <paramref name="Mail"/> is what became of its mail; null where there was none.</summary>
public sealed record NotificationRow(Guid Id, string Title, string? Message, string? Link, DateTimeOffset CreatedAt, bool IsRead, string Type = "", DeliveryStatus? Mail = null);

/// <summary>Which of the own notifications.</summary>
public sealed record NotificationFilter(bool UnreadOnly = false, string? Event = null, int Skip = 0)
{
    public const int PageSize = 50;
}

/// <summary>A page of them, and how many match.</summary>
public sealed record NotificationList(IReadOnlyList<NotificationRow> Rows, int Total);

/// <summary>The caller's own notifications.</summary>
public sealed class NotificationService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, NotificationEvents events, TimeProvider clock)
{
    /// <summary>The newest ones, read or not.</summary>
    public async Task<IReadOnlyList<NotificationRow>> ListAsync(int take = 30, bool unreadOnly = false, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = await Mine(db).AsNoTracking().Where(n => !unreadOnly || n.ReadAt == null).OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Take(take).ToListAsync(cancel);
        return [.. mine.Select(n => RowOf(n, null))];
    }

    /// <summary>One page of all of them, newest first.</summary>
    public async Task<NotificationList> PageAsync(NotificationFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = Mine(db).AsNoTracking().Where(n => !filter.UnreadOnly || n.ReadAt == null);
        if (filter.Event is { } code)
        {
            var types = events.Find(code)?.Codes.ToList() ?? [code];
            mine = mine.Where(n => types.Contains(n.Type));
        }

        var rows = await mine.OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Skip(Math.Max(0, filter.Skip)).Take(NotificationFilter.PageSize).ToListAsync(cancel);
        var ids = rows.ConvertAll(r => r.Id);
        var mail = (await db.NotificationDeliveries.AsNoTracking().Where(d => ids.Contains(d.NotificationId)).Select(d => new { d.NotificationId, d.Status }).ToListAsync(cancel)).ToLookup(d => d.NotificationId, d => d.Status);
        return new([.. rows.Select(n => RowOf(n, mail[n.Id].Cast<DeliveryStatus?>().LastOrDefault()))], await mine.CountAsync(cancel));
    }

    public async Task<int> UnreadAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Mine(db).CountAsync(n => n.ReadAt == null, cancel);
    }

    /// <summary>Marks one of the caller's notifications, or all of them, as read.</summary>
    public async Task MarkReadAsync(Guid? id = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var notification in await Mine(db).Where(n => n.ReadAt == null && (id == null || n.Id == id)).ToListAsync(cancel))
        {
            notification.Read(now);
        }

        await db.SaveChangesAsync(cancel);
    }

    private IQueryable<Notification> Mine(MedDistDbContext db) => db.Notifications.Where(n => n.UserId == call.UserId && n.InApp);

    private static NotificationRow RowOf(Notification n, DeliveryStatus? mail) => new(n.Id, n.Title, n.Message, n.Payload.GetValueOrDefault("link"), n.CreatedAt, n.ReadAt is not null, n.Type, mail);
}

/// <summary>Adds notifications to the save of their cause, so that both are written or neither; <see cref="NotificationFanOut"/> applies their users' preferences.</summary>
public static class NotificationWriting
{
    /// <summary>Tells one user. No PHI in <paramref name="title"/> or <paramref name="message"/>.</summary>
    public static void Notify(this MedDistDbContext db, Guid userId, string type, string title, string? message, string link) =>
        db.Notifications.Add(new Notification { UserId = userId, Type = type, Title = title, Message = message, Payload = new() { ["link"] = link } });

    /// <summary>Tells every active coordinator of the tenant.</summary>
    public static async Task NotifyCoordinatorsAsync(this MedDistDbContext db, string type, string title, string? message, string link, CancellationToken cancel)
    {
        foreach (var user in await CoordinatorsAsync(db, cancel))
        {
            db.Notify(user, type, title, message, link);
        }
    }

    /// <summary>
    /// Tells every active coordinator of one fact, each once: whoever was told before is not told again, and of two that tell at the same time the database refuses one. The
    /// <paramref name="variables"/> are what templates may name.
    /// </summary>
    public static async Task NotifyCoordinatorsOnceAsync(
        this MedDistDbContext db, string fact, string type, string title, string? message, string link, IReadOnlyDictionary<string, string> variables, CancellationToken cancel)
    {
        var know = await db.Notifications.Where(n => n.FactKey == fact).Select(n => n.UserId).ToListAsync(cancel);
        foreach (var user in (await CoordinatorsAsync(db, cancel)).Except(know))
        {
            db.Notifications.Add(new Notification { UserId = user, Type = type, Title = title, Message = message, FactKey = fact, Payload = new(variables) { ["link"] = link } });
        }
    }

    /// <summary>The active coordinators of the tenant, for who tells them of several things at once.</summary>
    public static Task<List<Guid>> CoordinatorsAsync(this MedDistDbContext db, CancellationToken cancel) =>
        db.Users.Where(u => u.Role == Role.TenantAdmin && u.IsActive).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(cancel);
}
