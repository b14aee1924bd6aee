namespace MedDist.Core.Orders.Drafts;

/// <summary>A value taken over from before that may no longer be right: its age in words, and what to do.</summary>
public sealed record Doubt(string Field, string Sentence);

/// <summary>Which values taken over from before are asked about, by their age. All others are taken as they are.</summary>
public static class CarryOverRules
{
    /// <summary>Days after which a value is asked about; a new plan year asks about cover as well.</summary>
    private static readonly Dictionary<string, int> Limits = new()
    {
        ["primary.policyNumber"] = 180,
        ["secondary.policyNumber"] = 180,
        ["woundLength"] = 14,
        ["diagnosisCodes"] = 180,
    };

    private static readonly HashSet<string> EndsWithTheYear = ["primary.policyNumber", "secondary.policyNumber"];

    /// <summary>What is to be confirmed on <paramref name="today"/>, in the order of the screen.</summary>
    public static IReadOnlyList<Doubt> Doubts(OrderDraftContent form, DateOnly today) =>
    [
        .. Limits.Keys.Where(form.KnownSince.ContainsKey).Select(field => (Field: field, Since: form.KnownSince[field]))
            .Where(f => today.DayNumber - f.Since.DayNumber > Limits[f.Field] || (EndsWithTheYear.Contains(f.Field) && f.Since.Year < today.Year))
            .Select(f => new Doubt(f.Field, $"{Name(f.Field)} {Age(f.Since, today)} old{(EndsWithTheYear.Contains(f.Field) && f.Since.Year < today.Year ? ", from last plan year" : "")}: still right?")),
    ];

    /// <summary>How old something is: <c>5 days</c>, <c>3 weeks</c>, <c>11 months</c>, <c>2 years</c>.</summary>
    public static string Age(DateOnly since, DateOnly today)
    {
        var days = Math.Max(0, today.DayNumber - since.DayNumber);
        return days switch
        {
            0 => "less than a day",
            < 21 => Count(days, "day"),
            < 60 => Count(days / 7, "week"),
            < 730 => Count(Months(since, today), "month"),
            _ => Count(Months(since, today) / 12, "year"),
        };
    }

    private static int Months(DateOnly since, DateOnly today) => ((today.Year - since.Year) * 12) + today.Month - since.Month - (today.Day < since.Day ? 1 : 0);

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static string Name(string field) => field == "woundLength" ? "Measurements" : DraftFields.Label(field);
}
