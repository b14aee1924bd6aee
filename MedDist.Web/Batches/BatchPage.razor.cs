using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace MedDist.Web.Batches;

/// <summary>One batch: its progress while it runs, what became of each row, and what can be done with it.</summary>
public sealed partial class BatchPage(BatchQueries batches, BatchService service, BatchUndo undoing, NavigationManager navigation, ICallContext call, Toasts toasts) : IDisposable
{
    private static readonly string[] Watched = [nameof(BatchOperation)];
    private static readonly IReadOnlyList<TrailStep> Above = [new("Bulk actions", BatchAddress.Path)];

    private BatchRow? row;
    private IReadOnlyList<BatchReason> reasons = [];
    private BatchItemPage? items;
    private BatchItemFilter filter = new();
    private BatchPreview? fresh;
    private BatchUndoState? undo;
    private ConfirmDialog? confirm;
    private string entityType = "";
    private bool isMissing;
    private bool busy;

    [Parameter] public Guid Id { get; set; }

    private bool IsForecast => row is { StartedAt: null, CheckedAt: not null };

    private bool MustBeSomebodyElse => row is { Status: BatchStatus.Saved, NeedsSecondPerson: true } && row.CreatedByUserId == call.UserId;

    protected override async Task OnParametersSetAsync()
    {
        if (row?.Id != Id)
        {
            await LoadAsync();
        }
    }

    protected override void OnInitialized() => navigation.LocationChanged += OnLocationChanged;

    public void Dispose() => navigation.LocationChanged -= OnLocationChanged;

    private async Task LoadAsync()
    {
        row = await batches.FindAsync(Id);
        isMissing = row is null;
        if (!isMissing)
        {
            reasons = await batches.ReasonsAsync(Id);
            filter = BatchAddress.ReadItems(navigation.Uri, reasons);
            items = await batches.ItemsAsync(Id, filter);
            undo = row!.HasEnded ? await undoing.StateAsync(Id) : null;
            entityType = items.Rows is [var first, ..] ? first.EntityType : entityType;
        }
    }

    private Task OnChangedAsync(IReadOnlySet<Change> changes) => changes.Any(c => c.Id == Id) ? LoadAsync() : Task.CompletedTask;

    private void Go(BatchItemFilter next) => navigation.NavigateTo(BatchAddress.Write(Id, next));

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == $"{BatchAddress.Path}/{Id}")
        {
            _ = InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            });
        }
    }

    private async Task RunAsync()
    {
        busy = true;
        Say(await service.RunAsync(Id), "It runs now", "You can leave this page.");
        (fresh, busy) = (null, false);
        await LoadAsync();
    }

    private async Task CancelAsync()
    {
        var question = row!.Status == BatchStatus.Saved
            ? new ConfirmQuestion("Discard this dry run?", "Nothing was written by it. It stays in the list as cancelled.", "Discard")
            : new ConfirmQuestion("Cancel the rest?", "Rows that are done stay done. The others are not touched.", "Cancel the rest") { Danger = true };
        await confirm!.AskAsync(question, _ => service.CancelAsync(Id));
        await LoadAsync();
    }

    /// <summary>Says first what would become of the rows; then takes them back by a batch of its own, whose page opens.</summary>
    private async Task UndoAsync()
    {
        busy = true;
        var preview = await undoing.PreviewAsync(Id);
        busy = false;
        if (!preview.Succeeded)
        {
            toasts.Failed(preview.Failure);
            return;
        }

        var question = new ConfirmQuestion("Undo this bulk action?", UndoWords(preview.Value), "Undo it") { Danger = true };
        Guid? by = null;
        await confirm!.AskAsync(question, async _ => Result.From((await StartAsync()).Failure));
        if (by is { } batch)
        {
            navigation.NavigateTo($"{BatchAddress.Path}/{batch}");
        }

        async Task<Result<Guid>> StartAsync()
        {
            var started = await undoing.StartAsync(Id);
            by = started.Succeeded ? started.Value : null;
            return started;
        }
    }

    private static string UndoWords(BatchPreview preview)
    {
        var kept = preview.Rows.Count - preview.Changes;
        return $"{BatchWords.Rows(preview.Changes)} will be put back as they stood before." + (kept == 0 ? "" : $" {BatchWords.Rows(kept)} will be left as they are: {preview.Skips[0].Reason}");
    }

    private async Task RecheckAsync()
    {
        busy = true;
        var again = await service.RecheckAsync(Id);
        (fresh, busy) = (again.Value, false);
        if (!again.Succeeded)
        {
            toasts.Failed(again.Failure);
        }
    }

    private void Say(Result result, string title, string text)
    {
        if (result.Succeeded)
        {
            toasts.Done(title, text);
        }
        else
        {
            toasts.Failed(result.Failure);
        }
    }
}
