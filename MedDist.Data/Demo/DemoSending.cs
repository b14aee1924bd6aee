using MedDist.Core.Integrations;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;

namespace MedDist.Data.Demo;

/// <summary>What becomes of the messages of the demo: some wait to leave together, some could not be sent, some came back.</summary>
internal static class DemoSending
{
    /// <summary>What a refusing mail server said.</summary>
    public const string SendError = "452 4.2.2 Mailbox full: the manufacturer's server refused the message.";

    private const string Unknown = "550 5.1.1 Recipient address rejected: User unknown.";

    /// <summary>Work days ahead of today by which an order must leave that waits for others, or will: so that it leaves well before.</summary>
    public const int SendByAhead = 3;

    /// <summary>The supplier whose orders leave together once a day; -1 where there is none.</summary>
    public static int CombiningSupplier(DemoTenant demo) => demo.Suppliers.ToList().FindIndex(s => s.Settings.Combine == CombineOrders.AtCutOff);

    /// <summary>Whether an order goes to that supplier: some that wait already, and a few that can be forwarded to join them.</summary>
    public static bool IsForCombining(OrderPlan plan) => !plan.IsRush && plan.Status switch
    {
        OrderStatus.ReadyToSend => plan.Index % 2 == 0,
        OrderStatus.Approved => plan.Index % 7 == 2,
        _ => false,
    };

    /// <summary>Whether the message of an order waits for others; those of the others have failed.</summary>
    public static bool Waits(DemoTenant demo, OrderPlan plan) => plan.Status == OrderStatus.ReadyToSend && IsForCombining(plan) && plan.Supplier == CombiningSupplier(demo);

    /// <summary>Whether an order that was sent lately has come back.</summary>
    public static bool Bounces(OrderPlan plan) => plan is { Status: OrderStatus.SentToManufacturer, Age: <= 2 } && plan.Index % 4 == 1;

    public static string BounceReason(string address) => $"Came back from {address}: {Unknown}";

    /// <summary>The next work day's time for combined orders.</summary>
    public static DateTimeOffset LeavesAt(DemoTenant demo, DemoSupplier supplier)
    {
        var cutOff = supplier.Settings.CutOff;
        return demo.Calendar.At(demo.Calendar.WorkDaysAhead(1), (cutOff.Hour * 60) + cutOff.Minute) - CombineWindow.Margin;
    }

    /// <summary>The tries of a message, and what came back.</summary>
    public static IEnumerable<SendAttempt> Attempts(QueueItem item)
    {
        switch (item.Status)
        {
            case QueueStatus.Completed:
                yield return Attempt(item, 1, item.ProcessedAt!.Value, AttemptOutcome.Sent, null);
                break;
            case QueueStatus.Bounced:
                yield return Attempt(item, 1, item.ProcessAfter, AttemptOutcome.Sent, null);
                yield return Attempt(item, 0, item.ProcessedAt!.Value, AttemptOutcome.Bounced, Unknown);
                break;
            case QueueStatus.Failed:
                var at = item.ProcessedAt!.Value;
                for (var number = item.Attempts; number > 0; number--)
                {
                    yield return Attempt(item, number, at, number == item.Attempts ? AttemptOutcome.Refused : AttemptOutcome.TryLater, item.ErrorMessage);
                    at -= TimeSpan.FromSeconds(30 * Math.Pow(4, number - 2));
                }

                break;
        }
    }

    private static SendAttempt Attempt(QueueItem item, int number, DateTimeOffset at, AttemptOutcome outcome, string? words) => new()
    {
        QueueItemId = item.Id,
        TenantId = item.TenantId,
        MessageId = item.MessageId,
        Number = number,
        At = at,
        Outcome = outcome,
        Addresses = number == 0 ? [item.Payload.To[0]] : [.. item.Payload.To, .. item.Payload.Cc],
        Words = words,
        SourceKey = number == 0 ? $"{item.MessageId:N}:{outcome}:{item.Payload.To[0]}".ToLowerInvariant() : null,
    };
}
