using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>What a dialog asks before an action on an order.</summary>
/// <param name="Title">The question.</param>
/// <param name="Consequence">What will happen.</param>
/// <param name="Comment">Label of the comment field.</param>
/// <param name="Hint">Who reads the comment.</param>
/// <param name="Button">What the button does.</param>
/// <param name="IsFinal">A red button, for what cannot be taken back.</param>
public sealed record OrderQuestion(string Title, string Consequence, string Comment, string Hint, string Button, bool IsFinal = false);

/// <summary>Actions on orders in the words of their buttons and dialogs.</summary>
public static class OrderActionWords
{
    /// <summary>The button of an action.</summary>
    public static string Button(OrderAction action) => action switch
    {
        OrderAction.Approve => "Approve",
        OrderAction.Forward => "Forward",
        OrderAction.SendBack => "Send back",
        OrderAction.Deny => "Deny",
        OrderAction.Hold => "Hold",
        OrderAction.Release => "Release",
        OrderAction.WithdrawApproval => "Withdraw approval",
        OrderAction.Cancel => "Cancel order",
        OrderAction.Resubmit => "Resubmit",
        OrderAction.Confirm => "Mark as confirmed",
        OrderAction.RejectByManufacturer => "Manufacturer rejected it",
        OrderAction.Receive => "Mark as received",
        OrderAction.Use => "Mark as used",
        OrderAction.Close => "Close",
        _ => action.Label(),
    };

    /// <summary>The key of an action, if it has one.</summary>
    public static string? Key(OrderAction action) => action switch
    {
        OrderAction.Approve => "a",
        OrderAction.SendBack => "b",
        OrderAction.Deny => "d",
        OrderAction.Forward => "f",
        OrderAction.Hold => "h",
        _ => null,
    };

    /// <summary>What to ask before it; null when it is done at once. An approval asks only where the IVR does not cover.</summary>
    public static OrderQuestion? Question(OrderAction action, string number) => action switch
    {
        OrderAction.Approve => new(
            $"Approve {number} without a valid IVR?", "The order can then be forwarded although its verification does not cover it. Your reason is kept with the order.",
            "Why it may go without", "Stays in the timeline and in the audit trail.", "Approve without IVR"),
        OrderAction.SendBack => new(
            $"Send {number} back?", "The order goes back to the provider and keeps its number. It comes back to you when they submit it again.",
            "What has to be corrected", "The provider reads this.", "Send back"),
        OrderAction.Deny => new(
            $"Deny {number}?", "The order ends here; it cannot be taken up again.", "Why it is denied", "The provider reads this.", "Deny order", IsFinal: true),
        OrderAction.Cancel => new(
            $"Cancel {number}?", "The order ends here. A manufacturer that already has it must be told by you.", "Why it is cancelled", "The provider reads this.", "Cancel order", IsFinal: true),
        OrderAction.Hold => new(
            $"Put {number} on hold?", "Nothing happens to the order until somebody releases it.", "What it waits for", "Colleagues and the provider see this.", "Put on hold"),
        OrderAction.RejectByManufacturer => new(
            $"Did the manufacturer reject {number}?", "The order is yours again: it can be edited and forwarded anew, sent back or denied.", "Why they rejected it", "The provider reads this.", "Record the rejection"),
        OrderAction.Submit or OrderAction.Resubmit => OnBehalf(action, number, "The order is reviewed as if the provider had submitted it."),
        OrderAction.Receive => OnBehalf(action, number, "The facility is taken to have received and counted what arrived."),
        OrderAction.Use => OnBehalf(action, number, "The products are taken to have been used."),
        _ => null,
    };

    private static OrderQuestion OnBehalf(OrderAction action, string number, string consequence) => new(
        $"{Button(action)} {number} on behalf of the provider?", $"This is the provider's step. {consequence}", "For whom, and how you know",
        "The timeline shows it as done on behalf, with these words.", $"{Button(action)} on behalf");
}
