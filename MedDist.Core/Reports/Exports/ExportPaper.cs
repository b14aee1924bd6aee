using MedDist.Core.Tenancy;

namespace MedDist.Core.Reports.Exports;

/// <summary>A grid with what its file says about itself.</summary>
/// <param name="Grid">What is written.</param>
/// <param name="Card">Whose it is.</param>
/// <param name="User">Who takes it along.</param>
/// <param name="At">When.</param>
/// <param name="Purpose">What for; empty where nobody is in it.</param>
internal sealed record ExportPaper(ExportGrid Grid, TenantCard Card, string User, DateTimeOffset At, string Purpose)
{
    public string Tenant => Card.Name;

    public TimeZoneInfo Zone { get; } = Card.Zone;

    public string Currency => Card.Settings.Currency;

    public string Accent => Card.Settings.AccentColor;

    /// <summary>Stands on every printed page.</summary>
    public string Mark => Purpose.Length > 0 ? $"{Tenant} · {Grid.Title} · Contains protected health information" : $"{Tenant} · {Grid.Title}";

    /// <summary>Criteria, order, time, user and purpose: everything that somebody must know who finds the file later.</summary>
    public IReadOnlyList<(string Label, object? Value)> About(int rows) =>
    [
        ("List", Grid.Title),
        ("Tenant", Tenant),
        ("Exported by", User),
        ("Exported at", At),
        ("Time zone", Card.Settings.TimeZone),
        ("Rows", rows),
        .. Grid.Criteria.Count == 0 ? [("Filter", "None: all rows")] : Grid.Criteria.Select(c => (c.Label, (object?)c.Value)),
        ("Sorted by", Grid.Sort),
        .. Purpose.Length > 0 ? new (string, object?)[] { ("Protected health information", "Yes. Keep it as safe as a chart, and delete it when it is no longer needed."), ("Purpose", Purpose) } : [],
    ];
}
