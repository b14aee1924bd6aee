using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Notifications;

/// <summary>One line of the bell.</summary>
public sealed record NotificationRow(Guid Id, string Title, string? Message, string? Link, DateTimeOffset CreatedAt, bool IsRead);

/// <summary>The caller's own notifications.</summary>
public sealed class NotificationService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    /// <summary>The newest ones, read or not.</summary>
    public async Task<IReadOnlyList<NotificationRow>> ListAsync(int take = 30, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = await db.Notifications.AsNoTracking().Where(n => n.UserId == call.UserId).OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Take(take).ToListAsync(cancel);
        return [.. mine.Select(n => new NotificationRow(n.Id, n.Title, n.Message, n.Payload.GetValueOrDefault("link"), n.CreatedAt, n.ReadAt is not null))];
    }

    public async Task<int> UnreadAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Notifications.CountAsync(n => n.UserId == call.UserId && n.ReadAt == null, cancel);
    }

    /// <summary>Marks one of the caller's notifications, or all of them, as read.</summary>
    public async Task MarkReadAsync(Guid? id = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var notification in await db.Notifications.Where(n => n.UserId == call.UserId && n.ReadAt == null && (id == null || n.Id == id)).ToListAsync(cancel))
        {
            notification.Read(now);
        }

        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Adds notifications to the save of their cause, so that both are written or neither.</summary>
public static class NotificationWriting
{
    /// <summary>Tells one user. No PHI in <paramref name="title"/> or <paramref name="message"/>.</summary>
    public static void Notify(this MedDistDbContext db, Guid userId, string type, string title, string? message, string link) =>
        db.Notifications.Add(new Notification { UserId = userId, Type = type, Title = title, Message = message, Payload = new() { ["link"] = link } });

    /// <summary>Tells every active coordinator of the tenant.</summary>
    public static async Task NotifyCoordinatorsAsync(this MedDistDbContext db, string type, string title, string? message, string link, CancellationToken cancel)
    {
        foreach (var user in await db.Users.Where(u => u.Role == Role.TenantAdmin && u.IsActive).Select(u => u.Id).ToListAsync(cancel))
        {
            db.Notify(user, type, title, message, link);
        }
    }
}
