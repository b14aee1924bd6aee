using System.Globalization;
using System.Text.RegularExpressions;
using MedDist.Core.Orders;

namespace MedDist.Core.Integrations;

/// <summary>The outbox in the words of the screen.</summary>
public static partial class OutboxWords
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    private static readonly (Regex Sign, string Sentence)[] Signs =
    [
        (MayHaveLeft(), "The message may have arrived or not. Ask the manufacturer; try again only if they do not have it."),
        (Missing(), "A form of this message is gone from the document folder. Cancel the message, then send it anew."),
        (NotSet(), "The address is not written like an e-mail address. Correct it and send again."),
        (Full(), "The recipient's mailbox is full. Call them, or send to another address."),
        (TooBig(), "The message is too big for the recipient's mail server. Send the forms another way, or ask for another address."),
        (NoUser(), "The address does not exist at the recipient's mail server. Correct it and send again."),
        (NoHost(), "The mail server of this address cannot be found. Check what stands after the @."),
        (Blocked(), "The recipient's mail server refused the message by its rules. Ask them to let our address through."),
        (SignIn(), "Our mail server did not accept the sign-in. Tell your administrator."),
        (Unreachable(), "Our mail server could not be reached. Nothing has left; tell your administrator if it goes on."),
        (Later(), "The mail server asked to try later. Nothing has to be done unless it goes on."),
    ];

    public static string Label(this OutboxTab tab) => tab == OutboxTab.Failed ? "Failed and bounced" : tab.ToString();

    public static string Label(this QueueType kind) => kind switch
    {
        QueueType.OutboundOrder => "Order",
        QueueType.VerificationRequest => "IVR request",
        QueueType.EligibilityCheck => "Eligibility check",
        QueueType.DocumentGenerate => "Document",
        _ => "Notification",
    };

    public static string Label(this QueueStatus status) => status switch
    {
        QueueStatus.Pending => "Waiting",
        QueueStatus.Processing => "Sending",
        QueueStatus.Completed => "Sent",
        _ => status.ToString(),
    };

    public static string Label(this AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.SentPartly => "Sent, not to everybody",
        AttemptOutcome.TryLater => "Not sent, tried again later",
        AttemptOutcome.Refused => "Not sent",
        AttemptOutcome.MayHaveLeft => "May have left",
        AttemptOutcome.Bounced => "Came back",
        _ => outcome.ToString(),
    };

    /// <summary>When a waiting message leaves, and why then.</summary>
    public static string WaitsFor(OutboxRow row, DateTimeOffset now, TimeZoneInfo zone)
    {
        var with = row.Together > 1 ? $" with {(row.Together == 2 ? "1 other" : $"{row.Together - 1} others")}" : "";
        return row switch
        {
            { Attempts: > 0 } when row.LeavesAt > now => $"next try {SendByWords.Moment(row.LeavesAt, now, zone)}",
            _ when row.LeavesAt <= now => "leaves now" + with,
            _ when row.HeldUntil is { } held && row.LeavesAt <= held => $"leaves in {Math.Ceiling((row.LeavesAt - now).TotalSeconds).ToString("0", Words)} s",
            _ => $"leaves {SendByWords.Moment(row.LeavesAt, now, zone)}{with}",
        };
    }

    /// <summary>What a partner's words mean and what to do next; null where they say it themselves or nothing is known of them.</summary>
    public static string? Explain(string? words) => words is null ? null : Signs.FirstOrDefault(s => s.Sign.IsMatch(words)).Sentence;

    [GeneratedRegex("may have left")]
    private static partial Regex MayHaveLeft();

    [GeneratedRegex("missing from the document folder")]
    private static partial Regex Missing();

    [GeneratedRegex("address is not valid", RegexOptions.IgnoreCase)]
    private static partial Regex NotSet();

    [GeneratedRegex(@"\b[45]\.2\.2\b|mailbox (is )?full|over ?quota|quota exceeded", RegexOptions.IgnoreCase)]
    private static partial Regex Full();

    [GeneratedRegex(@"\b5\.(3\.4|2\.3)\b|\b552\b|too (big|large)|size limit", RegexOptions.IgnoreCase)]
    private static partial Regex TooBig();

    [GeneratedRegex(@"\b5\.1\.(1|0|6|10)\b|(user|recipient|mailbox|address)[^.]{0,30}(unknown|not found|unavailable|does(n't| not) exist)|no such (user|recipient|mailbox)|unknown (user|recipient)", RegexOptions.IgnoreCase)]
    private static partial Regex NoUser();

    [GeneratedRegex(@"\b[45]\.1\.2\b|\b[45]\.4\.4\b|domain (name )?not found|host (unknown|not found)|no such (domain|host)|name or service not known", RegexOptions.IgnoreCase)]
    private static partial Regex NoHost();

    [GeneratedRegex(@"\b[45]\.7\.(1|0|23|25|26|27|509)\b|spam|blocked|black ?list|block ?list|policy|dmarc|\bspf\b", RegexOptions.IgnoreCase)]
    private static partial Regex Blocked();

    [GeneratedRegex(@"\b5\.7\.(8|3|57)\b|\b53[0-5]\b|authenticat", RegexOptions.IgnoreCase)]
    private static partial Regex SignIn();

    [GeneratedRegex("connection refused|actively refused|no route|unreachable|timed out|failure sending mail", RegexOptions.IgnoreCase)]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"\b4\.\d\.\d\b|\b4[25]\d\b|try (again )?later|greylist", RegexOptions.IgnoreCase)]
    private static partial Regex Later();
}
