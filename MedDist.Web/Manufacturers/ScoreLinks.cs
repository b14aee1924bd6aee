using MedDist.Core.Orders;

namespace MedDist.Web.Manufacturers;

/// <summary>The orders behind a number, where the queue's filters can say which.</summary>
public static class ScoreLinks
{
    public static string Waiting(Guid manufacturer) => new QueueAddress(new OrderFilter { Tab = QueueTab.Manufacturer, ManufacturerId = manufacturer }).Write();

    public static string Rejected(Guid manufacturer) =>
        new QueueAddress(new OrderFilter { Tab = QueueTab.Action, ManufacturerId = manufacturer, Status = OrderStatus.RejectedByManufacturer }).Write();

    public static string Page(int days, Guid? manufacturer = null) => $"/manufacturers/scorecard?days={days}{(manufacturer is { } id ? $"&manufacturer={id}" : "")}";
}
