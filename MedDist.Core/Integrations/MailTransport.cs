using System.Net;
using System.Net.Mail;
using System.Net.Sockets;

namespace MedDist.Core.Integrations;

/// <summary>How mail leaves: an SMTP server, or a folder of complete <c>.eml</c> files where none is configured.</summary>
public sealed record MailSettings
{
    /// <summary>Null means the pickup folder.</summary>
    public string? SmtpHost { get; init; }

    public int SmtpPort { get; init; } = 587;

    public bool UseTls { get; init; } = true;

    public string? UserName { get; init; }

    public string? Password { get; init; }

    public required string PickupFolder { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>A file that goes with a message.</summary>
public sealed record MailAttachment(string FileName, string ContentType, byte[] Content);

/// <summary>What became of one try: gone, to be tried again, or no use trying again. A message that is gone may still carry an error: some of its addresses were refused.</summary>
public sealed record MailOutcome(bool Sent, bool IsFinal, string? Error)
{
    public static readonly MailOutcome Gone = new(true, true, null);

    /// <summary>The connection broke after it stood: nobody can know. Trying again by itself could deliver twice.</summary>
    public static readonly MailOutcome MayHaveLeft =
        new(false, true, "The connection broke while sending, and the message may have left. Ask the manufacturer before you try again.") { IsUncertain = true };

    /// <summary>The server died while it was sending: nobody can know either.</summary>
    public static readonly MailOutcome Interrupted =
        new(false, true, "The server stopped while sending, and the message may have left. Ask the manufacturer before you try again.") { IsUncertain = true };

    /// <summary>The addresses that refused a message which left for others.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Whether it may have left all the same.</summary>
    public bool IsUncertain { get; init; }
}

/// <summary>Hands one message to the mail server or the pickup folder. Never throws for what a mail server may answer.</summary>
public sealed class MailTransport(MailSettings settings)
{
    /// <summary>Whether a message with this id has already left, as far as can be known: in the folder it can, of a mail server it cannot.</summary>
    public bool? HasLeft(Guid messageId) => settings.SmtpHost is null ? File.Exists(FileOf(messageId)) : null;

    /// <summary>Sends; <paramref name="messageId"/> becomes the Message-ID, so that a repeated message can be recognised.</summary>
    public async Task<MailOutcome> SendAsync(Guid messageId, OutboundMail mail, IReadOnlyList<MailAttachment> attachments, CancellationToken cancel)
    {
        try
        {
            using var message = MessageOf(messageId, mail, attachments);
            await (settings.SmtpHost is null ? DropAsync(messageId, message, cancel) : SmtpAsync(message, cancel));
            return MailOutcome.Gone;
        }
        catch (SmtpFailedRecipientException partly) when (Refused(partly).Count < mail.To.Count + mail.Cc.Count)
        {
            // The server took it for the other addresses: sending it again would reach them twice.
            return new(true, true, $"Refused for {string.Join(", ", Refused(partly))}.") { Refused = Refused(partly) };
        }
        catch (SmtpException broken) when (broken is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: not SocketException and not null })
        {
            return MailOutcome.MayHaveLeft;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return MailOutcome.MayHaveLeft;
        }
        catch (SmtpException refused)
        {
            return new(false, IsFinal(refused), ErrorOf(refused));
        }
        catch (Exception outage) when (outage is SocketException or IOException)
        {
            return new(false, false, outage.Message);
        }
        catch (FormatException wrong)
        {
            return new(false, true, $"An address is not valid: {wrong.Message}");
        }
    }

    private static MailMessage MessageOf(Guid messageId, OutboundMail mail, IReadOnlyList<MailAttachment> attachments)
    {
        var message = new MailMessage { From = new MailAddress(mail.From, mail.FromName), Subject = mail.Subject, Body = mail.Body };
        message.Headers.Add("Message-ID", $"<{messageId:N}@{message.From.Host}>");
        foreach (var to in mail.To)
        {
            message.To.Add(to);
        }

        foreach (var cc in mail.Cc)
        {
            message.CC.Add(cc);
        }

        foreach (var file in attachments)
        {
            message.Attachments.Add(new Attachment(new MemoryStream(file.Content), file.FileName, file.ContentType));
        }

        return message;
    }

    private async Task SmtpAsync(MailMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient(settings.SmtpHost, settings.SmtpPort) { EnableSsl = settings.UseTls, Timeout = (int)settings.Timeout.TotalMilliseconds };
        if (settings.UserName is not null)
        {
            client.Credentials = new NetworkCredential(settings.UserName, settings.Password);
        }

        // SmtpClient's own timeout does not hold for asynchronous sending.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.Timeout);
        await client.SendMailAsync(message, limit.Token);
    }

    /// <summary>Writes beside the folder and then moves, so that a reader never sees half a message.</summary>
    private async Task DropAsync(Guid messageId, MailMessage message, CancellationToken cancel)
    {
        var draft = Directory.CreateTempSubdirectory("meddist-mail-");
        using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = draft.FullName })
        {
            await client.SendMailAsync(message, cancel);
        }

        Directory.CreateDirectory(settings.PickupFolder);
        File.Move(draft.GetFiles("*.eml").Single().FullName, FileOf(messageId), overwrite: true);
        draft.Delete(recursive: true);
    }

    private string FileOf(Guid messageId) => Path.Combine(settings.PickupFolder, $"{messageId:N}.eml");

    /// <summary>5xx answers do not change by waiting, except "service not available".</summary>
    private static bool IsFinal(SmtpException refused) =>
        (refused is SmtpFailedRecipientsException { InnerExceptions: [var first, ..] } ? first.StatusCode : refused.StatusCode) >= SmtpStatusCode.SyntaxError;

    private static List<string> Refused(SmtpFailedRecipientException failure) => failure is SmtpFailedRecipientsException { InnerExceptions: { Length: > 0 } all }
        ? [.. all.Select(f => f.FailedRecipient?.Trim('<', '>') ?? "")]
        : [failure.FailedRecipient?.Trim('<', '>') ?? ""];

    private static string ErrorOf(SmtpException refused) => refused switch
    {
        SmtpFailedRecipientException recipients => $"{string.Join(", ", Refused(recipients))} refused: {refused.Message}",
        { InnerException: { } inner } => $"{refused.Message} {inner.Message}",
        _ => refused.Message,
    };
}
