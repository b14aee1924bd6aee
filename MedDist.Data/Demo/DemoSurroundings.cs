using MedDist.Core.Orders;
using MedDist.Core.Users;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Data.Demo;

/// <summary>What the facts of the demo's orders depend on, without asking a database: the same that the application would read there.</summary>
internal sealed class DemoSurroundings(DemoTenant demo, DemoPlans plans, DemoCases cases, IReadOnlyDictionary<Guid, Core.Kernel.Turnaround> learned)
{
    // The order facts that the application reads for duplicates and intervals reach as far.
    private const int FarthestDays = 400;

    private readonly CalendarFacts calendar = new(demo.Settings.Calendar, demo.Calendar.Zone, demo.Settings.ExpiringDays);
    private readonly DemoDocuments documents = new(demo, plans);
    private readonly Dictionary<Guid, string?> npis = demo.UsersOf(Role.Provider).ToDictionary(u => u.Id, u => u.Npi);

    private readonly Dictionary<Guid, ProductFacts> products =
        demo.Suppliers.SelectMany(s => s.Products).ToDictionary(p => p.Id, p => new ProductFacts(p.Name, p.CategoryId, p.ReapplicationDays));

    private readonly List<ManufacturerFacts> makers = [.. demo.Suppliers.Select(s => new ManufacturerFacts(
        s.Manufacturer.Name, s.Settings, s.Maker.TakesOrders, IvrTurnaround.From(learned.GetValueOrDefault(s.Manufacturer.Id), demo.Settings.Calendar.IvrTurnaroundDays)))];

    /// <summary>Of one order, without its recipient's other orders.</summary>
    public OrderSurroundings Of(Order order, OrderPlan plan, DemoPerson person) => new()
    {
        Manufacturer = plan.IsBlank ? null : makers[plan.Supplier],
        Cases = [.. cases.For(person, plan).Select(OrderFactRules.FactsOf)],
        Calendar = calendar,
        Today = demo.Calendar.Today,
        ProviderNpi = order.ProviderId is { } provider ? npis.GetValueOrDefault(provider) : null,
        Products = products,
        Documents = plan.IsBlank ? [] : [.. documents.NamesOf(person), .. DemoDocuments.NamesOf(person.Site.Organization)],
    };

    /// <summary>The recipient's other orders that count, made by <paramref name="make"/>.</summary>
    public IReadOnlyList<OtherOrder> Others(OrderPlan plan, Func<int, Order> make) => plan.ServiceOn is not { } day ? [] :
    [
        .. plans.OrdersOf(plan.Recipient)
            .Where(p => p.Index != plan.Index && p.Status is not (Draft or Denied or Cancelled) && p.ServiceOn is { } other && Math.Abs(other.DayNumber - day.DayNumber) <= FarthestDays)
            .Select(p => Other(make(p.Index))),
    ];

    private OtherOrder Other(Order order)
    {
        List<Guid> ordered = [.. order.Items.Select(i => i.ProductId)];
        return new(order.Id, order.OrderNumber, order.ManufacturerId, order.ServiceDate!.Value, ordered, [.. ordered.Select(p => products[p].FamilyId).OfType<Guid>().Distinct()]);
    }
}
