using MedDist.Core.Documents;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>How long a forwarded order is held before it leaves, so that it can be undone.</summary>
public sealed record ForwardingSettings(TimeSpan UndoTime);

/// <summary>A forwarded order: until when its undo is offered, to whom it goes, and when. It can be taken back until it leaves.</summary>
public sealed record ForwardedOrder(Guid QueueItemId, DateTimeOffset UndoUntil, IReadOnlyList<string> To, DateTimeOffset LeavesAt);

/// <summary>A forward that is not saved yet, the key of its form, and the version of the order that it was read at.</summary>
internal sealed record StagedForward(ForwardedOrder Order, string FormKey, int ReadAt);

/// <summary>Forwards orders to their manufacturers, takes that back, and tries failed ones again.</summary>
public sealed class OrderForwarding(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, TenantDirectory tenants, OutboxService outbox, ReplyLinks links, ForwardingSettings settings, TimeProvider clock)
{
    /// <summary>
    /// Makes the order form, queues the message to the manufacturer's contacts and moves the order, all in one save; the message leaves after the undo time, or together with
    /// others when the manufacturer wants it so (<see cref="CombineWindow"/>).
    /// Fails as <see cref="OrderFailures"/> says, also where the manufacturer has no contact for orders. Nothing is written then.
    /// </summary>
    public Task<Result<ForwardedOrder>> ForwardAsync(Guid orderId, int? seenVersion = null, CancellationToken cancel = default) =>
        OrderDecision.TryAsync(seenVersion, seen => TryForwardAsync(orderId, seen, cancel));

    private async Task<Attempt<Result<ForwardedOrder>>> TryForwardAsync(Guid orderId, int? seen, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var staged = await StageAsync(db, orderId, seen, cancel);
        if (!staged.Succeeded)
        {
            return new(staged.Failure);
        }

        if (await db.TrySaveAsync(OrderFailures.Stale, cancel) is { Failure: { } stale })
        {
            files.Delete(staged.Value.FormKey);
            return new(stale, staged.Value.ReadAt);
        }

        return new(staged.Value.Order);
    }

    /// <summary>The same without the save, which the caller does; for many orders in one. Where the save fails, the caller deletes the form.</summary>
    internal async Task<Result<StagedForward>> StageAsync(MedDistDbContext db, Guid orderId, int? seen, CancellationToken cancel)
    {
        if (await LoadAsync(db, orderId, cancel) is not { } order)
        {
            return OrderFailures.NotFound;
        }

        if (OrderWorkflow.Refusal(order, OrderAction.Forward, call.Role) is { } refusal)
        {
            return refusal;
        }

        if (await OrderDecision.StaleAsync(db, order, seen, cancel) is { } stale)
        {
            return stale;
        }

        return ContactsOf(order.Manufacturer!) is { } contacts ? await QueueAsync(db, order, contacts, cancel) : OrderFailures.NoContact(order.Manufacturer!.Name);
    }

    private async Task<StagedForward> QueueAsync(MedDistDbContext db, Order order, OrderContacts contacts, CancellationToken cancel)
    {
        var (now, readAt) = (clock.GetUtcNow(), order.Version);
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var document = await FormAsync(order, tenant, now, cancel);
        document.Submit(contacts.To, now);
        var signed = (await SignatureUpkeep.FollowAsync(db, order, call, now, cancel)).Select(d => d.Id);
        var item = MessageFor(order, tenant, contacts, document, await links.IssueAsync(db, order, tenant.Subdomain, cancel), now);
        item.Payload = item.Payload with { DocumentIds = [.. item.Payload.DocumentIds, .. signed] };
        db.Add(document);
        db.Add(item);
        order.Apply(new MoveOrder(OrderAction.Forward), call, now);
        order.QueueSend();
        return new(new(item.Id, item.HeldUntil!.Value, contacts.To, item.ProcessAfter), document.FileKey!, readAt);
    }

    /// <summary>Takes a forwarded order back before its message leaves; its form and message are gone then. Refused once it has left or is leaving.</summary>
    public async Task<Result> UndoAsync(Guid orderId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.VisibleOrders().AnyAsync(o => o.Id == orderId, cancel))
        {
            return OrderFailures.NotFound;
        }

        var item = await OpenItemAsync(db, orderId, cancel);
        if (item is null or { Status: QueueStatus.Processing or QueueStatus.Completed })
        {
            return OrderFailures.AlreadySent;
        }

