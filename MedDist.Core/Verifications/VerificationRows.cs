using MedDist.Core.Orders;

namespace MedDist.Core.Verifications;

/// <summary>One case as lists show it: the recipient by initials, for everybody.</summary>
public sealed record VerificationRow
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required Guid RecipientId { get; init; }

    /// <summary>The name with all but the first letters hidden.</summary>
    public required string Recipient { get; init; }

    public required Guid ManufacturerId { get; init; }

    public required string Manufacturer { get; init; }

    public required string? Facility { get; init; }

    public required VerificationType Type { get; init; }

    public required VerificationStatus Status { get; init; }

    public required DeskColumn Column { get; init; }

    public required DateOnly? VerifiedOn { get; init; }

    /// <summary>Last valid day, inclusive.</summary>
    public required DateOnly? ExpiresOn { get; init; }

    public required DateOnly? NextServiceOn { get; init; }

    public required Guid? NextOrderId { get; init; }

    /// <summary>Whether it covers the next planned service date; null without one.</summary>
    public required IvrState? NextIvr { get; init; }

    /// <summary>Whether some order cannot leave because of it.</summary>
    public required bool BlocksOrder { get; init; }

    public required DateTimeOffset? SubmittedAt { get; init; }

    public required string? Reason { get; init; }

    public required string? RedoReason { get; init; }

    public required IReadOnlyDictionary<string, string> Evidence { get; init; }

    /// <summary>Our or their reference, where one was recorded.</summary>
    public string? Reference => Evidence.GetValueOrDefault("reference");

    /// <summary>What it is called where only words count.</summary>
    public string Name => $"{Recipient}, {Manufacturer}, {Type.Title()}";
}

/// <summary>A page of the table, and how many match.</summary>
public sealed record VerificationPage(IReadOnlyList<VerificationRow> Rows, int Total);

/// <summary>A column of the board: how many cases it holds, and the first of them.</summary>
public sealed record DeskLane(DeskColumn Column, int Count, IReadOnlyList<VerificationRow> Rows);

/// <summary>The board from left to right.</summary>
public sealed record DeskBoard(IReadOnlyList<DeskLane> Lanes)
{
    public int Total => Lanes.Sum(l => l.Count);
}

/// <summary>A cell of the matrix: the cases of one recipient and manufacturer, the worst first.</summary>
public sealed record MatrixCell(Guid ManufacturerId, IReadOnlyList<VerificationRow> Cases)
{
    public VerificationRow Worst => Cases[0];
}

/// <summary>A recipient with one cell for each manufacturer that there is a case with.</summary>
public sealed record MatrixLine(Guid RecipientId, string Recipient, string? Facility, IReadOnlyDictionary<Guid, MatrixCell> Cells);

/// <summary>A page of the matrix.</summary>
/// <param name="Manufacturers">Its columns.</param>
/// <param name="Lines">Its recipients, the soonest due first.</param>
/// <param name="Recipients">How many recipients match.</param>
/// <param name="Cases">How many cases match.</param>
public sealed record VerificationMatrix(IReadOnlyList<Choice> Manufacturers, IReadOnlyList<MatrixLine> Lines, int Recipients, int Cases);

/// <summary>A time that a case was verified.</summary>
public sealed record VerificationPeriodRow(
    Guid Id, DateOnly VerifiedOn, DateOnly? ValidThrough, DateOnly? PayersEnd, VerificationFrequency Frequency, string VerifiedBy, DateTimeOffset? RequestedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? VoidedAt,
    Guid? OrderId, string? OrderNumber, Guid? DocumentId, string? Document, IReadOnlyDictionary<string, string> Benefits);

/// <summary>An order that needs the case: whether it covers it, and the reason of who let it pass without.</summary>
public sealed record CoveredOrderRow(Guid Id, string Number, OrderStatus Status, SendState SendState, DateOnly? ServiceOn, bool IsUnderWay, IvrState State, string Sentence, string? BypassReason, string? BypassedBy, DateTimeOffset? BypassedAt);

/// <summary>Something that happened to a case.</summary>
public sealed record VerificationEventRow(DateTimeOffset At, string By, string What, string? Note);

/// <summary>The page of a case, without what identifies the recipient.</summary>
public sealed record VerificationDetails
{
    public required VerificationRow Row { get; init; }

    /// <summary>How long the manufacturer lets one verification hold; null where it asks for none of this type.</summary>
    public required VerificationFrequency? Frequency { get; init; }

    public required string? Notes { get; init; }

    public required string? ReviewedBy { get; init; }

    public required DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<VerificationPeriodRow> Periods { get; init; }

    /// <summary>Under way first, by service date.</summary>
    public required IReadOnlyList<CoveredOrderRow> Orders { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<VerificationEventRow> Timeline { get; init; }

    /// <summary>What was answered last; empty before the first time.</summary>
    public IReadOnlyDictionary<string, string> Benefits => Periods.Count > 0 ? Periods[0].Benefits : new Dictionary<string, string>();
}
