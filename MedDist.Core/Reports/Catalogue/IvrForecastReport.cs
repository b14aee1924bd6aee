using MedDist.Core.Reports.Exports;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>The open cases of a manufacturer, and when they end.</summary>
public sealed record IvrForecast(string Manufacturer, int Open, int Verified, int Uncovered, int Blocking, IReadOnlyList<int> Ending, int Expired);

/// <summary>What IVRs cover now, and what ends within the next days.</summary>
public sealed class IvrForecastReport(ReportTools tools) : Report<IvrForecast>(tools)
{
    private static readonly IReadOnlyList<int> Horizons = [7, 14, 30, 60, 90];

    public override string Id => "ivr-forecast";

    public override string Title => "IVR coverage and expiry forecast";

    public override string Answers => "Which IVRs cover what is planned, and how many have to be renewed by when?";

    public override ReportParts Parts => ReportParts.Manufacturer;

    protected override string Sort => "By name";

    protected override IReadOnlyList<Measure> Measures { get; } =
    [
        new(new("manufacturer", "Manufacturer", ExportKind.Text, r => r.Manufacturer, 28), ""),
        new(new("open", "Open cases", ExportKind.Whole, r => r.Open), "Verification cases that stand on the board, in whichever column.", IsSum: true),
        new(new("verified", "Verified", ExportKind.Whole, r => r.Verified), "Verified, and not over within the tenant's number of days.", IsSum: true),
        new(new("uncovered", "Next use not covered", ExportKind.Whole, r => r.Uncovered, 20), "Cases whose IVR does not cover the next planned service date.", IsSum: true),
        new(new("blocking", "Stops an order", ExportKind.Whole, r => r.Blocking, 15), "Cases that keep an order from leaving.", IsSum: true),
        .. Horizons.Select((days, i) => new Measure(new($"ends{days}", $"Ends in {days} days", ExportKind.Whole, r => r.Ending[i], 16), $"Verified, and the last valid day is today or within {days} days. Those of fewer days are among them.", IsSum: true)),
        new(new("expired", "Expired", ExportKind.Whole, r => r.Expired), "Over, and not renewed.", IsSum: true),
    ];

    protected override ReportSource? SourceOf(ReportAsk ask, ReportDays days) => new(new VerificationAddress(new() { ManufacturerId = ask.ManufacturerId }, DeskLayout.Table).Write(), "The cases behind it", "open");

    protected override async Task<IReadOnlyList<IvrForecast>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel)
    {
        await using var db = await Tools.OpenAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var filter = new VerificationFilter { ManufacturerId = ask.ManufacturerId };
        var columns = await Of(filter).GroupBy(v => new { v.ManufacturerId, v.Column }).Select(g => new { g.Key.ManufacturerId, g.Key.Column, Count = g.Count() }).ToListAsync(cancel);
        var uncovered = await CountAsync(filter with { UncoveredOnly = true });
        var blocking = await CountAsync(filter with { BlocksOnly = true });
        List<Dictionary<Guid, int>> ending = [];
        foreach (var within in Horizons)
        {
            ending.Add(await CountAsync(filter with { EndsWithinDays = within }));
        }

        var names = await db.Manufacturers.OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new { m.Id, m.Name }).ToListAsync(cancel);
        return
        [
            .. names.Where(m => columns.Exists(c => c.ManufacturerId == m.Id)).Select(m => new IvrForecast(
                m.Name, columns.Where(c => c.ManufacturerId == m.Id).Sum(c => c.Count), In(m.Id, DeskColumn.Verified), uncovered.GetValueOrDefault(m.Id), blocking.GetValueOrDefault(m.Id),
                [.. ending.Select(e => e.GetValueOrDefault(m.Id))], In(m.Id, DeskColumn.Expired))),
        ];

        int In(Guid manufacturer, DeskColumn column) => columns.Find(c => c.ManufacturerId == manufacturer && c.Column == column)?.Count ?? 0;

        IQueryable<Verification> Of(VerificationFilter which) => VerificationQueries.Matching(db, which, days.Today);

        async Task<Dictionary<Guid, int>> CountAsync(VerificationFilter which) =>
            await Of(which).GroupBy(v => v.ManufacturerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }
}