        var undone = await outbox.CancelAsync(item.Id, cancel);
        return undone is { Failure: Failure.RuleBroken { Rule: OrderFailures.WrongStatusRule } } ? OrderFailures.AlreadySent : undone;
    }

    /// <summary>Puts a failed message back into the outbox, to be sent at once to the contacts as they are now.</summary>
    public async Task<Result> RetryAsync(Guid orderId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await LoadAsync(db, orderId, cancel) is not { } order)
        {
            return OrderFailures.NotFound;
        }

        if (!OrderWorkflow.For(OrderAction.Forward).Roles.Contains(call.Role ?? default))
        {
            return OrderFailures.NotYourRole(OrderAction.Forward);
        }

        if (await OpenItemAsync(db, orderId, cancel) is not { IsStuck: true } item || order.SendState != SendState.Failed)
        {
            return OrderFailures.Stale;
        }

        if (ContactsOf(order.Manufacturer!) is not { } contacts)
        {
            return OrderFailures.NoContact(order.Manufacturer!.Name);
        }

        var same = contacts.To.SequenceEqual(item.Payload.To) && contacts.Cc.SequenceEqual(item.Payload.Cc);
        return same ? await outbox.RetryAsync(item.Id, cancel) : await outbox.ReaddressAsync(item.Id, new(contacts.To, contacts.Cc), cancel);
    }

    /// <summary>The addresses for orders: the manufacturer's list for them, else those of its settings; null when there is none.</summary>
    public static OrderContacts? ContactsOf(Manufacturer manufacturer)
    {
        var list = manufacturer.Contacts.FirstOrDefault(c => c.ContactType == ContactType.Order);
        var to = list?.PrimaryRecipients ?? manufacturer.Settings?.PrimaryContacts ?? [];
        return to.Count == 0 ? null : new(to, list?.CcRecipients ?? manufacturer.Settings?.CcContacts ?? [], list?.Notes);
    }

    internal static Task<QueueItem?> OpenItemAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel) =>
        db.IntegrationQueue.Where(q => q.EntityId == orderId && q.QueueType == QueueType.OutboundOrder && q.Status != QueueStatus.Cancelled)
            .OrderByDescending(q => q.Id).FirstOrDefaultAsync(cancel);

    private static Task<Order?> LoadAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel) => db.VisibleOrders()
        .Include(o => o.Items).ThenInclude(i => i.Product)
        .Include(o => o.Manufacturer!).ThenInclude(m => m.Contacts)
        .Include(o => o.Manufacturer!).ThenInclude(m => m.Settings)
        .Include(o => o.Recipient).Include(o => o.Provider).Include(o => o.Facility).Include(o => o.Organization)
        .AsSplitQuery().FirstOrDefaultAsync(o => o.Id == orderId, cancel);

    private async Task<Document> FormAsync(Order order, TenantCard tenant, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        var pdf = OrderFormPdf.Build(order, tenant, now);
        var (key, details) = await files.SaveAsync(tenant.Id, id, $"{order.OrderNumber}.pdf", "application/pdf", pdf, cancel);
        return new Document { Id = id, Type = DocumentType.OrderForm, OwnerType = DocumentOwner.Order, OwnerId = order.Id, FileKey = key, File = details, CreatedByUserId = call.UserId };
    }

    private QueueItem MessageFor(Order order, TenantCard tenant, OrderContacts contacts, Document form, string? link, DateTimeOffset now) => new()
    {
        QueueType = QueueType.OutboundOrder,
        Priority = order.Type == OrderType.Rush ? 10 : 100,
        EntityType = nameof(Order),
        EntityId = order.Id,
        OrderId = order.Id,
        ManufacturerId = order.ManufacturerId,
        Reference = order.OrderNumber,
        IdempotencyKey = $"order:{order.Id:N}:{order.Version}",
        HeldUntil = now + settings.UndoTime,
        ProcessAfter = CombineWindow.LeavesAt(order.Manufacturer!.Settings, order.Type, order.SendBy, now + settings.UndoTime, tenant.Settings.Calendar.Business(), tenant.Zone),
        MayCombine = CombineWindow.Combines(order.Manufacturer.Settings, order.Type),
        Payload = MailFor(order, tenant, contacts, form, link),
    };

    private static OutboundMail MailFor(Order order, TenantCard tenant, OrderContacts contacts, Document form, string? link) => new(
        tenant.Settings.MailFrom, tenant.Name, contacts.To, contacts.Cc,
        $"{(order.Type == OrderType.Rush ? "RUSH order" : "Order")} {order.OrderNumber} from {tenant.Name}",
        $"""
        Hello {order.Manufacturer!.Name},

        please find order {order.OrderNumber} attached, wanted by {order.RequestedDeliveryDate:d MMMM yyyy}.
        {HowToAnswer(link)}

        {tenant.Name}
        {tenant.Settings.Contact.Phone}
        """,
        [form.Id])
    {
        Part = new(
            $"Hello {order.Manufacturer.Name},", "orders", order.OrderNumber, $"{order.OrderNumber}, wanted by {order.RequestedDeliveryDate:d MMMM yyyy} ({form.File!.FileName}){(link is null ? "" : $"\n   Confirm, reject or ship: {link}")}",
            $"{tenant.Name}\n{tenant.Settings.Contact.Phone}"),
    };

    private static string HowToAnswer(string? link) => link is null
        ? "Reply to this message to confirm it or to tell us what is missing."
        : $"Confirm it, give tracking numbers or tell us what is missing, without signing in:\n{link}\n\nOr reply to this message.";
}
