using MedDist.Core.Kernel;

namespace MedDist.Core.Batches;

/// <summary>The rules of batches that can say no, by name.</summary>
public static class BatchFailures
{
    public const string EmptyRule = "batch.empty";
    public const string TooManyRule = "batch.too_many";
    public const string NotSavedRule = "batch.not_saved";
    public const string SecondPersonRule = "batch.second_person";
    public const string NothingToUndoRule = "batch.nothing_to_undo";
    public const string UndoneRule = "batch.undone";
    public const string EndedRule = "batch.ended";

    /// <summary>Why a batch stopped itself.</summary>
    public const string RightLost = "The role of the user who started it does not allow this any more.";

    /// <summary>Why a batch stopped itself.</summary>
    public const string UnknownKind = "This version of MedDist does not know this bulk action.";

    public static readonly Failure NotFound = new Failure.NotFound("bulk action");

    public static readonly Failure Stale = new Failure.Stale("bulk action");

    public static readonly Failure NotAllowed = new Failure.Forbidden("Your role does not allow this bulk action. Ask the order coordinator.");

    public static readonly Failure Empty = new Failure.RuleBroken(EmptyRule, "Nothing is selected. Select rows first.");

    public static readonly Failure TooMany =
        new Failure.RuleBroken(TooManyRule, $"At most {StartBatch.MostRows:N0} rows go into one bulk action. Narrow the list with a filter, then try again.");

    public static readonly Failure NotSaved = new Failure.RuleBroken(NotSavedRule, "This bulk action has been started or discarded already.");

    public static readonly Failure SecondPerson =
        new Failure.RuleBroken(SecondPersonRule, "You made this dry run, and it was saved so that somebody else runs it. Ask a colleague to look at it.");

    public static readonly Failure Ended = new Failure.RuleBroken(EndedRule, "This bulk action has ended already.");

    public static readonly Failure NothingToUndo = new Failure.RuleBroken(NothingToUndoRule, "There is nothing to undo: it has not ended yet, changed nothing, or cannot be taken back.");

    public static readonly Failure Undone = new Failure.RuleBroken(UndoneRule, "It has been undone already.");

    /// <summary>For an id that the caller may not see, or that is gone, among the rows.</summary>
    public static readonly Failure RowNotFound = new Failure.NotFound("row");
}
