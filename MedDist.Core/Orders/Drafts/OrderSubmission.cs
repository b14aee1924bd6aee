using MedDist.Core.Catalog;
using MedDist.Core.Clinical;
using MedDist.Core.Coverage;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Turns a filled-in form into orders, one for each manufacturer, in one save: patient and cover where they are new, orders, notices, and the end of the draft.</summary>
public sealed partial class OrderSubmission(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, RecipientService recipients, CoverageService coverage, ClinicalService clinical, TimeProvider clock)
{
    // Each try may lose its number to somebody who submits at the same moment.
    private const int Tries = 100;

    /// <summary>
    /// Submits the draft as it is stored. Fails where it is incomplete (by field), not confirmed, changed meanwhile or not the caller's, and then nothing is written. Submitting the same draft
    /// again answers with the orders that it became.
    /// </summary>
    public async Task<Result<IReadOnlyList<SubmittedOrder>>> SubmitAsync(Guid draftId, SubmitDraft submit, CancellationToken cancel = default)
    {
        if (call.UserId is null || !OrderPermissions.MayPlace(call.Role))
        {
            return DraftFailures.NotPlacing;
        }

        if (OrderRequestRules.Check(submit) is { } wrong)
        {
            return wrong;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var (done, failure, isRace) = await TryAsync(db, draftId, submit, cancel);
            if (!isRace)
            {
                return failure is null ? new List<SubmittedOrder>(done!) : failure;
            }
        }

        return DraftFailures.Stale;
    }

    private async Task<(IReadOnlyList<SubmittedOrder>? Done, Failure? Failure, bool IsRace)> TryAsync(MedDistDbContext db, Guid draftId, SubmitDraft submit, CancellationToken cancel)
    {
        if (await OrderDrafts.Visible(db).FirstOrDefaultAsync(d => d.Id == draftId, cancel) is not { } draft)
        {
            return (null, DraftFailures.NotFound, false);
        }

        if (draft.SubmittedAt is not null)
        {
            return (await BecameAsync(db, draft.OrderIds, cancel), null, false);
        }

        if (await RefusalAsync(db, draft, submit, cancel) is { } refusal)
        {
            return (null, refusal, false);
        }

        var (orders, effect, failure) = await BuildAsync(db, draft, submit, cancel);
        if (failure is not null)
        {
            return (null, failure, false);
        }

        await FileAsync(db, draft.Id, orders, cancel);
        draft.Submitted(orders.Select(o => o.Id), clock.GetUtcNow());
        return await SaveAsync(db, orders[0].RecipientId!.Value, effect, cancel) ? (await BecameAsync(db, draft.OrderIds, cancel), null, false) : (null, DraftFailures.Stale, true);
    }

    private async Task<Failure?> RefusalAsync(MedDistDbContext db, OrderDraft draft, SubmitDraft submit, CancellationToken cancel)
    {
        if (draft.DiscardedAt is not null)
        {
            return DraftFailures.Discarded;
        }

        if (draft.Revision != submit.SeenVersion)
        {
            return DraftFailures.Stale;
        }

        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        var problems = OrderDraftRules.Check(draft.Content, DayCount.DayOf(clock.GetUtcNow(), zone));
        return problems.Count > 0 ? DraftFailures.Incomplete(problems) : submit.Attested ? null : DraftFailures.NotAttested;
    }

    private async Task<(IReadOnlyList<Order> Orders, CoverEffect Effect, Failure? Failure)> BuildAsync(MedDistDbContext db, OrderDraft draft, SubmitDraft submit, CancellationToken cancel)
    {
        var form = draft.Content.AsOrdered();
        var ids = form.Lines.Select(l => l.Product?.Id).OfType<Guid>().ToList();
        var products = await db.Products.Where(p => ids.Contains(p.Id) && p.IsActive && p.ManufacturerId != null).ToDictionaryAsync(p => p.Id, cancel);
        var facility = await db.OrderingFacilities().FirstOrDefaultAsync(f => f.Id == form.Facility!.Id, cancel);
        if (form.Lines.FirstOrDefault(l => l.Product is not null && !products.ContainsKey(l.Product.Id)) is { } gone)
        {
            return ([], default, DraftFailures.Incomplete([new(DraftFields.OfLine(gone.Id, "product"), $"{gone.Product!.Name} is no longer sold. Choose another product.")]));
        }

        if (facility is null)
        {
            return ([], default, DraftFailures.Incomplete([new("facility", await NoFacilityAsync(db, form.Facility!.Id, cancel))]));
        }

        if (!await db.OrderingProviders().AnyAsync(u => u.Id == form.Provider!.Id, cancel))
        {
            return ([], default, DraftFailures.Incomplete([new("provider", "This provider cannot order any more. Choose another one.")]));
        }

        var (recipient, effect, refused) = await PatientAsync(db, draft, facility, cancel);
        if (recipient is null)
        {
            return ([], default, refused);
        }

        var number = await db.Orders.OrderByDescending(o => o.OrderNumber).Select(o => o.OrderNumber).FirstOrDefaultAsync(cancel);
        List<Order> orders = [];
        foreach (var group in form.Lines.Where(l => l.Product is not null).GroupBy(l => products[l.Product!.Id].ManufacturerId!.Value))
        {
            number = OrderNumbers.After(number);
            orders.Add(OrderOf(draft, submit, new(recipient, facility, group.Key, number), [.. group], products));
        }

        return await SendOffAsync(db, orders, submit, cancel) is { } failure ? ([], default, failure) : (orders, effect, null);
    }

