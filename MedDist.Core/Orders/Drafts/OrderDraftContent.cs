using System.Text.Json;
using System.Text.Json.Serialization;
using MedDist.Core.Coverage;
using MedDist.Core.Recipients;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Everything that the order form holds. Anything may be missing; what it must hold in the end is <see cref="OrderDraftRules"/>' to say.</summary>
public sealed record OrderDraftContent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public RequestType RequestType { get; init; } = RequestType.NewRequest;

    /// <summary>The order that this one follows.</summary>
    public Choice? From { get; init; }

    public KnownRecipient? Recipient { get; init; }

    /// <summary>Somebody who is not on file yet; created with the order.</summary>
    public DraftRecipient? NewRecipient { get; init; }

    public DraftCoverage Primary { get; init; } = new();

    /// <summary>Null where there is no second cover.</summary>
    public DraftCoverage? Secondary { get; init; }

    public bool SnfStatus { get; init; }

    public int? SnfDays { get; init; }

    public bool HospiceStatus { get; init; }

    public bool PartAStatus { get; init; }

    public bool GlobalPeriodStatus { get; init; }

    public string? GlobalPeriodCpt { get; init; }

    public DateOnly? GlobalPeriodSurgeryDate { get; init; }

    public Choice? Facility { get; init; }

    public Choice? Provider { get; init; }

    public string? ProviderPtan { get; init; }

    public string? FacilityPtan { get; init; }

    public string? PlaceOfService { get; init; }

    public string? MacJurisdiction { get; init; }

    public string? WoundType { get; init; }

    public string? WoundLocation { get; init; }

    /// <summary>Centimetres, as the other two measures.</summary>
    public decimal? WoundLength { get; init; }

    public decimal? WoundWidth { get; init; }

    public decimal? WoundDepth { get; init; }

    /// <summary>How long the wound has been treated.</summary>
    public int? DurationWeeks { get; init; }

    public IReadOnlyList<string> PreviousTreatments { get; init; } = [];

    public IReadOnlyList<string> DiagnosisCodes { get; init; } = [];

    public IReadOnlyList<DraftLine> Lines { get; init; } = [];

    public DateOnly? ServiceDate { get; init; }

    public DateOnly? DeliverBy { get; init; }

    public ShippingSpeed ShippingSpeed { get; init; } = ShippingSpeed.StandardNextDay;

    public OrderType OrderType { get; init; } = OrderType.Standard;

    public string? DeliveryInstructions { get; init; }

    /// <summary>For the coordinator.</summary>
    public string? Notes { get; init; }

    /// <summary>What stands in a field and cannot be read as its value, by field.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();

    /// <summary>Of values taken over from before: the day since which they have been known, by field. Confirming one writes today.</summary>
    public IReadOnlyDictionary<string, DateOnly> KnownSince { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>What is no longer as it was at the order before, in a sentence, by field.</summary>
    public IReadOnlyDictionary<string, string> Changed { get; init; } = new Dictionary<string, string>();

    /// <summary>Length × width in cm²; null without both.</summary>
    [JsonIgnore]
    public decimal? WoundArea => WoundLength * WoundWidth;

    /// <summary>The wound as it is measured; null without length and width.</summary>
    [JsonIgnore]
    public Clinical.WoundSize? WoundSize => WoundLength is { } length && WoundWidth is { } width ? new(length, width, WoundDepth) : null;

    /// <summary>Insurance, wound and diagnosis belong to patients; a facility or a customer is ordered for without them.</summary>
    [JsonIgnore]
    public bool IsForPatient => Recipient is null or { Type: RecipientType.Patient };

    /// <summary>The manufacturers of the lines: each gets an order of its own.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Manufacturers => [.. Lines.Where(l => l.Product is not null).Select(l => l.Manufacturer?.Name ?? "no manufacturer").Distinct()];

    public static OrderDraftContent Read(string json) => JsonSerializer.Deserialize<OrderDraftContent>(json, Json) ?? new();

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Whether both hold the same.</summary>
    public bool SaysTheSameAs(OrderDraftContent other) => ReferenceEquals(this, other) || Write() == other.Write();

    /// <summary>The same with a text that cannot be read; null for a field that can.</summary>
    public OrderDraftContent WithUnread(string field, string? text) =>
        text == Unread.GetValueOrDefault(field) ? this : this with { Unread = Without(Unread, field, text) };

    /// <summary>The same with a value taken over confirmed: known as of today.</summary>
    public OrderDraftContent Confirm(string field, DateOnly today) => this with { KnownSince = Without(KnownSince, field, today) };

    /// <summary>The same where a value was typed anew: its age and what had changed of it say nothing any more.</summary>
    public OrderDraftContent Forget(string field) => KnownSince.ContainsKey(field) || Changed.ContainsKey(field)
        ? this with { KnownSince = KnownSince.Where(k => k.Key != field).ToDictionary(), Changed = Changed.Where(c => c.Key != field).ToDictionary() }
        : this;

    /// <summary>As it is ordered: for a facility or a customer without what was typed of a patient before they were chosen.</summary>
    public OrderDraftContent AsOrdered() => IsForPatient ? this : this with
    {
        Primary = new(),
        Secondary = null,
        SnfStatus = false,
        SnfDays = null,
        HospiceStatus = false,
        PartAStatus = false,
        GlobalPeriodStatus = false,
        GlobalPeriodCpt = null,
        GlobalPeriodSurgeryDate = null,
        WoundType = null,
        WoundLocation = null,
        WoundLength = null,
        WoundWidth = null,
        WoundDepth = null,
        DurationWeeks = null,
        PreviousTreatments = [],
        DiagnosisCodes = [],
    };

    private static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> all, string key, T? value)
    {
        var others = all.Where(a => a.Key != key).ToDictionary();
        if (value is not null)
        {
            others[key] = value;
        }

        return others;
    }
}

