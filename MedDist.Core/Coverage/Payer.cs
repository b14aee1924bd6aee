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
    public required string Name { get; init; }

    public required PayerType Type { get; init; }

    /// <summary>The payer id of electronic transactions.</summary>
    public string? Identifier { get; init; }

    /// <summary>What people call it, where that is not its name.</summary>
    public string? Alias { get; init; }

    /// <summary>Name, payer id and alias as the type-ahead looks them up by their beginnings: letters a to z and digits, as one word.</summary>
    public string SearchName { get => SearchWords.Joined(Name); private set => _ = value; }

    public string SearchCode { get => SearchWords.Joined(Identifier); private set => _ = value; }

    public string SearchAlias { get => SearchWords.Joined(Alias); private set => _ = value; }

    /// <summary>All words, a space before each, for a word from the middle.</summary>
    public string SearchText { get => SearchWords.Spaced(Name, Identifier, Alias); private set => _ = value; }

    public ContactDetails Contact { get; init; } = new();

    public bool IsActive { get; private set; } = true;

    public void Deactivate() => IsActive = false;
}
