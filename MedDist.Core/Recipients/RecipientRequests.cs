using System.ComponentModel.DataAnnotations;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;

namespace MedDist.Core.Recipients;

/// <summary>What is entered about a recipient, as it was typed; checked in one place, for the form and the service.</summary>
public abstract record RecipientEntry : IValidatableObject
{
    public const int NameLength = 100;
    public const int IdentifierLength = 100;

    private static readonly DateOnly Oldest = new(1900, 1, 1);

    /// <summary>Empty where the facility has given none yet; a number of ours stands in.</summary>
    [StringLength(IdentifierLength, ErrorMessage = "At most 100 characters.")]
    public string? Identifier { get; init; }

    [StringLength(NameLength, ErrorMessage = "At most 100 characters.")]
    public string? FirstName { get; init; }

    /// <summary>The whole name of a customer or facility.</summary>
    [StringLength(NameLength, ErrorMessage = "At most 100 characters.")]
    public string? LastName { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    /// <summary>What was typed as the date of birth and is none.</summary>
    public string? DateOfBirthUnread { get; init; }

    /// <summary><c>F</c>, <c>M</c> or <c>X</c>, as payers ask for it.</summary>
    [RegularExpression("^[FMX]$", ErrorMessage = "Choose F, M or X, or leave it empty.")]
    public string? Sex { get; init; }

    public string? Phone { get; init; }

    [StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string? Email { get; init; }

    [StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string? Street { get; init; }

    [StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string? Street2 { get; init; }

    [StringLength(100, ErrorMessage = "At most 100 characters.")]
    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>The organisation that the recipient is registered with.</summary>
    public Guid? OrganizationId { get; init; }

    public Guid? FacilityId { get; init; }

    /// <summary>Whether any part of an address is there.</summary>
    public bool HasAddress => new[] { Street, Street2, City, State, PostalCode }.Any(p => !string.IsNullOrWhiteSpace(p));

    /// <summary>The details as they are stored; only for what has been checked.</summary>
    public RecipientDetails ToDetails() => new(
        Sex is { Length: > 0 } ? Sex : null,
        string.IsNullOrWhiteSpace(Phone) ? null : PhoneNumber.Read(Phone).Value,
        HasAddress ? new(Street!.Trim(), Street2.OrNull(), City!.Trim(), UsState.Read(State).Value!, Kernel.PostalCode.Read(PostalCode).Value!) : null,
        Email.OrNull());

    /// <summary>Everything that is wrong with what was entered, on <paramref name="today"/>: for the form, the recipient's page and the services alike.</summary>
    public Failure? Check(DateOnly today) => EntryRules.Check(this, (DateOfBirth > today, RecipientFailures.BornLater));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DateOfBirthUnread is { } unread)
        {
            yield return new(SmartDay.ProblemOf(unread), [nameof(DateOfBirth)]);
        }
        else if (DateOfBirth < Oldest)
        {
            yield return new("Write the year of birth with four digits, 1900 or later.", [nameof(DateOfBirth)]);
        }

        if (!string.IsNullOrWhiteSpace(Phone) && PhoneNumber.Read(Phone).Problem is { } phone)
        {
            yield return new(phone, [nameof(Phone)]);
        }

        if (!string.IsNullOrWhiteSpace(Email) && !new EmailAddressAttribute().IsValid(Email))
        {
            yield return new("Write the e-mail address like name@example.com, or leave it empty.", [nameof(Email)]);
        }

        foreach (var wrong in HasAddress ? AddressProblems() : [])
        {
            yield return wrong;
        }

        foreach (var wrong in NameProblems())
        {
            yield return wrong;
        }
    }

    /// <summary>Whether a patient, a customer or a facility is described; decides which fields there are.</summary>
    protected abstract RecipientType Kind { get; }

    private IEnumerable<ValidationResult> NameProblems()
    {
        if (Kind != RecipientType.Patient)
        {
            if (string.IsNullOrWhiteSpace(LastName))
            {
                yield return new(Kind == RecipientType.Customer ? "Write the customer's name." : "Write the facility's name.", [nameof(LastName)]);
            }

            yield break;
        }

        if (string.IsNullOrWhiteSpace(FirstName))
        {
            yield return new("Write the patient's first name.", [nameof(FirstName)]);
        }

        if (string.IsNullOrWhiteSpace(LastName))
        {
            yield return new("Write the patient's last name.", [nameof(LastName)]);
        }

        if (DateOfBirth is null && DateOfBirthUnread is null)
        {
            yield return new("Write the patient's date of birth, such as 2/3/1950. Payers ask for it.", [nameof(DateOfBirth)]);
        }
    }

    private IEnumerable<ValidationResult> AddressProblems()
    {
        if (string.IsNullOrWhiteSpace(Street))
        {
            yield return new("Write street and number, or empty the whole address.", [nameof(Street)]);
        }

        if (string.IsNullOrWhiteSpace(City))
        {
            yield return new("Write the city.", [nameof(City)]);
        }

        if (UsState.Read(State).Problem is { } state)
        {
            yield return new(state, [nameof(State)]);
        }

        if (Kernel.PostalCode.Read(PostalCode).Problem is { } zip)
        {
            yield return new(zip, [nameof(PostalCode)]);
        }
    }
}

/// <summary>A recipient who is not there yet, with the cover they name.</summary>
public sealed record NewRecipient : RecipientEntry
{
    public RecipientType Type { get; init; } = RecipientType.Patient;

    /// <summary>Cover to enter with them; null for none.</summary>
    public CoverageEntry? Primary { get; init; }

    public CoverageEntry? Secondary { get; init; }

    protected override RecipientType Kind => Type;

    /// <summary>A patient from what was typed into a search that found nobody: <c>Jane Public</c> or <c>Public, Jane</c>, with a birth date or without.</summary>
    public static NewRecipient FromTyped(string typed, DateOnly today)
    {
        var (born, name) = BirthDate.Take(typed, today);
        var parts = name.Split(',', 2, StringSplitOptions.TrimEntries);
        var words = name.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (first, last) = parts.Length == 2 && parts[1].Length > 0 ? (parts[1], parts[0]) : (string.Join(' ', words.SkipLast(1)), words.LastOrDefault() ?? "");
        return new() { FirstName = Shown(first), LastName = Shown(last), DateOfBirth = born };
    }

    // Typed in one case, a name is written with capitals; typed with some, as it was.
    private static string? Shown(string name) => name.Length == 0 ? null
        : name.Any(char.IsUpper) && name.Any(char.IsLower) ? name : System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.ToLowerInvariant());
}

/// <summary>What a recipient is to become, and which version of them was looked at.</summary>
public sealed record EditRecipient(RecipientType Type, int SeenVersion) : RecipientEntry
{
    protected override RecipientType Kind => Type;

    /// <summary>As they are now.</summary>
    public static EditRecipient Of(Recipient recipient) => new(recipient.Type, recipient.Version)
    {
        Identifier = recipient.Identifier,
        FirstName = recipient.FirstName,
        LastName = recipient.LastName,
        DateOfBirth = recipient.DateOfBirth,
        Sex = recipient.Details.Sex,
        Phone = recipient.Details.Phone,
        Email = recipient.Details.Email,
        Street = recipient.Details.Address?.Line1,
        Street2 = recipient.Details.Address?.Line2,
        City = recipient.Details.Address?.City,
        State = recipient.Details.Address?.State,
        PostalCode = recipient.Details.Address?.PostalCode,
        OrganizationId = recipient.OrganizationId,
        FacilityId = recipient.FacilityId,
    };
}
