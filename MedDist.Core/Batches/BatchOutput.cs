using MedDist.Core.Documents;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Batches;

/// <summary>A file for download.</summary>
public sealed record BatchFile(string FileName, string ContentType, byte[] Bytes);

/// <summary>The rows of a batch with their results, as a workbook that is kept when the batch ends, or as CSV.</summary>
public sealed class BatchOutput(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, DocumentFiles files)
{
    /// <summary>The file of a batch that has ended; null for who may not see it, and while it runs.</summary>
    public async Task<BatchFile?> FindAsync(Guid id, bool asCsv, CancellationToken cancel = default)
    {
        if (!BatchPermissions.May(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.BatchOperations.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, cancel) is not { OutputFileKey: { } key } batch)
        {
            return null;
        }

        if (!asCsv)
        {
            return await files.ReadAsync(key, cancel) is { } bytes ? new(FileName(batch), XlsxFile.ContentType, bytes) : null;
        }

        var items = await db.BatchItems.AsNoTracking().Where(i => i.BatchId == id).OrderBy(i => i.Index).ToListAsync(cancel);
        using var csv = new MemoryStream();
        CsvFile.Write(csv, Rows(items, (await tenants.FindAsync(batch.TenantId, cancel))!.Zone));
        return new(Path.ChangeExtension(FileName(batch), ".csv"), CsvFile.ContentType, csv.ToArray());
    }

    /// <summary>The file that the rows of a batch came from; null where there is none, or for who may not see it.</summary>
    public async Task<BatchFile?> InputAsync(Guid id, CancellationToken cancel = default)
    {
        if (!BatchPermissions.May(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var key = await db.BatchOperations.Where(b => b.Id == id).Select(b => b.InputFileKey).FirstOrDefaultAsync(cancel);
        return key is not null && await files.ReadAsync(key, cancel) is { } bytes ? new($"input{Path.GetExtension(key)}", "application/octet-stream", bytes) : null;
    }

    /// <summary>The title and the day, as letters and dashes: <c>approve-orders-2026-06-15.xlsx</c>.</summary>
    internal static string FileName(BatchOperation batch) =>
        $"{string.Concat(batch.Title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}-{batch.CreatedAt.UtcDateTime:yyyy-MM-dd}.xlsx";

    internal static byte[] Workbook(BatchOperation batch, IReadOnlyList<BatchItem> items, TenantCard tenant, DateTimeOffset now)
    {
        using var output = new MemoryStream();
        XlsxFile.Write(output, Rows(items, tenant.Zone), About(batch, items, tenant, now));
        return output.ToArray();
    }

    private static Sheet Rows(IReadOnlyList<BatchItem> items, TimeZoneInfo zone) => new(
        "Rows",
        [new("Row", 8), new(items.Count > 0 ? BatchWords.Thing(items[0].EntityType) : "Item", 18), new("Result", 12), new("Reason", 70), new("Done at", 20), new("Dry run said", 14), new("Because", 70)],
        items.Select(i => (IReadOnlyList<object?>)
            [i.Index + 1, i.Label, i.Result.Label(), i.Reason, Local(i.ProcessedAt, zone), i.Expected is { } expected ? expected == BatchResult.Changed ? "Will change" : expected.Label() : null, i.ExpectedReason]));

    private static Sheet About(BatchOperation batch, IReadOnlyList<BatchItem> items, TenantCard tenant, DateTimeOffset now) => new("About", [new("What", 20), new("Value", 70)],
    [
        ["Action", batch.Title],
        ["Tenant", tenant.Name],
        ["Made by", batch.CreatedByName],
        ["Made at", Local(batch.CreatedAt, tenant.Zone)],
        ["Dry run at", Local(batch.CheckedAt, tenant.Zone)],
        ["Run by", batch.RunByName],
        ["Started at", Local(batch.StartedAt, tenant.Zone)],
        ["Ended at", Local(now, tenant.Zone)],
        ["Time zone", tenant.Settings.TimeZone],
        .. batch.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => (IReadOnlyList<object?>)[char.ToUpperInvariant(a.Key[0]) + a.Key[1..], a.Value.Trim()]),
        ["Note", batch.EndNote],
        ["Rows", items.Count],
        .. items.GroupBy(i => i.Result).OrderBy(g => g.Key).Select(g => (IReadOnlyList<object?>)[g.Key.Label(), g.Count()]),
    ]);

    private static DateTime? Local(DateTimeOffset? at, TimeZoneInfo zone) => at is { } moment ? TimeZoneInfo.ConvertTime(moment, zone).DateTime : null;
}
