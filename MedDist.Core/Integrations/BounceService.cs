using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Integrations;

/// <summary>Takes in what mail servers report about messages that have left. The same report twice changes nothing.</summary>
public sealed class BounceService(IDbContextFactory<MedDistDbContext> contexts, IEnumerable<IOutboxKind> kinds, TimeProvider clock)
{
    /// <summary>
    /// A message that came back from everybody it was for is bounced, and a task for the coordinator; one that still reached somebody, or is only late, gets a note. False when this
    /// tenant has no such message.
    /// </summary>
    public async Task<bool> TakeAsync(DeliveryReport report, CancellationToken cancel = default)
    {
        // It has happened: where somebody else saves meanwhile, it is looked at again.
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var items = await ItemsAsync(db, report.MessageId, cancel);
            if (items.Count == 0)
            {
                return false;
            }

            await ApplyAsync(db, report, items, cancel);
            if ((await db.SaveAsync(KindOf(items), items, OutboxFailures.Stale, cancel)).Succeeded)
            {
                return true;
            }
        }
    }

    /// <summary>The items that the message carried, also those that have left with another message since.</summary>
    private static async Task<List<QueueItem>> ItemsAsync(MedDistDbContext db, Guid messageId, CancellationToken cancel)
    {
        var tried = await db.SendAttempts.Where(a => a.MessageId == messageId).Select(a => a.QueueItemId).Distinct().ToListAsync(cancel);
        return await db.IntegrationQueue.Where(q => q.MessageId == messageId || tried.Contains(q.Id)).OrderBy(q => q.Id).ToListAsync(cancel);
    }

    private async Task ApplyAsync(MedDistDbContext db, DeliveryReport report, List<QueueItem> items, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var ids = items.ConvertAll(i => i.Id);
        var history = (await db.SendAttempts.AsNoTracking().Where(a => ids.Contains(a.QueueItemId) && a.MessageId == report.MessageId).ToListAsync(cancel)).ToLookup(a => a.QueueItemId);
        List<QueueItem> bounced = [], noted = [];
        foreach (var item in items)
        {
            var known = history[item.Id].ToList();
            var fresh = report.Results.Select(r => AttemptOf(item, report.MessageId, r, now)).OfType<SendAttempt>()
                .Where(a => known.TrueForAll(k => k.SourceKey != a.SourceKey)).DistinctBy(a => a.SourceKey).ToList();
            db.SendAttempts.AddRange(fresh);
            if (fresh.Exists(a => a.Outcome == AttemptOutcome.Bounced) && item.MessageId == report.MessageId && item.Status is QueueStatus.Completed or QueueStatus.Failed)
            {
                (ReachedNobody(item, [.. known, .. fresh]) ? bounced : noted).Add(item);
            }
        }

        await TellAsync(db, report, bounced, noted, now, cancel);
    }

    private async Task TellAsync(MedDistDbContext db, DeliveryReport report, List<QueueItem> bounced, List<QueueItem> noted, DateTimeOffset now, CancellationToken cancel)
    {
        var reason = ReasonOf(report);
        bounced.ForEach(i => i.Bounce(reason, now));
        noted.ForEach(i => i.Note(reason));
        if (bounced.Count > 0)
        {
            await KindOf(bounced).FailedAsync(db, bounced, reason, cancel);
        }

        if (noted.Count > 0)
        {
            var what = noted.Count == 1 ? noted[0].Reference ?? "A message" : $"A message with {noted.Count} orders";
            await db.NotifyCoordinatorsAsync("outbox.bounced_partly", $"{what} did not reach everybody", reason, $"/outbox/{noted[0].Id}", cancel);
        }
    }

    /// <summary>Whether all addresses it was written to, and that did not refuse it at once, have sent it back. Copies do not count.</summary>
    private static bool ReachedNobody(QueueItem item, List<SendAttempt> history)
    {
        var back = history.Where(a => a.Outcome == AttemptOutcome.Bounced).SelectMany(a => a.Addresses).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var taken = history.Where(a => a.Number > 0).SelectMany(a => a.Addresses).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return item.Payload.To.Where(t => taken.Count == 0 || taken.Contains(t)).All(back.Contains);
    }

    /// <summary>The note of one result; null for one that needs none, or whose address cannot be told.</summary>
    private static SendAttempt? AttemptOf(QueueItem item, Guid messageId, DeliveryResult result, DateTimeOffset now)
    {
        if (result.Action == DeliveryAction.Delivered)
        {
            return null;
        }

        // A forwarding server may name an address that we do not know; of a message to one address it is plain whose it is.
        var ours = item.Payload.To.Concat(item.Payload.Cc).ToList();
        var address = ours.Find(a => a.Equals(result.Address, StringComparison.OrdinalIgnoreCase)) ?? (ours.Count == 1 ? ours[0] : result.Address ?? "an address that the report does not name");
        var outcome = result.Action == DeliveryAction.Failed ? AttemptOutcome.Bounced : AttemptOutcome.Delayed;
        return new()
        {
            QueueItemId = item.Id,
            MessageId = messageId,
            At = now,
            Outcome = outcome,
            Addresses = [address],
            Words = result.Words ?? result.Status,
            SourceKey = $"{messageId:N}:{outcome}:{address}".ToLowerInvariant(),
        };
    }

    private static string ReasonOf(DeliveryReport report)
    {
        var failed = report.Results.Where(r => r.Action == DeliveryAction.Failed).ToList();
        return string.Join(' ', failed.Select(r => $"Came back from {r.Address ?? "its address"}: {r.Words ?? r.Status ?? "no reason given"}.".Replace("..", ".", StringComparison.Ordinal)));
    }

    private IOutboxKind KindOf(List<QueueItem> items) => kinds.First(k => k.Type == items[0].QueueType);
}