    /// <summary>The orders take their first step, with their facts, and the coordinators hear of them.</summary>
    private async Task<Failure?> SendOffAsync(MedDistDbContext db, List<Order> orders, SubmitDraft submit, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var order in orders)
        {
            order.LinkForm(orders.Select(o => o.OrderNumber));
            var moved = order.Apply(new MoveOrder(OrderAction.Submit) { Reason = Words(submit, order) }, call, now);
            if (!moved.Succeeded)
            {
                return moved.Failure;
            }

            db.Add(order);
            await db.NotifyCoordinatorsAsync("order.submitted", $"{order.OrderNumber}: new order", null, $"/orders/{order.Id}", cancel);
        }

        await AskSignaturesAsync(db, orders, cancel);
        await facts.FollowAsync(db, OrderAction.Submit, orders, cancel);

        // The readiness panel says that this blocks, so it does.
        return orders.SelectMany(o => o.Flags).FirstOrDefault(f => f.Code == SpecialtyFlag.Code) is { } closed ? DraftFailures.Incomplete([new("provider", closed.Reason)]) : null;
    }

    /// <summary>Why a facility cannot be ordered for, to those who work there.</summary>
    private static async Task<string> NoFacilityAsync(MedDistDbContext db, Guid id, CancellationToken cancel)
    {
        var place = await db.AssignedFacilities().Include(f => f.Organization).FirstOrDefaultAsync(f => f.Id == id, cancel);
        return place is null ? "This facility is not yours to order for. Choose another one."
            : place.Status != AccountStatus.Active ? Why(place.Name, place.Status, place.StatusReason)
            : place.Organization!.Status != AccountStatus.Active ? Why(place.Organization.Name, place.Organization.Status, place.Organization.StatusReason)
            : $"{place.Name} receives no goods. Choose another facility.";

        static string Why(string name, AccountStatus status, string? reason) =>
            $"{name} cannot order now: {status.Label().ToLowerInvariant()}{(reason is null ? "" : $" ({reason.TrimEnd('.')})")}. Choose another facility, or ask the order coordinator.";
    }

    private static string Words(SubmitDraft submit, Order order)
    {
        var with = order.LinkedNumbers;
        return string.Join(' ', new[]
        {
            "Confirmed: the entries are checked, the product is medically necessary, and the record supports it.",
            with.Count == 0 ? null : $"Submitted together with {string.Join(" and ", with)}.",
            string.IsNullOrWhiteSpace(submit.Note) ? null : submit.Note.Trim(),
        }.OfType<string>());
    }

    private Order OrderOf(OrderDraft draft, SubmitDraft submit, Parties parties, IReadOnlyList<DraftLine> lines, Dictionary<Guid, Product> products)
    {
        var form = draft.Content.AsOrdered();
        var order = new Order
        {
            OrderNumber = parties.Number,
            Type = form.OrderType,
            OrganizationId = parties.Facility.OrganizationId,
            FacilityId = parties.Facility.Id,
            ProviderId = form.Provider!.Id,
            RecipientId = parties.Recipient.Id,
            RecipientName = parties.Recipient.FullName,
            ManufacturerId = parties.ManufacturerId,
            ServiceDate = form.ServiceDate,
            RequestedDeliveryDate = form.DeliverBy,
            CreatedByUserId = draft.AuthorUserId,
            Notes = string.IsNullOrWhiteSpace(form.Notes) ? submit.Note : form.Notes,
            RequestType = form.RequestType,
            ShippingSpeed = form.ShippingSpeed,
            DeliveryInstructions = form.DeliveryInstructions,
            Intake = DraftIntake.Of(form),
            Metadata = new() { ["draft"] = draft.Id.ToString(), ["attestedBy"] = call.UserName },
        };
        if (form.From is { } before)
        {
            order.Metadata["follows"] = before.Name;
        }

        foreach (var line in lines)
        {
            var product = products[line.Product!.Id];
            var item = new OrderItem { OrderId = order.Id, ProductId = product.Id, Quantity = line.Quantity!.Value, UnitPrice = product.Pricing.ListPrice };
            item.Change(line.Quantity.Value, line.Size, product.Specifications);
            order.AddItem(item);
        }

        return order;
    }

    /// <summary>The draft's files become the orders', and each order writes its wound, with the photos, and its treatments into the patient's record.</summary>
    private async Task FileAsync(MedDistDbContext db, Guid draft, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var given = await DocumentUploads.AdoptAsync(db, draft, [.. orders.Select(o => o.Id)], cancel);
        foreach (var order in orders)
        {
            var photos = given[order.Id].Where(id => db.Documents.Local.FindEntry(id)?.Entity.Type == DocumentType.Photo);
            await clinical.RecordForOrderAsync(db, order, new(order.Intake) { Attachments = [.. photos] }, cancel);
        }
    }

    private static async Task<IReadOnlyList<SubmittedOrder>> BecameAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        [.. (await db.Orders.AsNoTracking().Include(o => o.Manufacturer).Where(o => ids.Contains(o.Id)).OrderBy(o => o.OrderNumber).ToListAsync(cancel))
            .Select(o => new SubmittedOrder(o.Id, o.OrderNumber, o.Manufacturer?.Name ?? "", o.IvrSentence, o.IvrCovers))];

    private sealed record Parties(Recipient Recipient, Facility Facility, Guid ManufacturerId, string Number);
}
