using System.Globalization;
using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

/// <summary>The rules of verification requests that can say no, by name.</summary>
public static partial class VerificationFailures
{
    public const string NothingRequiredRule = "verification.nothing_required";
    public const string AllValidRule = "verification.all_valid";
    public const string AlreadyWaitingRule = "verification.already_waiting";
    public const string AlreadyAskedRule = "verification.already_asked";
    public const string NoContactRule = "verification.no_contact";
    public const string IncompleteRule = "verification.incomplete";
    public const string FinishedRule = "verification.finished";
    public const string AlreadyLeftRule = "verification.already_left";

    public const string ClosedRule = "verification.closed";
    public const string NotByHandRule = "verification.not_by_hand";
    public const string ReasonMissingRule = "verification.reason_missing";
    public const string TooLongRule = "verification.too_long";
    public const string NotVerifiedRule = "verification.not_verified";
    public const string StillValidRule = "verification.still_valid";
    public const string DayMissingRule = "verification.day_missing";
    public const string DayWrongRule = "verification.day_wrong";
    public const string OrderMissingRule = "verification.order_missing";
    public const string OlderRule = "verification.older";
    public const string NothingSaidRule = "verification.nothing_said";
    public const string SaysThatAlreadyRule = "verification.says_that_already";
    public const string ChangedSinceRule = "verification.changed_since";

    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: changing verifications. Ask the order coordinator.");

    public static readonly Failure NotFound = new Failure.NotFound("verification");

    public static readonly Failure PartyNotFound = new Failure.NotFound("recipient or manufacturer");

    public static readonly Failure Stale = new Failure.Stale("verification");

    public static readonly Failure Closed = new Failure.RuleBroken(ClosedRule, "A newer case has taken its place. Open that one and change it there.");

    public static readonly Failure NotByHand = new Failure.RuleBroken(NotByHandRule, "This state comes by itself: it cannot be set by hand. Choose pending, sent, verified, rejected, expired or not applicable.");

    public static readonly Failure NoRejectionReason = new Failure.RuleBroken(ReasonMissingRule, "Say why it was rejected: the provider and your colleagues need it for the next try.");

    public static readonly Failure NoWaiverReason = new Failure.RuleBroken(ReasonMissingRule, "Say why no verification is needed here.");

    public static readonly Failure NoRedoReason = new Failure.RuleBroken(ReasonMissingRule, "It is verified. Say why it has to be done again.");

    public static readonly Failure TooLong = new Failure.RuleBroken(TooLongRule,
        $"Too long: at most {VerificationChanges.ReasonLength:N0} letters for a reason, {VerificationChanges.NotesLength:N0} for notes, {VerificationChanges.ReferenceLength} for a reference.");

    public static readonly Failure NotVerified = new Failure.RuleBroken(NotVerifiedRule, "Days, a document or benefits belong to a verification, and this case is not verified. Set it to verified as well.");

    public static readonly Failure NoVerifiedDay = new Failure.RuleBroken(DayMissingRule, "Say on which day it was verified.");

    public static readonly Failure NoOrder = new Failure.RuleBroken(OrderMissingRule, "This manufacturer verifies each order by itself. Open the case and say for which order it was verified.");

    public static readonly Failure NothingSaid = new Failure.RuleBroken(NothingSaidRule, "Nothing to write: choose a status, a day, a document, a reference or a note.");

    public static readonly Failure SaysThatAlready = new Failure.RuleBroken(SaysThatAlreadyRule, "It says that already.");

    public static readonly Failure ChangedSince = new Failure.RuleBroken(ChangedSinceRule, "It was changed after this bulk action. Open it and decide by hand.");

    public static readonly Failure NotYourRole = new Failure.Forbidden("Your role does not allow this: requesting verifications. Ask the order coordinator.");

    public static readonly Failure Finished = new Failure.RuleBroken(FinishedRule, "Nothing has to be verified for this order: it is a draft or finished.");

    public static readonly Failure Incomplete = new Failure.RuleBroken(IncompleteRule, "The order has no recipient or no manufacturer yet, so nobody can be asked.");

    public static readonly Failure AlreadyLeft = new Failure.RuleBroken(AlreadyLeftRule, "The request has already left. Call the manufacturer if they should not act on it.");

    public static Failure InFuture(DateOnly day) => new Failure.RuleBroken(DayWrongRule, $"{Day(day)} is still to come: it cannot have been verified then.");

    public static Failure EndsBeforeStart(DateOnly from, DateOnly last) => new Failure.RuleBroken(DayWrongRule, $"It would end on {Day(last)}, before it begins on {Day(from)}.");

    public static Failure Older(DateOnly known) => new Failure.RuleBroken(OlderRule, $"A newer verification of {Day(known)} is known. An older one does not replace it.");

    public static Failure StillValid(DateOnly? last) => new Failure.RuleBroken(StillValidRule, last is { } day
        ? $"It is valid to {Day(day)}. Say on which day before today it ended, or reject it with a reason."
        : "Say on which day before today it ended, or reject it with a reason.");

    public static Failure NothingRequired(string manufacturer) => new Failure.RuleBroken(NothingRequiredRule, $"{manufacturer} asks for no verification.");

    public static Failure AllValid(string manufacturer, DateOnly serviceDate) =>
        new Failure.RuleBroken(AllValidRule, $"Everything that {manufacturer} requires is valid for {Day(serviceDate)}; there is nothing to ask for.");

    public static Failure AlreadyWaiting(string manufacturer) =>
        new Failure.RuleBroken(AlreadyWaitingRule, $"A request to {manufacturer} is already waiting in the outbox. It leaves by itself; cancel it there to ask anew.");

    public static Failure AlreadyAsked(string manufacturer, DateOnly on) =>
        new Failure.RuleBroken(AlreadyAskedRule, $"{manufacturer} was asked on {Day(on)} and has not answered yet. Ask again from the day after, or call them.");

    public static Failure NoContact(string manufacturer) =>
        new Failure.RuleBroken(NoContactRule, $"{manufacturer} has no contact for IVR requests and none for orders. Add one under Manufacturers, then ask again.");

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
