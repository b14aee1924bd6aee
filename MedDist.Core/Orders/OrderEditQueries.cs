using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>An order as the editor opens it.</summary>
/// <param name="Fields">The editable values now.</param>
/// <param name="Locks">Why a field cannot be edited now; fields that are not here can.</param>
/// <param name="Editors">Who changed a field last.</param>
/// <param name="Products">What can be added or resized: what the manufacturer sells, and what the order already holds.</param>
/// <param name="Comments">What was written about a field last, for both sides to read.</param>
/// <param name="HasInternalNotes">Whether the caller reads and writes the notes of the order desk.</param>
public sealed record OrderEditState(OrderFields Fields, IReadOnlyDictionary<OrderField, string> Locks, IReadOnlyDictionary<OrderField, string> Editors, IReadOnlyList<EditProduct> Products, bool HasInternalNotes,
    IReadOnlyDictionary<OrderField, string> Comments);

/// <summary>A product an item can be of, and the sizes it comes in.</summary>
public sealed record EditProduct(Guid Id, string Name, string? Code, IReadOnlyList<string> Sizes);

/// <summary>Reads what the editor of an order needs.</summary>
public sealed class OrderEditQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>The order for its editor; null for callers who may not see or edit it.</summary>
    public async Task<OrderEditState?> OpenAsync(Guid orderId, CancellationToken cancel = default)
    {
        if (!OrderPermissions.MayPlace(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleOrders().AsNoTracking().Include(o => o.Items).ThenInclude(i => i.Product).FirstOrDefaultAsync(o => o.Id == orderId, cancel) is not { } order
            || !OrderEditRules.MayEdit(order.Status, call.Role))
        {
            return null;
        }

        var held = order.Items.Select(i => i.ProductId).ToList();
        var products = await db.Products.AsNoTracking().Where(p => (p.ManufacturerId == order.ManufacturerId && p.IsActive) || held.Contains(p.Id)).OrderBy(p => p.Name).ToListAsync(cancel);
        var revisions = await db.OrderRevisions.AsNoTracking().Where(r => r.OrderId == orderId).OrderByDescending(r => r.OrderVersion).Take(50).ToListAsync(cancel);
        var (fields, readsAll) = (OrderFields.Of(order), OrderEditRules.MayRead(OrderField.InternalNotes, call.Role));
        return new(
            readsAll ? fields : fields with { InternalNotes = null },
            Enum.GetValues<OrderField>().Select(f => (Field: f, Why: OrderEditRules.LockOf(f, order))).Where(l => l.Why is not null).ToDictionary(l => l.Field, l => l.Why!),
            revisions.SelectMany(r => r.Fields.Select(f => (f.Field, r.ByName))).DistinctBy(f => f.Field).ToDictionary(f => f.Field, f => f.ByName),
            [.. products.Select(p => new EditProduct(p.Id, p.Name, p.Code, [.. (p.Specifications.Sizes ?? []).Select(s => s.Label)]))],
            readsAll,
            await CommentsAsync(db, orderId, cancel));
    }

    private static async Task<Dictionary<OrderField, string>> CommentsAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel) =>
        (await db.OrderComments.AsNoTracking().Where(c => c.OrderId == orderId && c.Audience == CommentAudience.Shared && c.Field != null).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(cancel))
        .DistinctBy(c => c.Field).ToDictionary(c => c.Field!.Value, c => $"{c.ByName}: {c.Text}");
}
