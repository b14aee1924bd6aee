using MedDist.Core.Coverage;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;

namespace MedDist.Core.Recipients;

/// <summary>A recipient as a search finds them.</summary>
/// <param name="Id">The recipient.</param>
/// <param name="Type">What they are.</param>
/// <param name="Name">The name; by initials for roles that do not see names.</param>
/// <param name="DateOfBirth">Null for roles that do not see names, and where there is none.</param>
/// <param name="Identifier">Record or customer number; null for roles that do not see names.</param>
/// <param name="Place">Facility, else organisation.</param>
/// <param name="Why">What was found besides the name, such as <c>member id</c>; null for the name alone.</param>
public sealed record RecipientHit(Guid Id, RecipientType Type, string Name, DateOnly? DateOfBirth, string? Identifier, string? Place, string? Why);

/// <summary>The best hits, and whether there are more than could be looked at.</summary>
public sealed record RecipientHits(IReadOnlyList<RecipientHit> Rows, bool MoreThanShown)
{
    public static readonly RecipientHits None = new([], false);
}

/// <summary>Somebody whose page the caller opened lately, by initials.</summary>
public sealed record RecentRecipient(Guid Id, RecipientType Type, string Masked, string? Place, DateTimeOffset OpenedAt);

/// <summary>Somebody who may be the same, and why: for a warning, never a block.</summary>
public sealed record DuplicateCandidate(Guid Id, RecipientType Type, string Name, DateOnly? DateOfBirth, string Identifier, string? Place, IReadOnlyList<string> Reasons);

/// <summary>The page of a recipient without what identifies them.</summary>
public sealed record RecipientOverview
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required RecipientType Type { get; init; }

    /// <summary>The name by initials.</summary>
    public required string Masked { get; init; }

    public required string? Organization { get; init; }

    public required string? Facility { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Running ones first, the primary one first.</summary>
    public required IReadOnlyList<PolicyRow> Policies { get; init; }

    public required IReadOnlyList<RecipientVerificationRow> Verifications { get; init; }

    /// <summary>The newest orders that the caller may see.</summary>
    public required IReadOnlyList<RecipientOrderRow> Orders { get; init; }

    public required int OrderCount { get; init; }

    /// <summary>Open ones first, the next due first.</summary>
    public required IReadOnlyList<ReminderRow> Reminders { get; init; }
}

/// <summary>A policy without its numbers: of the member id the last four characters, null where there is none.</summary>
public sealed record PolicyRow(
    Guid Id, int Version, bool IsPrimary, bool IsRunning, Guid? PayerId, string? Payer, PayerType? PayerType, string? PlanName, PlanType? PlanType, NetworkStatus? Network, string? MaskedNumber, bool IsSelf,
    DateOnly? EffectiveOn, DateOnly? TerminatesOn);

/// <summary>A verification case of a recipient; <c>Redo</c> says why it has to be done again, where it has.</summary>
public sealed record RecipientVerificationRow(
    Guid Id, Guid ManufacturerId, string Manufacturer, VerificationType Type, VerificationStatus Status, DateOnly? VerifiedOn, DateOnly? ExpiresOn, string? Reason, string? Redo, int Periods);

/// <summary>An order of a recipient.</summary>
public sealed record RecipientOrderRow(
    Guid Id, string OrderNumber, OrderStatus Status, SendState SendState, string? Manufacturer, string? Products, DateOnly? ServiceDate, IvrState IvrState, string IvrSentence);

/// <summary>A care reminder.</summary>
public sealed record ReminderRow(
    Guid Id, int Version, string Type, string Description, DateOnly? DueOn, ReminderStatus Status, string? Source, string? ActionTaken, string? AddressedBy, DateTimeOffset? AddressedAt);

/// <summary>What identifies a recipient: shown on purpose, and recorded.</summary>
/// <param name="Entry">Name, birth date, numbers, address.</param>
/// <param name="FullName">The whole name.</param>
/// <param name="Policies">What was entered of each policy, by policy.</param>
public sealed record RecipientIdentity(EditRecipient Entry, string FullName, IReadOnlyDictionary<Guid, CoverageEntry> Policies);

/// <summary>A place to register recipients with.</summary>
public sealed record RecipientPlace(Guid OrganizationId, string Organization, Guid FacilityId, string Facility);
