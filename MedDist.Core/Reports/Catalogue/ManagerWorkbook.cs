using System.Globalization;
using MedDist.Core.Auditing;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Kernel;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>The reports of a period in one workbook: key figures with what they mean, charts that draw the sheets behind, and the sheets. Nobody is in it.</summary>
public sealed class ManagerWorkbook(
    IDbContextFactory<MedDistDbContext> contexts, ReportTools tools, OrderActivityReport activity, TurnaroundReport turnaround, IvrForecastReport forecast, ProductUsageReport products, ExceptionsReport exceptions,
    TenantDirectory tenants, TimeProvider clock)
{
    private const string Summary = "Summary", Weeks = "By week", Makers = "Manufacturers", Ivrs = "IVR forecast", Products = "Products", Days = "By day";
    private const int MostMakers = 12;

    /// <summary>Writes it; fails for roles that may not read reports.</summary>
    public async Task<Result<ExportFile>> WriteAsync(ReportAsk ask, CancellationToken cancel = default)
    {
        if (tools.Call.TenantId is not { } tenant || tools.Call.UserId is not { } user || !ReportPermissions.MayRead(tools.Call.Role))
        {
            return ReportService.NotFound;
        }

        var (days, card) = (await tools.DaysAsync(ask, cancel), (await tenants.FindAsync(tenant, cancel))!);
        var all = new Tables(
            await activity.RunAsync(ask, cancel), await turnaround.RunAsync(ask, cancel), await forecast.RunAsync(ask, cancel), await products.RunAsync(ask, cancel), await exceptions.RunAsync(ask, cancel));
        var content = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        using (var book = new XlsxWriter(content))
        {
            Write(book, all, days, card);
        }

        content.Position = 0;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.ActivityLogs.Add(new ActivityLog { UserId = user, Action = "report.workbook", Metadata = new() { ["query"] = ask.Write() }, IpAddress = tools.Call.IpAddress, CreatedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancel);
        return new ExportFile(FormattableString.Invariant($"manager-report-{days.To:yyyy-MM-dd}.xlsx"), XlsxFile.ContentType, content);
    }

    private void Write(XlsxWriter book, Tables all, ReportDays days, TenantCard card)
    {
        var weeks = WeeksOf(all.Activity, days);
        book.Begin(new(Summary, [new("Key figure", 30), new("Value", 16), new("What it means", 90)])
        {
            Above = [[$"{card.Name}: manager report"], [ReportWords.Days(days.From, days.To) + $", made {TimeZoneInfo.ConvertTime(clock.GetUtcNow(), card.Zone):yyyy-MM-dd HH:mm} ({card.Settings.TimeZone}) by {tools.Call.UserName}"]],
            Footer = $"{card.Name} · Manager report",
            Charts = Charts(weeks.Count, Math.Min(all.Turnaround.Rows.Count, MostMakers), all.Forecast.Rows.Count),
        });
        foreach (var figure in Figures(all, card.Settings.Currency))
        {
            book.Write(figure);
        }

        Sheet(book, Weeks, [new("Week from", 14), new("Submitted"), new("Sent"), new("Delivered")], weeks);
        Sheet(book, Makers, ColumnsOf(turnaround, card), all.Turnaround.Rows);
        Sheet(book, Ivrs, ColumnsOf(forecast, card), all.Forecast.Rows);
        Sheet(book, Products, ColumnsOf(products, card), all.Products.Rows);
        Sheet(book, Days, ColumnsOf(activity, card), all.Activity.Rows);
    }

    private IEnumerable<object?[]> Figures(Tables all, string currency)
    {
        var (order, maker, ivr) = (all.Activity, all.Turnaround, all.Forecast);
        return
        [
            Figure("Orders submitted", activity, order, "submitted"), Figure("of them rush", activity, order, "rush"), Figure("of them sent", activity, order, "sent"),
            Figure("of them delivered", activity, order, "delivered"), Figure("of them denied or cancelled", activity, order, "ended"), Figure($"Value ({currency})", activity, order, "value"),
            Figure("Orders waiting at manufacturers", turnaround, maker, "waiting"),
            Figure("Open verification cases", forecast, ivr, "open"), Figure("IVRs that end in 30 days", forecast, ivr, "ends30"), Figure("Cases that stop an order", forecast, ivr, "blocking"),
            ["Kinds of exceptions", all.Exceptions.Rows.Count, "Things that are wrong with at least one order at this moment: flags, failed messages, rejections. The report Exceptions lists them."],
        ];
    }

    private static object?[] Figure(string name, IReport report, ReportTable table, string column) =>
        [name, table.Totals[At(report, column) - 1], report.Definitions[column]];

    private List<SheetChart> Charts(int weeks, int makers, int ivrs)
    {
        List<SheetChart> charts = [];
        if (weeks > 0)
        {
            charts.Add(new("Orders by week of submission", ChartKind.Lines, Cells(Weeks, 1, weeks), [new("Submitted", Cells(Weeks, 2, weeks)), new("Sent", Cells(Weeks, 3, weeks)), new("Delivered", Cells(Weeks, 4, weeks))], 0, 18)
            {
                Wide = 2,
                High = 18,
                Unit = "Orders",
            });
        }

        if (makers > 0)
        {
            charts.Add(new("Orders waiting at manufacturers now", ChartKind.Bars, Cells(Makers, 1, makers), [new("Waiting now", Cells(Makers, At(turnaround, "waiting"), makers))], 2, 18) { Wide = 1, High = 18, Unit = "Orders" });
        }

        if (ivrs > 0)
        {
            charts.Add(new("IVRs that end", ChartKind.Bars, Cells(Ivrs, 1, ivrs), [new("in 30 days", Cells(Ivrs, At(forecast, "ends30"), ivrs)), new("in 90 days", Cells(Ivrs, At(forecast, "ends90"), ivrs))], 0, 37) { Wide = 3, High = 18, Unit = "Cases" });
        }

        return charts;
    }

    private static int At(IReport report, string column) => report.Columns.ToList().FindIndex(c => c.Id == column) + 1;

    /// <summary>The rows of a column below the heading.</summary>
    private static CellRange Cells(string sheet, int column, int rows) => new(sheet, column, 2, rows + 1);

    private static List<object?[]> WeeksOf(ReportTable activity, ReportDays days) =>
    [
        .. activity.Rows.GroupBy(r => (((DateOnly)r[0]!).DayNumber - days.From.DayNumber) / 7).OrderBy(g => g.Key)
            .Select(g => new object?[] { days.From.AddDays(7 * g.Key).ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-US")), g.Sum(r => (int)r[1]!), g.Sum(r => (int)r[3]!), g.Sum(r => (int)r[4]!) }),
    ];

    private static IReadOnlyList<SheetColumn> ColumnsOf(IReport report, TenantCard card) => [.. report.Columns.Select(c => c.Sheet(card.Settings.Currency))];

    private static void Sheet(XlsxWriter book, string name, IReadOnlyList<SheetColumn> columns, IReadOnlyList<object?[]> rows)
    {
        book.Begin(new(name, columns) { Footer = name });
        foreach (var row in rows)
        {
            book.Write(row);
        }
    }

    private sealed record Tables(ReportTable Activity, ReportTable Turnaround, ReportTable Forecast, ReportTable Products, ReportTable Exceptions);
}
