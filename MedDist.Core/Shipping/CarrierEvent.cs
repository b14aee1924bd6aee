using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MedDist.Core.Shipping;

/// <summary>One event as carriers and files tell it, read but not applied.</summary>
public sealed record CarrierEvent
{
    public required string Id { get; init; }

    public required string TrackingNumber { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ShipmentStatus Status { get; init; }

    public string? Place { get; init; }

    public string? Words { get; init; }

    public DateOnly? EstimatedOn { get; init; }

    public string? SignedBy { get; init; }
}

/// <summary>An event as it came, and what could be read of it: either the event or the reason why not.</summary>
public sealed record RawCarrierEvent(string Raw, CarrierEvent? Event, string? Problem);

/// <summary>
/// Reads events. JSON: one object, a list, or <c>{"events": […]}</c>, with <c>id</c>, <c>trackingNumber</c>, <c>at</c> (ISO 8601), <c>status</c> (ours, or a carrier's word for it) and, if known,
/// <c>place</c>, <c>words</c>, <c>estimatedOn</c> (yyyy-MM-dd), <c>signedBy</c>. CSV: the same names in the first line. A time without an offset is UTC.
/// </summary>
public static class CarrierEventReader
{
    private const int MostAtOnce = 5000;

    /// <summary>Reads a whole body or file; what is no event at all comes back as one with a problem.</summary>
    public static IReadOnlyList<RawCarrierEvent> Read(string text)
    {
        var trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return trimmed.StartsWith('{') || trimmed.StartsWith('[') ? ReadJson(trimmed) : ReadCsv(trimmed);
    }

    /// <summary>Reads one event that was kept raw.</summary>
    public static RawCarrierEvent ReadOne(string raw) => Read(raw) is [var only] ? only : new(raw, null, "This is not one event.");

    private static List<RawCarrierEvent> ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var list = root.ValueKind == JsonValueKind.Array ? root : root.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array ? events : default;
            return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Take(MostAtOnce).Select(FromJson)] : [FromJson(root)];
        }
        catch (JsonException wrong)
        {
            return [new(text, null, $"This is not JSON: {wrong.Message}")];
        }
    }

    private static RawCarrierEvent FromJson(JsonElement element) => element.ValueKind != JsonValueKind.Object
        ? new(element.GetRawText(), null, "An event is an object with id, trackingNumber, at and status.")
        : Of(element.GetRawText(), element.EnumerateObject().GroupBy(p => Key(p.Name)).ToDictionary(g => g.Key, g => g.Last().Value.ToString()));

    private static List<RawCarrierEvent> ReadCsv(string text)
    {
        var rows = CsvRows.Read(text).Take(MostAtOnce + 1).ToList();
        if (rows.Count < 2 || !rows[0].Select(Key).Contains("trackingnumber"))
        {
            return [new(text.Length > 2000 ? text[..2000] : text, null, "This is neither JSON nor a table whose first line names trackingNumber, at and status.")];
        }

        var names = rows[0].Select(Key).ToList();
        return [.. rows.Skip(1).Select(cells => FromCsv(names, cells))];
    }

    // Kept as JSON, so that one line can be processed again without its heading.
    private static RawCarrierEvent FromCsv(List<string> names, IReadOnlyList<string> cells)
    {
        var fields = names.Zip(cells).GroupBy(p => p.First).ToDictionary(g => g.Key, g => g.Last().Second.Trim());
        return Of(JsonSerializer.Serialize(fields), fields);
    }

    private static RawCarrierEvent Of(string raw, Dictionary<string, string> fields)
    {
        var number = TrackingNumber.Recognise(Text("trackingnumber"));
        var status = CarrierWords.StatusOf(Text("status"));
        var problem = number.Compact.Length == 0 ? "The tracking number is missing."
            : !DateTimeOffset.TryParse(Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? "The time (at) is missing or not ISO 8601."
            : status is null ? $"The status \"{Short(Text("status"))}\" is not known."
            : null;
        if (problem is not null)
        {
            return new(raw, null, problem);
        }

        var id = Text("id") ?? Text("eventid") ?? Fingerprint(raw);
        return new(raw, new CarrierEvent
        {
            Id = id.Length > CarrierMessage.IdLength ? Fingerprint(id) : id,
            TrackingNumber = number.Match?.Number ?? number.Compact,
            At = DateTimeOffset.Parse(Text("at")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime(),
            Status = status!.Value,
            Place = Cut(Text("place"), 250),
            Words = Cut(Text("words"), ShipmentEvent.WordsLength),
            EstimatedOn = DateOnly.TryParseExact(Text("estimatedon"), "yyyy-MM-dd", out var day) ? day : null,
            SignedBy = Cut(Text("signedby"), 250),
        }, null);

        string? Text(string name) => fields.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    /// <summary>An id for what has none: the same content twice is the same event.</summary>
    public static string Fingerprint(string raw) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(raw)));

    private static string Key(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;

    private static string Short(string? text) => Cut(text, 60) ?? "";
}
