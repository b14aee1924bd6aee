using System.ComponentModel.DataAnnotations;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>What of an order can be edited in place.</summary>
public enum OrderField
{
    ServiceDate,
    DeliverBy,
    ShippingSpeed,
    OrderType,
    DeliveryInstructions,
    Notes,
    InternalNotes,
    PlaceOfService,
    Diagnosis,
    WoundLength,
    WoundWidth,
    WoundDepth,

    /// <summary>How many of an item; none where the item is not there.</summary>
    Quantity,

    /// <summary>The size of an item.</summary>
    Size,
}

/// <summary>One thing that two people can both change: a field of the order, or one of one of its items.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Item">The item, for fields of an item.</param>
public readonly record struct FieldSlot(OrderField Field, Guid? Item = null);

/// <summary>The editable values of an order: as they were seen, as somebody wants them, or as they are. Forms and the service check it by the same rules.</summary>
public sealed record OrderFields : IValidatableObject
{
    public const int MostItems = 50;

    [Range(typeof(DateOnly), "2000-01-01", "2099-12-31", ErrorMessage = "Check the year of the service date.")]
    public DateOnly? ServiceDate { get; init; }

    [Range(typeof(DateOnly), "2000-01-01", "2099-12-31", ErrorMessage = "Check the year of the delivery date.")]
    public DateOnly? DeliverBy { get; init; }

    public ShippingSpeed ShippingSpeed { get; init; }

    public OrderType OrderType { get; init; }

    [StringLength(1000, ErrorMessage = "Keep the delivery instructions under 1,000 characters.")]
    public string? DeliveryInstructions { get; init; }

    [StringLength(4000, ErrorMessage = "Keep the notes under 4,000 characters.")]
    public string? Notes { get; init; }

    [StringLength(4000, ErrorMessage = "Keep the internal notes under 4,000 characters.")]
    public string? InternalNotes { get; init; }

    /// <summary>CMS place-of-service code, two digits with the leading zero.</summary>
    [RegularExpression("[0-9]{2}", ErrorMessage = "A place of service is two digits, such as 11 for an office.")]
    public string? PlaceOfService { get; init; }

    /// <summary>ICD-10-CM codes, dotted, apart by commas.</summary>
    [RegularExpression(@"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?(, [A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?)*", ErrorMessage = "Write diagnosis codes like E11.621, apart by commas.")]
    public string? Diagnosis { get; init; }

    /// <summary>Centimetres, as the other two measures.</summary>
    [Range(0.1, 200, ErrorMessage = "A wound is between 0.1 and 200 cm long.")]
    public decimal? WoundLength { get; init; }

    [Range(0.1, 200, ErrorMessage = "A wound is between 0.1 and 200 cm wide.")]
    public decimal? WoundWidth { get; init; }

    [Range(0, 100, ErrorMessage = "A wound is at most 100 cm deep.")]
    public decimal? WoundDepth { get; init; }

    public IReadOnlyList<OrderLine> Items { get; init; } = [];

    /// <summary>The editable values of an order whose items have their products loaded.</summary>
    public static OrderFields Of(Order order) => new OrderFields
    {
        ServiceDate = order.ServiceDate,
        DeliverBy = order.RequestedDeliveryDate,
        ShippingSpeed = order.ShippingSpeed,
        OrderType = order.Type,
        DeliveryInstructions = order.DeliveryInstructions,
        Notes = order.Notes,
        InternalNotes = order.InternalNotes,
        PlaceOfService = order.Intake.PlaceOfService,
        Diagnosis = order.Intake.DiagnosisCodes.Count == 0 ? null : string.Join(", ", order.Intake.DiagnosisCodes),
        WoundLength = order.Intake.Wound?.LengthCm,
        WoundWidth = order.Intake.Wound?.WidthCm,
        WoundDepth = order.Intake.Wound?.DepthCm,
        Items = [.. order.Items.OrderBy(i => i.Id).Select(i => new OrderLine(i.Id, i.ProductId, i.Product?.Name ?? "", i.Quantity, i.Size))],
    }.Tidy();

    /// <summary>The same with texts as they are stored: trimmed, nothing for empty, codes in capitals with one space between.</summary>
    public OrderFields Tidy() => this with
    {
        DeliveryInstructions = DeliveryInstructions.OrNull(),
        Notes = Notes.OrNull(),
        InternalNotes = InternalNotes.OrNull(),
        PlaceOfService = PlaceOfService.OrNull(),
        Diagnosis = string.Join(", ", (Diagnosis ?? "").ToUpperInvariant().Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).OrNull(),
        Items = [.. Items.Select(i => i with { Size = i.Size.OrNull() })],
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ServiceDate is { } service && DeliverBy is { } deliver && deliver > service)
        {
            yield return new("The delivery has to arrive by the service date.", [nameof(DeliverBy)]);
        }

        if (WoundLength is null != WoundWidth is null)
        {
            yield return new("Give the wound's length and width together.", [WoundLength is null ? nameof(WoundLength) : nameof(WoundWidth)]);
        }

        if (Items.Count > MostItems)
        {
            yield return new($"An order has at most {MostItems} items.", [nameof(Items)]);
        }

        foreach (var line in Items.Where(i => i.Quantity is < 1 or > 9999))
        {
            yield return new($"The quantity of {line.Product} has to be between 1 and 9,999.", [$"Items[{line.Id}].Quantity"]);
        }
    }
}

/// <summary>An item as it is edited: its product stays, how many and which size may change.</summary>
public sealed record OrderLine(Guid Id, Guid ProductId, string Product, int Quantity, string? Size);

/// <summary>An edit: the values that the caller saw, and those that the caller wants. What is equal in both is not touched.</summary>
public sealed record OrderEdit(OrderFields Original, OrderFields Mine);
