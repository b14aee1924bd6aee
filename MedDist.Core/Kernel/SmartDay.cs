using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Core.Kernel;

/// <summary>Which of the possible days a short date means.</summary>
public enum DayLean
{
    /// <summary>The nearest one: appointments and deliveries.</summary>
    Near,

    /// <summary>Not before today: expiry dates.</summary>
    Ahead,

    /// <summary>Not after today: birth dates, when a wound began.</summary>
    Back,
}

/// <summary>
/// A day as people type it: <c>t</c>, <c>+3</c>, <c>-2</c>, <c>+2w</c>, <c>mon</c>, <c>6/25</c>, <c>6/25/26</c>, <c>062526</c>, <c>25 jun</c>, <c>2026-06-25</c>; the month comes
/// before the day. One of <see cref="Day"/> and <see cref="Problem"/> is set, neither for no text.
/// </summary>
public sealed partial record SmartDay(DateOnly? Day, string? Problem)
{
    private const string Examples = "Write the date as 6/25, 6/25/2026, t for today or +3 for in three days.";
    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(m => m.Length > 0)];
    private static readonly string[] Weekdays = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    /// <summary>How a day is written back into a field: <c>6/25/2026</c>, which reads as the same day ever after.</summary>
    public static string Text(DateOnly day) => day.ToString("M/d/yyyy", CultureInfo.InvariantCulture);

    /// <summary>What to say of a text that is no day.</summary>
    public static string ProblemOf(string text) => Read(text, new DateOnly(2026, 1, 1)).Problem ?? $"“{text}” is not a date. Write it as 6/25/2026.";

    /// <summary>Reads what was typed, on <paramref name="today"/>.</summary>
    public static SmartDay Read(string? text, DateOnly today, DayLean lean = DayLean.Near)
    {
        var typed = (text ?? "").Trim().ToLowerInvariant();
        return typed switch
        {
            "" => new(null, null),
            "t" or "today" => Of(today),
            "tm" or "tom" or "tomorrow" => Of(today.AddDays(1)),
            "y" or "yesterday" => Of(today.AddDays(-1)),
            _ => Step(typed, today) ?? Weekday(typed, today, lean) ?? Numbers(typed, today, lean) ?? Words(typed, today, lean) ?? new(null, Examples),
        };
    }

    private static SmartDay Of(DateOnly day) => new(day, null);

    private static SmartDay? Step(string typed, DateOnly today)
    {
        if (StepPattern().Match(typed) is not { Success: true } step)
        {
            return null;
        }

        var count = int.Parse(step.Groups[1].Value.Replace("+", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Of(step.Groups[2].Value switch
        {
            "w" => today.AddDays(7 * count),
            "m" => today.AddMonths(count),
            "y" => today.AddYears(Math.Clamp(count, -120, 120)),
            _ => today.AddDays(count),
        });
    }

    /// <summary>The next such day after today; leaning back, the last one before.</summary>
    private static SmartDay? Weekday(string typed, DateOnly today, DayLean lean)
    {
        var weekday = typed.Length < 2 ? -1 : Array.FindIndex(Weekdays, d => d.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
        if (weekday < 0)
        {
            return null;
        }

        var ahead = (weekday - (int)today.DayOfWeek + 6) % 7 + 1;
        return Of(today.AddDays(lean == DayLean.Back ? (ahead - 7 is 0 ? -7 : ahead - 7) : ahead));
    }

    private static SmartDay? Numbers(string typed, DateOnly today, DayLean lean)
    {
        if (IsoPattern().Match(typed) is { Success: true } iso)
        {
            return Dated(Number(iso, 2), Number(iso, 3), iso.Groups[1].Value, today, lean);
        }

        var match = SlashPattern().Match(typed);
        match = match.Success ? match : RunPattern().Match(typed);
        return match.Success ? Dated(Number(match, 1), Number(match, 2), match.Groups[3].Value, today, lean) : null;
    }

    private static SmartDay? Words(string typed, DateOnly today, DayLean lean)
    {
        if (MonthFirstPattern().Match(typed) is not { Success: true } match && (match = DayFirstPattern().Match(typed)) is not { Success: true })
        {
            return null;
        }

        var month = Array.FindIndex(Months, m => m.StartsWith(match.Groups["month"].Value, StringComparison.OrdinalIgnoreCase)) + 1;
        return month == 0 ? null : Dated(month, int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture), match.Groups["year"].Value, today, lean);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static SmartDay Dated(int month, int day, string year, DateOnly today, DayLean lean)
    {
        if (month is < 1 or > 12)
        {
            return new(null, day is >= 1 and <= 12 && month is > 12 and <= 31 ? $"There is no month {month}. The month comes first: {day}/{month}." : $"There is no month {month}.");
        }

        var years = Years(year, today, lean).Where(y => y is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(y, month)).ToList();
        if (years.Count == 0)
        {
            return new(null, $"{Months[month - 1]} has no day {day}{(year.Length > 0 && month == 2 && day == 29 ? " that year" : "")}.");
        }

        var days = years.Select(y => new DateOnly(y, month, day)).ToList();
        return Of(days.Find(d => (lean == DayLean.Ahead && d >= today) || (lean == DayLean.Back && d <= today)) is { } fits && fits != default ? fits : days.MinBy(d => Math.Abs(d.DayNumber - today.DayNumber)));
    }

    /// <summary>The years that may be meant, in the order in which they are tried.</summary>
    private static IEnumerable<int> Years(string year, DateOnly today, DayLean lean)
    {
        if (year.Length == 4)
        {
            return [int.Parse(year, CultureInfo.InvariantCulture)];
        }

        if (year.Length > 0)
        {
            var inThis = today.Year / 100 * 100 + int.Parse(year, CultureInfo.InvariantCulture);
            return lean == DayLean.Back ? [inThis, inThis - 100] : [inThis];
        }

        // 29 February may be years away.
        return lean == DayLean.Back ? Enumerable.Range(0, 9).Select(n => today.Year - n) : lean == DayLean.Ahead ? Enumerable.Range(today.Year, 9) : Enumerable.Range(today.Year - 4, 9);
    }

    [GeneratedRegex(@"^([+-]\d{1,4})([dwmy]?)$")]
    private static partial Regex StepPattern();

    [GeneratedRegex(@"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")]
    private static partial Regex IsoPattern();

    [GeneratedRegex(@"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{4}|\d{2}))?$")]
    private static partial Regex SlashPattern();

    [GeneratedRegex(@"^(\d{2})(\d{2})(\d{4}|\d{2})$")]
    private static partial Regex RunPattern();

    [GeneratedRegex(@"^(?<month>[a-z]{3,9})\.?\s*(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}|\d{2}))?$")]
    private static partial Regex MonthFirstPattern();

    [GeneratedRegex(@"^(?<day>\d{1,2})\.?\s*(?<month>[a-z]{3,9})\.?(?:,?\s+(?<year>\d{4}|\d{2}))?$")]
    private static partial Regex DayFirstPattern();
}
