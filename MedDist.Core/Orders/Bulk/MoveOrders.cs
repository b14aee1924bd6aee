using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Verifications;

namespace MedDist.Core.Orders.Bulk;

/// <summary>
/// One step of the workflow for many orders. <c>reason</c> is the comment where the step wants one; <c>until</c> ends a hold; with <c>bypass</c> an approval also takes orders without a valid
/// IVR, which are skipped otherwise.
/// </summary>
public sealed class MoveOrders(OrderAction action, string kind, string title, ICallContext call, OrderFactService facts, TimeProvider clock) : OrderBatchAction(call, clock)
{
    public override string Kind => kind;

    public override string Title => title;

    /// <summary>A step asks nothing of other rows, so that more of them fit into a moment.</summary>
    public override int ChunkSize => 500;

    public override Failure? Check(BatchArguments arguments)
    {
        var move = Move(arguments, bypass: true);
        return OrderWorkflow.For(action).NeedsReason && move.Reason is null ? OrderFailures.ReasonMissing(action) : OrderRequestRules.Check(move);
    }

    protected override Result Act(Order order, BatchArguments arguments, DateTimeOffset now) =>
        order.Apply(Move(arguments, bypass: order.IvrState is not (IvrState.Valid or IvrState.NotRequired)), Call, now);

    protected override async Task AfterAsync(MedDistDbContext db, IReadOnlyList<Order> changed, CancellationToken cancel)
    {
        foreach (var order in changed)
        {
            db.TellProvider(order, action);
        }

        await facts.FollowAsync(db, action, changed, cancel);
    }

    private MoveOrder Move(BatchArguments arguments, bool bypass) => new(action)
    {
        Reason = OrderWorkflow.For(action).NeedsReason ? arguments.Text(BulkArguments.Reason) : null,
        IvrBypassReason = action == OrderAction.Approve && bypass ? arguments.Text(BulkArguments.Bypass) : null,
        On = action == OrderAction.Hold ? arguments.Day(BulkArguments.Until) : null,
    };
}
