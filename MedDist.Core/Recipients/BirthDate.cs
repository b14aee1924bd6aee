using System.Text.RegularExpressions;
using MedDist.Core.Kernel;

namespace MedDist.Core.Recipients;

/// <summary>
/// A birth date inside a text, in the spellings that people use: <c>2/3/1950</c>, <c>02-03-50</c>, <c>2.3.1950</c>, <c>1950-02-03</c>, <c>02031950</c>, <c>Feb 3 1950</c>, <c>3 February 1950</c>.
/// Month before day, as in the United States, unless that is no date. Two digits of a year are the last such year that is not to come.
/// </summary>
public static partial class BirthDate
{
    private const int EarliestYear = 1900;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The first date in the text and the text without it; null and the whole text where there is none.</summary>
    public static (DateOnly? Day, string Without) Take(string text, DateOnly today)
    {
        foreach (var form in new[] { YearFirst(), Numbers(), MonthFirst(), DayFirst(), EightDigits() })
        {
            foreach (Match match in form.Matches(text))
            {
                if (Read(match, today) is { } day)
                {
                    return (day, $"{text[..match.Index]} {text[(match.Index + match.Length)..]}".Trim());
                }
            }
        }

        return (null, text);
    }

    /// <summary>What the field for a date makes of it (<see cref="SmartDay"/>), leaning back; the other way round where it is a day only so.</summary>
    private static DateOnly? Read(Match match, DateOnly today)
    {
        var (month, day, year) = (match.Groups["name"] is { Success: true } name ? $"{Array.IndexOf(Months, name.Value[..3].ToLowerInvariant()) + 1}" : match.Groups["m"].Value, match.Groups["d"].Value, match.Groups["y"].Value);
        return Day($"{month}/{day}/{year}", today) ?? (match.Groups["name"].Success ? null : Day($"{day}/{month}/{year}", today));
    }

    private static DateOnly? Day(string text, DateOnly today) => SmartDay.Read(text, today, DayLean.Back).Day is { Year: >= EarliestYear } day && day <= today ? day : null;

    [GeneratedRegex(@"(?<![0-9])(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?![0-9])")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<![0-9\-/.])(?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})[-/.](?<y>[0-9]{4}|[0-9]{2})(?![0-9\-/.])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(?<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.? +(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,? +(?<y>[0-9]{4})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"\b(?<d>[0-9]{1,2})(?:st|nd|rd|th)?\.? +(?<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?,? +(?<y>[0-9]{4})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<![0-9a-zA-Z\-])(?<m>[0-9]{2})(?<d>[0-9]{2})(?<y>19[0-9]{2}|20[0-9]{2})(?![0-9a-zA-Z\-])")]
    private static partial Regex EightDigits();
}
