using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Metrics;
using MedDist.Core.Users;

namespace MedDist.Core.Reports.Dashboards;

/// <summary>Whose dashboard it is.</summary>
public enum DashboardKind
{
    Coordinator,
    Manager,

    /// <summary>Providers and office staff.</summary>
    Ordering,
    Sales,
}

/// <summary>What the manager's dashboard shows. All of it lives in the address.</summary>
/// <param name="Days">Length of the period in days, today included.</param>
/// <param name="FacilityId">One facility only.</param>
/// <param name="ManufacturerId">One manufacturer only.</param>
public sealed record DashboardFilter(int Days = 28, Guid? FacilityId = null, Guid? ManufacturerId = null)
{
    public static readonly IReadOnlyList<int> Periods = [7, 28, 91];
}

/// <summary>What a tile's large number is, where it is not the count of its list.</summary>
public enum TileHeadline
{
    Count,

    /// <summary>Value of the list's orders.</summary>
    Value,

    /// <summary>Median hours to approval of the list's orders.</summary>
    Hours,

    /// <summary>What the list is not, of a whole.</summary>
    OtherShare,
}

/// <summary>A tile before anything is counted: what it says, and the list it leads to, from whose address it is counted.</summary>
public sealed record TilePlan(string Code, string Title, string Sentence, string Link)
{
    public TileHeadline Headline { get; init; }

    /// <summary>The list that this one is a part of.</summary>
    public string? Whole { get; init; }

    /// <summary>What the snapshots say of it day by day.</summary>
    public Measure? Measure { get; init; }

    /// <summary>Whether anything in the list is bad news.</summary>
    public bool IsProblem { get; init; }

    /// <summary>The list in words after its number: "sent back", "not covered".</summary>
    public string Noun { get; init; } = "orders";
}

/// <summary>A tile: a number that is the length of the list it leads to.</summary>
public sealed record DashboardTile(TilePlan Plan, int Count)
{
    /// <summary>Of how many; null where the tile is no part of anything.</summary>
    public int? Whole { get; init; }

    public decimal? Value { get; init; }

    public Turnaround? Hours { get; init; }

    /// <summary>The measure day by day, oldest first.</summary>
    public IReadOnlyList<DayValue> Days { get; init; } = [];

    /// <summary>The last full day beside the same weekday before; null where there are no snapshots.</summary>
    public string? Trend { get; init; }

    /// <summary>Part of the whole that the list is not, 0 to 1.</summary>
    public double? OtherShare => Whole is > 0 ? 1 - ((double)Count / Whole.Value) : null;
}

/// <summary>A measure on one day; null where there was nothing to measure.</summary>
public sealed record DayValue(DateOnly Day, double? Value, string Link);

/// <summary>What a trend counts, and which list has the same day's orders.</summary>
public sealed record TrendPlan(string Code, string Title, Measure Measure, OrderMilestone Milestone);

/// <summary>A line over days, oldest first; empty where no day has been counted.</summary>
/// <param name="Plan">What it counts.</param>
/// <param name="Days">Its days.</param>
/// <param name="Sentence">The last full day beside the same weekday before.</param>
public sealed record DashboardTrend(TrendPlan Plan, IReadOnlyList<DayValue> Days, string? Sentence);

/// <summary>A bar of a chart: the length of the list it leads to.</summary>
public sealed record DashboardBar(string Name, int Count, string Link);

/// <summary>Something that happened since the caller was last here.</summary>
public sealed record SinceLine(string Words, int Count, string Link);

/// <summary>All that a dashboard shows.</summary>
public sealed record Dashboard(DashboardKind Kind, IReadOnlyList<DashboardTile> Tiles)
{
    /// <summary>When it was read.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When the caller was here before; null for the first time.</summary>
    public DateTimeOffset? Before { get; init; }

    public IReadOnlyList<SinceLine> Since { get; init; } = [];

    /// <summary>What is drawn day by day, with the list of each day.</summary>
    public IReadOnlyList<DashboardTrend> Trends { get; init; } = [];

    /// <summary>Open orders by age.</summary>
    public IReadOnlyList<DashboardBar> Ages { get; init; } = [];

    /// <summary>Orders of the period by manufacturer, or by facility where one manufacturer was chosen.</summary>
    public IReadOnlyList<DashboardBar> Shares { get; init; } = [];
}

/// <summary>Which dashboards a role has; the first is shown unless another is asked for.</summary>
public static class DashboardKinds
{
    public static IReadOnlyList<DashboardKind> Of(Role? role) => role switch
    {
        Role.TenantAdmin or Role.SuperAdmin => [DashboardKind.Coordinator, DashboardKind.Manager],
        Role.Viewer => [DashboardKind.Manager],
        Role.SalesRep => [DashboardKind.Sales],
        Role.Provider or Role.FacilityManager => [DashboardKind.Ordering],
        _ => [],
    };
}
