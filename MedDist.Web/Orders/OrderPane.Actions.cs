using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>What the user does to the order in the pane.</summary>
public sealed partial class OrderPane
{
    /// <summary>A key was pressed. What takes effect at once does so only for an order that was on screen by then; else its button gets the focus.</summary>
    private async Task RunAsync(OrderAction action)
    {
        if (waitingWasSeen || Asks(action))
        {
            await BeginAsync(action);
            StateHasChanged();
            return;
        }

        await script.FocusAsync($"do-{action}");
    }

    private bool Asks(OrderAction action) => action == OrderAction.Approve ? OrderAsk.NeedsBypass(details!) : OrderActionWords.Question(action, "") is not null;

    /// <summary>Does what needs nothing more, or asks.</summary>
    private async Task BeginAsync(OrderAction action)
    {
        // Letters typed before the dialog was there are not for other actions.
        if (details is null || busy || dialog is { IsOpen: true })
        {
            return;
        }

        problem = OrderAsk.RefusalOf(details, action);
        if (problem is not null)
        {
            return;
        }

        if (action == OrderAction.Forward)
        {
            await ForwardAsync();
        }
        else if (Asks(action))
        {
            dialog?.Ask(action, details.Row);
        }
        else
        {
            await DoAtOnceAsync(action, details.Row.Version);
        }
    }

    private async Task DoAtOnceAsync(OrderAction action, int seen)
    {
        problem = (await MoveAsync(new MoveOrder(action) { SeenVersion = seen }))?.Message;
        if (problem is null)
        {
            await Acted.InvokeAsync(action);
        }
    }

    private async Task<Failure?> MoveAsync(MoveOrder move)
    {
        busy = true;
        StateHasChanged();
        var number = details!.Row.OrderNumber;
        var result = await service.MoveAsync(Id, move);
        busy = false;
        if (!result.Succeeded)
        {
            await ReadAsync();
            StateHasChanged();
            return result.Failure;
        }

        toasts.Done($"{number}: {move.Action.Label().ToLowerInvariant()}");
        return null;
    }

    private async Task ForwardAsync()
    {
        busy = true;
        StateHasChanged();
        var row = details!.Row;
        var result = await forwarding.ForwardAsync(row.Id, row.Version);
        busy = false;
        if (result.Succeeded)
        {
            await Forwarded.InvokeAsync(new(row.Id, row.OrderNumber, row.ManufacturerName ?? "the manufacturer", result.Value.UndoUntil, result.Value.LeavesAt));
            return;
        }

        problem = result.Failure.Message;
        await ReadAsync();
    }

    private async Task RetryAsync()
    {
        busy = true;
        var result = await forwarding.RetryAsync(Id);
        busy = false;
        problem = result.Failure?.Message;
        if (result.Succeeded)
        {
            toasts.Done($"{details!.Row.OrderNumber}: trying to send again");
        }

        await ReadAsync();
    }
}
