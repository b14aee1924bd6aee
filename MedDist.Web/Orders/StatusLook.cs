using MedDist.Core.Orders;
using MedDist.Core.Verifications;

namespace MedDist.Web.Orders;

/// <summary>How a state is drawn: a tone (a class of the stylesheet) and a shape, so that it is told apart without colour too.</summary>
public sealed record StatusLook(string Tone, string Shape)
{
    /// <summary>The look of an order whose message could not be sent.</summary>
    public static readonly StatusLook NotSent = new("red", Shapes.Triangle);

    /// <summary>The one look of each order status.</summary>
    public static StatusLook Of(OrderStatus status) => status switch
    {
        OrderStatus.Draft => new("grey", Shapes.Ring),
        OrderStatus.PendingReview => new("grey", Shapes.Circle),
        OrderStatus.SentBack => new("orange", Shapes.Back),
        OrderStatus.Resubmitted => new("deep", Shapes.Up),
        OrderStatus.Approved => new("green", Shapes.Check),
        OrderStatus.ReadyToSend => new("blue", Shapes.Hourglass),
        OrderStatus.SentToManufacturer => new("blue", Shapes.Plane),
        OrderStatus.Confirmed => new("purple", Shapes.DoubleCheck),
        OrderStatus.PartiallyShipped => new("purple", Shapes.Half),
        OrderStatus.Shipped => new("purple", Shapes.Truck),
        OrderStatus.Delivered or OrderStatus.Received or OrderStatus.Used => new("deep", Shapes.Box),
        OrderStatus.Closed => new("grey", Shapes.Square),
        OrderStatus.Denied => new("red", Shapes.Cross),
        OrderStatus.RejectedByManufacturer => new("red", Shapes.Triangle),
        OrderStatus.Cancelled => new("grey", Shapes.Minus),
        _ => new("orange", Shapes.Pause),
    };

    /// <summary>The one look of each IVR light.</summary>
    public static StatusLook Of(IvrState ivr) => ivr switch
    {
        IvrState.Valid => new("green", Shapes.Check),
        IvrState.NotRequired => new("grey", Shapes.Minus),
        IvrState.Requested => new("orange", Shapes.Hourglass),
        IvrState.LapsesBefore => new("orange", Shapes.Half),
        IvrState.Expired => new("red", Shapes.Cross),
        IvrState.Rejected => new("red", Shapes.Triangle),
        _ => new("red", Shapes.Ring),
    };

    /// <summary>The look of a send-by time.</summary>
    public static StatusLook Of(SendByUrgency urgency) => urgency switch
    {
        SendByUrgency.Passed => new("red", Shapes.Triangle),
        SendByUrgency.Soon => new("orange", Shapes.Clock),
        _ => new("plain", ""),
    };
}

/// <summary>Outlines of the shapes, in a field of 16 by 16.</summary>
internal static class Shapes
{
    public const string Circle = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z";
    public const string Ring = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z";
    public const string Half = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 2v9a4.5 4.5 0 0 0 0-9z";
    public const string Check = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM7 11.2 3.9 8.1l1.2-1.2L7 8.8l3.9-3.9 1.2 1.2z";
    public const string DoubleCheck = "M.8 8.6l1.3-1.3 2.6 2.6 1.3 1.3-1.2 1.3zM5 8.4l1.3-1.3 2.2 2.2 5.3-5.4L15.2 5.2l-6.7 6.7z";
    public const string Cross = "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3L1.5 10.7V5.3zM5.4 6.6 6.8 8 5.4 9.4l1.2 1.2L8 9.2l1.4 1.4 1.2-1.2L9.2 8l1.4-1.4-1.2-1.2L8 6.8 6.6 5.4z";
    public const string Minus = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM4.5 7h7v2h-7z";
    public const string Triangle = "M8 1.5 15.2 14H.8zM7.2 6h1.6v4H7.2zM7.2 11h1.6v1.6H7.2z";
    public const string Clock = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM7.2 4h1.6v3.7l2.5 1.5-.8 1.3-3.3-2z";
    public const string Hourglass = "M3.5 1.5h9V4L9.3 8l3.2 4v2.5h-9V12l3.2-4-3.2-4z";
    public const string Back = "M6.5 3l-5 4.5 5 4.5V9.3h4.2c1.6 0 2.8 1.2 2.8 2.7v1H15v-1.2c0-2.8-2-5.1-4.8-5.1H6.5z";
    public const string Up = "M8 2l5 5.2h-3V14H6V7.2H3z";
    public const string Plane = "M1.5 2.5 15 8 1.5 13.5V9.2L9 8 1.5 6.8z";
    public const string Truck = "M1 3.5h8.5V10H1zM10.5 5.5h2.6L15 8v2h-4.5zM3.7 10.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM12 10.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z";
    public const string Box = "M8 1.5 14.5 4.7v6.6L8 14.5l-6.5-3.2V4.7z";
    public const string Square = "M3 3h10v10H3z";
    public const string Pause = "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z";
    public const string Bolt = "M9.5 1 3 9.2h4L6.5 15 13 6.8H9z";
}
