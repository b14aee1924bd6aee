using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>A workbook that came in: the file with its name, or pasted text.</summary>
/// <param name="ManufacturerId">Whose it is.</param>
/// <param name="FileName">As it was called; for pasted text what to call it.</param>
/// <param name="Content">The file; null where text was pasted.</param>
/// <param name="Pasted">The text; null where a file was chosen.</param>
/// <param name="RequestId">The manufacturer's request that it answers.</param>
public sealed record StageWorkbook(Guid ManufacturerId, string FileName, byte[]? Content, string? Pasted = null, Guid? RequestId = null);

/// <summary>
/// Takes a manufacturer's workbook in: stage, map, check, decide, commit. Nothing but the import and its rows is written before the commit, which is a batch (<see cref="ImportVerifications"/>): with progress,
/// results, and undo of the whole.
/// </summary>
public sealed class VerificationImports(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, BatchService batches, PhiAccess phi, TimeProvider clock)
{
    private const int AtOnce = 1000;

    /// <summary>Reads the file and keeps it; returns the import's id. Fails as not your role, manufacturer not found, or as <see cref="WorkbookFailures"/> says, and then nothing is written.</summary>
    public async Task<Result<Guid>> StageAsync(StageWorkbook stage, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return ImportFailures.NotYourRole;
        }

        var read = stage.Pasted is { } text ? WorkbookReader.ReadPasted(text) : WorkbookReader.Read(stage.FileName, stage.Content ?? []);
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        if (SheetTable.Find(read.Value, VerificationSheetColumns.All) is not { } table)
        {
            return WorkbookFailures.NoHeader;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Manufacturers.AnyAsync(m => m.Id == stage.ManufacturerId, cancel) || (stage.RequestId is { } request && !await db.ManufacturerRequests.AnyAsync(r => r.Id == request && r.ManufacturerId == stage.ManufacturerId, cancel)))
        {
            return ImportFailures.ManufacturerNotFound;
        }

