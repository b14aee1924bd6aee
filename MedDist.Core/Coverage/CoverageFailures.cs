using MedDist.Core.Kernel;

namespace MedDist.Core.Coverage;

/// <summary>The rules of cover and reminders that can say no, by name.</summary>
public static class CoverageFailures
{
    public const string EndedRule = "coverage.ended";
    public const string PrimaryAlreadyRule = "coverage.primary_already";
    public const string ReminderOverRule = "reminder.over";

    public static readonly Failure NotFound = new Failure.NotFound("policy");

    public static readonly Failure ReminderNotFound = new Failure.NotFound("reminder");

    public static readonly Failure Stale = new Failure.Stale("policy");

    public static readonly Failure ReminderStale = new Failure.Stale("reminder");

    public static readonly Failure NotYourRole = new Failure.Forbidden("Your role does not allow this: changing cover and reminders. Ask the order coordinator.");

    public static readonly Failure UnknownPayer = new Failure.Invalid(nameof(CoverageEntry.PayerId), "This payer is no longer used. Choose another one from the list.");

    public static readonly Failure Ended = new Failure.RuleBroken(EndedRule, "This policy is over. Enter a new one instead.");

    public static readonly Failure PrimaryAlready = new Failure.RuleBroken(PrimaryAlreadyRule, "This policy pays first already.");

    public static readonly Failure EndsBeforeItBegins = new Failure.Invalid(nameof(CoverageEntry.TerminatesOn), "The last day of cover is before the first one. Compare both with the card.");

    public static readonly Failure ReminderOver = new Failure.RuleBroken(ReminderOverRule, "This reminder has been dealt with already.");

    public static readonly Failure.Invalid SubscriberBornLater = new(nameof(CoverageEntry.SubscriberDateOfBirth), "This day has not come yet. Write the subscriber's date of birth.");
}
