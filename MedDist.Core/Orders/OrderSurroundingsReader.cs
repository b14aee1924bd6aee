using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Reads what the facts of orders depend on, for a batch of them at once: a fixed number of questions, however many orders there are.</summary>
internal sealed class OrderSurroundingsReader(MedDistDbContext db, IReadOnlyList<Order> orders, OrderFlags flags, DateTimeOffset now)
{
    /// <summary>Service dates further apart have nothing to do with each other, whatever a product asks for.</summary>
    public const int FarthestDays = 400;

    private static readonly DocumentOwner[] FiledUnder = [DocumentOwner.Order, DocumentOwner.Draft, DocumentOwner.Recipient, DocumentOwner.Organization, DocumentOwner.Verification];

    private readonly List<Guid> recipients = [.. orders.Select(o => o.RecipientId).OfType<Guid>().Distinct()];
    private readonly List<Guid> makers = [.. orders.Select(o => o.ManufacturerId).OfType<Guid>().Distinct()];

    /// <summary>The surroundings of each order.</summary>
    public async Task<Func<Order, OrderSurroundings>> ReadAsync(CancellationToken cancel)
    {
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var calendar = new CalendarFacts(tenant.Settings.Calendar, tenant.Zone, tenant.Settings.ExpiringDays);
        var manufacturers = await ManufacturersAsync(calendar.Tenant, cancel);
        var cases = await CasesAsync(cancel);
        var npis = await NpisAsync(cancel);
        var others = await OthersAsync(cancel);
        var products = await ProductsAsync(others.SelectMany(o => o), cancel);
        var documents = await DocumentsAsync(cases, cancel);
        var more = await MoreAsync(cancel);
        return order => new()
        {
            Manufacturer = order.ManufacturerId is { } maker ? manufacturers.GetValueOrDefault(maker) : null,
            Cases = [.. CasesOf(cases, order).Select(OrderFactRules.FactsOf)],
            Calendar = calendar,
            Today = DayCount.DayOf(now, tenant.Zone),
            ProviderNpi = order.ProviderId is { } provider ? npis.GetValueOrDefault(provider) : null,
            Products = products,
            Others = [.. OthersOf(others, order).Select(o => o with { FamilyIds = FamiliesOf(o.ProductIds, products) })],
            Documents = [.. new[] { order.Id, order.RecipientId, order.OrganizationId }.OfType<Guid>().Concat(CasesOf(cases, order).Select(c => c.Id)).SelectMany(owner => documents[owner])],
            More = more,
        };
    }

    /// <summary>The distinct families of these products.</summary>
    public static IReadOnlyList<Guid> FamiliesOf(IEnumerable<Guid> productIds, IReadOnlyDictionary<Guid, ProductFacts> products) =>
        [.. productIds.Select(p => products.GetValueOrDefault(p)?.FamilyId).OfType<Guid>().Distinct()];

    private static IEnumerable<Verification> CasesOf(ILookup<(Guid, Guid), Verification> cases, Order order) =>
        cases[(order.RecipientId ?? Guid.Empty, order.ManufacturerId ?? Guid.Empty)];

    private static IEnumerable<OtherOrder> OthersOf(ILookup<Guid?, OtherOrder> others, Order order) => order is { RecipientId: { } recipient, ServiceDate: { } day }
        ? others[recipient].Where(o => o.Id != order.Id && Math.Abs(o.ServiceDate.DayNumber - day.DayNumber) <= FarthestDays)
        : [];

    private async Task<Dictionary<Guid, ManufacturerFacts>> ManufacturersAsync(TenantCalendar calendar, CancellationToken cancel)
    {
        var rows = await db.Manufacturers.AsNoTracking().Include(m => m.Settings).Include(m => m.Contacts).Where(m => makers.Contains(m.Id)).ToListAsync(cancel);
        var learned = await db.ManufacturerScores.AsNoTracking().Where(s => makers.Contains(s.ManufacturerId) && s.PeriodDays == ManufacturerScore.ClockDays)
            .ToDictionaryAsync(s => s.ManufacturerId, s => s.Ivr, cancel);
        return rows.ToDictionary(m => m.Id, m => new ManufacturerFacts(
            m.Name, m.Settings, OrderForwarding.ContactsOf(m) is not null, IvrTurnaround.From(learned.GetValueOrDefault(m.Id), calendar.IvrTurnaroundDays)));
    }

