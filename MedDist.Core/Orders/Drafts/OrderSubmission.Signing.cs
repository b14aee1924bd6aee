using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Signatures that manufacturers want on the forms of their orders.</summary>
public sealed partial class OrderSubmission
{
    /// <summary>Asks the provider of each order whose manufacturer wants it for a signature, and tells them where the office wrote the order.</summary>
    private async Task AskSignaturesAsync(MedDistDbContext db, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var makers = orders.Select(o => o.ManufacturerId).OfType<Guid>().ToList();
        var wanting = await db.ManufacturerSettings.Where(s => makers.Contains(s.ManufacturerId) && s.RequiresOwnerSignature).Select(s => s.ManufacturerId).ToListAsync(cancel);
        foreach (var order in orders.Where(o => wanting.Contains(o.ManufacturerId!.Value)))
        {
            db.Add(Document.ToSign(order.Id, order.ProviderId!.Value));
            if (order.ProviderId != call.UserId)
            {
                db.Notify(order.ProviderId.Value, "document.sign", $"{order.OrderNumber}: your signature is wanted", null, "/my/orders");
            }
        }
    }
}
