namespace MedDist.Core.Shipping;

/// <summary>Where a parcel is, normalised over carriers.</summary>
public enum ShipmentStatus
{
    /// <summary>Nothing is known from the carrier yet.</summary>
    Pending,

    /// <summary>The carrier knows the number and has not seen the parcel.</summary>
    InfoReceived,

    InTransit,
    OutForDelivery,
    AttemptFailed,
    AvailableForPickup,
    Delivered,
    Exception,

    /// <summary>The carrier has stopped telling anything.</summary>
    Expired,
}

/// <summary>How far a parcel is for us; stored for lists.</summary>
public enum ShipmentStage
{
    OnTheRoad,

    /// <summary>Delivered, and not confirmed by the facility yet.</summary>
    Delivered,

    /// <summary>The facility confirmed what arrived.</summary>
    Received,

    Voided,
}

/// <summary>Why a parcel needs somebody, worst first.</summary>
public enum ShipmentProblem
{
    /// <summary>The facility does not accept what arrived.</summary>
    Disputed,

    Exception,
    AttemptFailed,
    Expired,

    /// <summary>The carrier expects to deliver after the day it is needed.</summary>
    Late,

    /// <summary>The carrier has not seen it a day after it was said to have left.</summary>
    NoScan,
}

/// <summary>Who says so.</summary>
public enum ShipmentSource
{
    /// <summary>A user.</summary>
    Person,

    /// <summary>The manufacturer, by its reply link.</summary>
    Manufacturer,

    /// <summary>The carrier called us.</summary>
    Webhook,

    /// <summary>A file of the carrier was read in.</summary>
    File,

    /// <summary>Made up by MedDist for the demo.</summary>
    Simulated,
}

/// <summary>What a facility says about a parcel.</summary>
public enum ReceiptOutcome
{
    Received,
    Disputed,
}

/// <summary>States in the words of the screen.</summary>
public static class ShipmentWords
{
    public static string Label(this ShipmentStatus status) => status switch
    {
        ShipmentStatus.Pending => "No scan yet",
        ShipmentStatus.InfoReceived => "Label made",
        ShipmentStatus.InTransit => "In transit",
        ShipmentStatus.OutForDelivery => "Out for delivery",
        ShipmentStatus.AttemptFailed => "Attempt failed",
        ShipmentStatus.AvailableForPickup => "Ready for pickup",
        _ => status.ToString(),
    };

    public static string Label(this ShipmentProblem problem) => problem switch
    {
        ShipmentProblem.AttemptFailed => "Attempt failed",
        ShipmentProblem.NoScan => "No scan",
        _ => problem.ToString(),
    };

    public static string Label(this ShipmentSource source) => source switch
    {
        ShipmentSource.Webhook => "carrier",
        ShipmentSource.File => "carrier file",
        ShipmentSource.Simulated => "simulated",
        ShipmentSource.Manufacturer => "manufacturer",
        _ => "by hand",
    };
}
