using System.ComponentModel.DataAnnotations;
using MedDist.Core.Kernel;

namespace MedDist.Core.Organizations;

/// <summary>An organisation as it is stored, read from the form.</summary>
public sealed record OrganizationFacts(string Name, OrganizationType Type, string? TaxId, DateOnly? OnboardedOn, ContractDetails? Contract, OrganizationDetails Details);

/// <summary>An organisation as the form has it.</summary>
public sealed record OrganizationEntry : IValidatableObject
{
    public const int MostWarnDays = 365;
    public const int MostTermDays = 365;

    [Required(ErrorMessage = "Write the organisation's name.")]
    [StringLength(200, ErrorMessage = "Write the name in at most 200 characters.")]
    public string Name { get; init; } = "";

    public OrganizationType Type { get; init; } = OrganizationType.Clinic;

    public string? TaxId { get; init; }

    public DateOnly? OnboardedOn { get; init; }

    [StringLength(50, ErrorMessage = "A contract number has at most 50 characters.")]
    public string? ContractNumber { get; init; }

    public DateOnly? StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public string TermDays { get; init; } = "30";

    public string WarnDays { get; init; } = $"{ContractDetails.UsualWarnDays}";

    [StringLength(2000, ErrorMessage = "Write the terms in at most 2,000 characters.")]
    public string? Terms { get; init; }

    public Guid? ContractDocumentId { get; init; }

    public AddressEntry BillTo { get; init; } = new();

    public IReadOnlyList<PlaceContact> Contacts { get; init; } = [];

    /// <summary>The version that the form saw; null for a new one.</summary>
    public int? SeenVersion { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    public static OrganizationEntry Of(Organization from) => new()
    {
        Name = from.Name,
        Type = from.Type,
        TaxId = from.TaxId,
        OnboardedOn = from.OnboardedOn,
        ContractNumber = from.Contract?.Number,
        StartsOn = from.Contract?.StartsOn,
        EndsOn = from.Contract?.EndsOn,
        TermDays = $"{from.Contract?.PaymentTermDays ?? 30}",
        WarnDays = $"{from.Contract?.WarnDays ?? ContractDetails.UsualWarnDays}",
        Terms = from.Contract?.Terms,
        ContractDocumentId = from.Contract?.DocumentId,
        BillTo = AddressEntry.Of(from.Details.BillTo),
        Contacts = from.Details.Contacts,
        SeenVersion = from.Version,
    };

    /// <summary>What is stored, or what is wrong, by field.</summary>
    public Result<OrganizationFacts> Read()
    {
        var wrong = (Orders.OrderRequestRules.Check(this) as Failure.Invalid)?.Fields.ToDictionary() ?? [];
        var tax = TaxId.OrNull() is { } typed ? Ein.Read(typed) : null;
        if (tax?.Problem is { } problem)
        {
            wrong[nameof(TaxId)] = [problem];
        }

        if (!Enum.IsDefined(Type))
        {
            wrong[nameof(Type)] = ["Choose one of the list."];
        }

        var contract = Contract(wrong);
        var facts = new OrganizationFacts(Name.Trim(), Type, tax?.Value, OnboardedOn, contract, new() { BillTo = BillTo.Read(nameof(BillTo), wrong), Contacts = PlaceContacts.Read(Contacts, wrong) });
        return wrong.Count > 0 ? new Failure.Invalid(wrong) : facts;
    }

    private ContractDetails? Contract(Dictionary<string, string[]> wrong)
    {
        if (ContractNumber.OrNull() is null && StartsOn is null && EndsOn is null && Terms.OrNull() is null && ContractDocumentId is null)
        {
            return null;
        }

        var (terms, warn) = (Number(TermDays), Number(WarnDays));
        (string Field, string? Problem)[] all =
        [
            (nameof(ContractNumber), ContractNumber.OrNull() is null ? "Write the contract's number." : null),
            (nameof(StartsOn), StartsOn is null ? "Write the contract's first day." : null),
            (nameof(EndsOn), EndsOn <= StartsOn ? "The last day is after the first." : null),
            (nameof(TermDays), terms is null or > MostTermDays ? $"From 0 to {MostTermDays} days." : null),
            (nameof(WarnDays), warn is null or < 1 or > MostWarnDays ? $"From 1 to {MostWarnDays} days." : null),
        ];
        foreach (var (field, problem) in all.Where(a => a.Problem is not null))
        {
            wrong.TryAdd(field, [problem!]);
        }

        return all.Any(a => a.Problem is not null) ? null : new(ContractNumber!.Trim(), StartsOn!.Value, EndsOn, terms!.Value) { Terms = Terms.OrNull(), DocumentId = ContractDocumentId, WarnDays = warn!.Value };
    }

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
