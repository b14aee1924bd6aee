using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Notifications;

/// <summary>What follows for deliveries when a user's mail leaves, fails, comes back or is taken back.</summary>
public sealed class NotificationOutbox(TimeProvider clock) : IOutboxKind
{
    public QueueType Type => QueueType.Notification;

    // Users are no manufacturer's contacts; nothing is kept for one.
    public ContactType Contacts => ContactType.Support;

    public Failure AlreadyLeft => NotificationFailures.AlreadyLeft;

    public async Task SentAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string? note, CancellationToken cancel) =>
        (await DeliveriesAsync(db, items, cancel)).ForEach(d => d.Send(clock.GetUtcNow()));

    public async Task FailedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var item in items)
        {
            var came = item.Status == QueueStatus.Bounced;
            foreach (var delivery in await DeliveriesAsync(db, [item], cancel))
            {
                delivery.Fail(reason, came, now);
            }

            await db.NotifyCoordinatorsAsync("notification.failed", $"{item.Reference}: the mail {(came ? "came back" : "could not be sent")}", "Check the address of this user.", $"/outbox/{item.Id}", cancel);
        }
    }

    public async Task<Result> RetriedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel)
    {
        (await DeliveriesAsync(db, items, cancel)).ForEach(d => d.TryAgain());
        return Result.Ok;
    }

    public async Task<Result> TakeBackAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel)
    {
        (await DeliveriesAsync(db, [item], cancel)).ForEach(d => d.Cancel(clock.GetUtcNow()));
        return Result.Ok;
    }

    private static Task<List<NotificationDelivery>> DeliveriesAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel)
    {
        var ids = items.Select(i => (Guid?)i.Id).ToList();
        return db.NotificationDeliveries.Where(d => ids.Contains(d.QueueItemId)).ToListAsync(cancel);
    }
}
