using System.Globalization;
using System.Web;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>Days by name, so that a schedule means other days each time.</summary>
public enum ReportPeriod
{
    Last7,
    Last30,
    Last90,
    ThisMonth,
    LastMonth,
    ThisYear,

    /// <summary>From a day to a day.</summary>
    Days,
}

/// <summary>What a report is about. All of it lives in the address of its page.</summary>
public sealed record ReportAsk
{
    private const string Form = "yyyy-MM-dd";

    public ReportPeriod Period { get; init; } = ReportPeriod.Last30;

    /// <summary>The days of <see cref="ReportPeriod.Days"/>, both included.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public Guid? ManufacturerId { get; init; }

    public Guid? FacilityId { get; init; }

    /// <summary>Reads an address; what it says wrongly counts as not said.</summary>
    public static ReportAsk Read(Uri address)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        var ask = new ReportAsk
        {
            Period = Enum.TryParse<ReportPeriod>(query["period"], ignoreCase: true, out var period) && Enum.IsDefined(period) ? period : ReportPeriod.Last30,
            From = Day(query["from"]),
            To = Day(query["to"]),
            ManufacturerId = Guid.TryParse(query["manufacturer"], out var manufacturer) ? manufacturer : null,
            FacilityId = Guid.TryParse(query["facility"], out var facility) ? facility : null,
        };
        return ask.Period == ReportPeriod.Days && (ask.From is null || ask.To is null || ask.From > ask.To) ? ask with { Period = ReportPeriod.Last30 } : ask;
    }

    /// <summary>The query string, without what is as usual.</summary>
    public string Write()
    {
        List<string> query = [];
        Add("period", Period == ReportPeriod.Last30 ? null : Period.ToString().ToLowerInvariant());
        Add("from", Period == ReportPeriod.Days ? From?.ToString(Form, CultureInfo.InvariantCulture) : null);
        Add("to", Period == ReportPeriod.Days ? To?.ToString(Form, CultureInfo.InvariantCulture) : null);
        Add("manufacturer", ManufacturerId?.ToString());
        Add("facility", FacilityId?.ToString());
        return string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={value}");
            }
        }
    }

    /// <summary>The days that are meant today, both included.</summary>
    public (DateOnly From, DateOnly To) DaysOn(DateOnly today) => Period switch
    {
        ReportPeriod.Last7 => (today.AddDays(-6), today),
        ReportPeriod.Last90 => (today.AddDays(-89), today),
        ReportPeriod.ThisMonth => (new(today.Year, today.Month, 1), today),
        ReportPeriod.LastMonth => (new DateOnly(today.Year, today.Month, 1).AddMonths(-1), new DateOnly(today.Year, today.Month, 1).AddDays(-1)),
        ReportPeriod.ThisYear => (new(today.Year, 1, 1), today),
        ReportPeriod.Days when From is { } from && To is { } to => (from, to),
        _ => (today.AddDays(-29), today),
    };

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Reports in the words of the screen.</summary>
public static class ReportWords
{
    public static string Label(this ReportPeriod period) => period switch
    {
        ReportPeriod.Last7 => "Last 7 days",
        ReportPeriod.Last30 => "Last 30 days",
        ReportPeriod.Last90 => "Last 90 days",
        ReportPeriod.ThisMonth => "This month",
        ReportPeriod.LastMonth => "Last month",
        ReportPeriod.ThisYear => "This year",
        _ => "From and to",
    };

    /// <summary>"1 Nov 2026 to 25 Nov 2026".</summary>
    public static string Days(DateOnly from, DateOnly to) => $"{Day(from)} to {Day(to)}";

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-US"));
}
