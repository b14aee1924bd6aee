using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>What follows for orders when the message with their forms leaves, fails, comes back or is taken back.</summary>
public sealed class OrderOutbox(ICallContext call, TimeProvider clock) : IOutboxKind
{
    public QueueType Type => QueueType.OutboundOrder;

    public ContactType Contacts => ContactType.Order;

    public Failure AlreadyLeft => OrderFailures.AlreadySent;

    public async Task SentAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string? note, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var order in await OrdersAsync(db, items, cancel))
        {
            if (!order.Apply(new MoveOrder(OrderAction.MarkSent) { Reason = note }, call, now).Succeeded)
            {
                order.MessageLeft(now);
            }
        }

        if (note is not null)
        {
            await TellAsync(db, items, "order.sent_partly", "did not reach everybody", note, cancel);
        }
    }

    public async Task FailedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var order in await OrdersAsync(db, items, cancel))
        {
            order.SendFailed(reason, now);
        }

        var came = items[0].Status == QueueStatus.Bounced;
        await TellAsync(db, items, came ? "order.bounced" : "order.send_failed", came ? "did not arrive" : "could not be sent", reason, cancel);
    }

    public async Task<Result> RetriedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel)
    {
        var orders = await OrdersAsync(db, items, cancel);
        if (orders.Find(o => !o.AwaitsSending) is { } moved)
        {
            return OrderFailures.WrongStatus(OrderAction.Forward, moved.Status);
        }

        orders.ForEach(o => o.RetrySend(call, clock.GetUtcNow()));
        return Result.Ok;
    }

    public async Task<Result> TakeBackAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel)
    {
        if (item.EntityId is not { } id || await db.FindVisibleAsync(id, cancel) is not { } order)
        {
            return OrderFailures.NotFound;
        }

        // Its order went on without the message, by telephone say: only the message ends.
        return order.AwaitsSending ? order.Recall(call, clock.GetUtcNow()) : Result.Ok;
    }

    private static Task<List<Order>> OrdersAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel)
    {
        var ids = items.Select(i => i.EntityId).ToList();
        return db.Orders.Include(o => o.Items).Where(o => ids.Contains(o.Id)).OrderBy(o => o.Id).ToListAsync(cancel);
    }

    /// <summary>One notification for one message, however many orders it has.</summary>
    private static async Task TellAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string type, string what, string? words, CancellationToken cancel)
    {
        var (who, link) = items.Count == 1
            ? (items[0].Reference ?? "An order", $"/orders/{items[0].EntityId}")
            : ($"{items.Count} orders to {await NameAsync()}", $"/outbox/{items[0].Id}");
        await db.NotifyCoordinatorsAsync(type, $"{who} {what}", words, link, cancel);

        async Task<string> NameAsync() => await db.Manufacturers.Where(m => m.Id == items[0].ManufacturerId).Select(m => m.Name).FirstOrDefaultAsync(cancel) ?? "a manufacturer";
    }
}
