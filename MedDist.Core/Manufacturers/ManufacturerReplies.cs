using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>
/// Takes what a manufacturer answers by its link. Each answer does nothing the second time. A confirmed order can be rejected until its first parcel; a rejected one is taken up again by
/// telephone only. The order moves by the workflow, as the system.
/// </summary>
public sealed class ManufacturerReplies(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, ShipmentService shipments, OrderFactService facts, UploadIntake intake, TenantDirectory tenants, TimeProvider clock)
{
    private const int MostFiles = 10;
    private const int Tries = 5;

    /// <summary>The manufacturer behind a link that exists, also an ended one; null otherwise.</summary>
    public async Task<string?> NameAsync(string hash, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ManufacturerReplyLinks.Where(l => l.TokenHash == hash).Select(l => l.ManufacturerName).FirstOrDefaultAsync(cancel);
    }

    /// <summary>What the page shows, recorded as looked at; fails where the link has ended.</summary>
    public async Task<Result<ReplyView>> ViewAsync(string hash, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await LoadAsync(db, hash, cancel) is not var (link, order))
        {
            return ReplyRules.Ended;
        }

        db.Add(Written(link, ReplyAct.Viewed, null));
        await db.SaveChangesAsync(cancel);
        return await ViewOfAsync(db, link, order, cancel);
    }

    public Task<Result> ConfirmAsync(string hash, CancellationToken cancel) => AnswerAsync(hash, ReplyAct.Confirmed, "Confirmed", order =>
        ReplyRules.Refusal(ReplyRules.StateOf(order.Status)) is { } refusal ? (refusal, false)
        : order.Status == OrderStatus.SentToManufacturer ? (order.Apply(new MoveOrder(OrderAction.Confirm), call, clock.GetUtcNow()), true)
        : (Result.Ok, false), cancel);

    /// <param name="hash">Of the token.</param>
    /// <param name="reason">One of <see cref="ReplyRules.Reasons"/>.</param>
    /// <param name="words">More about it; optional.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<Result> RejectAsync(string hash, string? reason, string? words, CancellationToken cancel)
    {
        if (!ReplyRules.Reasons.Contains(reason) || words?.Length > ReplyRules.WordsLength)
        {
            return Task.FromResult<Result>(new Failure.Invalid("Reason", "Choose a reason from the list, and keep what you write under 500 characters."));
        }

        var why = string.IsNullOrWhiteSpace(words) ? $"{reason}." : $"{reason}: {words.Trim()}";
        return AnswerAsync(hash, ReplyAct.Rejected, $"Rejected. {why}", order => ReplyRules.StateOf(order.Status) switch
        {
            ReplyState.Rejected => (Result.Ok, false),
            ReplyState.Open when order.Status is OrderStatus.PartiallyShipped or OrderStatus.Shipped => (ReplyRules.Shipped, false),
            ReplyState.Open => (order.Apply(new MoveOrder(OrderAction.RejectByManufacturer) { Reason = why }, call, clock.GetUtcNow()), true),
            var state => (ReplyRules.Refusal(state)!, false),
        }, cancel);
    }

    /// <summary>Keeps a document of the manufacturer with the order: PDF, JPEG or PNG.</summary>
    public async Task<Result> AttachAsync(string hash, UploadedFile file, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await LoadAsync(db, hash, cancel) is not var (link, order))
        {
            return ReplyRules.Ended;
        }

        if (ReplyRules.StateOf(order.Status) is ReplyState.Withdrawn)
        {
            return ReplyRules.Ended;
        }

        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var before = await db.ManufacturerReplies.Where(r => r.LinkId == link.Id && r.DocumentId != null).Select(r => r.DocumentId!.Value).ToListAsync(cancel);
        var taken = await intake.TakeAsync(call.TenantId!.Value, id, file, cancel);
        if (!taken.Succeeded)
        {
            return taken.Failure;
        }

        using var kept = taken.Value;
        var known = await db.Documents.AsNoTracking().Where(d => before.Contains(d.Id)).ToListAsync(cancel);
        if (known.Exists(d => d.File?.Sha256 == kept.Details.Sha256))
        {
            return Result.Ok;
        }

        if (before.Count >= MostFiles)
        {
            return ReplyRules.TooManyFiles;
        }

        db.Add(new Document { Id = id, Type = DocumentType.Confirmation, OwnerType = DocumentOwner.Order, OwnerId = order.Id, FileKey = kept.Key, File = kept.Details });
        db.Add(Written(link, ReplyAct.Attached, $"File {kept.Details.FileName} attached", id));
        link.Use(now);
        await TellAsync(db, order, "sent a file", cancel);
        var saved = await db.TrySaveAsync(OrderFailures.Stale, cancel);
        if (saved.Succeeded)
        {
            kept.Keep();
        }

        return saved;
    }

    /// <summary>Records the parcels of a shipment; a number that is recorded already changes nothing.</summary>
    public async Task<Result> ShipAsync(string hash, ReplyShipment request, CancellationToken cancel)
    {
        var numbers = TrackingNumber.RecogniseAll(request.Numbers);
        if (numbers.Count == 0)
        {
            return new Failure.Invalid("Numbers", "Write or paste at least one tracking number.");
        }

        Guid orderId;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await LoadAsync(db, hash, cancel) is not var (_, order))
            {
                return ReplyRules.Ended;
            }

            if (ReplyRules.Refusal(ReplyRules.StateOf(order.Status)) is { } refusal)
            {
                return refusal;
            }

            orderId = order.Id;
        }

        var isFirst = true;
        foreach (var number in numbers)
        {
            var recorded = await shipments.RecordAsync(orderId, Parcel(number, request, isFirst), cancel);
            if (recorded.Failure is { } failure && failure is not Failure.RuleBroken { Rule: ShippingFailures.AlreadyRecordedRule })
            {
                return failure;
            }

            isFirst = isFirst && !recorded.Succeeded;
            if (recorded.Succeeded)
            {
                await AnswerAsync(hash, ReplyAct.Shipped, $"Parcel {number.Match?.Number ?? number.Compact}", _ => (Result.Ok, true), cancel);
            }
        }

        return Result.Ok;
    }

    private static RecordShipment Parcel(TrackingAnswer number, ReplyShipment request, bool isFirst) => new()
    {
        Carrier = number.Match?.Carrier ?? Carriers.Find(request.Carrier) ?? Carriers.Other,
        Number = number.Compact,
        Lines = !isFirst ? [] : request.Quantities is { } said ? [.. said.Where(q => q.Value > 0).Select(q => new RecordLine(q.Key, q.Value))] : null,
    };

    /// <summary>One answer with the order's step in one save; tried again where somebody else saved the order first.</summary>
    private async Task<Result> AnswerAsync(string hash, ReplyAct act, string words, Func<Order, (Result Done, bool IsNew)> answer, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (await LoadAsync(db, hash, cancel) is not var (link, order))
            {
                return ReplyRules.Ended;
            }

            var (done, isNew) = answer(order);
            if (!done.Succeeded || !isNew)
            {
                return done;
            }

            db.Add(Written(link, act, words));
            link.Use(clock.GetUtcNow());
            if (act == ReplyAct.Rejected)
            {
                await facts.FollowAsync(db, OrderAction.RejectByManufacturer, [order], cancel);
            }

            await TellAsync(db, order, act switch { ReplyAct.Confirmed => "confirmed", ReplyAct.Rejected => "rejected", _ => "shipped" }, cancel);
            db.TellProvider(order, act switch { ReplyAct.Confirmed => OrderAction.Confirm, ReplyAct.Rejected => OrderAction.RejectByManufacturer, _ => OrderAction.Ship });
            var saved = await db.TrySaveAsync(OrderFailures.Stale, cancel);
            if (saved.Failure is not Failure.Stale)
            {
                return saved;
            }
        }

        return OrderFailures.Stale;
    }

    private async Task<(ManufacturerReplyLink Link, Order Order)?> LoadAsync(MedDistDbContext db, string hash, CancellationToken cancel)
    {
        if (await db.ManufacturerReplyLinks.FirstOrDefaultAsync(l => l.TokenHash == hash, cancel) is not { } link || link.IsOver(clock.GetUtcNow()))
        {
            return null;
        }

        var order = await db.Orders.Include(o => o.Items).ThenInclude(i => i.Product).FirstOrDefaultAsync(o => o.Id == link.OrderId, cancel);
        return order is null || ReplyRules.StateOf(order.Status) == ReplyState.Withdrawn ? null : (link, order);
    }

    private async Task<ReplyView> ViewOfAsync(MedDistDbContext db, ManufacturerReplyLink link, Order order, CancellationToken cancel)
    {
        var parcels = await db.Shipments.AsNoTracking().Include(s => s.Lines).Where(s => s.OrderId == order.Id && s.Stage != ShipmentStage.Voided).OrderBy(s => s.Id).ToListAsync(cancel);
        var answers = await db.ManufacturerReplies.AsNoTracking().Where(r => r.LinkId == link.Id && r.Act != ReplyAct.Viewed).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(cancel);
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var left = OrderShipping.Remaining(order, parcels);
        return new()
        {
            OrderNumber = order.OrderNumber,
            TenantName = tenant.Name,
            TenantPhone = tenant.Settings.Contact.Phone,
            ManufacturerName = link.ManufacturerName,
            NeededBy = order.RequestedDeliveryDate,
            Status = order.Status,
            State = ReplyRules.StateOf(order.Status),
            ExpiresAt = link.ExpiresAt,
            IsConfirmed = order.Status is OrderStatus.Confirmed or OrderStatus.PartiallyShipped or OrderStatus.Shipped,
            Items = [.. order.Items.Select(i => new ReplyItem(i.Id, i.Product!.Name, i.Product.Code ?? i.Product.Sku, string.Join(", ", i.Specifications.Values), i.Quantity, Math.Max(0, left[i.Id])))],
            Parcels = [.. parcels.Select(p => $"{p.Carrier} {p.TrackingNumber}".Trim())],
            Answers = [.. answers.Select(a => (a.At, a.Words ?? a.Act.ToString()))],
        };
    }

    private ManufacturerReply Written(ManufacturerReplyLink link, ReplyAct act, string? words, Guid? document = null) =>
        new() { LinkId = link.Id, Act = act, At = clock.GetUtcNow(), IpAddress = call.IpAddress, Words = words, DocumentId = document };

    private static Task TellAsync(MedDistDbContext db, Order order, string what, CancellationToken cancel) =>
        db.NotifyCoordinatorsAsync("order.manufacturer_reply", $"{order.OrderNumber}: the manufacturer {what}", "By its reply link.", $"/orders/{order.Id}", cancel);
}
