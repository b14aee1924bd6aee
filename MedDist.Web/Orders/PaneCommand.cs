using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>A key press for the order in the pane.</summary>
/// <param name="OrderId">The order that was meant.</param>
/// <param name="Action">What is to be done.</param>
public sealed record PaneCommand(Guid OrderId, OrderAction Action)
{
    /// <summary>Tells presses of the same key apart.</summary>
    public Guid Id { get; } = Guid.NewGuid();
}

/// <summary>An order that was just forwarded, for the message that offers to undo it; it can be taken back until it leaves.</summary>
public sealed record PaneForward(Guid OrderId, string Number, string Manufacturer, DateTimeOffset Until, DateTimeOffset LeavesAt);

/// <summary>Comments typed but not sent yet, so that closing a dialog or moving to another order loses none.</summary>
public sealed class ReasonDrafts
{
    private readonly Dictionary<(Guid, OrderAction), string> texts = [];

    public string this[Guid order, OrderAction action]
    {
        get => texts.GetValueOrDefault((order, action), "");
        set => texts[(order, action)] = value;
    }

    public void Clear(Guid order, OrderAction action) => texts.Remove((order, action));
}
