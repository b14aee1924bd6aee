using MedDist.Core.Auditing;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Fills a form from what is known: an order before, or the recipient's file. Dates are never taken over; each value carries the day since which it is known.</summary>
public sealed class OrderCarryOver(IDbContextFactory<MedDistDbContext> contexts, PhiAccess phi)
{
    /// <summary>A form that follows an order: all of it but the dates, as it stands today. Null when the caller may not see the order.</summary>
    public async Task<OrderDraftContent?> FromOrderAsync(Guid orderId, RequestType kind, OrderFormChoices choices, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var order = await db.VisibleOrders().AsNoTracking().Include(o => o.Items).ThenInclude(i => i.Product!).ThenInclude(p => p.Manufacturer).Include(o => o.Recipient).FirstOrDefaultAsync(o => o.Id == orderId, cancel);
        if (order is null)
        {
            return null;
        }

        await phi.RecordAsync("order", order.Id, PhiAction.View, "carried over to a new order", cancel);
        var facility = choices.Facilities.FirstOrDefault(f => f.Id == order.FacilityId);
        var provider = choices.Providers.FirstOrDefault(p => p.Id == order.ProviderId) ?? choices.Providers.FirstOrDefault(p => p.Id == choices.ProviderId);
        var form = OrderDraftDefaults.With(OrderDraftDefaults.With(new OrderDraftContent { RequestType = kind, From = new(order.Id, order.OrderNumber) }, choices, facility), provider);
        form = form with { OrderType = order.Type == OrderType.Rush ? OrderType.Standard : order.Type, ShippingSpeed = order.ShippingSpeed, DeliveryInstructions = order.DeliveryInstructions ?? form.DeliveryInstructions };
        form = Clinical(form, order, DayOf(order, choices));
        form = Products(form, order, await OrderFormQueries.ProductsAsync(db, [.. order.Items.Select(i => i.ProductId).Distinct()], db.Call.Role, cancel), choices);
        form = Compare(form, order);
        return order.RecipientId is { } recipient ? await CoverAsync(db, form with { Recipient = new(recipient, order.Recipient!.FullName, order.Recipient.Type) }, recipient, choices, cancel) : form;
    }

    /// <summary>A new form for a recipient on file, with their cover. Null when the caller may not see them.</summary>
    public async Task<OrderDraftContent?> FromRecipientAsync(Guid recipientId, OrderFormChoices choices, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleRecipients().AsNoTracking().FirstOrDefaultAsync(r => r.Id == recipientId, cancel) is not { } recipient)
        {
            return null;
        }

