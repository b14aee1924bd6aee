using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Web.Manufacturers;

/// <summary>The scorecard as a file. Where there are too few samples a cell is empty, as nothing is said on the screen.</summary>
internal sealed class ScorecardExport(ManufacturerScores scores) : ExportSource<ManufacturerScoreRow>
{
    public override string Kind => "scorecard";

    public override string Title => "Scorecard";

    public override string Path => "/manufacturers/scorecard";

    public override bool MayExport(Role? role) => ScorecardPermissions.All[0].Allows(role);

    protected override IReadOnlyList<ExportColumn<ManufacturerScoreRow>> Columns { get; } =
    [
        new("name", "Manufacturer", ExportKind.Text, r => r.Name, 28),
        new("confirm50", "Confirmation p50, days", ExportKind.Number, r => Known(r.Score?.Confirmation)?.P50, 22),
        new("confirm80", "Confirmation p80, days", ExportKind.Number, r => Known(r.Score?.Confirmation)?.P80, 22),
        new("confirm90", "Confirmation p90, days", ExportKind.Number, r => Known(r.Score?.Confirmation)?.P90, 22),
        new("ivr50", "IVR p50, days", ExportKind.Number, r => Known(r.Score?.Ivr)?.P50),
        new("ivr80", "IVR p80, days", ExportKind.Number, r => Known(r.Score?.Ivr)?.P80),
        new("ivr90", "IVR p90, days", ExportKind.Number, r => Known(r.Score?.Ivr)?.P90),
        new("clock", "Clock, days", ExportKind.Whole, r => r.Clock.Days),
        new("ontime", "On time", ExportKind.Percent, r => r.Score?.Counts.OnTimeShare),
        new("delivered", "Delivered", ExportKind.Whole, r => r.Score?.Counts.Delivered),
        new("rejected", "Rejected", ExportKind.Percent, r => r.Score?.Counts.RejectedShare),
        new("sent", "Sent", ExportKind.Whole, r => r.Score?.Counts.Sent),
        new("waiting", "Waiting now", ExportKind.Whole, r => r.WaitingNow),
        new("resolve", "To resolve", ExportKind.Whole, r => r.RejectedNow),
    ];

    protected override async Task<ExportList<ManufacturerScoreRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var period = int.TryParse(ask.Query["days"], CultureInfo.InvariantCulture, out var days) && ManufacturerScore.Periods.Contains(days) ? days : ManufacturerScore.ClockDays;
        var rows = await scores.ListAsync(period, cancel);
        return new(ExportRows.Criteria(("Period", ScoreWords.Period(period))), "By name", rows.Count, ExportRows.OfAsync(rows));
    }

    private static Turnaround? Known(Turnaround? of) => of is { IsKnown: true } ? of : null;
}
