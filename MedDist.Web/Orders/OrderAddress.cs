using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>Addresses of the page of one order. They carry the list it was opened from, as the list's own address does.</summary>
public static class OrderAddress
{
    /// <summary>The page of an order, opened from a list.</summary>
    public static string Full(Guid order, QueueAddress list)
    {
        var path = (list with { OpenOrder = null }).Write();
        var query = path.IndexOf('?', StringComparison.Ordinal);
        return $"{QueueAddress.Path}/{order}/full{(query < 0 ? "" : path[query..])}";
    }
}
