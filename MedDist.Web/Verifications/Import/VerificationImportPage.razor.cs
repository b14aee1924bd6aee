using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Verifications.Import;

/// <summary>One import from its columns to its result. Which step is on follows from the import; while it is checked, one can go back to its columns.</summary>
public sealed partial class VerificationImportPage(VerificationImports imports, VerificationImportQueries queries, BatchQueries batches, NavigationManager navigation, Toasts toasts)
{
    private static readonly string[] Watched = [nameof(StagedImport), nameof(BatchOperation)];
    private static readonly IReadOnlyList<TrailStep> Above = [new("Import verifications", "/verifications/import")];

    private ImportRow? row;
    private ImportMapping? mapping;
    private IReadOnlyList<ImportProblem> problems = [];
    private IReadOnlyList<ImportDecision> decisions = [];
    private ImportLineFilter filter = new();
    private ImportLinePage? lines;
    private BatchRow? batch;
    private ConfirmDialog? confirm;
    private int? percent;
    private bool isMissing;
    private bool busy;

    [Parameter] public Guid Id { get; set; }

    /// <summary>The step to look at, where it is not the one that is due.</summary>
    [SupplyParameterFromQuery(Name = "step")] public string? Wanted { get; set; }

    private VerificationImportQueries Queries => queries;

    private bool IsOpen => row?.Status is ImportStatus.Mapping or ImportStatus.Checked;

    private ImportStep Step => row?.Status switch
    {
        null or ImportStatus.Mapping => ImportStep.Map,
        ImportStatus.Checked => Wanted == "map" ? ImportStep.Map : ImportStep.Check,
        ImportStatus.Committed => batch?.HasEnded == true ? ImportStep.Result : ImportStep.Commit,
        _ => ImportStep.Upload,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    private string? AddressOf(ImportStep step) => step switch
    {
        ImportStep.Upload => "/verifications/import",
        ImportStep.Map when IsOpen => $"/verifications/import/{Id}?step=map",
        ImportStep.Check when row?.Status == ImportStatus.Checked => $"/verifications/import/{Id}",
        _ => null,
    };

    private async Task LoadAsync()
    {
        row = await queries.FindAsync(Id);
        isMissing = row is null;
        batch = row?.BatchId is { } running ? await batches.FindAsync(running) : null;
        if (Step == ImportStep.Map && row is not null)
        {
            mapping = await queries.MappingAsync(Id);
        }
        else if (Step == ImportStep.Check)
        {
            (problems, decisions) = (await queries.ProblemsAsync(Id), await queries.DecisionsAsync(Id));
            lines = await queries.RowsAsync(Id, filter);
        }
    }

    private Task OnChangedAsync(IReadOnlySet<Change> changes) => !busy && changes.Any(c => c.Id == Id || c.Id == row?.BatchId) ? LoadAsync() : Task.CompletedTask;

    private async Task ShowAsync(ImportLineFilter next)
    {
        filter = next;
        lines = await queries.RowsAsync(Id, filter);
    }

    private Task MapAsync(Func<WorkbookLayout, WorkbookLayout> change) => WorkAsync(() => imports.MapAsync(Id, change));

    private Task HeaderAsync(int number) => WorkAsync(() => imports.HeaderAsync(Id, number));

    private Task CheckAsync() => WorkAsync(async () =>
    {
        var done = await CheckNowAsync();
        if (done.Succeeded && Wanted is not null)
        {
            navigation.NavigateTo($"/verifications/import/{Id}");
        }

        return done;
    });

    /// <summary>One answer for all rows that wait for it; then they are judged again.</summary>
    private Task RepairAsync(Func<WorkbookLayout, WorkbookLayout> change) => WorkAsync(async () =>
        await imports.MapAsync(Id, change) is { Succeeded: false } refused ? refused : await CheckNowAsync());

    private Task DecideAsync((Guid Row, Guid? Recipient) answer) => WorkAsync(() => imports.DecideAsync(Id, answer.Row, answer.Recipient));

    private async Task CommitAsync()
    {
        var left = row!.Rejected + row.ToDecide;
        var question = new ConfirmQuestion(
            $"Write {ImportLook.Number(row.ToWrite)} changes?",
            $"{ImportLook.Counts(row)}." + (left == 0 ? "" : $" {BatchWords.Rows(left)} {(left == 1 ? "is" : "are")} left out and come back in a file with the reasons.") + " The whole can be undone.",
            "Commit");
        if (await confirm!.AskAsync(question, async _ => Result.From((await imports.CommitAsync(Id)).Failure)))
        {
            await LoadAsync();
        }
    }

    private async Task DiscardAsync()
    {
        if (await confirm!.AskAsync(new("Discard this import?", "Nothing was written. The file stays in the list as discarded.", "Discard"), _ => imports.DiscardAsync(Id)))
        {
            navigation.NavigateTo("/verifications/import");
        }
    }

    private Task NextAsync() => busy ? Task.CompletedTask
        : Step == ImportStep.Map && mapping?.Missing is null ? CheckAsync()
        : Step == ImportStep.Check && row is { ToWrite: > 0 } ? CommitAsync()
        : Task.CompletedTask;

    private Task<Result> CheckNowAsync() => imports.CheckAsync(Id, new Progress<int>(p =>
    {
        percent = p;
        StateHasChanged();
    }));

    private async Task WorkAsync(Func<Task<Result>> work)
    {
        busy = true;
        StateHasChanged();

        // So that the page says that it works before it does.
        await Task.Yield();
        var done = await work();
        (busy, percent) = (false, null);
        if (!done.Succeeded)
        {
            toasts.Failed(done.Failure);
        }

        await LoadAsync();
    }
}
