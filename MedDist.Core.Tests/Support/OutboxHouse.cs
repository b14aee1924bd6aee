using System.Globalization;
using System.Text;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Support;

/// <summary>What tests of the outbox do again and again.</summary>
public static class OutboxHouse
{
    public static Dictionary<string, string> Settings(this SmtpServer server) =>
        new() { ["Mail:SmtpHost"] = server.Host, ["Mail:SmtpPort"] = server.Port.ToString(CultureInfo.InvariantCulture), ["Mail:UseTls"] = "false" };

    public static string[] Mails(this House house) => Directory.Exists(house.MailFolder) ? Directory.GetFiles(house.MailFolder, "*.eml") : [];

    public static async Task<string> MailAsync(this House house) => await File.ReadAllTextAsync(house.Mails().Single(), Encoding.Latin1);

    public static Task<int> DispatchAsync(this House house, World world) => house.AsAsync<OutboxDispatcher, int>(world.System, d => d.DispatchDueAsync());

    public static Task<Result> OutboxAsync(this House house, World world, Func<OutboxService, Task<Result>> work) => house.AsAsync(world.Ashley, work);

    public static Task<Result<ForwardedOrder>> ForwardAsync(this House house, World world, Guid order) =>
        house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(world.Ashley, f => f.ForwardAsync(order));

    public static Task<Result> UndoAsync(this House house, World world, Guid order) => house.AsAsync<OrderForwarding, Result>(world.Ashley, f => f.UndoAsync(order));

    /// <summary>An approved order that was forwarded.</summary>
    public static async Task<Order> ForwardedAsync(this House house, World world, OrderType type = OrderType.Standard)
    {
        var order = await world.OrderAsync(world.Draft(type: type), Submit, Approve);
        var done = await house.ForwardAsync(world, order.Id);
        return done.Succeeded ? order : throw new InvalidOperationException(done.Failure.Message);
    }

    /// <summary>The same, and its message has left.</summary>
    public static async Task<Order> SentAsync(this House house, World world)
    {
        var order = await house.ForwardedAsync(world);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        return order;
    }

    public static async Task<QueueItem> ItemOfAsync(this House house, World world, Guid order)
    {
        await using var db = house.Open(world.System);
        return await db.IntegrationQueue.AsNoTracking().OrderByDescending(q => q.Id).FirstAsync(q => q.OrderId == order);
    }

    public static async Task<Order> OrderOfAsync(this House house, World world, Guid order)
    {
        await using var db = house.Open(world.System);
        return await db.Orders.AsNoTracking().Include(o => o.Events).SingleAsync(o => o.Id == order);
    }

    /// <summary>A delivery report about a message, as a mail server writes it.</summary>
    public static string ReportOn(Guid messageId, string address, string action = "failed", string status = "5.1.1", string words = "smtp; 550 5.1.1 User unknown") => $"""
        From: MAILER-DAEMON@mx.example
        To: orders@meddist.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain

        Sorry.

        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; {address}
        Action: {action}
        Status: {status}
        Diagnostic-Code: {words}

        --b1
        Content-Type: text/rfc822-headers

        From: orders@meddist.example
        Message-ID: <{messageId:N}@meddist.example>
        Subject: Order

        --b1--
        """;
}
