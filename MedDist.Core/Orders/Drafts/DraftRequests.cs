using System.ComponentModel.DataAnnotations;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What somebody filled in: the state that they started from, and the one that they want.</summary>
/// <param name="SeenVersion">The draft's revision of <paramref name="Original"/>; 0 for a form that was never saved.</param>
/// <param name="Original">What was stored then.</param>
/// <param name="Mine">What stands in the form now.</param>
public sealed record SaveDraft(int SeenVersion, OrderDraftContent Original, OrderDraftContent Mine)
{
    /// <summary>Conflicting fields in which the user has chosen their own value.</summary>
    public IReadOnlySet<string>? MineWins { get; init; }
}

/// <summary>Submits a draft as it was saved last.</summary>
public sealed record SubmitDraft(int SeenVersion)
{
    public const int NoteLength = 2000;

    /// <summary>What the ordering person confirms.</summary>
    public const string Attestation = "I have checked the entries. The product is medically necessary for this patient, and the record supports it.";

    /// <summary>Whether <see cref="Attestation"/> was confirmed.</summary>
    public bool Attested { get; init; }

    /// <summary>A last word to the coordinator.</summary>
    [StringLength(NoteLength, ErrorMessage = "Keep the note under 2,000 characters.")]
    public string? Note { get; init; }
}
