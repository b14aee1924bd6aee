namespace MedDist.Core.Orders.Bulk;

/// <summary>Names of what the bulk actions on orders need, and the actions' own names.</summary>
public static class BulkArguments
{
    public const string Approve = "orders.approve";
    public const string SendBack = "orders.send_back";
    public const string Deny = "orders.deny";
    public const string Hold = "orders.hold";
    public const string Assign = "orders.assign";
    public const string Forward = "orders.forward";
    public const string ChangeDates = "orders.change_dates";
    public const string RequestIvr = "orders.request_ivr";

    /// <summary>Comment or reason.</summary>
    public const string Reason = "reason";

    /// <summary>Why orders without a valid IVR are approved.</summary>
    public const string Bypass = "bypass";

    /// <summary>Last day of a hold.</summary>
    public const string Until = "until";

    /// <summary>Who is to have the orders; nobody where it is missing.</summary>
    public const string To = "to";

    public const string ServiceDate = "service";
    public const string DeliverBy = "deliver";
}
