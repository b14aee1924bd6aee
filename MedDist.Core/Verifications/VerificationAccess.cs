using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;

namespace MedDist.Core.Verifications;

/// <summary>Which cases a caller may see: those of the recipients that they may see. Whether their role sees cases at all is <see cref="VerificationPermissions"/>.</summary>
public static class VerificationAccess
{
    public static IQueryable<Verification> VisibleVerifications(this MedDistDbContext db)
    {
        if (db.SeesAllOrders())
        {
            return db.Verifications;
        }

        var recipients = db.VisibleRecipients();
        return db.Verifications.Where(v => recipients.Any(r => r.Id == v.RecipientId));
    }
}
