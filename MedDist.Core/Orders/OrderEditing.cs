using MedDist.Core.Catalog;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>What came of an edit.</summary>
/// <param name="Stored">The order as it is stored now; with conflicts, as it was found, since nothing is written then.</param>
/// <param name="Written">What this edit changed.</param>
/// <param name="AlsoChanged">What others changed since the caller looked, with who.</param>
/// <param name="Conflicts">Fields that somebody else changed to another value; the caller chooses and saves again (<see cref="OrderMerge.Resolve"/>).</param>
/// <param name="ApprovalLost">The edit took the IVR away that an approval stood on; the order is pending review again.</param>
public sealed record OrderEditOutcome(
    OrderFields Stored, IReadOnlyList<FieldChanged> Written, IReadOnlyList<ChangedBy<FieldChanged>> AlsoChanged, IReadOnlyList<ChangedBy<FieldConflict>> Conflicts, bool ApprovalLost)
{
    public bool IsSaved => Conflicts.Count == 0;
}

/// <summary>Something that changed, and who changed it last; null where nobody is recorded.</summary>
public sealed record ChangedBy<T>(T What, string? Who, DateTimeOffset? At);

/// <summary>Edits orders in place. Several people may edit one order at once: field by field, nothing of anybody's is lost.</summary>
public sealed class OrderEditing(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TimeProvider clock)
{
    // Each try that fails means that somebody else's save has succeeded.
    private const int Tries = 40;

    /// <summary>
    /// Saves an edit. Where somebody changed other fields meanwhile, both stand; where somebody changed the same field to another value, nothing is written and the outcome
    /// holds the conflicts. Fails as <see cref="OrderFailures"/> says: not found, not your role, a locked field, or a value that cannot be used.
    /// </summary>
    public async Task<Result<OrderEditOutcome>> SaveAsync(Guid orderId, OrderEdit edit, CancellationToken cancel = default)
    {
        var tidy = new OrderEdit(edit.Original.Tidy(), edit.Mine.Tidy());
        return OrderRequestRules.Check(tidy.Mine) is { } invalid ? invalid : await RetryAsync(orderId, _ => tidy, cancel);
    }

    /// <summary>Sets the dates of an order; null leaves one as it is. The same rules as for any edit.</summary>
    public async Task<Result> ChangeDatesAsync(Guid orderId, DateOnly? serviceDate, DateOnly? deliverBy, CancellationToken cancel = default)
    {
        var done = await RetryAsync(orderId, now => new(now, now with { ServiceDate = serviceDate ?? now.ServiceDate, DeliverBy = deliverBy ?? now.DeliverBy }), cancel);
        return Result.From(done.Failure);
    }

    private async Task<Result<OrderEditOutcome>> RetryAsync(Guid orderId, Func<OrderFields, OrderEdit> edit, CancellationToken cancel)
    {
        if (!OrderPermissions.MayPlace(call.Role))
        {
            return OrderFailures.NotEditing;
        }

        for (var i = 0; i < Tries; i++)
        {
            var outcome = await TryAsync(orderId, edit, cancel);
            if (outcome.Failure is not Failure.Stale)
            {
                return outcome;
            }
        }

        return OrderFailures.Stale;
    }

    private async Task<Result<OrderEditOutcome>> TryAsync(Guid orderId, Func<OrderFields, OrderEdit> edit, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var staged = await StageAsync(db, orderId, edit, cancel);
        return staged is { Succeeded: true, Value: { IsSaved: true, Written.Count: > 0 } } && await db.TrySaveAsync(OrderFailures.Stale, cancel) is { Failure: { } stale } ? stale : staged;
    }

    /// <summary>The same without the save, which the caller does; for many orders in one.</summary>
    internal Task<Result<OrderEditOutcome>> StageDatesAsync(MedDistDbContext db, Guid orderId, DateOnly? serviceDate, DateOnly? deliverBy, CancellationToken cancel) =>
        StageAsync(db, orderId, now => new(now, now with { ServiceDate = serviceDate ?? now.ServiceDate, DeliverBy = deliverBy ?? now.DeliverBy }), cancel);

