using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Documents.Signing;

/// <summary>Keeps signatures true: one whose form reads differently now is void, stays in the history, and the same signer is asked again.</summary>
public static class SignatureUpkeep
{
    /// <summary>
    /// Voids in the caller's context, which saves, the signatures of an order whose form says something else than what was signed; the order is there with its items as they are now. Orders that have left
    /// keep theirs: the manufacturer has what was signed. Returns the documents that still stand signed.
    /// </summary>
    public static async Task<IReadOnlyList<Document>> FollowAsync(MedDistDbContext db, Order order, ICallContext by, DateTimeOffset now, CancellationToken cancel)
    {
        var signed = await db.Documents.Where(d => d.OwnerType == DocumentOwner.Order && d.OwnerId == order.Id && d.Status == DocumentStatus.SignatureComplete).OrderBy(d => d.Id).ToListAsync(cancel);
        if (signed.Count == 0 || OrderEditRules.LockOf(OrderField.ServiceDate, order) is not null)
        {
            return signed;
        }

        await LoadAsync(db, order, cancel);
        var says = OrderFormPdf.Facts(order);
        foreach (var document in signed)
        {
            if (SignedFacts.Changed(document.SignedContent, says) is { Count: > 0 } labels)
            {
                document.VoidSignature(SignedFacts.Reason(labels, by.UserId == document.SignerUserId ? null : by.UserName), now);
            }
        }

        var standing = signed.FindAll(d => d.Status == DocumentStatus.SignatureComplete);
        if (signed.Find(d => d.Status == DocumentStatus.SignatureVoid) is { SignerUserId: { } signer } fallen && standing.Count == 0)
        {
            await AskAgainAsync(db, order, signer, fallen, by, cancel);
        }

        return standing;
    }

    private static async Task AskAgainAsync(MedDistDbContext db, Order order, Guid signer, Document fallen, ICallContext by, CancellationToken cancel)
    {
        if (await db.Documents.AnyAsync(d => d.OwnerType == DocumentOwner.Order && d.OwnerId == order.Id && d.Status == DocumentStatus.PendingSignature, cancel))
        {
            return;
        }

        db.Add(Document.ToSign(order.Id, signer));
        if (by.UserId != signer)
        {
            db.Notify(signer, "document.sign", $"{order.OrderNumber}: please sign again", fallen.VoidReason, "/my/orders");
        }
    }

    private static async Task LoadAsync(MedDistDbContext db, Order order, CancellationToken cancel)
    {
        db.ChangeTracker.DetectChanges();
        var entry = db.Entry(order);
        await entry.Reference(o => o.Recipient).LoadAsync(cancel);
        await entry.Reference(o => o.Provider).LoadAsync(cancel);
        await entry.Reference(o => o.Facility).LoadAsync(cancel);
        await entry.Reference(o => o.Organization).LoadAsync(cancel);
        await entry.Reference(o => o.Manufacturer).LoadAsync(cancel);
        foreach (var item in order.Items.Where(i => i.Product is null))
        {
            await db.Entry(item).Reference(i => i.Product).LoadAsync(cancel);
        }
    }
}
