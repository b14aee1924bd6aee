using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Shipping;

/// <summary>The rules of parcels that can say no, by name.</summary>
public static class ShippingFailures
{
    public const string AlreadyRecordedRule = "shipment.already_recorded";
    public const string TooManyRule = "shipment.too_many";
    public const string NotShippableRule = "shipment.order_not_shippable";
    public const string VoidedRule = "shipment.voided";
    public const string NoProblemRule = "shipment.no_problem";
    public const string ReceivedRule = "shipment.received";
    public const string UploadRule = "shipment.upload";

    public static readonly Failure NotFound = new Failure.NotFound("parcel");

    public static readonly Failure Stale = new Failure.Stale("parcel");

    public static readonly Failure NotRecording = new Failure.Forbidden("Your role does not allow this: recording parcels. Ask the order coordinator.");

    public static readonly Failure NotReceiving = new Failure.Forbidden("Your role does not allow this: confirming what arrived. Ask the facility or the order coordinator.");

    public static readonly Failure Voided = new Failure.RuleBroken(VoidedRule, "This parcel was voided. Record it anew if it exists after all.");

    public static readonly Failure NoProblem = new Failure.RuleBroken(NoProblemRule, "Nothing is open on this parcel any more. A colleague was faster, or the carrier told better news.");

    public static readonly Failure Received = new Failure.RuleBroken(ReceivedRule, "The facility has already confirmed this parcel. Ask the coordinator to return what is wrong.");

    public static Failure AlreadyRecorded(string? number, string? by) =>
        new Failure.RuleBroken(AlreadyRecordedRule, $"{(by is null ? "Somebody" : by)} has already recorded {number ?? "this parcel"} for this order.");

    public static Failure TooMany(string product, int left) => new Failure.RuleBroken(
        TooManyRule, left <= 0 ? $"All of {product} is already in other parcels. Take it out of this one." : $"Only {left} of {product} {(left == 1 ? "is" : "are")} still to be shipped.");

    public static Failure NotShippable(OrderStatus status) =>
        new Failure.RuleBroken(NotShippableRule, $"An order that is {status.Label().ToLowerInvariant()} has no parcels yet, or is finished. Its parcels are recorded from sending until delivery.");
}
