using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>What follows for verification cases when the request for them leaves, fails, comes back or is taken back.</summary>
public sealed class VerificationOutbox(ICallContext call, OrderFactService facts, TimeProvider clock) : IOutboxKind
{
    private const int AtOnce = 200;

    public QueueType Type => QueueType.VerificationRequest;

    public ContactType Contacts => ContactType.Ivr;

    public Failure AlreadyLeft => VerificationFailures.AlreadyLeft;

    public async Task SentAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string? note, CancellationToken cancel)
    {
        foreach (var item in note is null ? [] : items)
        {
            await db.NotifyCoordinatorsAsync("verification.sent_partly", $"The IVR request for {item.Reference} did not reach everybody", note, $"/outbox/{item.Id}", cancel);
        }
    }

    public async Task FailedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string reason, CancellationToken cancel)
    {
        foreach (var item in items)
        {
            foreach (var request in await RequestsAsync(db, item, cancel))
            {
                await PutBackAsync(db, request, remove: false, cancel);
            }

            var what = item.Status == QueueStatus.Bounced ? "did not arrive" : "could not be sent";
            await db.NotifyCoordinatorsAsync("verification.send_failed", $"The IVR request for {item.Reference} {what}", reason, $"/outbox/{item.Id}", cancel);
        }
    }

    public async Task<Result> RetriedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel)
    {
        foreach (var item in items)
        {
            foreach (var request in await RequestsAsync(db, item, cancel))
            {
                request.RequestedAt = clock.GetUtcNow();
                foreach (var open in (await CasesAsync(db, request, cancel)).Where(v => v is { IsOpen: true, Status: not VerificationStatus.Verified }))
                {
                    open.Send(call.UserId, request.RequestedAt);
                }
            }
        }

        return Result.Ok;
    }

    public async Task<Result> TakeBackAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel)
    {
        if (!OrderPermissions.MayTriage(call.Role))
        {
            return VerificationFailures.NotYourRole;
        }

        foreach (var request in await RequestsAsync(db, item, cancel))
        {
            request.Withdraw();
            await PutBackAsync(db, request, remove: true, cancel);
        }

        return Result.Ok;
    }

    public async Task SavedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel)
    {
        foreach (var item in items)
        {
            foreach (var some in (await RequestsAsync(db, item, cancel)).Select(r => (r.RecipientId, r.ManufacturerId)).Distinct().Chunk(AtOnce))
            {
                await VerificationOrders.RefreshAsync(db, facts, some, cancel);
            }
        }
    }

    /// <summary>Recomputes the open orders that a case of this recipient and manufacturer concerns; the caller saves.</summary>
    internal static async Task RefreshOrdersAsync(MedDistDbContext db, OrderFactService facts, Guid recipient, Guid manufacturer, CancellationToken cancel)
    {
        var orders = await db.Orders.Include(o => o.Items)
            .Where(o => o.RecipientId == recipient && o.ManufacturerId == manufacturer && o.Section != QueueSection.Done).OrderBy(o => o.Id).ToListAsync(cancel);
        await facts.RefreshAsync(db, orders, cancel);
    }

    /// <summary>Puts back the cases that nobody has touched since this request sent them. One that it opened is pending then, or gone.</summary>
    private static async Task PutBackAsync(MedDistDbContext db, VerificationRequest request, bool remove, CancellationToken cancel)
    {
        foreach (var open in await CasesAsync(db, request, cancel))
        {
            var before = request.Cases.First(c => c.VerificationId == open.Id);
            var isOurs = open.Status == VerificationStatus.Sent && open.SubmittedAt == request.RequestedAt;
            if (before.Opened && remove && (isOurs || open is { Status: VerificationStatus.Pending, SubmittedAt: null }))
            {
                db.Remove(open);
            }
            else if (isOurs)
            {
                open.Unsend(before.Status, before.SubmittedByUserId, before.SubmittedAt);
            }
        }
    }

    /// <summary>All that the message asks for: one request, or those of a bundle.</summary>
    private static Task<List<VerificationRequest>> RequestsAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel) =>
        db.VerificationRequests.Where(r => r.QueueItemId == item.Id).OrderBy(r => r.Id).ToListAsync(cancel);

    private static Task<List<Verification>> CasesAsync(MedDistDbContext db, VerificationRequest request, CancellationToken cancel)
    {
        var ids = request.Cases.Select(c => c.VerificationId).ToList();
        return db.Verifications.Where(v => ids.Contains(v.Id)).OrderBy(v => v.Id).ToListAsync(cancel);
    }
}
