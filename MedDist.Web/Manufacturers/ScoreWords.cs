using System.Globalization;
using MedDist.Core.Kernel;

namespace MedDist.Web.Manufacturers;

/// <summary>Scores in the words of the screen, and what each of them means.</summary>
public static class ScoreWords
{
    public const string Confirmation = "Time from sending an order to its confirmation, counted on business days only: a night counts, a weekend or holiday does not. Orders sent in the period and confirmed.";
    public const string Ivr = "Time from sending an IVR to its verification, counted on business days only. IVRs verified in the period.";
    public const string Percentiles = "p50: half of them took no longer. p80: four in five took no longer. p90: nine in ten took no longer.";
    public const string OnTime = "Delivered on or before the requested delivery date, of all orders delivered in the period.";
    public const string Rejected = "Orders that the manufacturer turned down in the period, of those sent in it.";
    public const string Clock = "Business days that the send-by clock counts for an IVR at this manufacturer: the p80 of 90 days, rounded up; with fewer than 5 answers the default of the calendar.";

    /// <summary><c>5.5 h</c> below a day of 24 hours, else <c>1.4 days</c>.</summary>
    public static string Time(double? days) => days switch
    {
        null => "",
        < 1 => (days.Value * 24).ToString("0.#", CultureInfo.InvariantCulture) + " h",
        _ => days.Value.ToString("0.#", CultureInfo.InvariantCulture) + (Math.Round(days.Value, 1) == 1 ? " day" : " days"),
    };

    public static string Share(double? share) => share?.ToString("0 %", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What is said of too few samples, instead of a number that would mean nothing.</summary>
    public static string TooFew(int count) => $"Too little data ({count} of {Turnaround.Enough})";

    public static string Period(int days) => days == 365 ? "12 months" : $"{days} days";
}
