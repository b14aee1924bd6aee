using MedDist.Core.Kernel;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What can be said against saving or submitting a form, by name.</summary>
public static class DraftFailures
{
    public const string DiscardedRule = "draft.discarded";
    public const string SubmittedRule = "draft.submitted";

    public static readonly Failure NotFound = new Failure.NotFound("draft");

    public static readonly Failure Stale = new Failure.Stale("draft", "This form was changed in another window or by a colleague.");

    public static readonly Failure NotPlacing = new Failure.Forbidden("Your role does not allow this: writing orders. Ask the order coordinator.");

    public static readonly Failure Discarded = new Failure.RuleBroken(DiscardedRule, "This draft was discarded in another window. What stands here is not saved; restore it to go on.");

    public static readonly Failure AlreadySubmitted = new Failure.RuleBroken(SubmittedRule, "This form has already been submitted in another window. See it under My orders.");

    public static readonly Failure NotAttested = new Failure.Invalid(nameof(SubmitDraft.Attested), "Confirm the statement first: tick the box.");

    /// <summary>What the form still lacks; keys are fields of the draft.</summary>
    public static Failure Incomplete(IReadOnlyList<DraftProblem> problems) =>
        new Failure.Invalid(problems.GroupBy(p => p.Field).ToDictionary(g => g.Key, g => g.Select(p => p.Message).ToArray()));
}
