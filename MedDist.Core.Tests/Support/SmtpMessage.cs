namespace MedDist.Core.Tests.Support;

/// <summary>A message as the SMTP server received it.</summary>
/// <param name="From">The envelope sender.</param>
/// <param name="To">The envelope recipients, blind copies included.</param>
/// <param name="Raw">Headers and body with dot-stuffing undone, one char per byte (Latin-1), lines ending in CRLF.</param>
public sealed record SmtpMessage(string From, IReadOnlyList<string> To, string Raw);

/// <summary>What an SMTP server can do to a message instead of accepting it.</summary>
public enum SmtpFault
{
    /// <summary>451 after the message: try again later.</summary>
    TryLater,

    /// <summary>550 after the message: refused for good.</summary>
    Refused,

    /// <summary>550 to every recipient.</summary>
    UnknownRecipient,

    /// <summary>550 to the first recipient; the message goes to the others.</summary>
    FirstRecipientUnknown,

    /// <summary>The connection ends after the message, before it was accepted.</summary>
    ConnectionDropped,

    /// <summary>The message is accepted, but the connection ends before the sender learns of it: sending again makes a duplicate.</summary>
    ReplyLost,
}
