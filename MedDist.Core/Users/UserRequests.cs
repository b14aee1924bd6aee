using System.ComponentModel.DataAnnotations;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;

namespace MedDist.Core.Users;

/// <summary>A place that a user is assigned to.</summary>
public sealed record UserPlace(AssignableType Type, Guid Id, string Name, string? Of);

/// <summary>A credential in a specialty, as the form has it.</summary>
/// <param name="SpecialtyId">Which specialty.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">The licence's or certificate's number.</param>
/// <param name="ExpiresOn">Its last day.</param>
public sealed record UserCredential(Guid SpecialtyId, string Name, string? Number, DateOnly? ExpiresOn);

/// <summary>A user as the form has them.</summary>
public sealed record UserEntry : IValidatableObject
{
    [Required(ErrorMessage = "Write the name as colleagues know it.")]
    [StringLength(200, ErrorMessage = "Write the name in at most 200 characters.")]
    public string FullName { get; init; } = "";

    /// <summary>Fixed once the user exists: it is what they sign in with.</summary>
    public string Email { get; init; } = "";

    public Role Role { get; init; } = Role.Provider;

    public string? Npi { get; init; }

    [StringLength(20, ErrorMessage = "A PTAN has at most 20 characters.")]
    public string? Ptan { get; init; }

    /// <summary>Where they work; read for roles that are limited to it.</summary>
    public IReadOnlyList<UserPlace> Places { get; init; } = [];

    public IReadOnlyList<UserCredential> Credentials { get; init; } = [];

    /// <summary>The stamp of the user as the form saw them; null for a new one.</summary>
    public string? SeenStamp { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    /// <summary>The entry with spaces trimmed and the NPI as ten digits, or what is wrong, by field.</summary>
    public Result<UserEntry> Read()
    {
        var clean = this with { FullName = FullName.Trim(), Email = Email.Trim(), Npi = TypedText.OrNull(Npi), Ptan = TypedText.OrNull(Ptan) };
        var wrong = (Orders.OrderRequestRules.Check(clean) as Failure.Invalid)?.Fields.ToDictionary() ?? [];
        if (SeenStamp is null && (clean.Email.Length == 0 ? "Write their e-mail address." : MailAddresses.Problem(clean.Email)) is { } why)
        {
            wrong[nameof(Email)] = [why];
        }

        if (!Enum.IsDefined(Role) || Role == Role.SuperAdmin)
        {
            wrong[nameof(Role)] = ["Choose one of the roles of the list."];
        }

        if (Role.IsLimitedToAssignments() && Places.Count == 0)
        {
            wrong[nameof(Places)] = [$"Add at least one organisation or facility: a {Role.Label().ToLowerInvariant()} sees only those."];
        }

        if (clean.Npi is { } npi)
        {
            var read = Users.Npi.Read(npi);
            clean = clean with { Npi = read.Value ?? npi };
            if (!read.IsRight)
            {
                wrong[nameof(Npi)] = [read.Problem];
            }
        }

        return wrong.Count > 0 ? new Failure.Invalid(wrong) : clean;
    }
}
