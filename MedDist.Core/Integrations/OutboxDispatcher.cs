using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Integrations;

/// <summary>
/// Sends what is due of the outbox, whatever its kind: claims a message with all its items in one save, hands it over once, and records in one save what became of it.
/// </summary>
public sealed class OutboxDispatcher(
    IDbContextFactory<MedDistDbContext> contexts, DocumentFiles files, MailTransport mail, IEnumerable<IOutboxKind> kinds, ReplyLinks links, UserLinks accounts, TimeProvider clock)
{
    private const int AtOnce = 200;
    private const int ClaimTries = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly Dictionary<QueueType, IOutboxKind> kinds = kinds.ToDictionary(k => k.Type);
    private readonly QueueType[] served = [.. kinds.Select(k => k.Type)];

    /// <summary>Sends everything that is due now, most urgent first; returns how many messages left.</summary>
    public async Task<int> DispatchDueAsync(CancellationToken cancel = default)
    {
        await RecoverAsync(cancel);
        var sent = 0;
        foreach (var together in await DueAsync(cancel))
        {
            if (await ClaimAsync(together, cancel) is { Count: > 0 } items && await SendAsync(items, cancel))
            {
                sent++;
            }
        }

        return sent;
    }

    /// <summary>What is due, as the messages it leaves in.</summary>
    private async Task<List<Guid[]>> DueAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.IntegrationQueue.AsNoTracking()
            .Where(q => served.Contains(q.QueueType) && q.Status == QueueStatus.Pending && q.ProcessAfter <= now)
            .OrderBy(q => q.Priority).ThenBy(q => q.ProcessAfter).ThenBy(q => q.Id).Take(AtOnce).ToListAsync(cancel);
        return
        [
            .. due.GroupBy(q => CombinedMail.KeyOf(q) ?? q.Id.ToString())
                .SelectMany(g => g.Select(q => q.Id).Order().Chunk(CombinedMail.MostTogether)),
        ];
    }

    /// <summary>
    /// Takes the items of one message for this node, in one save. When an undo, or another node, was faster with some of them, the others are tried again; empty when none is left.
    /// </summary>
    private async Task<List<QueueItem>> ClaimAsync(Guid[] ids, CancellationToken cancel)
    {
        for (var i = 0; i < ClaimTries; i++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var now = clock.GetUtcNow();
            var items = await db.IntegrationQueue.Where(q => ids.Contains(q.Id) && q.Status == QueueStatus.Pending && q.ProcessAfter <= now).OrderBy(q => q.Id).ToListAsync(cancel);
            if (items.Count == 0)
            {
                return items;
            }

            var message = MessageOf(items);
            foreach (var item in items)
            {
                item.Claim(now, Lease);
                item.Join(message, items.Count);
            }

            if ((await db.TrySaveAsync(OutboxFailures.Stale, cancel)).Succeeded)
            {
                return items;
            }
        }

        return [];
    }

    /// <summary>The same message keeps its id from try to try; another set of items is another message.</summary>
    private static Guid MessageOf(List<QueueItem> items) =>
        items.TrueForAll(i => i.MessageId == items[0].MessageId && i.MessageSize == items.Count) ? items[0].MessageId : Guid.CreateVersion7();

    private async Task<bool> SendAsync(List<QueueItem> items, CancellationToken cancel)
    {
        var message = CombinedMail.Of(items.ConvertAll(i => i.Payload));
        MailOutcome outcome;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            outcome = await AttachmentsAsync(db, message, cancel) is { } attachments
                ? await mail.SendAsync(items[0].MessageId, await accounts.FillAsync(db, await links.FillAsync(db, message, cancel), cancel), attachments, cancel)
                : new(false, true, "A form of this message is missing from the document folder. Take it back, then send it anew.");
        }

        await RecordAsync(items[0].MessageId, outcome, cancel);
        return outcome.Sent;
    }

    private async Task<List<MailAttachment>?> AttachmentsAsync(MedDistDbContext db, OutboundMail message, CancellationToken cancel)
    {
        List<MailAttachment> attachments = [];
        var documents = await db.Documents.AsNoTracking().Where(d => message.DocumentIds.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        foreach (var id in message.DocumentIds)
        {
            if (!documents.TryGetValue(id, out var document) || await files.ReadAsync(document.FileKey!, cancel) is not { } bytes)
            {
                return null;
            }

            attachments.Add(new(document.File!.FileName, document.File.ContentType, bytes));
        }

        return attachments;
    }

    /// <summary>
    /// Records what became of a message: all its items, or none. It has happened, so an order that somebody else saved meanwhile is read again, not given up. Another node that
    /// concluded the same leaves nothing to record.
    /// </summary>
    private async Task RecordAsync(Guid messageId, MailOutcome outcome, CancellationToken cancel)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var items = await db.IntegrationQueue.Where(q => q.MessageId == messageId && q.Status == QueueStatus.Processing).OrderBy(q => q.Id).ToListAsync(cancel);
            if (items.Count == 0)
            {
                return;
            }

            await ApplyAsync(db, items, outcome, cancel);
            if ((await db.SaveAsync(kinds[items[0].QueueType], items, OutboxFailures.Stale, cancel)).Succeeded)
            {
                return;
            }
        }
    }

    private async Task ApplyAsync(MedDistDbContext db, List<QueueItem> items, MailOutcome outcome, CancellationToken cancel)
    {
        var (now, kind) = (clock.GetUtcNow(), kinds[items[0].QueueType]);
        foreach (var item in items)
        {
            if (outcome.Sent)
            {
                item.Complete(outcome.Error, now);
            }
            else
            {
                // One that has fewer tries left takes the others of its message with it: they fail together, visibly.
                item.Fail(outcome.Error ?? "No reason given.", outcome.IsFinal || items.Exists(i => i.Attempts >= i.MaxAttempts), now);
            }

            db.SendAttempts.Add(AttemptOf(item, outcome, now));
        }

        if (outcome.Sent)
        {
            await kind.SentAsync(db, items, outcome.Error, cancel);
        }
        else if (items[0].Status == QueueStatus.Failed)
        {
            await kind.FailedAsync(db, items, items[0].ErrorMessage!, cancel);
        }
    }

    private static SendAttempt AttemptOf(QueueItem item, MailOutcome outcome, DateTimeOffset now) => new()
    {
        QueueItemId = item.Id,
        MessageId = item.MessageId,
        Number = item.Attempts,
        At = now,
        Outcome = outcome switch
        {
            { Sent: true, Error: null } => AttemptOutcome.Sent,
            { Sent: true } => AttemptOutcome.SentPartly,
            { IsUncertain: true } => AttemptOutcome.MayHaveLeft,
            _ => item.Status == QueueStatus.Failed ? AttemptOutcome.Refused : AttemptOutcome.TryLater,
        },
        Addresses = [.. item.Payload.To.Concat(item.Payload.Cc).Except(outcome.Refused, StringComparer.OrdinalIgnoreCase)],
        Words = outcome.Error,
    };

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
                .Where(q => served.Contains(q.QueueType) && q.Status == QueueStatus.Processing && q.LeasedUntil < now).Select(q => q.MessageId).Distinct().ToListAsync(cancel);
        }

        foreach (var message in interrupted)
        {
            await RecordAsync(message, mail.HasLeft(message) switch
            {
                true => MailOutcome.Gone,
                false => new(false, false, "The server stopped before the message left."),
                null => MailOutcome.Interrupted,
            }, cancel);
        }
    }
}
