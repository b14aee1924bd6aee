using MedDist.Core.Documents.Signing;

namespace MedDist.Core.Orders;

/// <summary>What a signature on the form is about.</summary>
public static partial class OrderFormPdf
{
    /// <summary>
    /// What the form says of the order, as <see cref="Build"/> draws it, without what changes by itself: the day it was made, the distributor's own particulars and how the verification stands. The order comes
    /// with its parties and its items' products loaded.
    /// </summary>
    public static IReadOnlyList<FormFact> Facts(Order order) =>
    [
        new("Rush", order.Type == OrderType.Rush ? "yes" : null),
        .. Head(order).Concat(Parties(order)).Concat(Delivery(order)).Concat(Clinical(order)).Select(f => new FormFact(f.Item1, f.Item2)),
        new("Items", string.Join('\n', order.Items.Select(i => string.Join(" | ", Cells(i))).Order(StringComparer.Ordinal))),
        new("Notes", order.Notes),
    ];
}
