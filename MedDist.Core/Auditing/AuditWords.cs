using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MedDist.Core.Auditing;

/// <summary>One field before and after, as a person reads it.</summary>
/// <param name="Field">Its name in words.</param>
/// <param name="Before">Null for nothing.</param>
/// <param name="After">Null for nothing.</param>
/// <param name="IsHidden">It holds protected health information: the audit trail says that it changed, and never to what.</param>
public sealed record AuditDiff(string Field, string? Before, string? After, bool IsHidden = false)
{
    public string Words => IsHidden ? $"{Field} changed" : $"{Field}: {Before ?? "nothing"} → {After ?? "nothing"}";
}

/// <summary>The audit trail in words: pure, for screens and files alike.</summary>
public static partial class AuditWords
{
    /// <summary>What the audit trail keeps instead of protected health information.</summary>
    public const string Hidden = "•••";

    private const int LongestValue = 160;

    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    private static readonly Dictionary<string, string> Named = new()
    {
        ["order.forwarded"] = "Forwarded",
        ["list.exported"] = "Exported a list",
        ["report.workbook"] = "Took the managers' workbook along",
        ["tenant.entered"] = "Entered the tenant",
        ["tenant.notices_changed"] = "Changed when the desk is warned",
        ["tenant.calendar_changed"] = "Changed the calendar",
        ["outbox.cancelled"] = "Cancelled a message",
        ["outbox.readdressed"] = "Sent a message to other addresses",
        ["outbox.retried"] = "Tried a message again",
        ["payer.merged"] = "Merged another payer into it",
        ["user.invited"] = "Invited",
        ["user.link_sent"] = "Sent a new link",
        ["user.password_set"] = "Set a password",
        ["user.password_forgotten"] = "Asked for a new password",
        ["user.deactivated"] = "Deactivated",
        ["user.reactivated"] = "Reactivated",
        ["user.unlocked"] = "Unlocked",
        ["user.signed_out"] = "Signed out everywhere",
        ["user.changed"] = "Changed",
    };

    private static readonly Dictionary<string, string> Records = new()
    {
        ["QueueItem"] = "Message",
        ["CoveragePolicy"] = "Cover",
        ["BatchOperation"] = "Bulk action",
        ["ManufacturerSettings"] = "Manufacturer's settings",
        ["ManufacturerContact"] = "Manufacturer's contact",
        ["VerificationPeriod"] = "Period of a verification",
        ["OrderItem"] = "Order line",
    };

    /// <summary><c>Order.Modified</c> → <c>Changed</c>, <c>user.invited</c> → <c>Invited</c>.</summary>
    public static string Action(string action)
    {
        if (Named.TryGetValue(action, out var words))
        {
            return words;
        }

        var last = action[(action.LastIndexOf('.') + 1)..];
        return last switch
        {
            "Added" => "Added",
            "Modified" => "Changed",
            "Deleted" => "Deleted",
            _ => Capital(last.Replace('_', ' ')),
        };
    }

    /// <summary><c>ManufacturerContact</c> → <c>Manufacturer's contact</c>.</summary>
    public static string Record(string entity) => Records.GetValueOrDefault(entity) ?? Split(entity);

    /// <summary><c>Intake.PlaceOfService</c> → <c>Place of service</c>, <c>ManufacturerId</c> → <c>Manufacturer</c>.</summary>
    public static string Field(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        last = last.Length > 2 && last.EndsWith("Id", StringComparison.Ordinal) ? last[..^2] : last;
        return last is "ByUser" ? "By" : Split(last);
    }

    /// <summary>A stored value as a person writes it.</summary>
    /// <param name="value">As the trail holds it.</param>
    /// <param name="type">The property's type; null where nobody knows.</param>
    /// <param name="zone">The tenant's.</param>
    public static string? Value(string? value, Type? type, TimeZoneInfo zone)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            { IsEnum: true } => Split(value),
            _ when type == typeof(bool) => value is "True" or "true" ? "yes" : "no",
            _ when type == typeof(DateTimeOffset) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy, h:mm tt", Words),
            _ when type == typeof(DateOnly) && DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var day) => day.ToString("d MMM yyyy", Words),
            _ when type == typeof(TimeOnly) && TimeOnly.TryParse(value, CultureInfo.InvariantCulture, out var time) => time.ToString("h:mm tt", Words),
            _ => Short(value),
        };
    }

    /// <summary>The fields of two JSON texts that differ, by their path; null where one of them is no JSON object or list.</summary>
    public static IReadOnlyList<AuditDiff>? Json(string field, string? before, string? after)
    {
        if (Leaves(before) is not { } old || Leaves(after) is not { } now || (before is null && after is null))
        {
            return null;
        }

        return
        [
            .. old.Keys.Union(now.Keys).Where(k => old.GetValueOrDefault(k) != now.GetValueOrDefault(k))
                .Select(k => new AuditDiff(k.Length == 0 ? field : $"{field}, {k}", old.GetValueOrDefault(k), now.GetValueOrDefault(k))),
        ];
    }

    private static Dictionary<string, string?>? Leaves(string? json)
    {
        Dictionary<string, string?> leaves = [];
        if (string.IsNullOrEmpty(json))
        {
            return leaves;
        }

        if (json[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            Collect(document.RootElement, "", leaves);
            return leaves;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonElement element, string path, Dictionary<string, string?> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, path.Length == 0 ? Lower(Split(property.Name)) : $"{path}, {Lower(Split(property.Name))}", leaves);
                }

                break;
            case JsonValueKind.Array when element.EnumerateArray().All(e => e.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)):
                leaves[path] = element.GetArrayLength() == 0 ? null : Short(string.Join(", ", element.EnumerateArray().Select(Text)));
                break;
            case JsonValueKind.Array:
                foreach (var (one, i) in element.EnumerateArray().Select((e, i) => (e, i)))
                {
                    Collect(one, $"{path}{(path.Length == 0 ? "" : " ")}{i + 1}", leaves);
                }

                break;
            default:
                leaves[path] = Text(element) is { Length: > 0 } text ? Short(text) : null;
                break;
        }
    }

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "",
        _ => element.ToString(),
    };

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    // "IVRState" keeps its capitals; "SendState" becomes "Send state".
    private static string Split(string name)
    {
        var words = Humps().Replace(name, " $1").Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Capital(string.Join(' ', words.Select(w => w.Length > 1 && w.All(char.IsUpper) ? w : w.ToLowerInvariant())));
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];

    [GeneratedRegex("((?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z]))")]
    private static partial Regex Humps();
}
