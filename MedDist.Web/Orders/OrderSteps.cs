using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Web.Ui;

namespace MedDist.Web.Orders;

/// <summary>Does steps of one order and says what came of them, for pages without a list.</summary>
public sealed class OrderSteps(OrderService service, OrderForwarding forwarding, Toasts toasts)
{
    /// <summary>Does a step; null when it is done, else why not.</summary>
    public async Task<Failure?> MoveAsync(OrderRow row, MoveOrder move)
    {
        var result = await service.MoveAsync(row.Id, move);
        if (result.Succeeded)
        {
            toasts.Done($"{row.OrderNumber}: {move.Action.Label().ToLowerInvariant()}");
        }

        return result.Failure;
    }

    /// <summary>Forwards, and offers to take it back.</summary>
    public async Task<Failure?> ForwardAsync(OrderRow row, Func<Task> undone)
    {
        var result = await forwarding.ForwardAsync(row.Id, row.Version);
        if (result.Succeeded)
        {
            toasts.Undo($"{row.OrderNumber} goes to {row.ManufacturerName ?? "the manufacturer"}", result.Value.UndoUntil, () => UndoAsync(row.Id, undone));
        }

        return result.Failure;
    }

    /// <summary>Takes a forwarded order back.</summary>
    public async Task UndoAsync(Guid order, Func<Task> undone)
    {
        var result = await forwarding.UndoAsync(order);
        if (result.Succeeded)
        {
            toasts.Done("Nothing was sent", "The order is approved again, as before.");
        }
        else
        {
            toasts.Failed(result.Failure);
        }

        await undone();
    }

    /// <summary>Tries a failed message again.</summary>
    public async Task<Failure?> RetryAsync(OrderRow row)
    {
        var result = await forwarding.RetryAsync(row.Id);
        if (result.Succeeded)
        {
            toasts.Done($"{row.OrderNumber}: trying to send again");
        }

        return result.Failure;
    }
}
