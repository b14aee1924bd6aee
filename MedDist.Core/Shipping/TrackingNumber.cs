using System.Text;

namespace MedDist.Core.Shipping;

/// <summary>A text read as a number of one carrier.</summary>
/// <param name="Carrier">As in <see cref="Carriers"/>, or a postal service by its own name.</param>
/// <param name="Format">Which form it has, for example <c>fedex_ground_96</c>.</param>
/// <param name="Service">The carrier's service where the number tells.</param>
/// <param name="Number">Without spaces and without what only barcodes carry (routing, padding), so that one parcel has one number.</param>
/// <param name="Link">The carrier's page about it; null where it has none.</param>
/// <param name="IsChecked">Whether a check digit confirmed it.</param>
public sealed record TrackingMatch(string Carrier, string Format, string? Service, string Number, string? Link, bool IsChecked);

/// <summary>What a text may be: one carrier's number, one of several carriers', or none, and then why not.</summary>
/// <param name="Compact">The text in capitals without spaces and dashes.</param>
/// <param name="Candidates">At most one for each carrier.</param>
/// <param name="WhyNot">What is wrong, for the user; null where there is a candidate.</param>
public sealed record TrackingAnswer(string Compact, IReadOnlyList<TrackingMatch> Candidates, string? WhyNot)
{
    /// <summary>The only candidate.</summary>
    public TrackingMatch? Match => Candidates.Count == 1 ? Candidates[0] : null;

    public bool IsAmbiguous => Candidates.Count > 1;
}

/// <summary>
/// Reads tracking numbers by form and check digit. It advises: a carrier may hand out a form that is not known here, so what a person says about the carrier stands.
/// </summary>
public static class TrackingNumber
{
    public const int MaxLength = 60;

    private const int MostAtOnce = 50;
    private static readonly char[] Separators = ['\n', '\r', '\t', ',', ';', '|'];

    /// <summary>What one number is; the text may have spaces and dashes in it, as labels print them.</summary>
    public static TrackingAnswer Recognise(string? text)
    {
        var compact = Compact(text);
        if (compact.Length == 0)
        {
            return new(compact, [], "Write or paste a tracking number.");
        }

        if (compact.Length > MaxLength)
        {
            return new(compact[..MaxLength], [], $"This is longer than any tracking number ({compact.Length} characters).");
        }

        var read = TrackingFormats.All.Select(f => (Format: f, Answer: f.Read(compact))).Where(r => r.Answer.Fits).ToList();
        var matches = read.Select(r => r.Answer.Match).OfType<TrackingMatch>().ToList();
        // A form without a check digit fits many numbers; it counts only where nothing better does.
        var telling = matches.Exists(m => m.IsChecked) ? matches.Where(m => m.IsChecked) : matches;
        List<TrackingMatch> candidates = [.. telling.DistinctBy(m => m.Carrier)];
        return new(compact, candidates, candidates.Count > 0 ? null : WhyNot([.. read.Select(r => r.Format.Carrier).Distinct()]));
    }

    /// <summary>Each number of a pasted list, in its order and each once: one a line, or separated by commas, semicolons or spaces.</summary>
    public static IReadOnlyList<TrackingAnswer> RecogniseAll(string? text) =>
    [
        .. (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(Parts).Where(a => a.Compact.Length > 0).DistinctBy(a => a.Match?.Number ?? a.Compact).Take(MostAtOnce),
    ];

    /// <summary>The text in capitals, with nothing but letters and digits.</summary>
    public static string Compact(string? text)
    {
        var compact = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                compact.Append(char.ToUpperInvariant(c));
            }
        }

        return compact.ToString();
    }

    /// <summary>One line: a number with spaces in it, or several numbers; the longest run of words that is a number counts as one.</summary>
    private static IEnumerable<TrackingAnswer> Parts(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var from = 0; from < words.Length;)
        {
            var length = words.Length - from;
            while (length > 1 && !Recognise(string.Concat(words.Skip(from).Take(length))).Candidates.Any(c => c.IsChecked))
            {
                length--;
            }

            yield return Recognise(string.Concat(words.Skip(from).Take(length)));
            from += length;
        }
    }

    private static string WhyNot(List<string> carriers) => carriers.Count == 0
        ? "No known carrier numbers its parcels like this. Check the number, or choose the carrier yourself."
        : $"It has the form of {(carriers.Contains(Carriers.Post) ? "a postal" : $"a {string.Join(" or ", carriers)}")} number, but the check digit does not fit: probably a character is wrong.";
}
