using MedDist.Core.Notifications;
using MedDist.Core.Users;

namespace MedDist.Core.Orders;

/// <summary>What people are told of orders.</summary>
internal static class OrderNotifications
{
    private const string Area = "Orders";
    private static readonly Role[] Desk = [Role.TenantAdmin];
    private static readonly Role[] Practice = [Role.Provider, Role.FacilityManager];

    // Steps that have an event of their own.
    private static readonly OrderAction[] Apart = [OrderAction.SendBack, OrderAction.RejectByManufacturer];

    public static readonly IReadOnlyList<NotificationEvent> All =
    [
        new("order.submitted", Area, "A new order is waiting for review", Desk) { Also = ["order.resubmitted"], Escalates = true },
        new("order.send_failed", Area, "An order could not be sent or did not arrive", Desk) { Also = ["order.bounced", "order.sent_partly"], AlwaysInApp = true, Escalates = true },
        new("order.manufacturer_reply", Area, "The manufacturer answered by its reply link", Desk),
        new("order.hold_over", Area, "The hold of an order is over", Desk) { Escalates = true },
        new($"order.{OrderAction.SendBack}", Area, "An order was sent back", Practice) { Also = ["order.sent_back"], AlwaysInApp = true },
        new($"order.{OrderAction.RejectByManufacturer}", Area, "The manufacturer rejected an order", [.. Desk, .. Practice]) { Also = ["order.rejected_by_manufacturer"] },
        new("order.decided", Area, "An order was approved, denied, cancelled, confirmed or changed on your behalf", Practice)
        {
            Also = [.. Enum.GetValues<OrderAction>().Except(Apart).Select(a => $"order.{a}")],
        },
        new("document.sign", Area, "Your signature is wanted on an order form", [Role.Provider]),
        new("order.delivered", Area, "An order was delivered", Practice) { Also = ["order.Delivered"] },
        new("order.comment", Area, "Somebody commented on an order", [.. Desk, .. Practice]),
    ];
}
