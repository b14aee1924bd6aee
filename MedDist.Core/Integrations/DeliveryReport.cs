using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Core.Integrations;

/// <summary>What a mail server did with a message for one address (RFC 3464 2.3.3).</summary>
public enum DeliveryAction
{
    /// <summary>Given up.</summary>
    Failed,

    /// <summary>Still trying.</summary>
    Delayed,

    /// <summary>Delivered, relayed or expanded: nothing to do.</summary>
    Delivered,
}

/// <summary>What became of a message for one address.</summary>
/// <param name="Address">The address as it was written to, or as the last server knew it; null where the report does not say.</param>
/// <param name="Action">What was done.</param>
/// <param name="Status">The enhanced status code, such as 5.1.1 (RFC 3463); null where there is none.</param>
/// <param name="Words">The other server's own words; null where there are none.</param>
public sealed record DeliveryResult(string? Address, DeliveryAction Action, string? Status, string? Words);

/// <summary>A delivery status notification (RFC 3464) about a message of ours.</summary>
/// <param name="MessageId">Our Message-ID.</param>
/// <param name="Results">One for each address it speaks of.</param>
public sealed partial record DeliveryReport(Guid MessageId, IReadOnlyList<DeliveryResult> Results)
{
    private const int LongestWords = 500;

    private static readonly string[] StatusParts = ["message/delivery-status", "message/global-delivery-status"];
    private static readonly string[] OriginalParts = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];

    /// <summary>Reads a complete message; null when it is no delivery report, or one about a message that is not ours.</summary>
    /// <param name="text">The message, one character per byte (Latin-1). Its end may be missing.</param>
    public static DeliveryReport? Parse(string text)
    {
        var message = MimeText.Parse(text);
        var parts = message.AllParts().ToList();
        if (parts.Find(p => StatusParts.Contains(p.MediaType)) is not { } status || OursOf(message, parts) is not { } id)
        {
            return null;
        }

        var results = ResultsOf(status.DecodedBody());
        return results.Count == 0 ? null : new(id, results);
    }

    /// <summary>Our Message-ID: of the message that came back with the report, else of what the report says it answers.</summary>
    private static Guid? OursOf(MimeText report, List<MimeText> parts)
    {
        var returned = parts.Where(p => OriginalParts.Contains(p.MediaType)).Select(p => MimeText.Parse(p.DecodedBody().TrimStart('\n')).Header("Message-ID"));
        return returned.Concat([report.Header("In-Reply-To"), report.Header("References"), report.Header("X-Original-Message-ID")])
            .OfType<string>().Select(IdOf).FirstOrDefault(id => id is not null);
    }

    private static Guid? IdOf(string header) => OurId().Match(header) is { Success: true } match ? Guid.ParseExact(match.Groups[1].Value, "N") : null;

    private static List<DeliveryResult> ResultsOf(string body)
    {
        List<DeliveryResult> results = [];
        var rest = body.TrimStart('\n');
        while (rest.Length > 0)
        {
            List<(string Name, string Value)> fields = [];
            rest = MimeText.ReadFields(rest, fields).TrimStart('\n');
            if (ResultOf(name => fields.Find(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value) is { } result)
            {
                results.Add(result);
            }
        }

        return results;
    }

    /// <summary>One group of fields; null for the group about the message as a whole.</summary>
    private static DeliveryResult? ResultOf(Func<string, string?> field)
    {
        var action = WithoutComment(field("Action"))?.ToLowerInvariant();
        return action is null ? null : new(
            AddressOf(field("Original-Recipient"), isEncoded: true) ?? AddressOf(field("Final-Recipient"), isEncoded: false),
            action switch { "failed" => DeliveryAction.Failed, "delayed" => DeliveryAction.Delayed, _ => DeliveryAction.Delivered },
            StatusCode().Match(field("Status") ?? "") is { Success: true } code ? code.Value : null,
            WordsOf(field("Diagnostic-Code")));
    }

    /// <summary>The address of <c>rfc822; name@host</c>; an original one is xtext, with + and two hex digits for what is unusual (RFC 3461 4).</summary>
    private static string? AddressOf(string? field, bool isEncoded)
    {
        if (WithoutComment(field) is not { } text)
        {
            return null;
        }

        var address = text[(text.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>').Trim();
        address = isEncoded ? Encoded().Replace(address, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()) : address;
        return address.Contains('@', StringComparison.Ordinal) ? address : null;
    }

    private static string? WordsOf(string? diagnostic)
    {
        if (string.IsNullOrWhiteSpace(diagnostic))
        {
            return null;
        }

        var words = Spaces().Replace(TypeName().Replace(diagnostic, ""), " ").Trim();
        return words.Length <= LongestWords ? words : words[..LongestWords] + "…";
    }

    private static string? WithoutComment(string? field) => string.IsNullOrWhiteSpace(field) ? null : Comment().Replace(field, "").Trim() is { Length: > 0 } text ? text : null;

    [GeneratedRegex("<?([0-9a-f]{32})@", RegexOptions.IgnoreCase)]
    private static partial Regex OurId();

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"\+([0-9A-F]{2})")]
    private static partial Regex Encoded();

    [GeneratedRegex(@"^\s*[\w-]+\s*;")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s*\([^()]*\)")]
    private static partial Regex Comment();
}
