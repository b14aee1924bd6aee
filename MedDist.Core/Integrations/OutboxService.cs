using MedDist.Core.Auditing;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Integrations;

/// <summary>Sends a message to other addresses.</summary>
/// <param name="To">At least one.</param>
/// <param name="Cc">Copies.</param>
/// <param name="KeepForManufacturer">Whether the manufacturer's contact list of this kind is changed as well.</param>
public sealed record ReaddressMessage(IReadOnlyList<string> To, IReadOnlyList<string> Cc, bool KeepForManufacturer = false);

/// <summary>What a coordinator does with single messages of the outbox. A combined message that failed is tried again as a whole.</summary>
public sealed class OutboxService(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, IEnumerable<IOutboxKind> kinds, TimeProvider clock)
{
    /// <summary>
    /// Takes the decision back that queued the message: nothing leaves, and its order or case stands as before. Refused once it has left or is leaving. What never left is deleted
    /// with it; forms that did leave are kept.
    /// </summary>
    public async Task<Result> CancelAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.IntegrationQueue.FirstOrDefaultAsync(q => q.Id == id, cancel) is not { } item)
        {
            return OutboxFailures.NotFound;
        }

        var kind = KindOf(item);
        if (CancelRefusalOf(item, call.Role, kind) is { } refusal)
        {
            return refusal;
        }

        var taken = await kind.TakeBackAsync(db, item, cancel);
        if (!taken.Succeeded)
        {
            return taken;
        }

        item.Cancel(clock.GetUtcNow());
        Record(db, item, "outbox.cancelled");
        var documents = await UnsentDocumentsAsync(db, item, cancel);
        db.RemoveRange(documents);
        var saved = await db.SaveAsync(kind, [item], kind.AlreadyLeft, cancel);
        if (saved.Succeeded)
        {
            documents.ForEach(d => files.Delete(d.FileKey!));
        }

        return saved;
    }

    /// <summary>Sends a stuck message at once, or a waiting one without waiting longer than its undo time, to the addresses it has.</summary>
    public Task<Result> RetryAsync(Guid id, CancellationToken cancel = default) => AgainAsync(id, null, cancel);

    /// <summary>The same to other addresses; a waiting message keeps its time. Refused where an address is not valid.</summary>
    public async Task<Result> ReaddressAsync(Guid id, ReaddressMessage to, CancellationToken cancel = default) =>
        MailAddresses.Check(to.To, to.Cc) is { } wrong ? wrong : await AgainAsync(id, to, cancel);

    private async Task<Result> AgainAsync(Guid id, ReaddressMessage? to, CancellationToken cancel)
    {
        if (to is { KeepForManufacturer: true } && !ManufacturerPermissions.MayManage(call.Role))
        {
            return OutboxFailures.NotYours;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.IntegrationQueue.FirstOrDefaultAsync(q => q.Id == id, cancel) is not { } item)
        {
            return OutboxFailures.NotFound;
        }

        if (RefusalOf(item, call.Role) is { } refusal)
        {
            return refusal;
        }

        if (item.Status == QueueStatus.Pending)
        {
            Hasten(db, item, to);
        }
        else if (await RetryStuckAsync(db, item, to, cancel) is { Succeeded: false } no)
        {
            return no;
        }

        if (to is { KeepForManufacturer: true } && item.ManufacturerId is { } manufacturer)
        {
            await db.SetContactsAsync(manufacturer, KindOf(item).Contacts, to.To, to.Cc, call.UserId, cancel);
        }

        return await db.SaveAsync(KindOf(item), [item], OutboxFailures.Stale, cancel);
    }

    private void Hasten(MedDistDbContext db, QueueItem item, ReaddressMessage? to)
    {
        if (to is null)
        {
            item.LeaveAt(clock.GetUtcNow());
            Record(db, item, "outbox.hastened");
            return;
        }

        Readdress(db, item, to);
    }

    private async Task<Result> RetryStuckAsync(MedDistDbContext db, QueueItem item, ReaddressMessage? to, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var mates = await db.IntegrationQueue.Where(q => q.MessageId == item.MessageId && q.Status == item.Status).OrderBy(q => q.Id).ToListAsync(cancel);

        // What came back, and what goes to others, is another message: with the old id a mail server could take it for a copy and drop it.
        var another = to is not null || item.Status == QueueStatus.Bounced ? Guid.CreateVersion7() : (Guid?)null;
        foreach (var mate in mates)
        {
            if (to is not null)
            {
                Readdress(db, mate, to);
            }
            else
            {
                Record(db, mate, "outbox.retried");
            }

            mate.Retry(mate.Payload, now, another);
        }

        return await KindOf(item).RetriedAsync(db, mates, cancel);
    }

    private void Readdress(MedDistDbContext db, QueueItem item, ReaddressMessage to)
    {
        var before = item.Payload;
        item.Payload = before with { To = to.To, Cc = to.Cc };
        Record(db, item, "outbox.readdressed",
            new FieldChange("To", MailAddresses.Join(before.To), MailAddresses.Join(to.To)), new FieldChange("Cc", MailAddresses.Join(before.Cc), MailAddresses.Join(to.Cc)));
    }

    /// <summary>Why a message cannot be tried again or readdressed by this role now; null when it can.</summary>
    public static Failure? RefusalOf(QueueItem item, Role? role) => !IntegrationPermissions.MayWork(role) ? OutboxFailures.NotYours : item.Status switch
    {
        QueueStatus.Processing => OutboxFailures.Leaving,
        QueueStatus.Completed => OutboxFailures.Gone,
        QueueStatus.Cancelled => OutboxFailures.Cancelled,
        _ => null,
    };

    /// <summary>Why a message cannot be cancelled by this role now; null when it can.</summary>
    public static Failure? CancelRefusalOf(QueueItem item, Role? role, IOutboxKind? kind) => !IntegrationPermissions.MayWork(role) ? OutboxFailures.NotYours : item.Status switch
    {
        QueueStatus.Processing or QueueStatus.Completed => kind?.AlreadyLeft ?? OutboxFailures.AlreadyLeft,
        QueueStatus.Cancelled => OutboxFailures.Cancelled,
        _ => null,
    };

    /// <summary>The forms of a message that never left, as far as can be known.</summary>
    private static async Task<List<Document>> UnsentDocumentsAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel)
    {
        AttemptOutcome[] left = [AttemptOutcome.Sent, AttemptOutcome.SentPartly, AttemptOutcome.MayHaveLeft, AttemptOutcome.Bounced];
        return await db.SendAttempts.AnyAsync(a => a.QueueItemId == item.Id && left.Contains(a.Outcome), cancel)
            ? []
            : await db.Documents.Where(d => item.Payload.DocumentIds.Contains(d.Id) && !d.RequiresSignature).ToListAsync(cancel);
    }

    private IOutboxKind KindOf(QueueItem item) => kinds.First(k => k.Type == item.QueueType);

    private void Record(MedDistDbContext db, QueueItem item, string action, params FieldChange[] changes) => db.ActivityLogs.Add(new ActivityLog
    {
        UserId = call.UserId,
        Action = action,
        EntityType = nameof(QueueItem),
        EntityId = item.Id,
        Changes = [.. changes.Where(c => c.Before != c.After)],
        IpAddress = call.IpAddress,
        CreatedAt = clock.GetUtcNow(),
    });
}
