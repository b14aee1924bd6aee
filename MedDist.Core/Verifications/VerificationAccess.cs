using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;

namespace MedDist.Core.Verifications;

/// <summary>Which of a tenant's verification cases a caller may see: those of the recipients that they may see (<see cref="RecipientAccess"/>), and none without the permission.</summary>
public static class VerificationAccess
{
    public static IQueryable<Verification> VisibleVerifications(this MedDistDbContext db)
    {
        if (!VerificationPermissions.MayView(db.Call.Role))
        {
            return db.Verifications.Where(v => false);
        }

        var recipients = db.VisibleRecipients();
        return db.SeesAllOrders() ? db.Verifications : db.Verifications.Where(v => recipients.Any(r => r.Id == v.RecipientId));
    }
}
