namespace MedDist.Core.Verifications;

/// <summary>Columns that a list of cases can be sorted by; <see cref="Due"/> is the default.</summary>
public enum VerificationSort
{
    /// <summary>Next service date, else last valid day.</summary>
    Due,
    Recipient,
    Manufacturer,
    Type,
    State,
    Verified,
    ValidThrough,
    NextService,
}

/// <summary>What the desk shows of the cases: the same for board, matrix and table. All of it lives in the address of the page, but a search that may be a name.</summary>
public sealed record VerificationFilter
{
    public const int MaxPageSize = 200;

    /// <summary>Days that one can look ahead for what ends.</summary>
    public static readonly IReadOnlyList<int> EndingChoices = [7, 14, 30, 60, 90];

    public Guid? ManufacturerId { get; init; }

    public VerificationType? Type { get; init; }

    public DeskColumn? Column { get; init; }

    /// <summary>Finds recipients as their own page does (<see cref="Recipients.RecipientQueries"/>); what it finds is shown by initials.</summary>
    public string? Search { get; init; }

    /// <summary>Verified, and over within this many days.</summary>
    public int? EndsWithinDays { get; init; }

    /// <summary>Only those that keep an order from leaving.</summary>
    public bool BlocksOnly { get; init; }

    /// <summary>Only those that do not cover their next planned service date.</summary>
    public bool UncoveredOnly { get; init; }

    /// <summary>The next planned service date is on this day or later.</summary>
    public DateOnly? ServiceFrom { get; init; }

    /// <summary>The next planned service date is on this day or earlier.</summary>
    public DateOnly? ServiceTo { get; init; }

    /// <summary>Where the recipient is seen.</summary>
    public Guid? FacilityId { get; init; }

    public VerificationSort Sort { get; init; } = VerificationSort.Due;

    public bool Descending { get; init; }

    /// <summary>Rows before the page; recipients, in the matrix.</summary>
    public int Skip { get; init; }

    public int Take { get; init; } = 50;

    /// <summary>The filter alone, as counts and selections depend on it.</summary>
    public VerificationFilter Unpaged() => this with { Skip = 0, Take = 50, Sort = VerificationSort.Due, Descending = false };
}
