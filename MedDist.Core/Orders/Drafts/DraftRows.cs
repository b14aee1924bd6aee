namespace MedDist.Core.Orders.Drafts;

/// <summary>A draft as it is stored.</summary>
public sealed record DraftState(Guid Id, int Version, OrderDraftContent Content, string SavedBy, DateTimeOffset SavedAt, bool IsDiscarded, IReadOnlyList<Guid> OrderIds)
{
    public DateTimeOffset BegunAt { get; init; }

    public bool IsSubmitted => OrderIds.Count > 0;
}

/// <summary>What came of a save. With conflicts nothing was written.</summary>
/// <param name="Version">The draft's version now.</param>
/// <param name="Stored">What is stored now.</param>
/// <param name="AlsoChanged">Labels of fields that came from somebody else.</param>
/// <param name="Conflicts">Where both changed the same field.</param>
/// <param name="By">Who saved last.</param>
/// <param name="At">When.</param>
public sealed record DraftSaved(int Version, OrderDraftContent Stored, IReadOnlyList<string> AlsoChanged, IReadOnlyList<DraftConflict> Conflicts, string By, DateTimeOffset At)
{
    public bool IsSaved => Conflicts.Count == 0;
}

/// <summary>A line of the drafts list.</summary>
/// <param name="Id">The draft.</param>
/// <param name="Recipient">Whom it is for, as far as that is known.</param>
/// <param name="Products">Names of the products.</param>
/// <param name="Facility">Where.</param>
/// <param name="ServiceDate">When.</param>
/// <param name="RequestType">What is asked for.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="From">Who began it, when that was somebody else.</param>
public sealed record DraftRow(Guid Id, string? Recipient, string Products, string? Facility, DateOnly? ServiceDate, RequestType RequestType, DateTimeOffset SavedAt, string? From)
{
    /// <summary>Null before one is chosen, and for one who is registered with the order.</summary>
    public Guid? RecipientId { get; init; }
}

/// <summary>An order that a form became.</summary>
public sealed record SubmittedOrder(Guid Id, string Number, string Manufacturer, string IvrSentence, bool IvrCovers);