        await phi.RecordAsync(RecipientQueries.Resource, recipientId, PhiAction.View, "carried over to a new order", cancel);
        return await CoverAsync(db, OrderDraftDefaults.Fresh(choices) with { Recipient = new(recipient.Id, recipient.FullName, recipient.Type) }, recipient.Id, choices, cancel);
    }

    /// <summary>The same form with the cover of a recipient who was chosen on it; what was typed of another one goes.</summary>
    public async Task<OrderDraftContent> ForRecipientAsync(OrderDraftContent form, KnownRecipient recipient, OrderFormChoices choices, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await CoverAsync(db, form with { Recipient = recipient, NewRecipient = null, Primary = new(), Secondary = null }, recipient.Id, choices, cancel);
    }

    /// <summary>The form with what was changed on file since its cover was taken over; where both changed a field, what was typed stays and a mark at the field says what stands on file.</summary>
    public async Task<OrderDraftContent> RefreshCoverAsync(OrderDraftContent form, DateTimeOffset begun, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (form.Recipient is not { } known || !await db.VisibleRecipients().AnyAsync(r => r.Id == known.Id, cancel))
        {
            return form;
        }

        var (fresh, conflicts) = await FreshAsync(db, form, known.Id, begun, cancel);
        var changed = fresh.Changed.ToDictionary();
        foreach (var conflict in conflicts)
        {
            changed[conflict.Field] = conflict.Message;
        }

        return fresh with { Changed = changed };
    }

    /// <summary>The same without the marks, for the submission; the caller has seen that the recipient is visible.</summary>
    internal static async Task<(OrderDraftContent Form, IReadOnlyList<DraftProblem> Conflicts)> FreshAsync(MedDistDbContext db, OrderDraftContent form, Guid recipient, DateTimeOffset begun, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(begun.UtcDateTime);
        var policies = await db.CoveragePolicies.AsNoTracking().Include(p => p.Payer).Where(p => p.RecipientId == recipient && (p.TerminatesOn == null || p.TerminatesOn >= today))
            .OrderByDescending(p => p.UpdatedAt).ToListAsync(cancel);
        List<DraftProblem> conflicts = [];
        if (policies.Find(p => p.IsPrimary) is { } first)
        {
            form = form with { Primary = Take("primary", form.Primary, first) };
        }

        if (form.Secondary is { } further && policies.Find(p => !p.IsPrimary) is { } second)
        {
            form = form with { Secondary = Take("secondary", further, second) };
        }

        return (form, conflicts);

        DraftCoverage Take(string at, DraftCoverage mine, CoveragePolicy policy)
        {
            var (cover, found) = FiledCovers.Refresh(at, mine, policy, begun);
            conflicts.AddRange(found);
            return cover;
        }
    }

    /// <summary>The latest orders of a recipient that the caller may see and order again.</summary>
    public async Task<IReadOnlyList<EarlierOrder>> EarlierAsync(Guid recipientId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.SubmittedOrders().AsNoTracking().Where(o => o.RecipientId == recipientId && o.Status != OrderStatus.Denied && o.Status != OrderStatus.Cancelled)
            .OrderByDescending(o => o.ServiceDate).ThenByDescending(o => o.Id).Take(3)
            .Select(o => new { o.Id, o.OrderNumber, o.ServiceDate, o.Status, Products = o.Items.Select(i => i.Product!.Name).ToList() }).ToListAsync(cancel))
            .Select(o => new EarlierOrder(o.Id, o.OrderNumber, o.ServiceDate, o.Status, string.Join(", ", o.Products)))];
    }

    private static DateOnly DayOf(Order order, OrderFormChoices choices) =>
        order.ProviderSubmittedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : DateOnly.FromDateTime(order.CreatedAt.UtcDateTime) is var day && day.Year > 2000 ? day : choices.Today;

    private static OrderDraftContent Clinical(OrderDraftContent form, Order order, DateOnly since)
    {
        var intake = order.Intake;
        var known = form.KnownSince.ToDictionary();
        (string Field, bool IsThere)[] aged = [("woundLength", intake.Wound is not null), ("diagnosisCodes", intake.DiagnosisCodes.Count > 0)];
        foreach (var (field, _) in aged.Where(a => a.IsThere))
        {
            known[field] = since;
        }

        return form with
        {
            WoundType = intake.Wound?.Type,
            WoundLocation = intake.Wound?.Location,
            WoundLength = intake.Wound?.LengthCm,
            WoundWidth = intake.Wound?.WidthCm,
            WoundDepth = intake.Wound?.DepthCm,
            DurationWeeks = intake.TreatmentDurationWeeks,
            PreviousTreatments = intake.PreviousTreatments,
            DiagnosisCodes = intake.DiagnosisCodes,
            SnfStatus = intake.SnfStatus,
            HospiceStatus = intake.HospiceStatus,
            PartAStatus = intake.PartAStatus,
            GlobalPeriodStatus = intake.GlobalPeriodStatus,
            GlobalPeriodCpt = intake.GlobalPeriodCpt,
            GlobalPeriodSurgeryDate = intake.GlobalPeriodSurgeryDate,
            KnownSince = known,
        };
    }

    /// <summary>The products that are still sold; of others a line stays open that says so.</summary>
    private static OrderDraftContent Products(OrderDraftContent form, Order order, IReadOnlyList<ProductChoice> sold, OrderFormChoices choices)
    {
        var changed = form.Changed.ToDictionary();
        foreach (var item in order.Items)
        {
            var line = new DraftLine(Guid.CreateVersion7()) { Quantity = item.Quantity, Size = item.Size };
            form = form with { Lines = [.. form.Lines, line] };
            if (sold.FirstOrDefault(p => p.Id == item.ProductId) is { } product)
            {
                form = OrderDraftDefaults.With(form, line.Id, product, choices);
                if (item.Size is not null && product.Sizes.Count > 0 && !product.Sizes.Contains(item.Size))
                {
                    changed[DraftFields.OfLine(line.Id, "size")] = $"{item.Size} is no longer offered.";
                }
            }
            else
            {
                changed[DraftFields.OfLine(line.Id, "product")] = $"{item.Product?.Name} is no longer sold. Choose another product.";
            }
        }

        return form with { Changed = changed };
    }

    /// <summary>What came from the facility and the provider and is not what the order before had.</summary>
    private static OrderDraftContent Compare(OrderDraftContent form, Order order)
    {
        var changed = form.Changed.ToDictionary();
        foreach (var (field, was, now) in new[]
        {
            ("placeOfService", order.Intake.PlaceOfService, form.PlaceOfService), ("facilityPtan", order.Intake.FacilityPtan, form.FacilityPtan),
            ("providerPtan", order.Intake.ProviderPtan, form.ProviderPtan), ("macJurisdiction", order.Intake.MacJurisdiction, form.MacJurisdiction),
        })
        {
            if (was is not null && now is not null && was != now)
            {
                changed[field] = $"Was {was} on {order.OrderNumber}.";
            }
        }

        return form with { Changed = changed };
    }

    private static async Task<OrderDraftContent> CoverAsync(MedDistDbContext db, OrderDraftContent form, Guid recipient, OrderFormChoices choices, CancellationToken cancel)
    {
        var today = choices.Today;
        var policies = await db.CoveragePolicies.AsNoTracking().Include(p => p.Payer).Where(p => p.RecipientId == recipient && (p.TerminatesOn == null || p.TerminatesOn >= today))
            .OrderByDescending(p => p.IsPrimary).ThenByDescending(p => p.UpdatedAt).ToListAsync(cancel);
        var (first, second) = (policies.Find(p => p.IsPrimary), policies.Find(p => !p.IsPrimary));
        var known = form.KnownSince.Where(k => !k.Key.EndsWith(".policyNumber", StringComparison.Ordinal)).ToDictionary();
        foreach (var (field, policy) in new[] { ("primary.policyNumber", first), ("secondary.policyNumber", second) })
        {
            if (policy?.PolicyNumber is not null)
            {
                known[field] = DateOnly.FromDateTime((policy.UpdatedAt == default ? policy.CreatedAt : policy.UpdatedAt).UtcDateTime);
            }
        }

        return form with { Primary = first is null ? new() : CoverOf(first), Secondary = second is null ? null : CoverOf(second), KnownSince = known };
    }

    private static DraftCoverage CoverOf(CoveragePolicy policy)
    {
        var file = FiledCovers.OnFile(policy);
        return file with { PayerPhone = file.PayerPhone ?? (policy.Payer is { IsActive: true } payer ? payer.Contact.Phone : null), Filed = new(policy.Version, file) };
    }
}

/// <summary>An order of the same recipient that can be ordered again.</summary>
public sealed record EarlierOrder(Guid Id, string Number, DateOnly? ServiceDate, OrderStatus Status, string Products);
