using MedDist.Core.Catalog;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What the form offers to its caller, and what it fills in by itself.</summary>
public sealed record OrderFormChoices
{
    public required IReadOnlyList<FacilityChoice> Facilities { get; init; }

    public required IReadOnlyList<ProviderChoice> Providers { get; init; }

    public required BusinessCalendar Calendar { get; init; }

    /// <summary>The tenant's calendar day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The facility to begin with: the caller's only or primary one.</summary>
    public Guid? FacilityId { get; init; }

    /// <summary>The provider to begin with: the caller, where that is one.</summary>
    public Guid? ProviderId { get; init; }

    /// <summary>The providers who work at a facility.</summary>
    public IReadOnlyList<ProviderChoice> ProvidersAt(Guid? facility)
    {
        var place = Facilities.FirstOrDefault(f => f.Id == facility);
        return place is null ? Providers : [.. Providers.Where(p => p.Id == ProviderId || p.Places.Contains(place.Id) || p.Places.Contains(place.OrganizationId))];
    }
}

/// <summary>A facility and what an order takes over from it.</summary>
public sealed record FacilityChoice(Guid Id, string Name, Guid OrganizationId, string Organization, string? State, string? PlaceOfService, string? Ptan, string? Mac, string? DeliveryInstructions)
{
    /// <summary>Where the goods go.</summary>
    public string? ShipTo { get; init; }
}

/// <summary>A provider, the identifiers that orders carry, and the organisations and facilities they are assigned to.</summary>
public sealed record ProviderChoice(Guid Id, string Name, string? Npi, string? Ptan, IReadOnlyList<Guid> Places);

/// <summary>A product that can be ordered.</summary>
/// <param name="Id">The product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">Its code, mostly HCPCS.</param>
/// <param name="Manufacturer">Whom it is ordered from.</param>
/// <param name="Sizes">The sizes it comes in; empty for one of one size.</param>
/// <param name="CoversWound">Whether it is laid over a wound, which must be measured.</param>
/// <param name="IsPartB">Whether it is billed under Part B.</param>
/// <param name="Price">Of one piece; null for callers who see no prices.</param>
public sealed record ProductChoice(Guid Id, string Name, string? Code, Choice? Manufacturer, IReadOnlyList<string> Sizes, bool CoversWound, bool IsPartB, decimal? Price)
{
    /// <summary>The sizes with their areas, for fitting them to a wound; without prices.</summary>
    public IReadOnlyList<ProductSize> Sheets { get; init; } = [];
}

/// <summary>What the form fills in by itself, and keeps in step until somebody types something else.</summary>
public static class OrderDraftDefaults
{
    /// <summary>An empty form with the caller's own facility and provider.</summary>
    public static OrderDraftContent Fresh(OrderFormChoices choices)
    {
        var form = With(new OrderDraftContent { Lines = [new(Guid.CreateVersion7())] }, choices, choices.Facilities.FirstOrDefault(f => f.Id == choices.FacilityId));
        var provider = choices.Providers.FirstOrDefault(p => p.Id == choices.ProviderId) ?? (choices.ProvidersAt(form.Facility?.Id) is [var only] ? only : null);
        return With(form, provider);
    }

    /// <summary>Another facility, with what comes from it.</summary>
    public static OrderDraftContent With(OrderDraftContent form, OrderFormChoices choices, FacilityChoice? facility)
    {
        var before = choices.Facilities.FirstOrDefault(f => f.Id == form.Facility?.Id);
        var next = form with
        {
            Facility = facility is null ? null : new(facility.Id, facility.Name),
            PlaceOfService = Follow(form.PlaceOfService, before?.PlaceOfService, facility?.PlaceOfService),
            FacilityPtan = Follow(form.FacilityPtan, before?.Ptan, facility?.Ptan),
            DeliveryInstructions = Follow(form.DeliveryInstructions, before?.DeliveryInstructions, facility?.DeliveryInstructions),
        };
        return Mac(next, choices, Mac(form, choices));
    }

    /// <summary>Another provider, with what comes from them.</summary>
    public static OrderDraftContent With(OrderDraftContent form, ProviderChoice? provider) =>
        form with { Provider = provider is null ? null : new(provider.Id, provider.Name), ProviderPtan = provider?.Ptan };

