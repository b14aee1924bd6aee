using MedDist.Core.Coverage;
using MedDist.Core.Documents;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>What a request would ask for, and whom.</summary>
/// <param name="Manufacturer">Its name.</param>
/// <param name="Required">The required verifications that do not cover the service date.</param>
/// <param name="Contacts">To whom it goes.</param>
/// <param name="UsesOrderContacts">There is no contact for IVR requests, so that the one for orders gets it.</param>
public sealed record VerificationRequestPlan(string Manufacturer, IReadOnlyList<VerificationRequirement> Required, OrderContacts Contacts, bool UsesOrderContacts);

/// <summary>A request that waits for its undo time.</summary>
public sealed record RequestedVerification(Guid QueueItemId, DateTimeOffset UndoUntil, VerificationRequestPlan Plan);

/// <summary>A request that is not saved yet, its order, and the key of its form.</summary>
internal sealed record StagedRequest(RequestedVerification Request, Order Order, string FormKey);

/// <summary>Asks manufacturers to verify what an order needs: opens or re-uses the cases and queues one message with a request form.</summary>
public sealed partial class VerificationRequestService(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, TenantDirectory tenants, OrderFactService facts, ForwardingSettings settings, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>How long a request that has left counts as asked, before one may ask again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>
    /// Asks for every required verification of this order that does not cover its service date. Fails as <see cref="VerificationFailures"/> says: nothing required, all valid, already
    /// waiting or asked, nobody to ask. Nothing is written then. Undone by <see cref="OutboxService.CancelAsync"/>.
    /// </summary>
    public async Task<Result> RequestForOrderAsync(Guid orderId, CancellationToken cancel = default) => Result.From((await RequestAsync(orderId, cancel)).Failure);

    /// <summary>The same, with what the screen needs to offer the undo.</summary>
    public async Task<Result<RequestedVerification>> RequestAsync(Guid orderId, CancellationToken cancel = default)
    {
        // Of two at once one is refused by the database; it then finds the other's request.
        for (var i = 1; ; i++)
        {
            var result = await TryAsync(orderId, cancel);
            if (i == Tries || result.Failure is not Failure.Stale)
            {
                return result;
            }
        }
    }

    /// <summary>What a request would ask for and whom, or why there is nothing to ask.</summary>
    public async Task<Result<VerificationRequestPlan>> PlanAsync(Guid orderId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await FindAsync(db, orderId, track: false, cancel);
        return found.Succeeded ? found.Value.Plan : found.Failure;
    }

    private async Task<Result<RequestedVerification>> TryAsync(Guid orderId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var staged = await StageAsync(db, orderId, cancel);
        if (!staged.Succeeded)
        {
            return staged.Failure;
        }

        if (await SaveAsync(db, staged.Value.Order, cancel) is { Failure: { } refused })
        {
            files.Delete(staged.Value.FormKey);
            return refused;
        }

        return staged.Value.Request;
    }

    /// <summary>The same without the save, which the caller does, with <see cref="SettleAsync"/> after it; for many orders. Where the save fails, the caller deletes the form.</summary>
    internal async Task<Result<StagedRequest>> StageAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel)
    {
        var found = await FindAsync(db, orderId, track: true, cancel);
        if (!found.Succeeded)
        {
            return found.Failure;
        }

        var (order, tenant, plan, cases) = found.Value;
        var now = clock.GetUtcNow();
        var form = await FormAsync(db, order, tenant, plan, now, cancel);
        form.Submit(plan.Contacts.To, now);
        var request = Send(db, order, plan, cases, now);
        var item = VerificationMail.For(order, tenant, plan, request, form, now + settings.UndoTime);
        db.AddRange(form, request, item);
        return new StagedRequest(new(item.Id, item.ProcessAfter, plan), order, form.FileKey!);
    }

    /// <summary>Judges the orders of that recipient and manufacturer anew, once the request is saved; the caller saves again.</summary>
    internal Task SettleAsync(MedDistDbContext db, Order order, CancellationToken cancel) =>
        VerificationOutbox.RefreshOrdersAsync(db, facts, order.RecipientId!.Value, order.ManufacturerId!.Value, cancel);

    private async Task<Result> SaveAsync(MedDistDbContext db, Order order, CancellationToken cancel)
    {
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        if (await db.TrySaveAsync(OrderFailures.Stale, cancel) is { Succeeded: false } refused)
        {
            return refused;
        }

        await SettleAsync(db, order, cancel);
        if (await db.TrySaveAsync(OrderFailures.Stale, cancel) is { Succeeded: false } late)
        {
            return late;
        }

        await all.CommitAsync(cancel);
        return Result.Ok;
    }

    /// <summary>Marks the cases as sent, opening those that are missing, and notes how they stood.</summary>
    private VerificationRequest Send(MedDistDbContext db, Order order, VerificationRequestPlan plan, List<Verification> cases, DateTimeOffset now)
    {
        List<RequestedCase> asked = [];
        foreach (var required in plan.Required)
        {
            var known = cases.Find(c => c.Type == required.Type);
            var open = known ?? new Verification { RecipientId = order.RecipientId!.Value, ManufacturerId = order.ManufacturerId!.Value, Type = required.Type };
            asked.Add(new(open.Id, open.Type, open.Status, open.SubmittedByUserId, open.SubmittedAt, known is null));
            open.Send(call.UserId, now);
            if (known is null)
            {
                db.Add(open);
            }
        }

        return new VerificationRequest
        {
            OrderId = order.Id,
            RecipientId = order.RecipientId!.Value,
            ManufacturerId = order.ManufacturerId!.Value,
            QueueItemId = Guid.CreateVersion7(),
            RequestedByUserId = call.UserId,
            RequestedAt = now,
            Cases = asked,
        };
    }

    private async Task<Result<Found>> FindAsync(MedDistDbContext db, Guid orderId, bool track, CancellationToken cancel)
    {
        var order = OrderPermissions.MayTriage(call.Role) ? await LoadAsync(db, orderId, cancel) : null;
        if (Refusal(order) is { } refusal)
        {
            return refusal;
        }

        var (recipient, manufacturer) = (order!.RecipientId!.Value, order.ManufacturerId!.Value);
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var query = db.Verifications.Include(v => v.Periods).Where(v => v.IsOpen && v.RecipientId == recipient && v.ManufacturerId == manufacturer);
        var cases = await (track ? query : query.AsNoTracking()).ToListAsync(cancel);
        var asked = await AskedAsync(db, db.VerificationRequests.Where(r => r.RecipientId == recipient && r.ManufacturerId == manufacturer), cancel);
        var plan = PlanOf(order, cases, asked, tenant);
        return plan.Succeeded ? new Found(order, tenant, plan.Value, cases) : plan.Failure;
    }

    /// <summary>Why nothing can be asked for this order, whatever its cases are.</summary>
    private Failure? Refusal(Order? order) =>
        !OrderPermissions.MayTriage(call.Role) ? VerificationFailures.NotYourRole
        : order is null ? OrderFailures.NotFound
        : order.Section is QueueSection.Draft or QueueSection.Done ? VerificationFailures.Finished
        : order.RecipientId is null || order.Manufacturer is null ? VerificationFailures.Incomplete
        : null;

    /// <summary>What one order still has to ask for, and whom; one by one and for many, so that they cannot disagree.</summary>
    private Result<VerificationRequestPlan> PlanOf(Order order, IReadOnlyList<Verification> cases, IReadOnlyList<AskedBefore> asked, TenantCard tenant)
    {
        var manufacturer = order.Manufacturer!;
        var needed = VerificationNeeds.Of(order, cases, asked, tenant.Zone, clock.GetUtcNow() - Patience, clock.GetUtcNow());
        return !needed.Succeeded ? needed.Failure
            : ContactsOf(manufacturer) is { } contacts ? new VerificationRequestPlan(manufacturer.Name, needed.Value, contacts.Contacts, contacts.AreForOrders)
            : VerificationFailures.NoContact(manufacturer.Name);
    }

    /// <summary>The addresses for IVR requests, else those for orders; null when there are neither.</summary>
    public static (OrderContacts Contacts, bool AreForOrders)? ContactsOf(Manufacturer manufacturer) =>
        manufacturer.Contacts.Find(c => c.ContactType == ContactType.Ivr) is { PrimaryRecipients.Count: > 0 } ivr ? (new(ivr.PrimaryRecipients, ivr.CcRecipients, ivr.Notes), false)
        : OrderForwarding.ContactsOf(manufacturer) is { } orders ? (orders, true) : null;

    /// <summary>What was asked, and whether it still waits in the outbox.</summary>
    private static async Task<List<AskedBefore>> AskedAsync(MedDistDbContext db, IQueryable<VerificationRequest> requests, CancellationToken cancel) =>
    [
        .. (await requests.AsNoTracking().Where(r => !r.IsWithdrawn).Join(db.IntegrationQueue, r => r.QueueItemId, q => q.Id, (r, q) => new { Request = r, q.Status }).ToListAsync(cancel))
            .Select(r => new AskedBefore(r.Request, r.Status)),
    ];

    private static Task<Order?> LoadAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel) => db.VisibleOrders().AsNoTracking()
        .Include(o => o.Items).ThenInclude(i => i.Product)
        .Include(o => o.Manufacturer!).ThenInclude(m => m.Contacts)
        .Include(o => o.Manufacturer!).ThenInclude(m => m.Settings)
        .Include(o => o.Recipient).Include(o => o.Provider).Include(o => o.Facility).Include(o => o.Organization)
        .AsSplitQuery().FirstOrDefaultAsync(o => o.Id == orderId, cancel);

    private async Task<Document> FormAsync(MedDistDbContext db, Order order, TenantCard tenant, VerificationRequestPlan plan, DateTimeOffset now, CancellationToken cancel)
    {
        var policies = await db.Set<CoveragePolicy>().AsNoTracking().Include(p => p.Payer).Where(p => p.RecipientId == order.RecipientId).ToListAsync(cancel);
        var id = Guid.CreateVersion7();
        var pdf = VerificationRequestPdf.Build(order, plan.Required, [.. policies.OrderByDescending(p => p.IsPrimary)], tenant, now);
        var (key, details) = await files.SaveAsync(tenant.Id, id, $"IVR-{order.OrderNumber}.pdf", "application/pdf", pdf, cancel);
        return new Document { Id = id, Type = DocumentType.Verification, OwnerType = DocumentOwner.Order, OwnerId = order.Id, FileKey = key, File = details, CreatedByUserId = call.UserId };
    }

    private sealed record Found(Order Order, TenantCard Tenant, VerificationRequestPlan Plan, List<Verification> Cases);
}
