using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Moves orders along their workflow.</summary>
public sealed class OrderService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TimeProvider clock)
{
    // They need more than a step: forwarding writes a message, and only the dispatcher knows that one has left.
    private static readonly OrderAction[] Elsewhere = [OrderAction.Forward, OrderAction.RecallSend, OrderAction.MarkSent];

    // Steps after which the rules say something new of the order; what ends with a step, the order ends itself.
    private static readonly OrderAction[] ChangesFacts = [OrderAction.Submit, OrderAction.RejectByManufacturer];

    // Steps by which the order becomes, or no longer is, one that others can be duplicates of.
    private static readonly OrderAction[] ComesOrGoes = [OrderAction.Submit, OrderAction.Deny, OrderAction.Cancel];

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

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.FindVisibleAsync(orderId, cancel) is not { } order)
        {
            return OrderFailures.NotFound;
        }

        if (move.SeenVersion is { } seen && seen != order.Version)
        {
            return OrderFailures.Stale;
        }

        var bypass = order.IvrBypassReason;
        var done = order.Apply(move, call, clock.GetUtcNow());
        if (!done.Succeeded)
        {
            return done;
        }

        if (ChangesFacts.Contains(move.Action) || order.IvrBypassReason != bypass)
        {
            await facts.RefreshAsync(db, [order], cancel);
        }

        Tell(db, order, move.Action);
        var saved = await db.TrySaveAsync(OrderFailures.Stale, cancel);
        if (saved.Succeeded && ComesOrGoes.Contains(move.Action))
        {
            await facts.RefreshNeighboursAsync(order, cancel);
        }

        return saved;
    }

    /// <summary>The provider hears of what the coordinator decided, unless it was the provider's own step.</summary>
    private void Tell(MedDistDbContext db, Order order, OrderAction action)
    {
        if (order.ProviderId is not { } provider || provider == call.UserId
            || action is not (OrderAction.SendBack or OrderAction.Deny or OrderAction.Approve or OrderAction.Cancel or OrderAction.RejectByManufacturer or OrderAction.Confirm))
        {
            return;
        }

        db.Notify(provider, $"order.{action}", $"{order.OrderNumber}: {action.Label().ToLowerInvariant()}", null, $"/orders/{order.Id}");
    }
}
