using MedDist.Core.Documents.Signing;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Shipping;
using MedDist.Core.Verifications;

namespace MedDist.Core.Reports.Dashboards;

/// <summary>Counts a list from its address, read as its page reads it: a number that leads to a list cannot be another one than the list's.</summary>
public sealed class ListCounts(OrderQueries orders, VerificationQueries verifications, ShipmentQueries shipments, OrderDrafts drafts, DocumentSigning signing)
{
    /// <summary>How many rows the caller finds there.</summary>
    public async Task<int> CountAsync(string link, CancellationToken cancel = default)
    {
        var uri = new Uri("http://list" + link);
        return uri.AbsolutePath switch
        {
            VerificationAddress.Path => await verifications.CountAsync(VerificationAddress.Read(uri).Filter, cancel),
            ShipmentAddress.Path => (await shipments.ListAsync(ShipmentAddress.Read(uri) with { Take = 1 }, cancel)).Total,
            DashboardPlan.DraftsPath => (await drafts.ListAsync(cancel)).Count,
            DashboardPlan.MyOrdersPath when uri.Fragment.Length > 0 => (await signing.ListAsync(cancel)).Count,
            QueueAddress.Path or DashboardPlan.MyOrdersPath => await orders.TotalAsync(OrdersOf(link), cancel),
            _ => throw new ArgumentException($"No list is known at {link}.", nameof(link)),
        };
    }

    /// <summary>The filter of a list of orders.</summary>
    public static OrderFilter OrdersOf(string link) => QueueAddress.Read(new Uri("http://list" + link)).Filter;
}
