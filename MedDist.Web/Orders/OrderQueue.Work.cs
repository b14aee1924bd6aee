using MedDist.Core.Orders;
using Microsoft.JSInterop;

namespace MedDist.Web.Orders;

/// <summary>What the user does in the queue: moving, narrowing, and working through orders.</summary>
public sealed partial class OrderQueue
{
    private readonly ReasonDrafts drafts = new();
    private PaneCommand? command;
    private (Guid OrderId, string Number, Guid Toast, DateTimeOffset Until)? lastForward;

    /// <summary>Called by the browser for the arrow keys of the list.</summary>
    [JSInvokable]
    public Task OnStepAsync(int by) => StepAsync(by);

    private async Task StepAsync(int by)
    {
        if (view.Neighbour(by) is { } id)
        {
            MoveTo(id);
        }
        else if (by > 0 && address.Filter.Skip + address.Filter.Take < view.Pageable)
        {
            await TurnToAsync(address.Filter with { Skip = address.Filter.Skip + address.Filter.Take });
        }
    }

    /// <summary>Moves to a row; an open pane comes along, and the address follows once the user rests.</summary>
    private void MoveTo(Guid id)
    {
        view = view.GoTo(id);
        if (openId is not null)
        {
            openId = id;
            _ = SettleAsync();
        }

        StateHasChanged();
    }

    private async Task SettleAsync()
    {
        var mine = ++settling;
        await Task.Delay(SettleTime, time);
        if (mine == settling && openId != address.OpenOrder)
        {
            await GoAsync(address with { OpenOrder = openId }, replace: true);
        }
    }

    private Task OpenAsync(Guid id) => GoAsync(address with { OpenOrder = id }, replace: openId is not null);

    private async Task CloseAsync()
    {
        command = null;
        await GoAsync(address with { OpenOrder = null });
        await FocusListAsync();
    }

    private async Task FocusListAsync() => await (list?.InvokeVoidAsync("focusList") ?? ValueTask.CompletedTask);

    private Task FocusSearchAsync() => script.FocusAsync("order-search");

    private Task SearchAsync(string? text) => GoAsync((address with { OpenOrder = null }).With(f => f with { Search = text }), replace: address.Filter.Search is not null);

    private Task NarrowAsync(Func<OrderFilter, OrderFilter> change) => GoAsync((address with { OpenOrder = null }).With(change));

    private Task ShowAsync(QueueTab tab) => GoAsync(OrderQueueTabs.AddressOf(address, tab));

    private Task ShowAllAsync() => ShowAsync(QueueTab.All);

    private Task TurnToAsync(OrderFilter filter) => GoAsync(address with { Filter = filter, OpenOrder = null });

    private Task SortByAsync(OrderSort sort) => NarrowAsync(f => f with { Sort = sort, Descending = f.Sort == sort && !f.Descending });

    /// <summary>A key for the current order: the pane does it once it shows that order.</summary>
    private async Task BeginAsync(OrderAction action)
    {
        if ((openId ?? view.CurrentId) is not { } id)
        {
            return;
        }

        command = new PaneCommand(id, action);
        if (openId != id)
        {
            await OpenAsync(id);
        }
    }

    /// <summary>Something was done to the open order: on to the next one, unless the order itself waits for the next step.</summary>
    private async Task ActedAsync(OrderAction action)
    {
        var next = action is OrderAction.Approve or OrderAction.Release or OrderAction.WithdrawApproval or OrderAction.RecallSend || openId != view.CurrentId ? openId : view.AfterCurrent;
        command = null;
        revision++;
        await RefreshAsync();
        if (next is null)
        {
            await CloseAsync();
        }
        else if (next != openId)
        {
            MoveTo(next.Value);
        }

        await FocusListAsync();
    }

    private async Task OnForwardedAsync(PaneForward sent)
    {
        var later = sent.LeavesAt > sent.Until ? $" {SendByWords.Moment(sent.LeavesAt, clock.Now, clock.Zone)}" : "";
        var toast = toasts.Undo($"{sent.Number} goes to {sent.Manufacturer}{later}", sent.Until, () => UndoAsync(sent.OrderId));
        lastForward = (sent.OrderId, sent.Number, toast, sent.LeavesAt);
        await ActedAsync(OrderAction.Forward);
    }

    private async Task UndoLastAsync()
    {
        if (lastForward is not { } last || last.Until <= time.GetUtcNow())
        {
            toasts.Warning("Nothing to undo", "A forwarded order can be taken back until its message leaves.");
            return;
        }

        await UndoAsync(last.OrderId);
    }

    /// <summary>Takes a forwarded order back and goes to it.</summary>
    private async Task UndoAsync(Guid orderId)
    {
        var undone = await forwarding.UndoAsync(orderId);
        if (lastForward is { } last && last.OrderId == orderId)
        {
            toasts.Close(last.Toast);
            lastForward = null;
        }

        if (!undone.Succeeded)
        {
            toasts.Failed(undone.Failure);
            return;
        }

        toasts.Done("Nothing was sent", "The order is approved again, as before.");
        revision++;
        await RefreshAsync();
        MoveTo(orderId);
        await OpenAsync(orderId);
    }
}
