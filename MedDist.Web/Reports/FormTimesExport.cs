using MedDist.Core.Reports;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Web.Reports;

/// <summary>How long forms take, as a file.</summary>
internal sealed class FormTimesExport(FormTimings timings) : ExportSource<FacilityTimes>
{
    public override string Kind => "form-times";

    public override string Title => "Form times";

    public override string Path => "/reports/form-times";

    public override bool MayExport(Role? role) => ReportPermissions.MaySeeFormTimes(role);

    protected override IReadOnlyList<ExportColumn<FacilityTimes>> Columns { get; } =
    [
        new("facility", "Facility", ExportKind.Text, r => r.Name, 30),
        new("orders", "Orders", ExportKind.Whole, r => r.Seconds.Count),
        new("median", "Median, seconds", ExportKind.Number, r => r.Seconds.P50, 16),
        new("p90", "90th percentile, seconds", ExportKind.Number, r => r.Seconds.P90, 24),
        new("slowest", "Slowest fields, by their median", ExportKind.Text, r => string.Join(", ", r.Slowest.Select(f => $"{FormTimeWords.Field(f.Field)} {FormTimeWords.Time(f.MedianSeconds)}")), 60),
    ];

    protected override async Task<ExportList<FacilityTimes>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = FormTimesAddress.Read(ask.Query["from"], ask.Query["to"]) ?? await timings.UsualAsync(cancel);
        var report = (await timings.ReportAsync(filter, cancel)).Value;
        IReadOnlyList<FacilityTimes> rows = report is { All.Seconds.Count: > 0 } ? [report.All, .. report.Facilities] : [];
        return new(ExportRows.Criteria(("From", $"{filter.From:yyyy-MM-dd}"), ("To", $"{filter.To:yyyy-MM-dd}")), "Slowest first, all facilities above", rows.Count, ExportRows.OfAsync(rows));
    }
}