        var name = SafeName(stage);
        var id = Guid.CreateVersion7();
        var (key, _) = await files.SaveAsync(call.TenantId!.Value, id, name, "application/octet-stream", stage.Content ?? System.Text.Encoding.UTF8.GetBytes(stage.Pasted!), cancel);
        var import = new StagedImport
        {
            Id = id,
            Kind = VerificationSheetColumns.Kind,
            ManufacturerId = stage.ManufacturerId,
            RequestId = stage.RequestId,
            FileName = name,
            FileKey = key,
            IsPasted = stage.Pasted is not null,
            CreatedByUserId = call.UserId,
            CreatedByName = call.UserName,
        };
        await LayOutAsync(db, import, table, cancel);
        db.Add(import);
        await db.SaveChangesAsync(cancel);
        return id;
    }

    /// <summary>Reads it by another row of headings; the mapping starts anew.</summary>
    public Task<Result> HeaderAsync(Guid id, int headerRow, CancellationToken cancel = default) => ChangeAsync(id, async (db, import) =>
    {
        var book = await VerificationImportFiles.ReadAsync(files, import, cancel);
        if (!book.Succeeded)
        {
            return book.Failure;
        }

        if (SheetTable.At(book.Value, import.SheetName, headerRow) is not { } table)
        {
            return WorkbookFailures.NoHeader;
        }

        await LayOutAsync(db, import, table, cancel);
        return Result.Ok;
    }, cancel);

    /// <summary>Changes how it is read; it has to be checked again then.</summary>
    public Task<Result> MapAsync(Guid id, Func<WorkbookLayout, WorkbookLayout> change, CancellationToken cancel = default) => ChangeAsync(id, (_, import) =>
    {
        import.Map(change(import.Layout), import.IsRemembered);
        return Task.FromResult(Result.Ok);
    }, cancel);

    /// <summary>Judges every row; what was decided by hand stays. <paramref name="progress"/> hears how many percent are done.</summary>
    public Task<Result> CheckAsync(Guid id, IProgress<int>? progress = null, CancellationToken cancel = default) => ChangeAsync(id, async (db, import) =>
    {
        if (VerificationSheetColumns.Missing(import.Layout) is { } missing)
        {
            return ImportFailures.NotMapped(missing);
        }

        var book = await VerificationImportFiles.ReadAsync(files, import, cancel);
        if (!book.Succeeded)
        {
            return book.Failure;
        }

        progress?.Report(5);
        var today = DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        var lines = await LinesAsync(db, import, book.Value, today, cancel);
        var known = await db.StagedRows.Where(r => r.ImportId == id).ToDictionaryAsync(r => r.Number, cancel);
        var met = known.Values.SelectMany(PeopleOf).ToHashSet();
        var rows = lines.ConvertAll(l => (Line: l, Row: known.GetValueOrDefault(l.Number) ?? new StagedRow { ImportId = id, Number = l.Number }));
        await new VerificationImportCheck(db, import.ManufacturerId, today).JudgeAsync(rows, progress, cancel);
        await phi.RecordHitsAsync("recipient", [.. rows.SelectMany(r => PeopleOf(r.Row)).Distinct().Except(met)], "Whom the rows of a manufacturer's workbook mean", cancel);
        db.RemoveRange(known.Values.Except(rows.Select(r => r.Row)));
        import.Check([.. rows.Select(r => r.Row)], clock.GetUtcNow());

        // Begun only now: judging takes longer than writing, and others want to write meanwhile. It goes with the context where the save fails.
        await db.Database.BeginTransactionAsync(cancel);
        var saved = await SaveRowsAsync(db, rows.ConvertAll(r => r.Row), known.Count == 0, cancel);
        progress?.Report(100);
        return saved;
    }, cancel);

    private static async Task<List<VerificationLine>> LinesAsync(MedDistDbContext db, StagedImport import, Workbook book, DateOnly today, CancellationToken cancel)
    {
        var required = (await db.ManufacturerSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ManufacturerId == import.ManufacturerId, cancel))?.RequiredVerifications ?? [];
        var usual = import.Layout.Defaults.TryGetValue(VerificationSheetColumns.Type, out var said) && Enum.TryParse<VerificationType>(said, out var type) ? type : required is [var only] ? only.Type : VerificationType.Insurance;
        return [.. new VerificationLineReader(SheetTable.At(book, import.SheetName, import.HeaderRow)!, import.Layout, usual, today).Read()];
    }

    /// <summary>Says whom rows are about, or that one is left out (null); then it is checked again.</summary>
    public async Task<Result> DecideAsync(Guid id, Guid rowId, Guid? recipient, CancellationToken cancel = default)
    {
        var decided = await ChangeAsync(id, async (db, _) =>
        {
            if (await db.StagedRows.FirstOrDefaultAsync(r => r.Id == rowId && r.ImportId == id, cancel) is not { } row || (recipient is { } chosen && !row.Candidates.Any(c => c.Id == chosen)))
            {
                return ImportFailures.NotFound;
            }

            if (recipient is null)
            {
                row.LeaveOut();
            }
            else
            {
                row.Choose(recipient);
            }

            return Result.Ok;
        }, cancel);
        return decided.Succeeded ? await CheckAsync(id, null, cancel) : decided;
    }

    /// <summary>Starts the batch that writes what was checked, and remembers the layout; returns the batch. Rows that are rejected or not decided are left out.</summary>
    public async Task<Result<Guid>> CommitAsync(Guid id, CancellationToken cancel = default)
    {
        List<Guid> ids = [];
        string? file = null;
        var asked = await ChangeAsync(id, async (db, import) =>
        {
            if (import.Status != ImportStatus.Checked)
            {
                return ImportFailures.NotChecked;
            }

            ids = await db.StagedRows.Where(r => r.ImportId == id && (r.Outcome == RowOutcome.Create || r.Outcome == RowOutcome.Update)).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync(cancel);
            await RememberAsync(db, import, cancel);
            file = import.FileKey;

            // Claimed before the batch is made, so that of two at once one is refused.
            import.Commit(null);
            return ids.Count == 0 ? ImportFailures.Nothing : Result.Ok;
        }, cancel);
        if (!asked.Succeeded)
        {
            return asked.Failure;
        }

        var started = await batches.StartAsync(new(ImportVerifications.Name, BatchArguments.None.With(ImportVerifications.Import, id.ToString()), ids) { InputFileKey = file }, cancel);
        await using var after = await contexts.CreateDbContextAsync(cancel);
        var committed = await after.StagedImports.FirstAsync(i => i.Id == id, cancel);
        if (started.Succeeded)
        {
            committed.Commit(started.Value);
        }
        else
        {
            committed.Map(committed.Layout, committed.IsRemembered);
        }

        await after.SaveChangesAsync(cancel);
        return started;
    }

    /// <summary>Puts it away; nothing was written.</summary>
    public Task<Result> DiscardAsync(Guid id, CancellationToken cancel = default) => ChangeAsync(id, (_, import) =>
    {
        import.Discard();
        return Task.FromResult(Result.Ok);
    }, cancel);

    /// <summary>The remembered layout where it fits, else the best guess.</summary>
    private static async Task LayOutAsync(MedDistDbContext db, StagedImport import, SheetTable table, CancellationToken cancel)
    {
        var remembered = await db.RememberedLayouts.AsNoTracking().FirstOrDefaultAsync(l => l.ManufacturerId == import.ManufacturerId && l.Kind == import.Kind, cancel);
        var layout = remembered?.For(table.Headings);
        import.Take(table, layout ?? WorkbookLayout.Empty with { Columns = WorkbookFields.Guess(table.Headings, VerificationSheetColumns.All), Words = remembered?.Layout.Words ?? WorkbookLayout.Empty.Words }, layout is not null);
    }

    private async Task RememberAsync(MedDistDbContext db, StagedImport import, CancellationToken cancel)
    {
        var remembered = await db.RememberedLayouts.FirstOrDefaultAsync(l => l.ManufacturerId == import.ManufacturerId && l.Kind == import.Kind, cancel);
        if (remembered is null)
        {
            remembered = new RememberedLayout { Kind = import.Kind, ManufacturerId = import.ManufacturerId };
            db.Add(remembered);
        }

        remembered.Remember(import.Headings, import.Layout, call.UserName, clock.GetUtcNow());
    }

    private static async Task<Result> SaveRowsAsync(MedDistDbContext db, List<StagedRow> rows, bool areNew, CancellationToken cancel)
    {
        if (!areNew)
        {
            db.AddRange(rows.Where(r => db.Entry(r).State == EntityState.Detached));
            return Result.Ok;
        }

        db.ChangeTracker.DetectChanges();
        (db.ChangeTracker.AutoDetectChangesEnabled, db.InsertsInBulk) = (false, true);
        foreach (var some in rows.Chunk(AtOnce))
        {
            db.AddRange(some.Cast<object>());
            if (await db.TrySaveAsync(ImportFailures.Stale, cancel) is { Succeeded: false } refused)
            {
                return refused;
            }
        }

        (db.ChangeTracker.AutoDetectChangesEnabled, db.InsertsInBulk) = (true, false);
        return Result.Ok;
    }

    private async Task<Result> ChangeAsync(Guid id, Func<MedDistDbContext, StagedImport, Task<Result>> change, CancellationToken cancel)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return ImportFailures.NotYourRole;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.StagedImports.FirstOrDefaultAsync(i => i.Id == id && i.Kind == VerificationSheetColumns.Kind, cancel) is not { } import)
        {
            return ImportFailures.NotFound;
        }

        if (import.Status is ImportStatus.Committed or ImportStatus.Discarded)
        {
            return ImportFailures.Over;
        }

        var done = await change(db, import);
        var saved = done.Succeeded ? await db.TrySaveAsync(ImportFailures.Stale, cancel) : done;
        if (saved.Succeeded && db.Database.CurrentTransaction is { } begun)
        {
            await begun.CommitAsync(cancel);
        }

        return saved;
    }

    /// <summary>Everybody that was looked at for a row.</summary>
    private static IEnumerable<Guid> PeopleOf(StagedRow row) => row.Candidates.Select(c => c.Id).Concat(row.SubjectId is { } one ? [one] : []);

    private static string SafeName(StageWorkbook stage)
    {
        var extension = stage.Pasted is not null ? ".txt" : Path.GetExtension(stage.FileName).ToLowerInvariant();
        var stem = string.Concat(Path.GetFileNameWithoutExtension(stage.FileName.Replace('\\', '/').Split('/')[^1]).Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '_')).Trim();
        return (stem.Length == 0 ? "workbook" : stem.Length > 80 ? stem[..80] : stem) + extension;
    }
}
