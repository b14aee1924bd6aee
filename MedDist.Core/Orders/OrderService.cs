using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Moves orders along their workflow.</summary>
public sealed class OrderService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TimeProvider clock)
{
    // They need more than a step: forwarding writes a message, and only the dispatcher knows that one has left.
    private static readonly OrderAction[] Elsewhere =
        [OrderAction.Forward, OrderAction.RecallSend, OrderAction.MarkSent, OrderAction.VoidParcel, OrderAction.VoidAllParcels, OrderAction.WithdrawDelivery];

    /// <summary>
    /// Does one step. Fails as <see cref="OrderFailures"/> says: not found, stale, wrong status, role, reason missing, incomplete, IVR not valid. Nothing is written then.
    /// </summary>
    public async Task<Result> MoveAsync(Guid orderId, MoveOrder move, CancellationToken cancel = default)
    {
        if (Elsewhere.Contains(move.Action) || OrderWorkflow.Beside.Contains(move.Action))
        {
            return OrderFailures.NotYourRole(move.Action);
        }

        if (OrderRequestRules.Check(move) is { } invalid)
        {
            return invalid;
        }

        if (Order.ActsOnBehalf(move.Action, call.Role) && string.IsNullOrWhiteSpace(move.Reason))
        {
            return OrderFailures.OnBehalfReasonMissing;
        }

        return await OrderDecision.TryAsync(move.SeenVersion, seen => TryAsync(orderId, move with { SeenVersion = seen }, cancel));
    }

    private async Task<Attempt<Result>> TryAsync(Guid orderId, MoveOrder move, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.FindVisibleAsync(orderId, cancel) is not { } order)
        {
            return new(OrderFailures.NotFound);
        }

        if (await OrderDecision.StaleAsync(db, order, move.SeenVersion, cancel) is { } stale)
        {
            return new(stale);
        }

        var done = order.Apply(move, call, clock.GetUtcNow());
        if (!done.Succeeded)
        {
            return new(done);
        }

        await facts.FollowAsync(db, move.Action, [order], cancel);
        db.TellProvider(order, move.Action);
        var readAt = order.Version;
        var saved = await db.TrySaveAsync(OrderFailures.Stale, cancel);
        return new(saved, saved.Failure is Failure.Stale ? readAt : null);
    }
}
