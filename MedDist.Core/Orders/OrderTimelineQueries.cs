using MedDist.Core.Documents;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Shipping;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>One timeline of all that happened around an order, as the caller may read it: one question per kind of row, however long the story.</summary>
public sealed class OrderTimelineQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>All entries, newest first; null when the order is not the caller's to see.</summary>
    public async Task<IReadOnlyList<TimelineEntry>?> ListAsync(Guid orderId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var order = await db.VisibleOrders().Where(o => o.Id == orderId)
            .Select(o => new OrderAround(o.Id, o.RecipientId, o.ManufacturerId, o.Manufacturer!.Name, o.CreatedAt, o.VerificationIds)).FirstOrDefaultAsync(cancel);
        return order is null
            ? null
            :
            [
                .. new[]
                {
                    await StepsAsync(db, order, cancel), await CommentsAsync(db, order, cancel), await EditsAsync(db, order, cancel), await DocumentsAsync(db, order, cancel),
                    await MessagesAsync(db, order, cancel), await ShipmentsAsync(db, order, cancel), await VerificationsAsync(db, order, cancel),
                }.SelectMany(e => e).OrderByDescending(e => e.At),
            ];
    }

    private static async Task<IEnumerable<TimelineEntry>> StepsAsync(MedDistDbContext db, OrderAround order, CancellationToken cancel) =>
        (await db.OrderEvents.AsNoTracking().Where(e => e.OrderId == order.Id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).ToListAsync(cancel))
            .Select(e => new TimelineEntry(TimelineWords.KindOf(e.Action), e.At, e.Action.Label(), e.ByName)
            {
                Text = e.Comment,
                OnBehalf = e.OnBehalf,
                IsFailure = e is { Action: OrderAction.Forward, From: var from, To: var to } && from == to,
                To = e.To,
            })
            .Select(e => e.IsFailure ? e with { Title = "Sending failed" } : e);

    private async Task<IEnumerable<TimelineEntry>> CommentsAsync(MedDistDbContext db, OrderAround order, CancellationToken cancel) =>
        (await OrderComments.Readable(db, order.Id, call).ToListAsync(cancel))
            .Select(c => new TimelineEntry(TimelineKind.Comment, c.At, c.Audience == CommentAudience.Internal ? "Internal comment" : "Comment", c.ByName)
            {
                Text = OrderPermissions.SeesRecipientNames(call.Role) ? c.Text : TimelineWords.Hidden,
                IsInternal = c.Audience == CommentAudience.Internal,
            });

    private async Task<IEnumerable<TimelineEntry>> EditsAsync(MedDistDbContext db, OrderAround order, CancellationToken cancel) =>
        (await db.OrderRevisions.AsNoTracking().Where(r => r.OrderId == order.Id).ToListAsync(cancel))
            .Select(r => (Revision: r, Fields: Readable(r.Fields)))
            .Where(r => r.Fields.Count > 0)
            .Select(r => new TimelineEntry(TimelineKind.Edit, r.Revision.At, "Edited", r.Revision.ByName) { Fields = r.Fields, IsInternal = r.Fields.All(f => f.Field == OrderField.InternalNotes) });

    /// <summary>Internal notes do not exist for others than the order desk; what tells of the recipient is hidden from who may not read it.</summary>
    private List<RevisedField> Readable(IReadOnlyList<RevisedField> fields) =>
    [
        .. fields.Where(f => f.Field != OrderField.InternalNotes || OrderEditRules.MayRead(f.Field, call.Role))
            .Select(f => OrderEditRules.MayRead(f.Field, call.Role) ? f : f with { Before = TimelineWords.Hidden, After = TimelineWords.Hidden }),
    ];

    private static async Task<IEnumerable<TimelineEntry>> DocumentsAsync(MedDistDbContext db, OrderAround order, CancellationToken cancel) =>
        (await db.Documents.AsNoTracking().Where(d => d.OwnerType == DocumentOwner.Order && d.OwnerId == order.Id)
            .Select(d => new { Document = d, By = db.Users.Where(u => u.Id == d.CreatedByUserId).Select(u => u.FullName).FirstOrDefault() }).ToListAsync(cancel))
            .SelectMany(d => Story(d.Document, d.By));

    /// <summary>When a document came, who signed it when, and since when that does not count any more.</summary>
    private static IEnumerable<TimelineEntry> Story(Document document, string? by)
    {
        yield return document is { RequiresSignature: true, SignerUserId: not null }
            ? new(TimelineKind.Document, document.CreatedAt, "Signature asked for: order form", by)
            : new(TimelineKind.Document, document.CreatedAt, $"Document added: {Words(document.Type.ToString())}", by) { Text = document.File?.FileName };
        foreach (var signature in document.Signatures)
        {
            yield return new(TimelineKind.Document, signature.SignedAt, "Order form signed", signature.Name) { Text = document.File?.FileName };
        }

        if (document.VoidedAt is { } since)
        {
            yield return new(TimelineKind.Document, since, "Signature void", null) { Text = document.VoidReason, IsFailure = true };
        }
    }

    /// <summary>A message is an entry when it was queued, and one when its fate was known. Its addresses are the order desk's business.</summary>
    private async Task<IEnumerable<TimelineEntry>> MessagesAsync(MedDistDbContext db, OrderAround order, CancellationToken cancel)
    {
        var triages = OrderPermissions.MayTriage(call.Role);
        var items = await db.IntegrationQueue.AsNoTracking().Where(q => q.EntityId == order.Id && q.EntityType == nameof(Order)).ToListAsync(cancel);
        return items.SelectMany(q => Story(q, triages ? $"To {string.Join(", ", q.Payload.To)}" : null).Reverse());

        IEnumerable<TimelineEntry> Story(QueueItem item, string? to)
        {
            yield return new(TimelineKind.Message, item.CreatedAt, $"Message to {order.ManufacturerName} queued", null) { Text = to };
            if (item is { Status: QueueStatus.Completed, ProcessedAt: { } sent })
            {
                yield return new(TimelineKind.Message, sent, $"Message to {order.ManufacturerName} sent", null) { Text = triages && item.ErrorMessage is { } note ? $"{to}. {note}" : to };
            }
            else if (item is { Status: QueueStatus.Failed, ProcessedAt: { } failed })
            {
                yield return new(TimelineKind.Message, failed, $"Message to {order.ManufacturerName} failed", null) { Text = triages ? item.ErrorMessage : null, IsFailure = true };
            }
            else if (item is { Status: QueueStatus.Cancelled, ProcessedAt: { } cancelled })
            {
                yield return new(TimelineKind.Message, cancelled, $"Message to {order.ManufacturerName} taken back before it left", null);
            }
        }
    }

    private async Task<IEnumerable<TimelineEntry>> ShipmentsAsync(MedDistDbContext db, OrderAround order, CancellationToken cancel)
    {
        var parcels = await db.Shipments.AsNoTracking().Include(s => s.Events).Where(s => s.OrderId == order.Id).AsSingleQuery().ToListAsync(cancel);
        return parcels.SelectMany(s => ParcelStory.Of(s, OrderPermissions.SeesRecipientNames(call.Role)));
    }

    /// <summary>What became of the verification cases since the order exists, and the periods that cover it.</summary>
    private static async Task<IEnumerable<TimelineEntry>> VerificationsAsync(MedDistDbContext db, OrderAround order, CancellationToken cancel)
    {
        var cases = await db.Verifications.AsNoTracking().Include(v => v.Periods).Where(v => v.RecipientId == order.RecipientId && v.ManufacturerId == order.ManufacturerId)
            .AsSingleQuery().ToListAsync(cancel);
        return cases.SelectMany(Story);

        IEnumerable<TimelineEntry> Story(Verification v)
        {
            var name = VerificationPolicy.Label(v.Type);
            name = char.ToUpperInvariant(name[0]) + name[1..];
            if (v.SubmittedAt is { } sent && sent >= order.CreatedAt)
            {
                yield return new(TimelineKind.Ivr, sent, $"{name} requested", null);
            }

            if (v is { Status: VerificationStatus.Rejected, ReviewedAt: { } rejected } && rejected >= order.CreatedAt)
            {
                yield return new(TimelineKind.Ivr, rejected, $"{name} rejected", null) { Text = v.Reason, IsFailure = true };
            }

            foreach (var p in v.Periods.Where(p => order.VerificationIds.Contains(p.Id) || (p.CreatedAt >= order.CreatedAt && (p.OrderId is null || p.OrderId == order.Id))))
            {
                yield return new(TimelineKind.Ivr, p.CreatedAt, $"{name} verified", p.VerifiedByName)
                {
                    Text = p.ValidThrough is { } last ? $"From {OrderEditRules.Text(OrderField.ServiceDate, p.VerifiedOn)} through {OrderEditRules.Text(OrderField.ServiceDate, last)}" : "For this order",
                };
            }
        }
    }

    private static string Words(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    private sealed record OrderAround(Guid Id, Guid? RecipientId, Guid? ManufacturerId, string ManufacturerName, DateTimeOffset CreatedAt, List<Guid> VerificationIds);
}
