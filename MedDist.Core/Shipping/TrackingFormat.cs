using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Core.Shipping;

/// <summary>How the last digit of a number follows from those before it.</summary>
public enum CheckDigit
{
    /// <summary>The number has none; its form alone says little.</summary>
    None,

    /// <summary>Letters count (code - 3) mod 10; every second character from the left twice; 10 - sum mod 10.</summary>
    Ups,

    /// <summary>From the right 3, 1, 3 …; 10 - sum mod 10.</summary>
    ThreeOne,

    /// <summary>From the right 1, 3, 7, 1 …; sum mod 11 mod 10.</summary>
    OneThreeSeven,

    /// <summary>The number mod 7.</summary>
    Seven,

    /// <summary>8, 6, 4, 2, 3, 5, 9, 7 from the left; 11 - sum mod 11; 10 becomes 0 and 11 becomes 5 (UPU S10).</summary>
    S10,
}

/// <summary>
/// One form of tracking number: pattern (groups <c>n</c> the number as carriers print it, <c>s</c> what the check digit <c>c</c> follows from, <c>svc</c> the service), check digit and
/// carrier. The forms and check digits are those of tracking_number_data by Jeff Keen (MIT licence, docs/third-party/tracking_number_data.LICENSE).
/// </summary>
public sealed class TrackingFormat(string id, string carrier, string pattern, CheckDigit check, Func<Match, string?>? service = null)
{
    private static readonly int[] S10Weights = [8, 6, 4, 2, 3, 5, 9, 7];

    private readonly Regex form = new($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public string Id { get; } = id;

    public string Carrier { get; } = carrier;

    public bool HasCheckDigit { get; } = check != CheckDigit.None;

    /// <summary>Whether the form fits, and the number if its check digit fits too.</summary>
    public (bool Fits, TrackingMatch? Match) Read(string compact)
    {
        if (form.Match(compact) is not { Success: true } match)
        {
            return (false, null);
        }

        var who = Carrier == Carriers.Post ? PostOf(match) : Carrier;
        if (who is null || !Passes(match))
        {
            return (true, null);
        }

        var number = NumberOf(match, compact);
        return (true, new(who, Id, service?.Invoke(match), number, Carriers.LinkOf(who, number), HasCheckDigit));
    }

    // Barcodes carry the number with zeros before it, or between other fields.
    private static string NumberOf(Match match, string compact) =>
        !match.Groups["n"].Success ? compact : match.Groups["n"].Value is { Length: 14 } padded && padded.StartsWith("00", StringComparison.Ordinal) ? padded[2..] : match.Groups["n"].Value;

    private static string? PostOf(Match match) => match.Groups["country"].Value is "US" ? Carriers.Usps : PostalServices.Of(match.Groups["country"].Value);

    private bool Passes(Match match)
    {
        if (check == CheckDigit.None)
        {
            return true;
        }

        var serial = (match.Groups["pre"].Success ? "91" : "") + match.Groups["s"].Value;
        return match.Groups["c"].Value == Digit(serial).ToString(CultureInfo.InvariantCulture);
    }

    private int Digit(string serial) => check switch
    {
        CheckDigit.Ups => (10 - Sum(serial, (value, i, _) => i % 2 == 1 ? value * 2 : value) % 10) % 10,
        CheckDigit.ThreeOne => (10 - Sum(serial, (value, _, right) => right % 2 == 0 ? value * 3 : value) % 10) % 10,
        CheckDigit.OneThreeSeven => Sum(serial, (value, _, right) => value * (right % 3) switch { 0 => 1, 1 => 3, _ => 7 }) % 11 % 10,
        CheckDigit.Seven => (int)(long.Parse(serial, CultureInfo.InvariantCulture) % 7),
        _ => (11 - Sum(serial, (value, i, _) => value * S10Weights[i]) % 11) switch { 10 => 0, 11 => 5, var digit => digit },
    };

    private static int Sum(string serial, Func<int, int, int, int> weigh) =>
        serial.Select((c, i) => weigh(char.IsAsciiDigit(c) ? c - '0' : (c - 3) % 10, i, serial.Length - 1 - i)).Sum();
}
