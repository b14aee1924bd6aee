using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Documents;

/// <summary>Who may open, add and remove which documents: the one place that decides.</summary>
public static class DocumentAccess
{
    /// <summary>Whether a role may open documents of this type at all. Order forms name the recipient and prices; everything else but a proof of delivery names or shows the recipient.</summary>
    public static bool MayOpen(Role? role, DocumentType type) => role is null || type switch
    {
        DocumentType.OrderForm or DocumentType.Invoice => OrderPermissions.SeesRecipientNames(role) && OrderPermissions.SeesPrices(role),
        DocumentType.ProofOfDelivery => true,
        _ => OrderPermissions.SeesRecipientNames(role),
    };

    /// <summary>Who sees recipients by name adds what shows them.</summary>
    public static bool MayUpload(Role? role) => OrderPermissions.SeesRecipientNames(role);

    /// <summary>Whether the caller may see the order, draft, recipient or manufacturer that documents belong to. A draft's are its author's alone, which each document says.</summary>
    internal static async Task<bool> MayUseAsync(this MedDistDbContext db, DocumentOwner type, Guid id, CancellationToken cancel) => type switch
    {
        DocumentOwner.Order => await db.VisibleOrders().AnyAsync(o => o.Id == id, cancel),
        DocumentOwner.Recipient => await db.VisibleRecipients().AnyAsync(r => r.Id == id, cancel),
        DocumentOwner.Draft => !await db.Documents.AnyAsync(d => d.OwnerType == DocumentOwner.Draft && d.OwnerId == id && d.CreatedByUserId != db.Call.UserId, cancel),

        DocumentOwner.Organization => OrganizationPermissions.MayManage(db.Call.Role) && await db.Organizations.AnyAsync(o => o.Id == id, cancel),
        DocumentOwner.Facility => OrganizationPermissions.MayManage(db.Call.Role) && await db.Facilities.AnyAsync(f => f.Id == id, cancel),

        // Workbooks that went to it, and its answers: they name many recipients.
        DocumentOwner.Manufacturer => VerificationPermissions.MayUpdate(db.Call.Role),
        _ => false,
    };
}
