using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>How fast and reliable each manufacturer was over the last 90 days, as the scorecard has it, and what waits there now.</summary>
public sealed class TurnaroundReport(ReportTools tools, ManufacturerScores scores) : Report<ManufacturerScoreRow>(tools)
{
    public override string Id => "manufacturer-turnaround";

    public override string Title => "Turnaround by manufacturer";

    public override string Answers => "Who confirms and verifies fast, who is late, and what waits where?";

    public override ReportParts Parts => ReportParts.None;

    protected override string Sort => "By name";

    protected override IReadOnlyList<Measure> Measures { get; } =
    [
        new(new("name", "Manufacturer", ExportKind.Text, r => r.Name, 28), ""),
        new(new("sent", "Orders sent", ExportKind.Whole, r => r.Score?.Counts.Sent ?? 0), "Orders that left for the manufacturer in the last 90 days, as learned last night.", IsSum: true),
        new(new("confirm50", "Confirmed, median days", ExportKind.Number, r => Known(r.Score?.Confirmation)?.P50, 22), "Business days from sending to confirmation; half took no longer. Empty with fewer than 5 orders."),
        new(new("confirm90", "Confirmed, 90th percentile", ExportKind.Number, r => Known(r.Score?.Confirmation)?.P90, 24), "Nine in ten orders took no longer."),
        new(new("ivr50", "IVR, median days", ExportKind.Number, r => Known(r.Score?.Ivr)?.P50, 18), "Business days from sending an IVR to its verification; half took no longer."),
        new(new("ivr90", "IVR, 90th percentile", ExportKind.Number, r => Known(r.Score?.Ivr)?.P90, 20), "Nine in ten IVRs took no longer."),
        new(new("ontime", "On time", ExportKind.Percent, r => r.Score?.Counts.OnTimeShare), "Delivered on or before the requested day, of all delivered. Empty with fewer than 5."),
        new(new("rejected", "Turned down", ExportKind.Percent, r => r.Score?.Counts.RejectedShare), "Orders that the manufacturer turned down, of those sent."),
        new(new("waiting", "Waiting now", ExportKind.Whole, r => r.WaitingNow), "Orders that are with the manufacturer at this moment.", IsSum: true),
    ];

    protected override ReportSource? SourceOf(ReportAsk ask, ReportDays days) => new(new QueueAddress(new() { Tab = QueueTab.Manufacturer }).Write(), "The orders that wait", "waiting");

    protected override Task<IReadOnlyList<ManufacturerScoreRow>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel) => scores.ListAsync(ManufacturerScore.ClockDays, cancel);

    private static Turnaround? Known(Turnaround? of) => of is { IsKnown: true } ? of : null;
}
