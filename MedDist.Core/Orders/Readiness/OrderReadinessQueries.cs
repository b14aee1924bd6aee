using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Readiness;

/// <summary>Reads what the readiness of an unsaved order depends on, for one caller: what the flags of submitted orders read, and nothing is written.</summary>
public sealed class OrderReadinessQueries(IDbContextFactory<MedDistDbContext> contexts, OrderFlags flags, TimeProvider clock)
{
    /// <summary>The checks of each order that the form would submit, one for each manufacturer.</summary>
    public async Task<ReadinessAnswer> AnswerAsync(ReadinessQuestion question, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var wanted = question.ProductIds.Distinct().ToList();
        var products = await db.Products.Where(p => EF.Parameter(wanted).Contains(p.Id)).Select(p => new { p.Id, p.ManufacturerId, Manufacturer = p.Manufacturer!.Name }).ToListAsync(cancel);
        var recipient = question.RecipientId is { } id && await db.VisibleRecipients().AnyAsync(r => r.Id == id, cancel) ? question.RecipientId : null;
        var orders = products.Count == 0
            ? [(Order: Draft(question, recipient, null, []), Name: (string?)null)]
            : products.GroupBy(p => (p.ManufacturerId, p.Manufacturer)).OrderBy(g => g.Min(p => wanted.IndexOf(p.Id)))
                .Select(g => (Order: Draft(question, recipient, g.Key.ManufacturerId, g.Select(p => p.Id)), Name: (string?)g.Key.Manufacturer)).ToList();
        var around = await new OrderSurroundingsReader(db, [.. orders.Select(o => o.Order)], flags, clock.GetUtcNow()).ReadAsync(cancel);
        List<ReadinessPart> parts = [.. orders.Select((o, i) => new ReadinessPart(o.Order.ManufacturerId, o.Name, OrderReadiness.Judge(o.Order, around(o.Order), flags, i == 0)) { Wanted = DocumentMissingFlag.Missing(o.Order, around(o.Order)) })];
        return new(await OnlyVisibleAsync(db, parts, cancel));
    }

    /// <summary>An order that exists only for the rules to look at.</summary>
    private static Order Draft(ReadinessQuestion question, Guid? recipient, Guid? manufacturer, IEnumerable<Guid> products)
    {
        var order = new Order
        {
            Id = question.DraftId,
            OrderNumber = "draft",
            Type = question.Type,
            RecipientId = recipient,
            OrganizationId = question.OrganizationId,
            ProviderId = question.ProviderId,
            ManufacturerId = manufacturer,
            ServiceDate = question.ServiceDate,
            RequestedDeliveryDate = question.DeliverBy,
            ShippingSpeed = question.Speed,
        };
        foreach (var product in products)
        {
            order.AddItem(new() { OrderId = order.Id, ProductId = product, Quantity = 1 });
        }

        return order;
    }

    /// <summary>Links to orders that the caller may not open are left out.</summary>
    private static async Task<IReadOnlyList<ReadinessPart>> OnlyVisibleAsync(MedDistDbContext db, List<ReadinessPart> parts, CancellationToken cancel)
    {
        var linked = parts.SelectMany(p => p.Points).Select(p => p.OrderId).OfType<Guid>().Distinct().ToList();
        var visible = linked.Count == 0 ? [] : await db.VisibleOrders().Where(o => EF.Parameter(linked).Contains(o.Id)).Select(o => o.Id).ToListAsync(cancel);
        return [.. parts.Select(p => p with { Points = [.. p.Points.Select(c => c.OrderId is { } id && !visible.Contains(id) ? c with { OrderId = null } : c)] })];
    }
}
