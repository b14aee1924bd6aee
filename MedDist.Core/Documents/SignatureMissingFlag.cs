using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Documents;

/// <summary>The orders of a batch whose form waits for a signature.</summary>
public sealed record UnsignedForms(IReadOnlySet<Guid> Orders);

/// <summary>The manufacturer wants the provider's signature on the order form, and it is not there.</summary>
public sealed class SignatureMissingFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("document.unsigned", FlagSeverity.Warns, "Signature missing");

    public FlagReason? Judge(Order order, OrderSurroundings around) => around.More.Find<UnsignedForms>()?.Orders.Contains(order.Id) == true
        ? $"{around.Manufacturer?.Name ?? "The manufacturer"} wants the order form signed. The provider finds it on the page My orders." : null;

    public async Task ReadAsync(MedDistDbContext db, IReadOnlyList<Order> orders, FlagFacts facts, CancellationToken cancel)
    {
        var ids = orders.Select(o => o.Id).ToList();
        var stored = await db.Documents.Where(d => d.OwnerType == DocumentOwner.Order && EF.Parameter(ids).Contains(d.OwnerId) && d.Status == DocumentStatus.PendingSignature).Select(d => d.OwnerId).ToListAsync(cancel);

        // A form that is asked for in the same save.
        var added = db.ChangeTracker.Entries<Document>().Where(e => e.State == EntityState.Added && e.Entity is { OwnerType: DocumentOwner.Order, Status: DocumentStatus.PendingSignature }).Select(e => e.Entity.OwnerId);
        facts.Keep(new UnsignedForms(stored.Concat(added).ToHashSet()));
    }
}
