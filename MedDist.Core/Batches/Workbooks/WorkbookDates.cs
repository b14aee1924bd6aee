using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>Which number comes first in a date of numbers.</summary>
public enum DateOrder
{
    MonthFirst,
    DayFirst,
}

/// <summary>What a whole column says of the order of its dates.</summary>
/// <param name="Order">The order that all of it agrees with and some of it demands; null where nothing demands one, or cells demand both.</param>
/// <param name="Undecided">Cells that read as two different days as long as the order is not known.</param>
/// <param name="Contradicts">Some cells can only be month first and others only day first.</param>
/// <param name="Example">One of the undecided, to ask with.</param>
public sealed record DateColumn(DateOrder? Order, int Undecided, bool Contradicts, string? Example)
{
    /// <summary>Whether somebody has to say it.</summary>
    public bool Asks => Order is null && Undecided > 0;
}

/// <summary>What became of one cell of a date column.</summary>
public enum DateOutcome
{
    None,
    Read,

    /// <summary>Two days fit and the order of the column is not known.</summary>
    Undecided,
    Unreadable,
}

/// <summary>
/// Dates as they stand in workbooks of others: real dates, <c>2026-02-13</c>, <c>2/13/26</c>, <c>13.02.2026</c>, <c>13-Feb-26</c>, <c>February 13th, 2026</c>, <c>20260213</c>, with a time or weekday or without. Whether the
/// day or the month comes first is taken from the column as a whole; where it does not say, it is asked, never guessed.
/// </summary>
public static partial class WorkbookDates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // Bare numbers between these are days in a column without a date format: 1927 to 2099.
    private const int FirstSerial = 10_000, LastSerial = 73_050;

    /// <summary>What the column says of its order. Real dates and dates with a month's name or the year first say nothing.</summary>
    public static DateColumn Infer(IEnumerable<SheetCell> column)
    {
        var (monthFirst, dayFirst, undecided, example) = (0, 0, 0, default(string));
        foreach (var cell in column)
        {
            if (cell.Kind == CellKind.Text && Numbers(Plain(cell.Text)) is { } n && n.First != n.Second)
            {
                var (asMonth, asDay) = (Fits(n.First, n.Second), Fits(n.Second, n.First));
                monthFirst += asMonth && !asDay ? 1 : 0;
                dayFirst += asDay && !asMonth ? 1 : 0;
                if (asMonth && asDay)
                {
                    undecided++;
                    example ??= cell.Text;
                }
            }
        }

        DateOrder? order = monthFirst > 0 && dayFirst == 0 ? DateOrder.MonthFirst : dayFirst > 0 && monthFirst == 0 ? DateOrder.DayFirst : null;
        return new(order, undecided, monthFirst > 0 && dayFirst > 0, example);
    }

    /// <summary>Reads a cell. <paramref name="isPast"/>: two digits of a year are the last such year that is not to come, as for birth dates. <paramref name="serials"/>: a bare number may be a day since 1900.</summary>
    public static (DateOutcome Outcome, DateOnly? Day) Read(SheetCell cell, DateOrder? order, DateOnly today, bool isPast = false, bool serials = true)
    {
        if (cell.IsEmpty || IsNothing(cell.Text))
        {
            return (DateOutcome.None, null);
        }

        if (cell.Kind == CellKind.Day)
        {
            return Of(DateOnly.ParseExact(cell.Text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (cell.Kind is CellKind.Error or CellKind.Bool)
        {
            return (DateOutcome.Unreadable, null);
        }

        var text = Plain(cell.Text);
        if ((YearFirst().Match(text) is { Success: true } apart ? apart : YearFirstRun().Match(text)) is { Success: true } iso)
        {
            return Of(Day(Int(iso.Groups[1]), Int(iso.Groups[2]), Int(iso.Groups[3])));
        }

        if (Numbers(text) is { } n)
        {
            var year = Year(n.Year, n.YearDigits, today, isPast);
            var (asMonth, asDay) = (Day(year, n.First, n.Second), Day(year, n.Second, n.First));
            return order switch
            {
                DateOrder.MonthFirst => Of(asMonth),
                DateOrder.DayFirst => Of(asDay),
                _ when asMonth is not null && asDay is not null && asMonth != asDay => (DateOutcome.Undecided, null),
                _ => Of(asMonth ?? asDay),
            };
        }

        if (serials && cell.Kind == CellKind.Number && int.TryParse(text, CultureInfo.InvariantCulture, out var serial) && serial is >= FirstSerial and <= LastSerial)
        {
            return Of(DateOnly.FromDateTime(DateTime.FromOADate(serial)));
        }

        return Of(Named(text, today, isPast));
    }

    /// <summary>What people write for no date.</summary>
    internal static bool IsNothing(string text) => text.Trim().ToLowerInvariant() is "" or "-" or "--" or "—" or "n/a" or "na" or "none" or "null" or "tbd" or "?" or "00/00/0000" or "0000-00-00";

    private static (DateOutcome, DateOnly?) Of(DateOnly? day) => day is null ? (DateOutcome.Unreadable, null) : (DateOutcome.Read, day);

    private static DateOnly? Named(string text, DateOnly today, bool isPast)
    {
        var match = DayThenMonth().Match(text) is { Success: true } dayFirst ? dayFirst : MonthThenDay().Match(text);
        var month = match.Success ? Array.FindIndex(Months, m => match.Groups["m"].Value.StartsWith(m, StringComparison.Ordinal)) + 1 : 0;
        return month == 0 ? null : Day(Year(Int(match.Groups["y"]), match.Groups["y"].Length, today, isPast), month, Int(match.Groups["d"]));
    }

    private static (int First, int Second, int Year, int YearDigits)? Numbers(string text)
    {
        var match = ThreeNumbers().Match(text) is { Success: true } apart ? apart : EightDigits().Match(text);
        return match.Success && !YearFirstRun().IsMatch(text) ? (Int(match.Groups[1]), Int(match.Groups[2]), Int(match.Groups[3]), match.Groups[3].Length) : null;
    }

    /// <summary>Small letters, without a time behind it, a weekday in front and the ending of an ordinal.</summary>
    private static string Plain(string text) => Ordinal().Replace(Weekday().Replace(Time().Replace(text.Trim().ToLowerInvariant().Replace(' ', ' '), ""), ""), "$1").Trim();

    private static bool Fits(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31;

    private static int Int(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static int Year(int year, int digits, DateOnly today, bool isPast) =>
        digits > 2 ? year : (today.Year / 100 * 100) + year is var near && (isPast ? near > today.Year : near > today.Year + 50) ? near - 100 : near;

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1880 and <= 2199 && Fits(month, day) && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    [GeneratedRegex(@"^(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})$")]
    private static partial Regex ThreeNumbers();

    [GeneratedRegex(@"^(\d{2})(\d{2})((?:19|20)\d{2})$")]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"^(?<d>\d{1,2})[ \-./]*(?<m>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[ \-./,]*(?<y>\d{4}|\d{2})$")]
    private static partial Regex DayThenMonth();

    [GeneratedRegex(@"^(?<m>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[ \-./,]*(?<d>\d{1,2})[ \-./,]+(?<y>\d{4}|\d{2})$")]
    private static partial Regex MonthThenDay();

    [GeneratedRegex(@"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(z|[+-]\d{2}:?\d{2}|[a-z]{2,4})?$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"(\d)(st|nd|rd|th)\b")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})$")]
    private static partial Regex YearFirstRun();
}
