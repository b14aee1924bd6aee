using MedDist.Core.Documents;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Sends what is due of the outbox's orders: claims a message, hands it over once, and records what became of it.</summary>
public sealed class OrderDispatcher(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, MailTransport mail, TimeProvider clock)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Sends everything that is due now, most urgent first; returns how many messages left.</summary>
    public async Task<int> DispatchDueAsync(CancellationToken cancel = default)
    {
        await RecoverAsync(cancel);
        var sent = 0;
        foreach (var id in await DueAsync(cancel))
        {
            if (await ClaimAsync(id, cancel) && await SendAsync(id, cancel))
            {
                sent++;
            }
        }

        return sent;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.IntegrationQueue
            .Where(q => q.QueueType == QueueType.OutboundOrder && q.Status == QueueStatus.Pending && q.ProcessAfter <= now)
            .OrderBy(q => q.Priority).ThenBy(q => q.ProcessAfter).Take(AtOnce).Select(q => q.Id).ToListAsync(cancel);
    }

    /// <summary>Takes the message for this node; false when another node, or the undo, was first.</summary>
    private async Task<bool> ClaimAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.IntegrationQueue.FirstOrDefaultAsync(q => q.Id == id && q.Status == QueueStatus.Pending, cancel) is not { } item)
        {
            return false;
        }

        item.Claim(clock.GetUtcNow(), Lease);
        return (await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded;
    }

    private async Task<bool> SendAsync(Guid id, CancellationToken cancel)
    {
        MailOutcome outcome;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var item = await db.IntegrationQueue.AsNoTracking().FirstAsync(q => q.Id == id, cancel);
            outcome = await AttachmentsAsync(db, item, cancel) is { } attachments
                ? await mail.SendAsync(id, item.Payload, attachments, cancel)
                : new(false, true, "The order form is missing from the document folder. Undo, then forward the order again.");
        }

        await RecordAsync(id, outcome, cancel);
        return outcome.Sent;
    }

    private async Task<List<MailAttachment>?> AttachmentsAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel)
    {
        List<MailAttachment> attachments = [];
        foreach (var document in await db.Documents.Where(d => item.Payload.DocumentIds.Contains(d.Id)).ToListAsync(cancel))
        {
            if (await files.ReadAsync(document.FileKey!, cancel) is not { } bytes)
            {
                return null;
            }

            attachments.Add(new(document.File!.FileName, document.File.ContentType, bytes));
        }

        return attachments.Count == item.Payload.DocumentIds.Count ? attachments : null;
    }

    /// <summary>Records what became of a message. It has happened, so an order that somebody else saved meanwhile is read again, not given up.</summary>
    private async Task RecordAsync(Guid id, MailOutcome outcome, CancellationToken cancel)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var item = await db.IntegrationQueue.FirstAsync(q => q.Id == id, cancel);
            var order = await db.Orders.Include(o => o.Items).FirstAsync(o => o.Id == item.EntityId, cancel);
            await ApplyAsync(db, item, order, outcome, cancel);
            if ((await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded)
            {
                return;
            }
        }
    }

    private async Task ApplyAsync(MedDistDbContext db, QueueItem item, Order order, MailOutcome outcome, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!outcome.Sent)
        {
            item.Fail(outcome.Error ?? "No reason given.", outcome.IsFinal, now);
            await TellOfFailureAsync(db, item, order, now, cancel);
            return;
        }

        item.Complete(outcome.Error, now);
        order.Apply(new MoveOrder(OrderAction.MarkSent) { Reason = outcome.Error }, call, now);
        if (outcome.Error is { } partly)
        {
            await db.NotifyCoordinatorsAsync("order.sent_partly", $"{order.OrderNumber} did not reach everybody", partly, $"/orders/{order.Id}", cancel);
        }
    }

    private static async Task TellOfFailureAsync(MedDistDbContext db, QueueItem item, Order order, DateTimeOffset now, CancellationToken cancel)
    {
        if (item.Status == QueueStatus.Failed)
        {
            order.SendFailed(item.ErrorMessage!, now);
            await db.NotifyCoordinatorsAsync("order.send_failed", $"{order.OrderNumber} could not be sent", item.ErrorMessage, $"/orders/{order.Id}", cancel);
        }
    }

    /// <summary>
    /// Messages whose node died while sending. In the pickup folder one can see whether it left; of a mail server nobody can, so a person must ask: sending again could
    /// make the manufacturer ship twice.
    /// </summary>
    private async Task RecoverAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        List<Guid> interrupted;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            interrupted = await db.IntegrationQueue
                .Where(q => q.QueueType == QueueType.OutboundOrder && q.Status == QueueStatus.Processing && q.LeasedUntil < now).Select(q => q.Id).ToListAsync(cancel);
        }

        foreach (var id in interrupted)
        {
            await RecordAsync(id, mail.HasLeft(id) switch
            {
                true => MailOutcome.Gone,
                false => new(false, false, "The server stopped before the message left."),
                null => new(false, true, "The server stopped while sending, and the message may have left. Ask the manufacturer before you try again."),
            }, cancel);
        }
    }
}
