using System.Net.Mail;
using MedDist.Core.Kernel;

namespace MedDist.Core.Integrations;

/// <summary>Lists of mail addresses as people type them: apart by commas, semicolons, spaces or lines. Checked the same way wherever they are entered.</summary>
public static class MailAddresses
{
    public const int AtMost = 20;

    // RFC 5321, 4.5.3.1: 64 octets before the @, 254 in all as a path allows.
    private const int Longest = 254;
    private const int LongestName = 64;

    private static readonly char[] Between = [',', ';', ' ', '\t', '\r', '\n'];

    /// <summary>The addresses of a text, each once, in the order they stand there.</summary>
    public static IReadOnlyList<string> Split(string? text) =>
        [.. (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(a => a.Trim('<', '>')).Where(a => a.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static string Join(IEnumerable<string> addresses) => string.Join(", ", addresses);

    /// <summary>What is wrong with the two lists, by field, in words that say what to write; null when nothing is. At least one address must be in <paramref name="to"/>.</summary>
    public static Failure? Check(IReadOnlyList<string> to, IReadOnlyList<string> cc)
    {
        Dictionary<string, string[]> wrong = [];
        Add("To", to.Count == 0 ? ["Write at least one address."] : Wrong(to));
        Add("Cc", [.. Wrong(cc), .. cc.Where(a => to.Contains(a, StringComparer.OrdinalIgnoreCase)).Select(a => $"“{a}” stands in both lists; keep it in one.")]);
        return wrong.Count == 0 ? null : new Failure.Invalid(wrong);

        void Add(string field, string[] problems)
        {
            if (problems.Length > 0)
            {
                wrong[field] = problems;
            }
        }
    }

    /// <summary>Why this cannot be an address; null when it can.</summary>
    public static string? Problem(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1 || address.AsSpan(0, at).Contains('@'))
        {
            return $"“{address}” is not an e-mail address. Write it like orders@company.com.";
        }

        if (address.Length > Longest || at > LongestName)
        {
            return $"“{address[..20]}…” is too long for an e-mail address.";
        }

        var isPlain = address.All(c => c is > ' ' and < '\u007f' and not ('"' or '(' or ')' or ',' or ':' or ';' or '<' or '>' or '[' or ']' or '\\'));
        var domain = address[(at + 1)..];
        return !isPlain || !IsDomain(domain) || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address
            ? domain.Contains('.', StringComparison.Ordinal) ? $"“{address}” has characters that an e-mail address cannot have. Write it like orders@company.com."
                : $"“{address}” lacks the end of its domain. Write it like {address}.com."
            : null;
    }

    private static string[] Wrong(IReadOnlyList<string> addresses) => addresses.Count > AtMost
        ? [$"At most {AtMost} addresses fit; take some out, or ask the manufacturer for a distribution list."]
        : [.. addresses.Select(Problem).OfType<string>()];

    private static bool IsDomain(string domain) =>
        domain.Split('.') is { Length: > 1 } labels
        && labels.All(l => l.Length is > 0 and <= 63 && l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && l[0] != '-' && l[^1] != '-')
        && !labels[^1].All(char.IsAsciiDigit);
}
