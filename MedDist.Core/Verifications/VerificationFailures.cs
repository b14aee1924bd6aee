using System.Globalization;
using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

/// <summary>The rules of verification requests that can say no, by name.</summary>
public static class VerificationFailures
{
    public const string NothingRequiredRule = "verification.nothing_required";
    public const string AllValidRule = "verification.all_valid";
    public const string AlreadyWaitingRule = "verification.already_waiting";
    public const string AlreadyAskedRule = "verification.already_asked";
    public const string NoContactRule = "verification.no_contact";
    public const string IncompleteRule = "verification.incomplete";
    public const string FinishedRule = "verification.finished";
    public const string AlreadyLeftRule = "verification.already_left";

    public static readonly Failure NotYourRole = new Failure.Forbidden("Your role does not allow this: requesting verifications. Ask the order coordinator.");

    public static readonly Failure Finished = new Failure.RuleBroken(FinishedRule, "Nothing has to be verified for this order: it is a draft or finished.");

    public static readonly Failure Incomplete = new Failure.RuleBroken(IncompleteRule, "The order has no recipient or no manufacturer yet, so nobody can be asked.");

    public static readonly Failure AlreadyLeft = new Failure.RuleBroken(AlreadyLeftRule, "The request has already left. Call the manufacturer if they should not act on it.");

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