    private async Task<ILookup<(Guid, Guid), Verification>> CasesAsync(CancellationToken cancel) =>
        (await db.Verifications.AsNoTracking().Include(v => v.Periods)
            .Where(v => v.IsOpen && EF.Parameter(recipients).Contains(v.RecipientId) && makers.Contains(v.ManufacturerId)).ToListAsync(cancel))
        .ToLookup(v => (v.RecipientId, v.ManufacturerId));

    private async Task<Dictionary<Guid, string?>> NpisAsync(CancellationToken cancel)
    {
        var providers = orders.Select(o => o.ProviderId).OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(u => EF.Parameter(providers).Contains(u.Id)).Select(u => new { u.Id, u.Npi }).ToDictionaryAsync(u => u.Id, u => u.Npi, cancel);
    }

    private async Task<ILookup<Guid?, OtherOrder>> OthersAsync(CancellationToken cancel)
    {
        var days = orders.Select(o => o.ServiceDate).OfType<DateOnly>().DefaultIfEmpty().ToList();
        var (from, to) = (days.Min().AddDays(days.Min() == default ? 0 : -FarthestDays), days.Max().AddDays(FarthestDays));
        var rows = await db.Orders.AsNoTracking()
            .Where(o => o.RecipientId != null && EF.Parameter(recipients).Contains(o.RecipientId.Value) && o.ServiceDate >= from && o.ServiceDate <= to
                && o.Section != QueueSection.Draft && o.Status != OrderStatus.Denied && o.Status != OrderStatus.Cancelled)
            .Select(o => new { o.RecipientId, o.Id, o.OrderNumber, o.ManufacturerId, o.ServiceDate, Products = o.Items.Select(i => i.ProductId).ToList() }).ToListAsync(cancel);
        var products = rows.ToDictionary(o => o.Id, o => o.Products);
        var changed = db.ChangeTracker.Entries<Order>().Where(e => e.State is EntityState.Modified or EntityState.Added).Select(e => e.Entity).ToDictionary(o => o.Id);
        return rows.Where(o => !changed.ContainsKey(o.Id)).Select(o => (o.RecipientId, Other: new OtherOrder(o.Id, o.OrderNumber, o.ManufacturerId, o.ServiceDate!.Value, o.Products, [])))
            .Concat(changed.Values.Where(Counts).Select(o => (o.RecipientId, Other: new OtherOrder(
                o.Id, o.OrderNumber, o.ManufacturerId, o.ServiceDate!.Value, o.Items.Count > 0 ? [.. o.Items.Select(i => i.ProductId)] : products.GetValueOrDefault(o.Id) ?? [], []))))
            .ToLookup(o => o.RecipientId, o => o.Other);
    }

    /// <summary>What the query asks for, of orders that are changed and not saved yet.</summary>
    private static bool Counts(Order order) => order is { ServiceDate: not null, RecipientId: not null, Section: not QueueSection.Draft, Status: not (OrderStatus.Denied or OrderStatus.Cancelled) };

    private async Task<Dictionary<Guid, ProductFacts>> ProductsAsync(IEnumerable<OtherOrder> others, CancellationToken cancel)
    {
        var ids = orders.SelectMany(o => o.Items).Select(i => i.ProductId).Concat(others.SelectMany(o => o.ProductIds)).Distinct().ToList();
        return await db.Products.Where(p => EF.Parameter(ids).Contains(p.Id)).Select(p => new { p.Id, p.Name, p.CategoryId, p.ReapplicationDays })
            .ToDictionaryAsync(p => p.Id, p => new ProductFacts(p.Name, p.CategoryId, p.ReapplicationDays), cancel);
    }

    private async Task<ILookup<Guid, string>> DocumentsAsync(ILookup<(Guid, Guid), Verification> cases, CancellationToken cancel)
    {
        var owners = orders.Select(o => o.Id).Concat(recipients).Concat(orders.Select(o => o.OrganizationId).OfType<Guid>()).Concat(cases.SelectMany(c => c).Select(c => c.Id)).Distinct().ToList();
        var rows = await db.Documents.Where(d => FiledUnder.Contains(d.OwnerType) && EF.Parameter(owners).Contains(d.OwnerId)).Select(d => new { d.OwnerId, d.RequirementName, d.File }).ToListAsync(cancel);
        return rows.Select(d => (d.OwnerId, Name: d.RequirementName ?? d.File?.FileName)).Where(d => d.Name is not null).ToLookup(d => d.OwnerId, d => d.Name!);
    }

    private async Task<FlagFacts> MoreAsync(CancellationToken cancel)
    {
        var facts = new FlagFacts();
        foreach (var rule in flags.Rules)
        {
            await rule.ReadAsync(db, orders, facts, cancel);
        }

        return facts;
    }
}
