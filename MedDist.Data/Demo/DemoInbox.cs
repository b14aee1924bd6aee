using System.Globalization;
using MedDist.Core.Integrations;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>What the open orders have left in the outbox and in people's notifications. What waits leaves with the others of its manufacturer on the next work day.</summary>
internal sealed class DemoInbox(DemoTenant demo)
{
    private const int NewestNotified = 40;

    private readonly User coordinator = demo.Coordinators[0];

    /// <summary>The message of an order that was sent in the last weeks, that waits for others, that could not be sent, or that came back.</summary>
    public IEnumerable<QueueItem> Outbox(DemoOrder told)
    {
        if (DemoSending.Waits(demo, told.Plan))
        {
            yield return Item(told, told.LastAt);
        }
        else if (told.Plan.Status == OrderStatus.ReadyToSend)
        {
            yield return Failed(told);
        }
        else if (told.Plan.Status is OrderStatus.SentToManufacturer or OrderStatus.Confirmed && told.Order.ManufacturerSubmittedAt is { } sentAt)
        {
            var item = Item(told, sentAt);
            item.Claim(sentAt, TimeSpan.FromMinutes(2));
            item.Complete(null, sentAt);
            if (DemoSending.Bounces(told.Plan))
            {
                item.Bounce(told.Order.SendError!, told.LastAt);
            }

            yield return item;
        }
    }

    /// <summary>For the coordinator: what came in, came back or went wrong lately. For the provider's office: what was sent back.</summary>
    public IEnumerable<(Notification Row, DateTimeOffset At)> Notifications(DemoOrder told)
    {
        var newer = demo.Volume.Orders - 1 - told.Plan.Index;
        var number = told.Order.OrderNumber;
        var notice = told.Plan.Status switch
        {
            OrderStatus.PendingReview when newer < NewestNotified => Notice(told, coordinator.Id, "order.submitted", $"{number} is waiting for review"),
            OrderStatus.Resubmitted when newer < NewestNotified * 4 => Notice(told, coordinator.Id, "order.resubmitted", $"{number} came back corrected"),
            OrderStatus.ReadyToSend when told.Order.SendState == SendState.Failed => Notice(told, coordinator.Id, "order.send_failed", $"{number} could not be sent"),
            OrderStatus.SentToManufacturer when told.Order.SendState == SendState.Failed => Notice(told, coordinator.Id, "order.bounced", $"{number} did not arrive"),
            OrderStatus.RejectedByManufacturer when newer < NewestNotified * 10 => Notice(told, coordinator.Id, "order.rejected_by_manufacturer", $"{number} was rejected by the manufacturer"),
            OrderStatus.SentBack when told.Order.CreatedByUserId is { } author => Notice(told, author, "order.sent_back", $"{number} was sent back to you"),
            _ => null,
        };
        if (notice is not null)
        {
            if (told.Plan.Age > 2)
            {
                notice.Read(told.LastAt.AddMinutes(25));
            }

            yield return (notice, told.LastAt);
        }
    }

    /// <summary>What manufacturers have asked for by other ways.</summary>
    public IEnumerable<ManufacturerRequest> Requests()
    {
        var calendar = demo.Calendar;
        yield return Request(0, RequestChannel.Text, calendar.At(calendar.WorkDaysAgo(2), 14 * 60 + 20), "Susan", 2, "Please renew all IVRs that end this month and send us one workbook.", calendar.Today.AddDays(30));
        yield return Request(3, RequestChannel.Phone, calendar.At(calendar.WorkDaysAgo(1), 9 * 60 + 5), "Devon", 0, "All renewals of this quarter, with the wound measurements.", null);
        var done = new ManufacturerRequest
        {
            ManufacturerId = demo.Suppliers[2].Manufacturer.Id,
            RequestType = ManufacturerRequestType.FormChange,
            RequestedVia = RequestChannel.Email,
            RequestedAt = calendar.At(calendar.WorkDaysAgo(9), 10 * 60),
            Details = "New order form from the first of next month.",
            CreatedByUserId = coordinator.Id,
            CreatedByName = coordinator.FullName,
        };
        done.Complete(calendar.At(calendar.WorkDaysAgo(7), 11 * 60), coordinator.FullName, "The new form is in place; told them by mail.");
        yield return done;
    }

    private ManufacturerRequest Request(int supplier, RequestChannel via, DateTimeOffset at, string who, int dueInDays, string words, DateOnly? endingBy) => new()
    {
        ManufacturerId = demo.Suppliers[supplier].Manufacturer.Id,
        RequestType = ManufacturerRequestType.BulkIvrUpdate,
        RequestedVia = via,
        RequestedAt = at,
        RequestedBy = who,
        DueOn = demo.Calendar.Today.AddDays(dueInDays),
        EndingBy = endingBy,
        Details = words,
        CreatedByUserId = coordinator.Id,
        CreatedByName = coordinator.FullName,
    };

    private QueueItem Failed(DemoOrder told)
    {
        var item = Item(told, told.LastAt.AddMinutes(-43));
        for (var left = item.MaxAttempts; left > 0; left--)
        {
            item.Claim(item.ProcessAfter, TimeSpan.FromMinutes(2));
            item.Fail(DemoSending.SendError, isFinal: left == 1, left == 1 ? told.LastAt : item.ProcessAfter);
        }

        return item;
    }

    private QueueItem Item(DemoOrder told, DateTimeOffset queuedAt)
    {
        var supplier = demo.Suppliers[told.Plan.Supplier];
        var contact = supplier.Contacts.First(c => c.ContactType == ContactType.Order);
        var waits = DemoSending.Waits(demo, told.Plan);
        var wanted = string.Create(CultureInfo.InvariantCulture, $"{told.Order.OrderNumber}, wanted by {told.Order.RequestedDeliveryDate:d MMMM yyyy}");
        return new()
        {
            Id = demo.Dice(DiceStream.Inbox, told.Plan.Index).Id(told.Plan.StartsOn, told.Plan.Index),
            TenantId = demo.TenantId,
            QueueType = QueueType.OutboundOrder,
            Priority = told.Plan.IsRush ? 10 : 100,
            EntityType = nameof(Order),
            EntityId = told.Order.Id,
            OrderId = told.Order.Id,
            ManufacturerId = supplier.Manufacturer.Id,
            Reference = told.Order.OrderNumber,
            HeldUntil = queuedAt,
            MayCombine = waits,
            IdempotencyKey = $"order:{told.Order.Id}:demo",
            ProcessAfter = waits ? DemoSending.LeavesAt(demo, supplier) : queuedAt,
            Payload = new(
                $"orders@{demo.Profile.Subdomain}.example", demo.Profile.Name, contact.PrimaryRecipients, contact.CcRecipients,
                $"Order {told.Order.OrderNumber} from {demo.Profile.Name}", $"Hello {supplier.Manufacturer.Name},\n\nplease find order {wanted}.\n\n{demo.Profile.Name}", [])
            {
                Part = waits ? new($"Hello {supplier.Manufacturer.Name},", "orders", told.Order.OrderNumber, wanted, demo.Profile.Name) : null,
            },
        };
    }

    private Notification Notice(DemoOrder told, Guid userId, string type, string title) => new()
    {
        Id = demo.Dice(DiceStream.Inbox, told.Plan.Index, 1).Id(told.Plan.StartsOn, told.Plan.Index),
        TenantId = demo.TenantId,
        UserId = userId,
        Type = type,
        Title = title,
        Message = told.Order.StatusReason ?? told.Order.SendError,
        Payload = new() { ["orderId"] = told.Order.Id.ToString(), ["link"] = $"/orders/{told.Order.Id}" },
    };
}
