using MedDist.Core.Kernel;

namespace MedDist.Core.Notifications;

/// <summary>The rules of notifications that can say no, by name.</summary>
public static class NotificationFailures
{
    public const string AlreadyLeftRule = "notification.already_left";

    public static readonly Failure AlreadyLeft = new Failure.RuleBroken(AlreadyLeftRule, "The mail has already left.");

    public static readonly Failure NoEvent = new Failure.NotFound("kind of notification");

    public static readonly Failure NoUser = new Failure.Forbidden("Preferences belong to a user of this tenant. Sign in as one.");

    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: changing templates. Ask the order coordinator.");

    public static readonly Failure StalePreferences = new Failure.Stale("page of preferences");

    public static readonly Failure StaleTemplate = new Failure.Stale("template");
}
