using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Exports;

/// <summary>Hands files out to whom they were made for, and deletes those that have expired.</summary>
public sealed class ExportDownloads(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, ExportSources sources, ExportMaker maker, ExportRecords records, DocumentFiles files, TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>The file, to be read once; written now where it is short. Each download is recorded.</summary>
    public async Task<Result<ExportFile>> OpenAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Exports.FirstOrDefaultAsync(e => e.Id == id && e.UserId == call.UserId, cancel) is not { } export)
        {
            return ExportFailures.NotFound;
        }

        var now = clock.GetUtcNow();
        if (Refusal(export, now) is { } refusal)
        {
            return refusal;
        }

        var (content, rows, people) = export.FileKey is { } key ? (files.Open(key), export.Rows, Array.Empty<Guid>()) : await WriteNowAsync(export, cancel);
        if (content is null)
        {
            return ExportFailures.NotWritten;
        }

        export.Download(rows, now);
        await records.WriteAsync(db, export, rows, cancel);
        await SaveAsync(db, export, people, cancel);
        var zone = (await tenants.FindAsync(export.TenantId, cancel))!.Zone;
        return new ExportFile(export.FileName(DayCount.DayOf(export.CreatedAt, zone)), export.Format.ContentType(), content);
    }

    /// <summary>Deletes the files that have expired; returns how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var over = await db.Exports.Where(e => e.State == ExportState.Ready && e.ExpiresAt < now).OrderBy(e => e.ExpiresAt).Take(500).ToListAsync(cancel);
        foreach (var export in over)
        {
            files.Delete(export.FileKey!);
            export.Forget();
        }

        await db.SaveChangesAsync(cancel);
        return over.Count;
    }

    private Failure? Refusal(Export export, DateTimeOffset now) => sources.Find(export.Kind)?.MayExport(call.Role) != true ? ExportFailures.NotAllowed
        : export.State == ExportState.Writing ? ExportFailures.NotReady
        : export.State == ExportState.Deleted || now >= export.ExpiresAt ? ExportFailures.Expired : null;

    /// <summary>Into a file that is gone when it has been read: neither a long list nor a lost connection fills the memory.</summary>
    private async Task<(Stream? Content, int Rows, IReadOnlyCollection<Guid> People)> WriteNowAsync(Export export, CancellationToken cancel)
    {
        var content = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (await maker.BeginAsync(export, content, cancel) is not { } run)
        {
            await content.DisposeAsync();
            return (null, 0, []);
        }

        await using (run)
        {
            await run.FinishAsync();
        }

        content.Position = 0;
        return (content, run.Written, run.TakePeople());
    }

    /// <summary>With who is in the file, as far as an earlier download has not said so already.</summary>
    private static async Task SaveAsync(MedDistDbContext db, Export export, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        var known = people.Count == 0 ? [] : await db.ExportedPeople.Where(p => p.ExportId == export.Id).Select(p => p.RecipientId).ToListAsync(cancel);
        ExportRecords.AddPeople(db, export, people.Except(known));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.InsertsInBulk = true;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
