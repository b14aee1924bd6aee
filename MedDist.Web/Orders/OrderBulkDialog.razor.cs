using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Orders;

/// <summary>The dialog of bulk actions on selected orders.</summary>
public sealed partial class OrderBulkDialog(BatchService batches, OrderQueries orders, OrderClaims claims, ICallContext call, Toasts toasts)
{
    private BulkWord? word;
    private BatchArguments arguments = BatchArguments.None;
    private BatchPreview? preview;
    private IReadOnlyList<Guid> ids = [];
    private IReadOnlyList<Choice> colleagues = [];
    private string? problem;
    private string tell = "";
    private bool needsSecond;
    private bool busy;
    private int asked;

    [Parameter, EditorRequired] public RowSelection Selection { get; set; } = default!;

    [Parameter, EditorRequired] public OrderFilter Filter { get; set; } = new();

    private string? Title => word is null ? null : $"{word.Button}: {Orders(ids.Count)}";

    /// <summary>Opens for an action. The orders are those that are selected now, whatever comes into the list meanwhile.</summary>
    public async Task OpenAsync(string kind)
    {
        if (word is not null || Selection.Count == 0)
        {
            return;
        }

        ids = Selection.IsAll ? [.. (await orders.IdsAsync(Filter, StartBatch.MostRows + 1)).Except(Selection.Named)] : [.. Selection.Named];
        colleagues = [.. (await claims.ColleaguesAsync()).Where(c => c.Id != call.UserId)];
        var to = kind == BulkArguments.Assign ? call.UserId?.ToString() : null;
        (word, arguments, preview, problem, tell, needsSecond) = (BulkWords.Of(kind), BatchArguments.None.With(BulkArguments.To, to), null, null, "", false);
        StateHasChanged();
        if (word.Reason is null && kind != BulkArguments.ChangeDates)
        {
            await CheckAsync();
        }
    }

    private static string Orders(int count) => count == 1 ? "1 order" : $"{count:N0} orders";

    private static string AddressOf(Guid order) => $"{QueueAddress.Path}/{order}";

    private StartBatch Start => new(word!.Kind, arguments, ids);

    /// <summary>What was foreseen for other arguments does not count any more.</summary>
    private void Change(BatchArguments changed)
    {
        asked++;
        (arguments, preview, problem, busy) = (changed, null, null, false);
    }

    private async Task CheckAsync()
    {
        var mine = ++asked;
        (busy, problem) = (true, null);
        StateHasChanged();
        var checkedRows = await batches.PreviewAsync(Start);
        if (mine == asked && word is not null)
        {
            (busy, preview, problem) = (false, checkedRows.Value, checkedRows.Failure?.Message);
            StateHasChanged();
        }
    }

    private async Task RunAsync()
    {
        if (busy || preview is null)
        {
            return;
        }

        busy = true;
        var started = await batches.StartAsync(Start);
        (busy, problem) = (false, started.Failure?.Message);
        if (started.Succeeded)
        {
            Finish($"{word!.Button}: {Orders(ids.Count)} on their way", "You can go on; the bar at the top shows how far it is.");
        }
    }

    private async Task KeepAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var kept = await batches.KeepAsync(Start, new(needsSecond, Guid.TryParse(tell, out var colleague) ? colleague : null));
        (busy, problem) = (false, kept.Failure?.Message);
        if (kept.Succeeded)
        {
            Finish("The dry run is kept", "Find it under Bulk actions.");
        }
    }

    private void Finish(string title, string text)
    {
        toasts.Done(title, text);
        Close();
        Selection.Clear();
    }

    private void Close()
    {
        asked++;
        (word, preview, busy) = (null, null, false);
    }
}
