using MedDist.Core.Catalog;
using MedDist.Core.Documents;
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

    private readonly FlagFacts more = MoreOf(demo);

    /// <summary>Of one order, without its recipient's other orders.</summary>
    public OrderSurroundings Of(Order order, OrderPlan plan, DemoPerson person) => new()
    {
        Manufacturer = plan.IsBlank ? null : makers[plan.Supplier],
        Cases = [.. cases.For(person, plan).Select(OrderFactRules.FactsOf)],
        Calendar = calendar,
        Today = demo.Calendar.Today,
        ProviderNpi = order.ProviderId is { } provider ? npis.GetValueOrDefault(provider) : null,
        Products = products,
        More = DemoSignatures.Waits(demo, plan) ? UnsignedOf(order) : more,
        Documents = plan.IsBlank ? [] : [.. documents.NamesOf(person), .. DemoDocuments.NamesOf(person.Site.Organization)],
    };

    /// <summary>The recipient's other orders that count, made by <paramref name="make"/>.</summary>
    public IReadOnlyList<OtherOrder> Others(OrderPlan plan, Func<int, Order> make) => plan.ServiceOn is not { } day ? [] :
    [
        .. plans.OrdersOf(plan.Recipient)
            .Where(p => p.Index != plan.Index && p.Status is not (Draft or Denied or Cancelled) && p.ServiceOn is { } other && Math.Abs(other.DayNumber - day.DayNumber) <= FarthestDays)
            .Select(p => Other(make(p.Index))),
    ];

    /// <summary>What rules would read for themselves: restricted products and who may order them.</summary>
    private static FlagFacts MoreOf(DemoTenant demo)
    {
        var specialties = DemoCatalog.Specialties(demo.Profile, demo.Calendar.Today);
        var restricted = specialties.Where(s => s.RestrictedAccess).ToDictionary(s => s.Id, s => new RestrictedSpecialty(s.Id, s.Name));
        var facts = new FlagFacts();
        facts.Keep(new SpecialtyFacts(
            DemoCatalog.Openings(demo.Suppliers, specialties).Where(o => restricted.ContainsKey(o.SpecialtyId)).ToLookup(o => o.ProductId, o => restricted[o.SpecialtyId]),
            DemoCatalog.Holders(demo.UsersOf(Role.Provider), specialties, demo.Calendar.Today).ToLookup(h => h.UserId, h => new HeldSpecialty(h.SpecialtyId, h.VerifiedAt is not null, h.ExpiresOn))));
        return facts;
    }

    private FlagFacts UnsignedOf(Order order)
    {
        var facts = new FlagFacts();
        facts.Keep(more.Find<SpecialtyFacts>()!);
        facts.Keep(new UnsignedForms(new HashSet<Guid> { order.Id }));
        return facts;
    }

    private OtherOrder Other(Order order)
    {
        List<Guid> ordered = [.. order.Items.Select(i => i.ProductId)];
        return new(order.Id, order.OrderNumber, order.ManufacturerId, order.ServiceDate!.Value, ordered, [.. ordered.Select(p => products[p].FamilyId).OfType<Guid>().Distinct()]);
    }
}
