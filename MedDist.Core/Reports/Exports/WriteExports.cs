using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Exports;

/// <summary>
/// Writes a long list as a batch: each row of the batch is a part of the file, so that progress, cancelling and taking over after a crash are the engine's own. The list is read by one query from
/// its first row to its last (<see cref="ExportRuns"/>), so that what others change meanwhile neither doubles nor drops a row.
/// </summary>
public sealed class WriteExports(ICallContext call, ExportRuns runs, ExportRecords records, ExportSettings settings, TimeProvider clock) : IBatchAction
{
    public const string Name = "reports.export";

    /// <summary>The argument that names the export.</summary>
    internal const string Which = "export";

    private Guid? touched;

    public string Kind => Name;

    public string EntityType => nameof(Export);

    public string Title => "Write an export";

    public int ChunkSize => 1;

    public bool IsPersonal => true;

    public bool MayRun(Role? role) => role is not null;

    public Failure? Check(BatchArguments arguments) => arguments.Id(Which) is null ? ExportFailures.NotFound : null;

    public Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<BatchCheck>>([.. ids.Select(id => new BatchCheck(id, LabelOf(id), null))]);

    public Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<Guid, string>>(ids.ToDictionary(id => id, LabelOf));

    public async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var (export, id) = (await db.Exports.FirstOrDefaultAsync(e => e.Id == arguments.Id(Which) && e.UserId == call.UserId, cancel), ids[0]);
        if (export is null)
        {
            return Say(ExportFailures.NotFound);
        }

        touched = export.Id;
        var part = PartOf(id);
        if (await runs.AtPartAsync(export, part, call, cancel) is not { } run)
        {
            return Say(ExportFailures.NotAllowed);
        }

        if (part < PartsIn(export.Rows, settings.PartRows) - 1)
        {
            await run.WriteAsync(settings.PartRows);
            ExportRecords.AddPeople(db, export, run.TakePeople());
            return Say(null);
        }

        var (key, rows, people) = await runs.FinishAsync(export.Id);
        ExportRecords.AddPeople(db, export, people);
        export.Complete(key, rows, clock.GetUtcNow().AddDays(settings.KeepDays));
        await records.WriteAsync(db, export, rows, cancel);
        return Say(null);

        IReadOnlyDictionary<Guid, Result> Say(Failure? failure) => new Dictionary<Guid, Result> { [id] = Result.From(failure) };
    }

    /// <summary>The file is further than what was saved: it begins anew.</summary>
    public void Discard()
    {
        if (touched is { } export)
        {
            runs.Drop(export);
        }
    }

    public BatchNote? Told(BatchOperation batch)
    {
        var list = batch.Arguments.GetValueOrDefault("list") ?? "List";
        return batch is { Status: BatchStatus.Completed, Failed: 0, Skipped: 0 }
            ? new("export.ready", $"Export ready: {list}", FormattableString.Invariant($"It can be downloaded for {settings.KeepDays} days."), "/exports")
            : new("export.ready", $"Export not made: {list}", "It was cancelled, or could not be written. Open the list and export it again.", "/exports");
    }

    internal static IReadOnlyList<Guid> PartsOf(Guid export, int rows, int partRows) => [.. Enumerable.Range(0, PartsIn(rows, partRows)).Select(i => PartId(export, i))];

    private static int PartsIn(int rows, int partRows) => Math.Max(1, (rows + partRows - 1) / partRows);

    // The engine knows rows by their ids: the first four bytes are the part's number, the others the export's own.
    private static Guid PartId(Guid export, int part)
    {
        var bytes = export.ToByteArray();
        BitConverter.TryWriteBytes(bytes, part);
        return new(bytes);
    }

    private static int PartOf(Guid id) => BitConverter.ToInt32(id.ToByteArray());

    private string LabelOf(Guid id) => FormattableString.Invariant($"Rows {(PartOf(id) * (long)settings.PartRows) + 1:N0} to {(PartOf(id) + 1) * (long)settings.PartRows:N0}");
}
