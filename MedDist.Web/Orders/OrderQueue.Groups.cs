using MedDist.Core.Orders;
using Microsoft.JSInterop;

namespace MedDist.Web.Orders;

/// <summary>The list gathered by recipient and manufacturer, the IVR of the current order, and the way to the full page.</summary>
public sealed partial class OrderQueue
{
    private bool ivrWanted;

    private bool IsGrouped => address.Filter.Group == OrderGroup.Episode;

    private Task GroupAsync() => NarrowAsync(f => f with { Group = f.Group == OrderGroup.Episode ? OrderGroup.None : OrderGroup.Episode });

    /// <summary>Folds the current group or unfolds it.</summary>
    private void Fold(bool fold)
    {
        if (view.Current is { } line && IsGrouped)
        {
            view = view.Fold(line.Row.Episode, fold);
        }
    }

    private void Toggle(EpisodeKey episode) => view = view.Fold(episode, !view.Folded.Contains(episode));

    /// <summary>Opens the pane of the current order; the focus goes to what its IVR says.</summary>
    private async Task ShowIvrAsync()
    {
        ivrWanted = view.CurrentId is not null;
        if (openId is null && view.CurrentId is { } id)
        {
            await OpenAsync(id);
        }
    }

    /// <summary>The pane opens and the list keeps the focus; a second time, the focus goes into the pane.</summary>
    private async Task PreviewAsync()
    {
        paneWantsFocus = openId is not null;
        if (openId is null && view.CurrentId is { } id)
        {
            await OpenAsync(id);
        }
    }

    private Task OpenFullAsync()
    {
        if ((openId ?? view.CurrentId) is { } id)
        {
            OpenFull(id);
        }

        return Task.CompletedTask;
    }

    /// <summary>Called by the browser for a double click on a row.</summary>
    [JSInvokable]
    public Task OnTwiceAsync(string row)
    {
        if (Guid.TryParseExact(row, "N", out var id))
        {
            OpenFull(id);
        }

        return Task.CompletedTask;
    }

    private void OpenFull(Guid id) => navigation.NavigateTo(OrderAddress.Full(id, address));

    private async Task FocusWhatWasAskedAsync()
    {
        if (openId is null)
        {
            return;
        }

        if (paneWantsFocus)
        {
            paneWantsFocus = false;
            await script.FocusAsync("order-pane-title");
        }

        if (ivrWanted)
        {
            ivrWanted = false;
            await script.FocusWhenThereAsync("order-ivr");
        }
    }
}
