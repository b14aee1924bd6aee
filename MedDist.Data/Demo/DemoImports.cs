using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Data.Demo;

/// <summary>A workbook that a manufacturer sent last week, as it was imported, and what is remembered of its layout.</summary>
internal sealed class DemoImports(ContextSource contexts, BulkWriter writer, DemoTenant demo)
{
    private const int Rows = 12, FirstRow = 6;

    private static readonly string[] Headings = ["Patient Last", "Patient First", "DOB", "Policy #", "IVR Status", "Date Verified", "Valid Thru", "Auth #", "Rep"];

    public async Task LoadAsync(CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new SystemCall(demo.TenantId));
        var at = demo.Calendar.At(demo.Calendar.WorkDaysAgo(5), 10 * 60);
        var supplier = demo.Suppliers[0].Manufacturer;
        var cases = await context.Verifications.AsNoTracking().Where(v => v.ManufacturerId == supplier.Id && v.Type == VerificationType.Insurance && v.Status == VerificationStatus.Verified).OrderBy(v => v.Id).Take(Rows).Select(v => v.Id).ToListAsync(cancel);
        if (cases.Count == 0)
        {
            return;
        }

        var by = demo.Coordinators[0];
        var layout = new WorkbookLayout(
            new Dictionary<string, int>
            {
                [VerificationSheetColumns.Last] = 0,
                [VerificationSheetColumns.First] = 1,
                [VerificationSheetColumns.Born] = 2,
                [VerificationSheetColumns.Member] = 3,
                [VerificationSheetColumns.Status] = 4,
                [VerificationSheetColumns.VerifiedOn] = 5,
                [VerificationSheetColumns.ExpiresOn] = 6,
                [VerificationSheetColumns.Answer] = 7,
            },
            new Dictionary<string, DateOrder> { [VerificationSheetColumns.VerifiedOn] = DateOrder.MonthFirst },
            new Dictionary<string, string> { ["auth on file"] = nameof(VerificationStatus.Verified), ["appr"] = nameof(VerificationStatus.Verified), ["term"] = nameof(VerificationStatus.Expired) },
            new Dictionary<string, string>());
        var remembered = new RememberedLayout { Kind = VerificationSheetColumns.Kind, ManufacturerId = supplier.Id };
        remembered.Remember(Headings, layout, by.FullName, at);
        var (batch, items) = Batch(cases, new(by.TenantId, by.Id, by.FullName, by.Role, AssignmentScope.None, null, null), at);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await writer.WriteAsync(context, [batch], _ => new(at, at.AddSeconds(4)), cancel);
        await writer.WriteAsync(context, items, i => new(at, i.ProcessedAt ?? at), cancel);
        await writer.WriteAsync(context, [Import(supplier.Id, layout, batch, items.Count, at)], _ => new(at, at), cancel);
        await writer.WriteAsync(context, [remembered], _ => new(at, at), cancel);
        await transaction.CommitAsync(cancel);
    }

    private StagedImport Import(Guid manufacturer, WorkbookLayout layout, BatchOperation batch, int rows, DateTimeOffset at)
    {
        var import = new StagedImport
        {
            Kind = VerificationSheetColumns.Kind,
            ManufacturerId = manufacturer,
            FileName = "IVR renewals.xlsx",
            FileKey = $"{demo.TenantId:N}/demo-import.xlsx",
            CreatedByUserId = batch.CreatedByUserId,
            CreatedByName = batch.CreatedByName,
        };
        var sheet = new WorkbookSheet("Renewals", [new(FirstRow - 1, [.. Headings.Select(SheetCell.Of)])]);
        import.Take(new(sheet, 0, Headings), layout, remembered: true);
        var staged = Enumerable.Range(0, rows).Select(i => new StagedRow { ImportId = import.Id, Number = FirstRow + i }).ToList();
        staged.ForEach(r => r.Act(RowOutcome.Update, null, null));
        import.Check(staged, at);
        import.Commit(batch.Id);
        return import;
    }

    private (BatchOperation Batch, List<BatchItem> Items) Batch(List<Guid> cases, UserCall who, DateTimeOffset at)
    {
        var batch = new BatchOperation
        {
            Kind = ImportVerifications.Name,
            Title = "Import verifications",
            Total = cases.Count,
            CreatedByUserId = who.UserId,
            CreatedByName = who.UserName,
        }.RunAs(who);
        var items = cases.Select((id, i) => new BatchItem { BatchId = batch.Id, Index = i, EntityType = nameof(Verification), EntityId = id, Label = $"Row {FirstRow + i}" }).ToList();
        items.ForEach(i => i.Record(null, at.AddSeconds(2)));
        batch.Claim(Guid.Empty, TimeSpan.Zero, at.AddSeconds(1));
        batch.Count(items, TimeSpan.Zero, at.AddSeconds(2));
        batch.End(null, [], at.AddSeconds(3));
        return (batch, items);
    }
}
