using System.Text;

namespace MedDist.Core.Integrations;

/// <summary>
/// A mail message or a part of one, as text of one character per byte (Latin-1): headers unfolded, body as it stands. Reads what real mail servers write and forgives what they
/// get wrong: bare line feeds, a missing closing boundary, text before and after the parts (RFC 5322 2.2.3, RFC 2045, RFC 2046 5.1).
/// </summary>
public sealed class MimeText
{
    private const int Deepest = 6;

    private readonly List<(string Name, string Value)> headers = [];

    private MimeText(string text)
    {
        var rest = ReadFields(text, headers);
        Body = rest;
    }

    /// <summary>What follows the first empty line.</summary>
    public string Body { get; }

    public string MediaType => (Header("Content-Type") ?? "text/plain").Split(';')[0].Trim().ToLowerInvariant();

    public static MimeText Parse(string text) => new(text.ReplaceLineEndings("\n"));

    /// <summary>The first header of that name, its lines joined; null when there is none.</summary>
    public string? Header(string name) => headers.Find(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The body with its transfer encoding undone; as it stands where the encoding is broken.</summary>
    public string DecodedBody() => (Header("Content-Transfer-Encoding") ?? "").Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(Body),
        "quoted-printable" => FromQuotedPrintable(Body),
        _ => Body,
    };

    /// <summary>The parts of a multipart message and, before what they hold, of those within; none for anything else.</summary>
    public IEnumerable<MimeText> AllParts() => AllParts(Deepest);

    /// <summary>Splits "Name: value" lines, joining folded ones, up to the first empty line; returns what follows it.</summary>
    internal static string ReadFields(string text, List<(string Name, string Value)> into)
    {
        var at = 0;
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            var line = end < 0 ? text[at..] : text[at..end];
            at = end < 0 ? text.Length : end + 1;
            if (line.Length == 0)
            {
                break;
            }

            if (line[0] is ' ' or '\t')
            {
                if (into.Count > 0)
                {
                    into[^1] = (into[^1].Name, $"{into[^1].Value} {line.Trim()}");
                }
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                into.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
        }

        return text[at..];
    }

    private IEnumerable<MimeText> AllParts(int depth)
    {
        if (depth == 0 || !MediaType.StartsWith("multipart/", StringComparison.Ordinal) || Parameter("boundary") is not { Length: > 0 } boundary)
        {
            yield break;
        }

        foreach (var part in Split(Body, boundary))
        {
            yield return part;
            foreach (var inner in part.AllParts(depth - 1))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<MimeText> Split(string body, string boundary)
    {
        List<string>? current = null;
        foreach (var line in body.Split('\n'))
        {
            var trimmed = line.TrimEnd();
            if (trimmed == $"--{boundary}" || trimmed == $"--{boundary}--")
            {
                if (current is not null)
                {
                    yield return new(string.Join('\n', current));
                }

                current = trimmed.Length == boundary.Length + 2 ? [] : null;
            }
            else
            {
                current?.Add(line);
            }
        }

        if (current is { Count: > 0 })
        {
            yield return new(string.Join('\n', current));
        }
    }

    private string? Parameter(string name)
    {
        var value = Header("Content-Type") ?? "";
        var at = value.IndexOf(';', StringComparison.Ordinal);
        while (at >= 0)
        {
            var equals = value.IndexOf('=', at);
            if (equals < 0)
            {
                return null;
            }

            var key = value[(at + 1)..equals].Trim();
            var (text, next) = Value(value, equals + 1);
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return text;
            }

            at = next;
        }

        return null;
    }

    /// <summary>A parameter's value, quoted or not, and where the next semicolon stands.</summary>
    private static (string Text, int Next) Value(string value, int from)
    {
        while (from < value.Length && value[from] is ' ' or '\t')
        {
            from++;
        }

        if (from >= value.Length || value[from] != '"')
        {
            var end = value.IndexOf(';', from);
            return (value[from..(end < 0 ? value.Length : end)].Trim(), end);
        }

        var text = new StringBuilder();
        var at = from + 1;
        for (; at < value.Length && value[at] != '"'; at++)
        {
            at += value[at] == '\\' && at + 1 < value.Length ? 1 : 0;
            text.Append(value[at]);
        }

        return (text.ToString(), value.IndexOf(';', Math.Min(at, value.Length)));
    }

    private static string FromBase64(string body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(string.Concat(body.Where(c => !char.IsWhiteSpace(c))), bytes, out var length)
            ? Encoding.Latin1.GetString(bytes, 0, length).ReplaceLineEndings("\n")
            : body;
    }

    private static string FromQuotedPrintable(string body)
    {
        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '=' && i + 1 < body.Length && body[i + 1] == '\n')
            {
                i++;
            }
            else if (body[i] == '=' && i + 2 < body.Length && char.IsAsciiHexDigit(body[i + 1]) && char.IsAsciiHexDigit(body[i + 2]))
            {
                text.Append((char)Convert.ToByte(body.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                text.Append(body[i]);
            }
        }

        return text.ToString();
    }
}