    /// <summary>Another payer, with the phone number on file and, until somebody writes another one, the type of plan that it mostly stands for.</summary>
    public static DraftCoverage With(DraftCoverage cover, PayerChoice? payer) => cover with
    {
        Payer = payer is null ? null : new(payer.Id, payer.Name),
        PayerType = payer?.Type,
        PayerPhone = payer?.Phone ?? cover.PayerPhone,
        PlanType = cover.PlanType is null || cover.PlanType == CoverageEntry.UsualPlan(cover.PayerType, cover.Payer?.Name) ? payer?.Plan : cover.PlanType,
    };

    /// <summary>Another service date; the delivery is one business day before it until somebody writes another day.</summary>
    public static OrderDraftContent WithServiceDate(OrderDraftContent form, DateOnly? day, OrderFormChoices choices)
    {
        var follows = form.DeliverBy is null || form.DeliverBy == DeliveryFor(form.ServiceDate, choices);
        return form with { ServiceDate = day, DeliverBy = follows ? DeliveryFor(day, choices) : form.DeliverBy };
    }

    /// <summary>Another product on a line.</summary>
    public static OrderDraftContent With(OrderDraftContent form, Guid line, ProductChoice? product, OrderFormChoices choices) => Mac(
        form with
        {
            Lines = [.. form.Lines.Select(l => l.Id != line ? l : l with
            {
                Product = product is null ? null : new(product.Id, product.Name),
                Manufacturer = product?.Manufacturer,
                HasSizes = product?.Sizes.Count > 0,
                Size = product?.Sizes is [var only] ? only : product?.Sizes.Contains(l.Size ?? "") == true ? l.Size : null,
                CoversWound = product?.CoversWound == true,
                IsPartB = product?.IsPartB == true,
            })],
        }, choices, Mac(form, choices));

    /// <summary>The sizes that were found for the wound, in place of whatever stood there of this product: the first on the first of its lines, each other one on a line after it.</summary>
    public static OrderDraftContent WithFit(OrderDraftContent form, Guid productId, FitAnswer fit)
    {
        var own = form.Lines.Where(l => l.Product?.Id == productId).ToList();
        if (own.Count == 0)
        {
            return form;
        }

        var fitted = fit.Pieces.Select((piece, i) => own[Math.Min(i, own.Count - 1)] with
        {
            Id = i < own.Count ? own[i].Id : Guid.CreateVersion7(),
            Size = piece.Size.Label,
            Quantity = piece.Count,
        }).ToList();
        var next = form with { Lines = [.. form.Lines.SelectMany(l => l.Product?.Id != productId ? [l] : l.Id == own[0].Id ? fitted : Enumerable.Empty<DraftLine>())] };
        return own.Aggregate(next, (now, line) => now.WithUnread(DraftFields.OfLine(line.Id, "size"), null).WithUnread(DraftFields.OfLine(line.Id, "quantity"), null));
    }

    /// <summary>One business day before the service date, but not in the past.</summary>
    public static DateOnly? DeliveryFor(DateOnly? service, OrderFormChoices choices) =>
        service is not { } day ? null : choices.Calendar.Before(day, 1) is var before && before >= choices.Today ? before : day < choices.Today ? before : day;

    private static OrderDraftContent Mac(OrderDraftContent form, OrderFormChoices choices, string? before) =>
        form with { MacJurisdiction = Follow(form.MacJurisdiction, before, Mac(form, choices)) };

    private static string? Mac(OrderDraftContent form, OrderFormChoices choices)
    {
        var facility = choices.Facilities.FirstOrDefault(f => f.Id == form.Facility?.Id);
        var isPartB = form.Lines.FirstOrDefault(l => l.Product is not null)?.IsPartB ?? true;
        return isPartB ? facility?.Mac ?? MacJurisdictions.Of(facility?.State, true) : MacJurisdictions.Of(form.NewRecipient?.State ?? facility?.State, false);
    }

    private static string? Follow(string? now, string? before, string? next) => string.IsNullOrWhiteSpace(now) || now == before ? next : now;
}
