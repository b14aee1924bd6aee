using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Exports;

/// <summary>Takes lists along: says what is wrong, keeps what was asked for, and lets a batch write what is too long to wait for.</summary>
public sealed class ExportService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, ExportSources sources, BatchService batches, ExportSettings settings, TimeProvider clock)
{
    /// <summary>How long a list that is written at its download can be downloaded.</summary>
    public static readonly TimeSpan AtOnceFor = TimeSpan.FromMinutes(15);

    /// <summary>Begins an export of what the caller sees at the address.</summary>
    public async Task<Result<ExportStarted>> StartAsync(StartExport start, CancellationToken cancel = default)
    {
        if (call.UserId is not { } user || sources.Find(start.Kind) is not { } source || !source.MayExport(call.Role))
        {
            return ExportFailures.NotAllowed;
        }

        if (WrongWith(start, source) is { } wrong)
        {
            return wrong;
        }

        var grid = await source.OpenAsync(new(ExportAsk.AddressOf(start.Address)!, start.Search, start.Columns), cancel);
        if (grid.Count == 0 || grid.Columns.Count == 0)
        {
            return grid.Count == 0 ? ExportFailures.Empty : ExportFailures.NoColumns;
        }

        if (start.Format == ExportFormat.Pdf && grid.Count > settings.MostPdfRows)
        {
            return ExportFailures.TooLongForPdf(grid.Count, settings.MostPdfRows);
        }

        return await KeepAsync(ExportOf(start, source, grid, user), cancel);
    }

    private static Failure? WrongWith(StartExport start, IExportSource source) => source.HoldsPhi && start.Purpose is null ? ExportFailures.NoPurpose
        : source.HoldsPhi && start.Purpose == ExportPurpose.Other && string.IsNullOrWhiteSpace(start.PurposeText) ? ExportFailures.NoWords
        : start.PurposeText?.Trim().Length > Export.PurposeLength ? ExportFailures.TooManyWords
        : ExportAsk.AddressOf(start.Address) is null || start.Address.Length > Export.AddressLength ? ExportFailures.NotFound : null;

    private Export ExportOf(StartExport start, IExportSource source, ExportGrid grid, Guid user) => new Export
    {
        UserId = user,
        UserName = call.UserName,
        Kind = source.Kind,
        Title = grid.Title,
        Format = start.Format,
        Address = start.Address,
        Search = start.Search.OrNull(),
        Columns = start.Columns is null ? null : string.Join(',', grid.Columns.Select(c => c.Id)),
        HoldsPhi = source.HoldsPhi,
        Purpose = source.HoldsPhi ? start.Purpose : null,
        PurposeText = source.HoldsPhi ? start.PurposeText.OrNull() : null,
    }.Count(grid.Count, clock.GetUtcNow() + AtOnceFor);

    private async Task<Result<ExportStarted>> KeepAsync(Export export, CancellationToken cancel)
    {
        var atOnce = export.Rows <= settings.RowsAtOnce;
        if (!atOnce)
        {
            export.Queue();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Exports.Add(export);
        await db.SaveChangesAsync(cancel);
        if (atOnce)
        {
            return new ExportStarted(export.Id, true, export.Rows);
        }

        var parts = WriteExports.PartsOf(export.Id, export.Rows, settings.PartRows);
        var batch = await batches.StartAsync(new(WriteExports.Name, BatchArguments.None.With(WriteExports.Which, export.Id.ToString()).With("list", export.Title), parts), cancel);
        if (!batch.Succeeded)
        {
            return batch.Failure;
        }

        // The batch may have begun, or even ended, by now.
        await db.Entry(export).ReloadAsync(cancel);
        export.RunAs(batch.Value);
        var kept = await db.TrySaveAsync(ExportFailures.Stale, cancel);
        return kept.Succeeded || export.State == ExportState.Ready ? new ExportStarted(export.Id, false, export.Rows) : kept.Failure!;
    }
}
