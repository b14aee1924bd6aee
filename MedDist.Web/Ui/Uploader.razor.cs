using System.Globalization;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace MedDist.Web.Ui;

/// <summary>Reads files in pieces, hands them to the service, and holds back what is removed.</summary>
public sealed partial class Uploader
{
    private static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(8);

    private readonly List<Row> rows = [];
    private readonly CancellationTokenSource gone = new();
    private ElementReference zone;
    private IJSObjectReference? listener;
    private Guid shown;
    private string? wantedNow;
    private int batch;
    private bool busy;

    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Parameter, EditorRequired] public DocumentOwner OwnerType { get; set; }

    [Parameter, EditorRequired] public Guid OwnerId { get; set; }

    [Parameter] public string Label { get; set; } = "Photos and documents";

    /// <summary>Names of documents that are wanted; the next file can be marked as one of them.</summary>
    [Parameter] public IReadOnlyList<string> Wanted { get; set; } = [];

    /// <summary>Before the first of some files is kept: whatever must be there for it, such as the draft.</summary>
    [Parameter] public EventCallback Starting { get; set; }

    /// <summary>Files were added or removed for good.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (shown != OwnerId)
        {
            shown = OwnerId;
            var stored = await Uploads.ListAsync(OwnerType, OwnerId);
            rows.Clear();
            rows.AddRange(stored.Select(s => new Row(s.FileName) { Stored = s }));
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await using var module = await JS.InvokeAsync<IJSObjectReference>("import", "./Ui/Uploader.razor.js");
            listener = await module.InvokeAsync<IJSObjectReference>("attach", zone, Id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        gone.Dispose();
        try
        {
            if (listener is not null)
            {
                await listener.InvokeVoidAsync("dispose");
                await listener.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and its listener with it.
        }
    }

    private async Task TakeAsync(InputFileChangeEventArgs e)
    {
        busy = true;
        var files = e.GetMultipleFiles(DocumentUploads.MostFiles * 2).Select(f => (File: f, Row: new Row(f.Name))).ToList();
        rows.AddRange(files.Select(f => f.Row));
        var requirement = wantedNow;
        await Starting.InvokeAsync();
        foreach (var (file, row) in files)
        {
            await UploadAsync(file, row, requirement);
        }

        // A new field for the next choice: the old one still holds these files.
        (busy, wantedNow) = (false, null);
        batch++;
        if (files.Exists(f => f.Row.Stored is not null))
        {
            await Changed.InvokeAsync();
        }
    }

    private async Task UploadAsync(IBrowserFile file, Row row, string? requirement)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        row.Uploading = given;
        var upload = BrowserFiles.Of(file, read => Show(row, file.Size == 0 ? 100 : (int)(read * 100 / file.Size)));
        try
        {
            var result = await Uploads.AddAsync(new(OwnerType, OwnerId, upload) { RequirementName = requirement }, given.Token);
            (row.Stored, row.Problem) = (result.Value, result.Failure?.Message);
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            // Given up by who chose it, or with the page; nothing of it is kept.
            rows.Remove(row);
        }

        row.Uploading = null;
    }

    private void Show(Row row, int percent)
    {
        if (row.Percent != percent)
        {
            row.Percent = percent;
            StateHasChanged();
        }
    }

    /// <summary>Hides the file and takes it away when the time to undo is over; one that leaves the page before keeps it.</summary>
    private async Task Remove(Row row)
    {
        var until = Time.GetUtcNow() + UndoTime;
        row.RemovedUntil = until;
        StateHasChanged();
        await Task.Delay(UndoTime, Time, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (gone.IsCancellationRequested || row.RemovedUntil != until)
        {
            return;
        }

        var removed = await Uploads.RemoveAsync(row.Stored!.Id);
        if (removed.Succeeded || removed.Failure is Failure.NotFound)
        {
            rows.Remove(row);
        }
        else
        {
            row.Problem = removed.Failure!.Message;
        }

        await Changed.InvokeAsync();
    }

    private static void Restore(Row row) => row.RemovedUntil = null;

    private static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} KB" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024:0.0} MB");

    private sealed class Row(string name)
    {
        public string Name => name;

        public int Percent { get; set; }

        /// <summary>Gives up what is on its way.</summary>
        public CancellationTokenSource? Uploading { get; set; }

        public UploadRow? Stored { get; set; }

        public string? Problem { get; set; }

        public DateTimeOffset? RemovedUntil { get; set; }
    }
}
