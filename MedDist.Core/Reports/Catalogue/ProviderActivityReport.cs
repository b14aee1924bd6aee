using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>The orders of a provider at a facility.</summary>
public sealed record ProviderUse(string? Facility, string? Provider, int Submitted, int Rush, int SentBack, int Denied, DateTimeOffset? Latest);

/// <summary>Who orders from where.</summary>
public sealed class ProviderActivityReport(ReportTools tools) : Report<ProviderUse>(tools)
{
    public override string Id => "provider-activity";

    public override string Title => "Provider and facility activity";

    public override string Answers => "Who orders from where, and whose orders come back?";

    public override ReportParts Parts => ReportParts.Period | ReportParts.Manufacturer | ReportParts.Facility;

    protected override string Sort => "By facility, most orders first";

    protected override IReadOnlyList<Measure> Measures { get; } =
    [
        new(new("facility", "Facility", ExportKind.Text, r => r.Facility, 30), ""),
        new(new("provider", "Provider", ExportKind.Text, r => r.Provider), ""),
        new(new("submitted", "Submitted", ExportKind.Whole, r => r.Submitted), "Orders submitted in the period; drafts are not counted.", IsSum: true),
        new(new("rush", "Rush", ExportKind.Whole, r => r.Rush), "Of those, rush orders.", IsSum: true),
        new(new("back", "Sent back", ExportKind.Whole, r => r.SentBack), "Of those, orders that were sent back to the provider at least once.", IsSum: true),
        new(new("denied", "Denied", ExportKind.Whole, r => r.Denied), "Of those, orders that were denied.", IsSum: true),
        new(new("latest", "Latest order", ExportKind.Moment, r => r.Latest), "When the last of them was submitted."),
    ];

    protected override ReportSource? SourceOf(ReportAsk ask, ReportDays days) => new(new QueueAddress(ReportTools.Submitted(ask, days)).Write(), "The orders behind it", "submitted");

    protected override async Task<IReadOnlyList<ProviderUse>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel)
    {
        await using var db = await Tools.OpenAsync(cancel);
        var orders = OrderQueries.Matching(db, ReportTools.Submitted(ask, days));
        var found = await orders.GroupBy(o => new { o.FacilityId, o.ProviderId }).Select(g => new
        {
            g.Key,
            Submitted = g.Count(),
            Rush = g.Sum(o => o.Type == OrderType.Rush ? 1 : 0),
            SentBack = g.Sum(o => o.SentBackAt != null ? 1 : 0),
            Denied = g.Sum(o => o.Status == OrderStatus.Denied ? 1 : 0),
            Latest = g.Max(o => o.ProviderSubmittedAt),
        }).ToListAsync(cancel);
        var places = found.Select(f => f.Key.FacilityId).OfType<Guid>().Distinct().ToList();
        var facilities = await db.Facilities.Where(f => EF.Parameter(places).Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Name, cancel);
        var ids = found.Select(f => f.Key.ProviderId).OfType<Guid>().Distinct().ToList();
        var providers = await db.Users.Where(u => EF.Parameter(ids).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, cancel);
        return
        [
            .. found.Select(f => new ProviderUse(
                    f.Key.FacilityId is { } facility ? facilities.GetValueOrDefault(facility) : null, f.Key.ProviderId is { } provider ? providers.GetValueOrDefault(provider) : null,
                    f.Submitted, f.Rush, f.SentBack, f.Denied, f.Latest))
                .OrderBy(r => r.Facility, StringComparer.Ordinal).ThenByDescending(r => r.Submitted).ThenBy(r => r.Provider, StringComparer.Ordinal),
        ];
    }
}
