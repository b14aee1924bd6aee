using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Bulk;

/// <summary>A bulk action on orders: the dry run and the real one ask the same method of the same order, so that they cannot disagree.</summary>
public abstract class OrderBatchAction(ICallContext call, TimeProvider clock) : IBatchAction
{
    public abstract string Kind { get; }

    public string EntityType => nameof(Order);

    public virtual int ChunkSize => 200;

    public abstract string Title { get; }

    protected ICallContext Call { get; } = call;

    protected TimeProvider Clock { get; } = clock;

    public bool MayRun(Role? role) => OrderPermissions.MayTriage(role);

    public virtual Failure? Check(BatchArguments arguments) => null;

    public virtual async Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        await PrepareAsync(db, arguments, cancel);
        var orders = await Complete(db.VisibleOrders()).AsNoTracking().Where(o => EF.Parameter(ids).Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);

        // The orders are thrown away afterwards: nothing tracks them.
        return [.. ids.Select(id => orders.TryGetValue(id, out var order) ? new BatchCheck(id, order.OrderNumber, Act(order, arguments, now).Failure) : new(id, "?", OrderFailures.NotFound))];
    }

    public async Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        await db.VisibleOrders().Where(o => EF.Parameter(ids).Contains(o.Id)).Select(o => new { o.Id, o.OrderNumber }).ToDictionaryAsync(o => o.Id, o => o.OrderNumber, cancel);

    public virtual async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        await PrepareAsync(db, arguments, cancel);
        var orders = await Complete(db.VisibleOrders()).Where(o => EF.Parameter(ids).Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
        var results = ids.ToDictionary(id => id, id => orders.TryGetValue(id, out var order) ? Act(order, arguments, now) : OrderFailures.NotFound);
        await AfterAsync(db, [.. orders.Values.Where(o => results[o.Id].Succeeded)], cancel);
        return results;
    }

    public virtual Task<bool> SettleAsync(MedDistDbContext db, CancellationToken cancel) => Task.FromResult(false);

    public virtual void Discard()
    {
    }

    /// <summary>Orders with the parts that <see cref="Act"/> asks for.</summary>
    protected virtual IQueryable<Order> Complete(IQueryable<Order> orders) => orders.Include(o => o.Items);

    /// <summary>Reads what the arguments name, once for the chunk.</summary>
    protected virtual Task PrepareAsync(MedDistDbContext db, BatchArguments arguments, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Does it to one order, or says why not; then the order is as it was.</summary>
    protected abstract Result Act(Order order, BatchArguments arguments, DateTimeOffset now);

    /// <summary>What follows for those that changed, in the same save.</summary>
    protected virtual Task AfterAsync(MedDistDbContext db, IReadOnlyList<Order> changed, CancellationToken cancel) => Task.CompletedTask;
}
