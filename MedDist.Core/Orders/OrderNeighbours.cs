
namespace MedDist.Core.Orders;

/// <summary>Where an order stands in the list its reader came from.</summary>
/// <param name="Previous">The order before it, if any.</param>
/// <param name="Next">The order after it; the first of the list when the order is not in it any more.</param>
/// <param name="Place">Its number in the list, from 1; null when it is not in it.</param>
/// <param name="Total">How many the list holds.</param>
/// <param name="Skip">The first row of the page it is on, so that the way back leads there.</param>
public sealed record OrderPlace(Guid? Previous, Guid? Next, int? Place, int Total, int Skip);

/// <summary>Finds the orders before and after one in a list.</summary>
public sealed class OrderNeighbours(OrderQueries orders)
{
    /// <summary>Looks on the page of the list that the reader came from, and one row beyond it on both sides.</summary>
    public async Task<OrderPlace> FindAsync(OrderFilter list, Guid orderId, CancellationToken cancel = default)
    {
        var skip = Math.Max(0, list.Skip - 1);
        var page = await orders.ListAsync(list with { Skip = skip, Take = Math.Min(OrderFilter.MaxPageSize, list.Take + list.Skip - skip + 1) }, cancel);
        var index = page.Rows.Select(r => r.Id).ToList().IndexOf(orderId);
        if (index < 0)
        {
            return new(null, page.Rows.Count > 0 ? page.Rows[0].Id : null, null, page.Total, list.Skip);
        }

        var place = skip + index;
        return new(index > 0 ? page.Rows[index - 1].Id : null, index + 1 < page.Rows.Count ? page.Rows[index + 1].Id : null, place + 1, page.Total, place / list.Take * list.Take);
    }
}
