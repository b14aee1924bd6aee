using System.Globalization;
using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>
/// Writes cases as a workbook in the manufacturer's own layout: its headings in its order, as remembered from the last workbook that it sent; an own layout where none is known. Our reference stands in a column
/// of its own, so that what comes back leads to the cases.
/// </summary>
public sealed class VerificationWorkbooks(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, PhiAccess phi, TimeProvider clock)
{
    public const int MostCases = WorkbookLimits.MostRows;

    private const int AtOnce = 500;

    /// <summary>The open cases of a manufacturer that end on or before a day; all where none is given. For <see cref="ExportAsync"/>.</summary>
    public async Task<IReadOnlyList<Guid>> CasesAsync(Guid manufacturerId, DateOnly? endingBy = null, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.VisibleVerifications().Where(v => v.ManufacturerId == manufacturerId && v.IsOpen && (endingBy == null || (v.ExpiresOn != null && v.ExpiresOn <= endingBy)))
            .OrderBy(v => v.ExpiresOn).ThenBy(v => v.Id).Take(MostCases).Select(v => v.Id).ToListAsync(cancel);
    }

    /// <summary>The cases that the caller may see among <paramref name="ids"/>, in that order. Fails as not your role, or when the manufacturer is not found. Who takes it is recorded.</summary>
    public async Task<Result<BatchFile>> ExportAsync(Guid manufacturerId, IReadOnlyList<Guid> ids, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return ImportFailures.NotYourRole;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Manufacturers.Where(m => m.Id == manufacturerId).Select(m => m.Name).FirstOrDefaultAsync(cancel) is not { } manufacturer)
        {
            return ImportFailures.ManufacturerNotFound;
        }

        var remembered = await db.RememberedLayouts.AsNoTracking().FirstOrDefaultAsync(l => l.ManufacturerId == manufacturerId && l.Kind == VerificationSheetColumns.Kind, cancel);
        List<VerificationSheetLine> rows = [];
        foreach (var some in ids.Take(MostCases).Chunk(AtOnce))
        {
            rows.AddRange(await RowsAsync(db, manufacturerId, some, cancel));
        }

        await phi.RecordHitsAsync("recipient", [.. rows.Select(r => r.Recipient.Id).Distinct()], $"Workbook of verifications for {manufacturer}", cancel);
        var name = string.Concat(manufacturer.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return new BatchFile($"{name}-verifications-{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.xlsx", XlsxFile.ContentType, VerificationSheet.Write(rows, remembered));
    }

    private static async Task<IEnumerable<VerificationSheetLine>> RowsAsync(MedDistDbContext db, Guid manufacturer, Guid[] ids, CancellationToken cancel)
    {
        var cases = await db.VisibleVerifications().AsNoTracking().Include(v => v.Recipient).Where(v => v.ManufacturerId == manufacturer && EF.Parameter(ids).Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancel);
        var recipients = cases.Values.Select(v => v.RecipientId).Distinct().ToList();
        var members = (await db.CoveragePolicies.AsNoTracking().Where(p => EF.Parameter(recipients).Contains(p.RecipientId) && p.PolicyNumber != null).Select(p => new { p.RecipientId, p.PolicyNumber, p.IsPrimary }).ToListAsync(cancel))
            .GroupBy(p => p.RecipientId).ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.IsPrimary).First().PolicyNumber);
        return ids.Where(cases.ContainsKey).Select(id => new VerificationSheetLine(cases[id].Recipient!, members.GetValueOrDefault(cases[id].RecipientId), cases[id].Type, cases[id]));
    }
}
