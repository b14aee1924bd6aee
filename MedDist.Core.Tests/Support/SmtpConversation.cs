using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace MedDist.Core.Tests.Support;

/// <summary>One connection of a sender to the <see cref="SmtpServer"/>: commands in, three-digit replies out.</summary>
internal sealed class SmtpConversation(Stream stream, Func<SmtpFault?> nextFault, Action<SmtpMessage> accept)
{
    private readonly PipeReader reader = PipeReader.Create(stream);
    private readonly List<string> recipients = [];
    private string? sender;
    private SmtpFault? fault;

    public async Task RunAsync(CancellationToken stopping)
    {
        await ReplyAsync("220 localhost ESMTP ready", stopping);
        while (await ReadLineAsync(stopping) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "DATA" && recipients.Count > 0)
            {
                if (!await ReceiveAsync(stopping))
                {
                    return;
                }

                continue;
            }

            await ReplyAsync(Answer(verb, line), stopping);
            if (verb == "QUIT")
            {
                return;
            }
        }
    }

    private string Answer(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO":
                Reset();
                return "250-localhost\r\n250-8BITMIME\r\n250 SMTPUTF8";
            case "HELO" or "RSET":
                Reset();
                return "250 OK";
            case "NOOP":
                return "250 OK";
            case "QUIT":
                return "221 Bye";
            case "MAIL" when sender is null && Address(line) is { } address:
                sender = address;
                fault = nextFault();
                return "250 OK";
            case "RCPT" when sender is not null && fault == SmtpFault.FirstRecipientUnknown:
                fault = null;
                return "550 No such user here";
            case "RCPT" when sender is not null && fault == SmtpFault.UnknownRecipient:
                return "550 No such user here";
            case "RCPT" when sender is not null && Address(line) is { Length: > 0 } address:
                recipients.Add(address);
                return "250 OK";
            case "MAIL" or "RCPT" or "DATA":
                return "503 Bad sequence of commands";
            default:
                return "502 Command not implemented";
        }
    }

    /// <summary>Takes the message; false when the connection has to end.</summary>
    private async Task<bool> ReceiveAsync(CancellationToken stopping)
    {
        await ReplyAsync("354 End with a line holding a single dot", stopping);
        if (await ReadMessageAsync(stopping) is not { } raw)
        {
            return false;
        }

        if (fault is null or SmtpFault.ReplyLost)
        {
            accept(new SmtpMessage(sender!, [.. recipients], raw));
        }

        if (fault is SmtpFault.ReplyLost or SmtpFault.ConnectionDropped)
        {
            return false;
        }

        await ReplyAsync(fault switch { SmtpFault.TryLater => "451 Try again later", SmtpFault.Refused => "550 Message refused", _ => "250 OK" }, stopping);
        Reset();
        return true;
    }

    private async Task<string?> ReadMessageAsync(CancellationToken stopping)
    {
        var raw = new StringBuilder();
        while (await ReadLineAsync(stopping) is { } line)
        {
            if (line == ".")
            {
                return raw.ToString();
            }

            raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }

    private void Reset()
    {
        sender = null;
        fault = null;
        recipients.Clear();
    }

    private static string? Address(string line)
    {
        var start = line.IndexOf('<', StringComparison.Ordinal);
        var end = line.IndexOf('>', StringComparison.Ordinal);
        return start >= 0 && end > start ? line[(start + 1)..end] : null;
    }

    private async Task<string?> ReadLineAsync(CancellationToken stopping)
    {
        while (true)
        {
            var read = await reader.ReadAsync(stopping);
            if (TakeLine(read.Buffer, out var rest) is { } line)
            {
                reader.AdvanceTo(rest);
                return line;
            }

            if (read.IsCompleted)
            {
                return null;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static string? TakeLine(ReadOnlySequence<byte> buffer, out SequencePosition rest)
    {
        var bytes = new SequenceReader<byte>(buffer);
        var found = bytes.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8);
        rest = bytes.Position;
        return found ? Encoding.Latin1.GetString(line) : null;
    }

    private Task ReplyAsync(string reply, CancellationToken stopping) => stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), stopping).AsTask();
}
