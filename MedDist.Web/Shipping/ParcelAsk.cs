using MedDist.Core.Kernel;
using MedDist.Core.Shipping;
using MedDist.Web.Ui;

namespace MedDist.Web.Shipping;

/// <summary>Something that is asked about before it is done to a parcel.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="DoneWords">What is said when it is done.</param>
/// <param name="Do">Does it with the comment.</param>
public sealed record ParcelAsk(ConfirmQuestion Question, string DoneWords, Func<ShipmentService, Func<string, Task<Result>>> Do)
{
    public static ParcelAsk Settle(ParcelDetails parcel) => new(
        new($"{(parcel.Problem == ShipmentProblem.Disputed ? "Resolve the dispute" : "Deal with this parcel")}?", "The order no longer requires action for it. It comes up again if the carrier tells something new.", "Write it down")
        {
            Comment = "What was done",
            CommentRequired = true,
            CommentHint = "The parcel's history shows it, to the facility too.",
            Suggestions = parcel.Problem == ShipmentProblem.Disputed ? ["Manufacturer sends the rest.", "Credited.", "Facility found the rest."] : ["Called the carrier; new attempt tomorrow.", "Manufacturer sends a replacement."],
        },
        "Written down", service => note => service.SettleAsync(parcel.Id, note));

    public static ParcelAsk Void(ParcelDetails parcel) => new(
        new($"Void {parcel.Carrier} {parcel.TrackingNumber}?", "It stays in the history and counts no more; what was in it is to be shipped again, and the order goes back accordingly.", "Void parcel")
        {
            Comment = "Reason",
            CommentRequired = true,
            Danger = true,
            Suggestions = ["Recorded on the wrong order.", "Label made, never shipped."],
        },
        "Parcel voided", service => reason => service.VoidAsync(parcel.Id, reason));

    public static ParcelAsk Arrived(ParcelDetails parcel, bool hasArrived) => new(
        new(hasArrived ? "Mark as delivered?" : "Not delivered after all?", hasArrived ? "For a carrier that does not tell by itself." : "What you know counts against what the carrier reported.", hasArrived ? "Mark delivered" : "Back on the road")
        {
            Comment = "How you know",
            CommentRequired = true,
            Suggestions = hasArrived ? ["Facility called: it is there."] : ["Facility called: nothing there. Carrier is searching."],
        },
        "Written down", service => words => service.CorrectWhereaboutsAsync(parcel.Id, new(hasArrived ? ShipmentStatus.Delivered : ShipmentStatus.InTransit, null, words)));
}