    private async Task<Result<OrderEditOutcome>> StageAsync(MedDistDbContext db, Guid orderId, Func<OrderFields, OrderEdit> edit, CancellationToken cancel)
    {
        if (await db.VisibleOrders().Include(o => o.Items).ThenInclude(i => i.Product).FirstOrDefaultAsync(o => o.Id == orderId, cancel) is not { } order)
        {
            return OrderPermissions.MayTriage(call.Role) ? OrderFailures.NotFound : OrderFailures.NotEditing;
        }

        if (!OrderEditRules.MayEdit(order.Status, call.Role))
        {
            return OrderFailures.NotEditing;
        }

        var stored = OrderFields.Of(order);
        var (original, mine) = edit(stored);
        var merge = OrderMerge.Of(original, mine, stored);
        var also = await NamesAsync(db, order, merge.AlsoChanged, c => c.Slot, cancel);
        if (merge.Conflicts.Count > 0)
        {
            return new OrderEditOutcome(stored, [], also, await NamesAsync(db, order, merge.Conflicts, c => c.Slot, cancel), ApprovalLost: false);
        }

        if (merge.Written.Count == 0)
        {
            return new OrderEditOutcome(stored, [], also, [], ApprovalLost: false);
        }

        if (merge.Written.Any(w => !OrderEditRules.MayRead(w.Slot.Field, call.Role)))
        {
            return OrderFailures.NotEditing;
        }

        if (Refusal(order, merge) is { } refusal)
        {
            return refusal;
        }

        if (await ProductsAsync(db, order, merge, cancel) is not { } products)
        {
            return OrderFailures.WrongProduct;
        }

        var lost = await WriteAsync(db, order, merge, products, cancel);
        return new OrderEditOutcome(merge.Merged, merge.Written, also, [], lost);
    }

    /// <summary>Why the merged order must not be: a field that is locked now, or values that are right alone and wrong together.</summary>
    private static Failure? Refusal(Order order, MergeResult merge)
    {
        var locked = merge.Written.Select(w => (w.Label, Why: OrderEditRules.LockOf(w.Slot.Field, order))).FirstOrDefault(w => w.Why is not null);
        return locked.Why is { } why ? OrderFailures.FieldLocked(locked.Label, why)
            : order.Status != OrderStatus.Draft && merge.Merged.DeliverBy is null && merge.Written.Any(w => w.Slot.Field == OrderField.DeliverBy) ? OrderFailures.DeliveryDateMissing
            : order.Status != OrderStatus.Draft && merge.Merged is { ServiceDate: null, OrderType: not OrderType.Consignment } && merge.Written.Any(w => w.Slot.Field is OrderField.ServiceDate or OrderField.OrderType) ? OrderFailures.ServiceDateMissing
            : order.Status != OrderStatus.Draft && merge.Merged.Items.Count == 0 ? OrderFailures.LastItem
            : OrderRequestRules.Check(merge.Merged) is Failure.Invalid invalid && Concerns(invalid, merge) ? invalid : null;
    }

    /// <summary>An edit of a note is not refused for a date that was wrong before.</summary>
    private static bool Concerns(Failure.Invalid invalid, MergeResult merge) => merge.Written.Any(w => OrderEditRules.For(w.Slot.Field).IsMaterial)
        || invalid.Fields.Keys.Any(k => merge.Written.Any(w => w.Slot.Field.ToString() == k));

    /// <summary>The products of the merged items, all of the order's manufacturer; null when one is not.</summary>
    private static async Task<Dictionary<Guid, Product>?> ProductsAsync(MedDistDbContext db, Order order, MergeResult merge, CancellationToken cancel)
    {
        var ids = merge.Merged.Items.Select(i => i.ProductId).Distinct().ToList();
        var had = order.Items.Select(i => i.ProductId).ToHashSet();
        var products = await db.Products.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        return ids.All(id => products.TryGetValue(id, out var p) && (had.Contains(id) || (p.IsActive && p.ManufacturerId == order.ManufacturerId))) ? products : null;
    }

    private async Task<bool> WriteAsync(MedDistDbContext db, Order order, MergeResult merge, Dictionary<Guid, Product> products, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        db.RemoveRange(order.Edit(merge, products));
        await SignatureUpkeep.FollowAsync(db, order, call, now, cancel);
        await facts.RefreshAsync(db, [order], cancel);
        if (merge.Written.Any(w => w.Slot.Field == OrderField.ServiceDate))
        {
            await facts.RefreshNeighboursAsync(db, [order], cancel);
        }

        var lost = order.LoseApproval(call, now);
        db.Add(new OrderRevision
        {
            OrderId = order.Id,
            OrderVersion = order.Version + 1,
            At = now,
            ByUserId = call.UserId,
            ByName = call.UserName,
            Fields = [.. merge.Written.Select(w => new RevisedField(w.Slot.Field, w.Label, OrderEditRules.Text(w.Slot.Field, w.Before), OrderEditRules.Text(w.Slot.Field, w.After)))],
        });
        return lost;
    }

    private static async Task<IReadOnlyList<ChangedBy<T>>> NamesAsync<T>(MedDistDbContext db, Order order, IReadOnlyList<T> changes, Func<T, FieldSlot> slot, CancellationToken cancel)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var revisions = await db.OrderRevisions.AsNoTracking().Where(r => r.OrderId == order.Id).OrderByDescending(r => r.OrderVersion).Take(50).ToListAsync(cancel);
        return [.. changes.Select(c => (Change: c, By: revisions.Find(r => r.Fields.Any(f => f.Field == slot(c).Field)))).Select(c => new ChangedBy<T>(c.Change, c.By?.ByName, c.By?.At))];
    }
}
