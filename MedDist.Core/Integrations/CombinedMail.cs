using System.Globalization;

namespace MedDist.Core.Integrations;

/// <summary>Makes one message of several that go to the same addresses. From the same parts comes the same message, so that it can be shown as it left.</summary>
public static class CombinedMail
{
    /// <summary>More than this many go in more than one message, so that none grows too big for the manufacturer's mailbox.</summary>
    public const int MostTogether = 25;

    private const int MostInSubject = 6;

    /// <summary>The message; a single one as it is.</summary>
    public static OutboundMail Of(IReadOnlyList<OutboundMail> mails) => mails.Count == 1 || mails[0].Part is not { } first ? mails[0] : mails[0] with
    {
        Subject = $"{mails.Count} {first.Thing} from {mails[0].FromName}: {References(mails)}",
        Body = $"""
            {first.Greeting}

            please find {mails.Count} {first.Thing} attached, each with a form of its own:

            {string.Join('\n', mails.Select((m, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {m.Part!.Line}")))}

            Reply to this message to confirm them or to tell us what is missing;
            please name the number.

            {first.Signature}
            """,
        DocumentIds = [.. mails.SelectMany(m => m.DocumentIds)],
    };

    /// <summary>Whether two items can share a message: to the same people, from the same sender, and both made for it.</summary>
    public static string? KeyOf(QueueItem item) => item is { MayCombine: true, Payload.Part: not null }
        ? $"{item.QueueType}|{item.ManufacturerId}|{item.Payload.From}|{string.Join(',', item.Payload.To)}|{string.Join(',', item.Payload.Cc)}"
        : null;

    private static string References(IReadOnlyList<OutboundMail> mails)
    {
        var named = string.Join(", ", mails.Take(MostInSubject).Select(m => m.Part!.Reference));
        return mails.Count > MostInSubject ? $"{named} and {mails.Count - MostInSubject} more" : named;
    }
}
