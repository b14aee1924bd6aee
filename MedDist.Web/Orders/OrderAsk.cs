using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>Reads off an order's details whether an action can begin.</summary>
public static class OrderAsk
{
    /// <summary>Why an action is not possible, or null when it is. A missing IVR does not forbid an approval: its dialog asks for the reason.</summary>
    public static string? RefusalOf(OrderDetails details, OrderAction action) =>
        details.Actions.GetValueOrDefault(action) is { } failure && !IsIvr(failure) ? failure.Message : null;

    /// <summary>Whether an approval has to give a reason for going without an IVR.</summary>
    public static bool NeedsBypass(OrderDetails details) => !(details.Row.IvrState is Core.Verifications.IvrState.Valid or Core.Verifications.IvrState.NotRequired);

    /// <summary>Whether a failure only says that the IVR does not cover the order.</summary>
    public static bool IsIvr(Failure failure) => failure is Failure.RuleBroken { Rule: OrderFailures.IvrNotValidRule };
}
