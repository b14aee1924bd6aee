using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Support;

public sealed class SmtpServerTests
{
    [Fact]
    public async Task A_sent_message_arrives_with_its_envelope()
    {
        await using var server = new SmtpServer();
        using var message = Message("First line\r\n.a line that begins with a dot\r\n..\r\nlast");
        message.To.Add("second@clinic.example");
        message.Bcc.Add("hidden@clinic.example");

        await SendAsync(server, message);

        var received = (await server.WaitForAsync(1)).ShouldHaveSingleItem();
        received.From.ShouldBe("orders@meddist.example");
        received.To.ShouldBe(["first@clinic.example", "second@clinic.example", "hidden@clinic.example"]);
        received.Raw.ShouldContain("Subject: Order 17 shipped\r\n");
        received.Raw.ShouldContain("\r\n\r\nFirst line\r\n.a line that begins with a dot\r\n..\r\nlast\r\n");
        received.Raw.ShouldNotContain("hidden@clinic.example");
    }

    [Fact]
    public async Task Several_messages_go_over_one_connection()
    {
        await using var server = new SmtpServer();
        using var client = new SmtpClient(server.Host, server.Port);
        for (var i = 1; i <= 3; i++)
        {
            using var message = Message($"number {i}");
            await client.SendMailAsync(message);
        }

        server.Messages.Select(m => m.Raw.TrimEnd()[^1]).ShouldBe(['1', '2', '3']);
    }

    [Theory]
    [InlineData(SmtpFault.TryLater, SmtpStatusCode.LocalErrorInProcessing)]
    [InlineData(SmtpFault.Refused, SmtpStatusCode.MailboxUnavailable)]
    [InlineData(SmtpFault.UnknownRecipient, SmtpStatusCode.MailboxUnavailable)]
    [InlineData(SmtpFault.ConnectionDropped, SmtpStatusCode.GeneralFailure)]
    public async Task The_server_fails_as_often_as_told_and_then_recovers(SmtpFault fault, SmtpStatusCode expected)
    {
        await using var server = new SmtpServer();
        server.FailNext(fault, messages: 2);
        using var message = Message("try, try again");

        (await Should.ThrowAsync<SmtpException>(() => SendAsync(server, message))).StatusCode.ShouldBe(expected);
        (await Should.ThrowAsync<SmtpException>(() => SendAsync(server, message))).StatusCode.ShouldBe(expected);
        server.Messages.ShouldBeEmpty();

        await SendAsync(server, message);
        server.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_reply_looks_like_a_failure_though_the_message_arrived()
    {
        await using var server = new SmtpServer();
        server.FailNext(SmtpFault.ReplyLost);
        using var message = Message("once or twice?");

        await Should.ThrowAsync<SmtpException>(() => SendAsync(server, message));

        server.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Commands_out_of_order_are_refused()
    {
        await using var server = new SmtpServer();
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var said = new List<string?> { await reader.ReadLineAsync() };
        foreach (var command in (string[])["HELO me", "RCPT TO:<a@b.example>", "DATA", "MAIL FROM:<a@b.example>", "NOOP", "RSET", "RCPT TO:<a@b.example>", "VRFY a", "QUIT"])
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            said.Add(await reader.ReadLineAsync());
        }

        said.Select(line => line![..3]).ShouldBe(["220", "250", "503", "503", "250", "250", "250", "503", "502", "221"]);
        (await reader.ReadLineAsync()).ShouldBeNull();
    }

    private static MailMessage Message(string body) => new("orders@meddist.example", "first@clinic.example", "Order 17 shipped", body)
    {
        // else SmtpClient would encode the lines, and no dot would be left to stuff
        BodyTransferEncoding = TransferEncoding.SevenBit,
    };

    private static async Task SendAsync(SmtpServer server, MailMessage message)
    {
        using var client = new SmtpClient(server.Host, server.Port);
        await client.SendMailAsync(message);
    }
}
