using MedDist.Core.Documents;
using MedDist.Core.Integrations;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;

namespace MedDist.Core.Verifications;

/// <summary>The message that asks for verifications. What concerns the recipient is in the attached form alone.</summary>
internal static class VerificationMail
{
    public static QueueItem For(Order order, TenantCard tenant, VerificationRequestPlan plan, VerificationRequest request, Document form, DateTimeOffset heldUntil)
    {
        var isRush = order.Type == OrderType.Rush;
        var wanted = string.Join(" and ", plan.Required.Select(r => VerificationPolicy.Label(r.Type)));
        return new()
        {
            Id = request.QueueItemId,
            QueueType = QueueType.VerificationRequest,
            Priority = isRush ? 20 : 110,
            EntityType = nameof(VerificationRequest),
            EntityId = request.Id,
            OrderId = order.Id,
            ManufacturerId = order.ManufacturerId,
            Reference = order.OrderNumber,
            IdempotencyKey = $"ivr:{request.Id:N}",
            HeldUntil = heldUntil,
            ProcessAfter = heldUntil,
            Payload = new(
                tenant.Settings.MailFrom, tenant.Name, plan.Contacts.To, plan.Contacts.Cc,
                $"{(isRush ? "RUSH verification request" : "Verification request")} for order {order.OrderNumber} from {tenant.Name}",
                $"""
                Hello {plan.Manufacturer},

                please verify for order {order.OrderNumber}: {wanted}.
                All details are in the attached form. Reply to this message with the result, or with what is missing.

                {tenant.Name}
                {tenant.Settings.Contact.Phone}
                """,
                [form.Id]),
        };
    }
}
