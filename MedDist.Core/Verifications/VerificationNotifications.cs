using MedDist.Core.Notifications;
using MedDist.Core.Users;

namespace MedDist.Core.Verifications;

/// <summary>What people are told of verifications.</summary>
internal static class VerificationNotifications
{
    public const string Expired = "verification.expired";
    public const string Expiring = "verification.expiring";
    public const string Uncovered = "verification.uncovered";

    private const string Area = "Verifications";
    private static readonly Role[] Desk = [Role.TenantAdmin];

    public static readonly IReadOnlyList<NotificationEvent> All =
    [
        new(Expired, Area, "Verifications have expired", Desk) { Own = new Dictionary<string, string> { ["count"] = "3" } },
        new(Expiring, Area, "Verifications end soon", Desk) { Own = new Dictionary<string, string> { ["count"] = "12", ["days"] = "30" } },
        new(Uncovered, Area, "Orders are no longer covered on their service date", Desk) { Own = new Dictionary<string, string> { ["count"] = "2" }, Escalates = true },
        new("manufacturer.request_due", "Manufacturers", "A manufacturer waits for an answer", Desk),
        new("verification.redo", Area, "Verifications have to be done again", Desk) { Escalates = true },
        new("verification.send_failed", Area, "An IVR request could not be sent or did not arrive", Desk) { Also = ["verification.sent_partly"], AlwaysInApp = true, Escalates = true },
    ];
}
