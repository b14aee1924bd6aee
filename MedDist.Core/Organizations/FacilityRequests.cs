using System.ComponentModel.DataAnnotations;
using MedDist.Core.Clinical.Codes;
using MedDist.Core.Kernel;

namespace MedDist.Core.Organizations;

/// <summary>A facility as it is stored, read from the form.</summary>
public sealed record FacilityFacts(string Name, FacilityType Type, string? Identifier, FacilityIdentifierType? IdentifierType, bool IsShipTo, bool IsBillTo, FacilityDetails Details, Dictionary<string, string> Metadata);

/// <summary>A facility as the form has it.</summary>
public sealed record FacilityEntry : IValidatableObject
{
    public const int MostMetadata = 30;

    [Required(ErrorMessage = "Write the facility's name.")]
    [StringLength(200, ErrorMessage = "Write the name in at most 200 characters.")]
    public string Name { get; init; } = "";

    public FacilityType Type { get; init; } = FacilityType.Clinic;

    public string? Npi { get; init; }

    public string? Dea { get; init; }

    [StringLength(50, ErrorMessage = "A licence number has at most 50 characters.")]
    public string? License { get; init; }

    public string? LicenseState { get; init; }

    public DateOnly? LicenseEndsOn { get; init; }

    public string? PlaceOfService { get; init; }

    [StringLength(20, ErrorMessage = "A PTAN has at most 20 characters.")]
    public string? Ptan { get; init; }

    [StringLength(10, ErrorMessage = "The code of a contractor has at most 10 characters.")]
    public string? MacJurisdiction { get; init; }

    public string? Phone { get; init; }

    public AddressEntry Address { get; init; } = new();

    public AddressEntry ShipTo { get; init; } = new();

    public AddressEntry BillTo { get; init; } = new();

    public bool IsShipTo { get; init; } = true;

    public bool IsBillTo { get; init; } = true;

    [StringLength(500, ErrorMessage = "Write the delivery instructions in at most 500 characters.")]
    public string? DeliveryInstructions { get; init; }

    public IReadOnlyList<PlaceContact> Contacts { get; init; } = [];

    /// <summary>Names and values of other systems, a line each: <c>ERP customer: 4711</c>.</summary>
    public string? Metadata { get; init; }

    /// <summary>The version that the form saw; null for a new one.</summary>
    public int? SeenVersion { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    public static FacilityEntry Of(Facility from) => new()
    {
        Name = from.Name,
        Type = from.Type,
        Npi = from.Npi,
        Dea = from.Details.Dea ?? (from.IdentifierType == FacilityIdentifierType.Dea ? from.Identifier : null),
        License = from.Details.License ?? (from.IdentifierType == FacilityIdentifierType.StateLicense ? from.Identifier : null),
        LicenseState = from.Details.LicenseState,
        LicenseEndsOn = from.Details.LicenseEndsOn,
        PlaceOfService = from.Details.PlaceOfService,
        Ptan = from.Details.Ptan,
        MacJurisdiction = from.Details.MacJurisdiction,
        Phone = from.Details.Phone,
        Address = AddressEntry.Of(from.Details.Address),
        ShipTo = AddressEntry.Of(from.Details.ShipTo),
        BillTo = AddressEntry.Of(from.Details.BillTo),
        IsShipTo = from.IsShipTo,
        IsBillTo = from.IsBillTo,
        DeliveryInstructions = from.Details.DeliveryInstructions,
        Contacts = from.Details.Contacts,
        Metadata = string.Join('\n', from.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}: {m.Value}")),
        SeenVersion = from.Version,
    };

    /// <summary>What is stored, or what is wrong, by field.</summary>
    public Result<FacilityFacts> Read()
    {
        var wrong = (Orders.OrderRequestRules.Check(this) as Failure.Invalid)?.Fields.ToDictionary() ?? [];
        if (!Enum.IsDefined(Type))
        {
            wrong[nameof(Type)] = ["Choose one of the list."];
        }

        var details = Details(wrong);
        var npi = Checked(nameof(Npi), Npi, Users.Npi.Read, wrong);
        var facts = new FacilityFacts(
            Name.Trim(), Type, npi ?? details.Dea ?? details.License,
            npi is not null ? FacilityIdentifierType.Npi : details.Dea is not null ? FacilityIdentifierType.Dea : details.License is not null ? FacilityIdentifierType.StateLicense : null,
            IsShipTo, IsBillTo, details, Other(wrong));
        return wrong.Count > 0 ? new Failure.Invalid(wrong) : facts;
    }

    private FacilityDetails Details(Dictionary<string, string[]> wrong)
    {
        var details = new FacilityDetails
        {
            Address = Address.Read(nameof(Address), wrong),
            ShipTo = ShipTo.Read(nameof(ShipTo), wrong),
            BillTo = BillTo.Read(nameof(BillTo), wrong),
            Phone = Checked(nameof(Phone), Phone, PhoneNumber.Read, wrong),
            PlaceOfService = Checked(nameof(PlaceOfService), PlaceOfService, t => CodeCheck.PlaceOfService(t) is { Code: { } code } ? IdentifierReading.Right(code) : IdentifierReading.Wrong(CodeCheck.PlaceOfService(t).Problem!), wrong),
            Ptan = Ptan.OrNull(),
            MacJurisdiction = MacJurisdiction.OrNull()?.ToUpperInvariant(),
            DeliveryInstructions = DeliveryInstructions.OrNull(),
            Dea = Checked(nameof(Dea), Dea, Organizations.Dea.Read, wrong),
            License = License.OrNull(),
            LicenseState = Checked(nameof(LicenseState), LicenseState, UsState.Read, wrong),
            LicenseEndsOn = LicenseEndsOn,
            Contacts = PlaceContacts.Read(Contacts, wrong),
        };
        if (License.OrNull() is not null && LicenseState.OrNull() is null)
        {
            wrong.TryAdd(nameof(LicenseState), ["Write which state gave the licence, such as IL."]);
        }

        if (Address.IsEmpty && IsShipTo && ShipTo.IsEmpty)
        {
            wrong.TryAdd($"{nameof(Address)}.{nameof(AddressEntry.Line1)}", ["Goods need an address to go to: write where it stands, or where they go."]);
        }

        return details;
    }

    private Dictionary<string, string> Other(Dictionary<string, string[]> wrong)
    {
        Dictionary<string, string> read = [];
        foreach (var line in (Metadata ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } value] || read.ContainsKey(name) || read.Count >= MostMetadata)
            {
                wrong[nameof(Metadata)] = [$"Write one name and value a line, such as “ERP customer: 4711”, each name once, at most {MostMetadata}. Look at “{line}”."];
                break;
            }

            read[name] = value;
        }

        return read;
    }

    private static string? Checked(string field, string? typed, Func<string?, IdentifierReading> read, Dictionary<string, string[]> wrong)
    {
        if (typed.OrNull() is not { } text)
        {
            return null;
        }

        var reading = read(text);
        if (reading.Problem is { } problem)
        {
            wrong[field] = [problem];
        }

        return reading.Value;
    }
}
