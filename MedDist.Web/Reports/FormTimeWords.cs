using System.Globalization;
using MedDist.Core.Reports;

namespace MedDist.Web.Reports;

/// <summary>Times and fields of forms in words.</summary>
internal static class FormTimeWords
{
    /// <summary><c>48 s</c>, from two minutes on <c>2:05 min</c>.</summary>
    public static string Time(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds, seconds < 10 ? 1 : 0)} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 60}:{(int)seconds % 60:00} min");

    /// <summary>The name of a field as people read it.</summary>
    public static string Field(string name) => name.Replace('-', ' ');
}

/// <summary>The days of the report in its address.</summary>
internal static class FormTimesAddress
{
    private const string Form = "yyyy-MM-dd";

    public static string Of(DateOnly from, DateOnly to) => string.Create(CultureInfo.InvariantCulture, $"/reports/form-times?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}");

    /// <summary>The days of an address; null where it names none.</summary>
    public static FormTimesFilter? Read(string? from, string? to) => Day(from) is { } first && Day(to) is { } last ? new(first, last) : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
