using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Organizations;

namespace MedDist.Core.Coverage;

/// <summary>A payer as it is stored, read from the form.</summary>
public sealed record PayerFacts(string Name, PayerType Type, string? Identifier, string? Alias, ContactDetails Contact, PayerDetails Details);

/// <summary>A payer as the form has it.</summary>
public sealed record PayerEntry : IValidatableObject
{
    public const int MostPlans = 50;
    public const int MostDays = 1095;

    [Required(ErrorMessage = "Write the payer's name.")]
    [StringLength(200, ErrorMessage = "Write the name in at most 200 characters.")]
    public string Name { get; init; } = "";

    public PayerType Type { get; init; } = PayerType.Insurance;

    [StringLength(100, ErrorMessage = "A payer id has at most 100 characters.")]
    public string? Identifier { get; init; }

    [StringLength(Payer.AliasLength, ErrorMessage = "A short name has at most 100 characters.")]
    public string? Alias { get; init; }

    /// <summary>Further names, a line each.</summary>
    public string? Aliases { get; init; }

    public string? Phone { get; init; }

    public string? AuthorizationPhone { get; init; }

    public string? Fax { get; init; }

    public string? Email { get; init; }

    public string? Website { get; init; }

    public string? Portal { get; init; }

    public AddressEntry Address { get; init; } = new();

    public string? TimelyFilingDays { get; init; }

    public IReadOnlyList<PayerPlan> Plans { get; init; } = [];

    [StringLength(2000, ErrorMessage = "Write the notes in at most 2,000 characters.")]
    public string? Notes { get; init; }

    /// <summary>The version that the form saw; null for a new one.</summary>
    public int? SeenVersion { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    public static PayerEntry Of(Payer from) => new()
    {
        Name = from.Name,
        Type = from.Type,
        Identifier = from.Identifier,
        Alias = from.Alias,
        Aliases = string.Join('\n', from.Details.Aliases),
        Phone = from.Contact.Phone,
        AuthorizationPhone = from.Details.AuthorizationPhone,
        Fax = from.Contact.Fax,
        Email = from.Contact.Email,
        Website = from.Contact.Website,
        Portal = from.Details.Portal,
        Address = AddressEntry.Of(from.Contact.Address),
        TimelyFilingDays = from.Details.TimelyFilingDays?.ToString(CultureInfo.InvariantCulture),
        Plans = from.Details.Plans,
        Notes = from.Details.Notes,
        SeenVersion = from.Version,
    };

    /// <summary>What is stored, or what is wrong, by field.</summary>
    public Result<PayerFacts> Read()
    {
        var wrong = (Orders.OrderRequestRules.Check(this) as Failure.Invalid)?.Fields.ToDictionary() ?? [];
        var contact = new ContactDetails(Number(nameof(Phone), Phone, wrong), Number(nameof(Fax), Fax, wrong), Email.OrNull(), Link(nameof(Website), Website, wrong), Address.Read(nameof(Address), wrong));
        if (contact.Email is { } mail && MailAddresses.Problem(mail) is { } why)
        {
            wrong[nameof(Email)] = [why];
        }

        if (!Enum.IsDefined(Type))
        {
            wrong[nameof(Type)] = ["Choose one of the list."];
        }

        int? days = int.TryParse(TimelyFilingDays?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var some) ? some : null;
        if (TimelyFilingDays.OrNull() is not null && days is null or < 1 or > MostDays)
        {
            wrong[nameof(TimelyFilingDays)] = [$"From 1 to {MostDays} days, or nothing where it is not known."];
        }

        var plans = ReadPlans(wrong);
        var details = new PayerDetails
        {
            Plans = plans,
            Aliases = ReadAliases(wrong),
            AuthorizationPhone = Number(nameof(AuthorizationPhone), AuthorizationPhone, wrong),
            Portal = Link(nameof(Portal), Portal, wrong),
            TimelyFilingDays = days,
            Notes = Notes.OrNull(),
        };
        return wrong.Count > 0 ? new Failure.Invalid(wrong) : new PayerFacts(Name.Trim(), Type, Identifier.OrNull(), Alias.OrNull(), contact, details);
    }

    private List<string> ReadAliases(Dictionary<string, string[]> wrong)
    {
        List<string> names = [.. (Aliases ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (names.Find(n => n.Length > Payer.AliasLength) is { } tooLong)
        {
            wrong[nameof(Aliases)] = [$"“{tooLong[..20]}…” is too long. Write each name in at most {Payer.AliasLength} characters, a line each."];
        }

        return names;
    }

    private List<PayerPlan> ReadPlans(Dictionary<string, string[]> wrong)
    {
        if (Plans.Count > MostPlans)
        {
            wrong[nameof(Plans)] = [$"A payer has at most {MostPlans} plans here. Take out those that nobody uses."];
        }

        foreach (var (plan, i) in Plans.Select((p, i) => (p, i)))
        {
            if (string.IsNullOrWhiteSpace(plan.Name))
            {
                wrong[$"Plans[{i}].Name"] = ["Write the plan's name, or take the line out."];
            }
        }

        return [.. Plans.Select(p => p with { Name = p.Name.Trim() })];
    }

    private static string? Number(string field, string? typed, Dictionary<string, string[]> wrong)
    {
        var reading = typed.OrNull() is { } text ? PhoneNumber.Read(text) : null;
        if (reading?.Problem is { } problem)
        {
            wrong[field] = [problem];
        }

        return reading?.Value;
    }

    private static string? Link(string field, string? typed, Dictionary<string, string[]> wrong)
    {
        var text = typed.OrNull();
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"))
        {
            wrong[field] = ["Write the whole address, such as https://provider.example."];
        }

        return text;
    }
}

/// <summary>Two payers that are the same.</summary>
/// <param name="FromId">The one that goes.</param>
/// <param name="IntoId">The one that stays, with the policies of both.</param>
/// <param name="SeenPolicies">How many policies the caller was told will move.</param>
public sealed record MergePayers(Guid FromId, Guid IntoId, int SeenPolicies);
