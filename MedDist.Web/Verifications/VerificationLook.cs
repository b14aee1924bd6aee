using MedDist.Core.Verifications;
using MedDist.Web.Orders;

namespace MedDist.Web.Verifications;

/// <summary>How cases are drawn and worded on the desk. Red only where an order cannot leave.</summary>
public static class VerificationLook
{
    public static string AddressOf(Guid id) => $"{VerificationAddress.Path}/{id}";

    /// <summary>The element id of a case on the desk.</summary>
    public static string ElementOf(Guid id) => $"case-{id:N}";

    /// <summary>The look of a column of the board.</summary>
    public static StatusLook Of(DeskColumn column) => column switch
    {
        DeskColumn.Needed => new("grey", Shapes.Ring),
        DeskColumn.Sent => new("blue", Shapes.Plane),
        DeskColumn.Waiting => new("blue", Shapes.Hourglass),
        DeskColumn.Verified => new("green", Shapes.Check),
        DeskColumn.Expiring => new("orange", Shapes.Half),
        DeskColumn.Expired => new("orange", Shapes.Cross),
        DeskColumn.Rejected => new("orange", Shapes.Triangle),
        _ => new("grey", Shapes.Minus),
    };

    /// <summary>The look of whether a case covers its next planned service.</summary>
    public static StatusLook Cover(VerificationRow row) => row switch
    {
        { BlocksOrder: true } => new("red", Shapes.Triangle),
        { NextIvr: null } => new("grey", Shapes.Minus),
        { NextIvr: IvrState.Valid or IvrState.NotRequired } => new("green", Shapes.Check),
        _ => new("orange", row.NextIvr == IvrState.Requested ? Shapes.Hourglass : Shapes.Half),
    };

    /// <summary>The same in words: "Covers 3 Dec", "Ends 1 Dec, before 3 Dec".</summary>
    public static string Words(VerificationRow row, Func<DateOnly, string> day) => VerificationListWords.Cover(row, day);

    /// <summary>Days that are left: "8 days left", "ends today"; null without a last day ahead.</summary>
    public static string? DaysLeft(DateOnly? last, DateOnly today) => last is { } day ? (day.DayNumber - today.DayNumber) switch
    {
        < 0 => "over",
        0 => "ends today",
        1 => "1 day left",
        var days => $"{days:N0} days left",
    } : null;
}
