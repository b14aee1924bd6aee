using MedDist.Core.Kernel;

namespace MedDist.Core.Integrations;

/// <summary>The rules of the outbox that can say no, by name.</summary>
public static class OutboxFailures
{
    public const string AlreadyLeftRule = "outbox.already_left";
    public const string LeavingRule = "outbox.leaving";
    public const string NotStuckRule = "outbox.not_stuck";

    public static readonly Failure NotFound = new Failure.NotFound("message");

    public static readonly Failure Stale = new Failure.Stale("message");

    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: working on the outbox. Ask the order coordinator.");

    public static readonly Failure AlreadyLeft = new Failure.RuleBroken(AlreadyLeftRule, "The message has already left. Call the manufacturer if they should not act on it.");

    public static readonly Failure Leaving = new Failure.RuleBroken(LeavingRule, "The message is being sent right now. Look again in a moment.");

    public static readonly Failure Cancelled = new Failure.RuleBroken(NotStuckRule, "The message was cancelled. Send it anew from its order.");

    public static readonly Failure Gone = new Failure.RuleBroken(NotStuckRule, "The message has left; there is nothing to try again.");
}
