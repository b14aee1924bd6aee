using MedDist.Core.Kernel;
using MedDist.Core.Recipients;

namespace MedDist.Core.Coverage;

/// <summary>Who pays.</summary>
public enum PayerType
{
    Insurance,
    Government,
    DirectPay,
    Employer,
}

/// <summary>A source of payment.</summary>
public sealed class Payer : TenantEntity, ISearchable
{
    public const int AliasLength = 100;

    private string name = "";
    private PayerType type;
    private string? identifier;
    private string? alias;
    private ContactDetails contact = new();
    private PayerDetails details = new();

    public required string Name { get => name; init => name = value; }

    public required PayerType Type { get => type; init => type = value; }

    /// <summary>The payer id of electronic transactions.</summary>
    public string? Identifier { get => identifier; init => identifier = value; }

    /// <summary>What people call it, where that is not its name.</summary>
    public string? Alias { get => alias; init => alias = value; }

    /// <summary>Name, payer id and alias as the type-ahead looks them up by their beginnings: letters a to z and digits, as one word.</summary>
    public string SearchName { get => SearchWords.Joined(Name); private set => _ = value; }

    public string SearchCode { get => SearchWords.Joined(Identifier); private set => _ = value; }

    public string SearchAlias { get => SearchWords.Joined(Alias); private set => _ = value; }

    /// <summary>All words, also those of further names, a space before each, for a word from the middle.</summary>
    public string SearchText { get => SearchWords.Spaced([Name, Identifier, Alias, .. details.Aliases]); private set => _ = value; }

    public ContactDetails Contact { get => contact; init => contact = value; }

    public PayerDetails Details { get => details; init => details = value; }

    public bool IsActive { get; private set; } = true;

    /// <summary>The payer that this one turned out to be.</summary>
    public Guid? MergedIntoId { get; private set; }

    public void Deactivate() => IsActive = false;

    public void Reactivate() => IsActive = MergedIntoId is null || IsActive;

    /// <summary>Takes over what was entered and has been read.</summary>
    public void Change(PayerFacts facts) => (name, type, identifier, alias, contact, details) = (facts.Name, facts.Type, facts.Identifier, facts.Alias, facts.Contact, facts.Details);

    /// <summary>It is another one: that is found by its names from now on.</summary>
    public void MergeInto(Payer other)
    {
        string?[] names = [name, identifier, alias, .. details.Aliases];
        var known = new[] { other.name, other.identifier, other.alias }.Concat(other.details.Aliases);
        other.details = other.details with { Aliases = [.. other.details.Aliases, .. names.OfType<string>().Except(known.OfType<string>(), StringComparer.OrdinalIgnoreCase).Distinct(StringComparer.OrdinalIgnoreCase)] };
        (IsActive, MergedIntoId) = (false, other.Id);
    }
}

/// <summary>How to work with a payer.</summary>
public sealed record PayerDetails
{
    /// <summary>The plans it offers; the only one is what a new policy begins with.</summary>
    public IReadOnlyList<PayerPlan> Plans { get; init; } = [];

    /// <summary>Further names that it is found by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Where prior authorisations are asked for by phone.</summary>
    public string? AuthorizationPhone { get; init; }

    /// <summary>The address of its portal for providers.</summary>
    public string? Portal { get; init; }

    /// <summary>Days after the service within which it takes claims.</summary>
    public int? TimelyFilingDays { get; init; }

    public string? Notes { get; init; }
}

/// <summary>A plan of a payer.</summary>
public sealed record PayerPlan(string Name, PlanType Type);