/// <summary>Somebody on file whom an order is for.</summary>
public sealed record KnownRecipient(Guid Id, string Name, RecipientType Type = RecipientType.Patient);

/// <summary>Somebody new, as typed.</summary>
public sealed record DraftRecipient
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    public string? Sex { get; init; }

    public string? Phone { get; init; }

    /// <summary>Medical record number; a number of ours stands in where it is empty.</summary>
    public string? Identifier { get; init; }

    public string? Street { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }
}

/// <summary>A cover as it is on the insurance card.</summary>
public sealed record DraftCoverage
{
    /// <summary>The policy on file that it was taken from.</summary>
    public Guid? PolicyId { get; init; }

    /// <summary>What that policy said then; null where nothing was taken over.</summary>
    public FiledCover? Filed { get; init; }

    public Choice? Payer { get; init; }

    public PayerType? PayerType { get; init; }

    public string? PolicyNumber { get; init; }

    public string? GroupNumber { get; init; }

    public PlanType? PlanType { get; init; }

    public NetworkStatus? Network { get; init; }

    public string? PayerPhone { get; init; }

    public bool IsSelf { get; init; } = true;

    public string? SubscriberName { get; init; }

    public DateOnly? SubscriberDateOfBirth { get; init; }

    public string? SubscriberRelationship { get; init; }

    public DateOnly? EffectiveOn { get; init; }

    /// <summary>Last day of cover; null while it goes on.</summary>
    public DateOnly? TerminatesOn { get; init; }
}

/// <summary>A product on the form.</summary>
public sealed record DraftLine(Guid Id)
{
    public Choice? Product { get; init; }

    public Choice? Manufacturer { get; init; }

    public string? Size { get; init; }

    public int? Quantity { get; init; } = 1;

    /// <summary>The product comes in sizes, of which one must be chosen.</summary>
    public bool HasSizes { get; init; }

    /// <summary>The product covers a wound, which must be measured.</summary>
    public bool CoversWound { get; init; }

    /// <summary>Billed under Part B, where the service is furnished; else as DMEPOS, where the recipient lives.</summary>
    public bool IsPartB { get; init; }
}
