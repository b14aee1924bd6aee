using MedDist.Core.Orders.Bulk;

namespace MedDist.Web.Orders;

/// <summary>A bulk action in the words of the screen.</summary>
/// <param name="Kind">The action's name in the engine.</param>
/// <param name="Button">Its button on the bar.</param>
/// <param name="Key">Its key while orders are selected; null for none.</param>
/// <param name="Verb">What the button of the dialog does: "Approve" 182 orders.</param>
/// <param name="Consequence">What will happen, in a sentence.</param>
/// <param name="Reason">Label of the reason; null asks for none.</param>
/// <param name="IsFinal">A red button, for what cannot be taken back.</param>
public sealed record BulkWord(string Kind, string Button, string? Key, string Verb, string Consequence, string? Reason = null, bool IsFinal = false);

/// <summary>The bulk actions on orders, in the order of the bar.</summary>
public static class BulkWords
{
    public static readonly IReadOnlyList<BulkWord> All =
    [
        new(BulkArguments.Approve, "Approve", "a", "Approve", "They can be forwarded then. Orders without a valid IVR are skipped, unless you give a reason."),
        new(BulkArguments.Forward, "Forward", "f", "Forward", "Each goes to its manufacturer with its own form and message, and is held a few seconds for undo."),
        new(BulkArguments.SendBack, "Send back", "b", "Send back", "They go back to their providers and keep their numbers.", "What has to be corrected"),
        new(BulkArguments.Deny, "Deny", "d", "Deny", "They end here and cannot be taken up again.", "Why they are denied", IsFinal: true),
        new(BulkArguments.Hold, "Hold", "h", "Hold", "Nothing happens to them until they are released.", "What they wait for"),
        new(BulkArguments.Assign, "Assign", "c", "Assign", "They appear among that person's orders, also those that somebody else has now."),
        new(BulkArguments.RequestIvr, "Request IVR", "i", "Request IVR for", "Each manufacturer is asked for what does not cover the service date; held a few seconds for undo."),
        new(BulkArguments.ChangeDates, "Change dates", null, "Change", "Their IVR and send-by time are judged anew. A date that you leave empty stays as it is."),
    ];

    public static BulkWord Of(string kind) => All.First(w => w.Kind == kind);
}
