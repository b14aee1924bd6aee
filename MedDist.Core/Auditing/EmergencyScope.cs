using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Core.Auditing;

/// <summary>Which recipients an emergency opens to the caller now.</summary>
public static class EmergencyScope
{
    /// <summary>The caller's accesses that run at this moment.</summary>
    public static IQueryable<EmergencyAccess> OpenEmergencies(this MedDistDbContext db)
    {
        var (me, now) = (db.Call.UserId, db.Clock.GetUtcNow());
        return db.EmergencyAccesses.Where(e => e.UserId == me && e.EndedAt == null && e.EndsAt > now);
    }

    /// <summary>The category in words.</summary>
    public static string Label(this EmergencyCategory category) => category switch
    {
        EmergencyCategory.Emergency => "Medical emergency",
        EmergencyCategory.Cover => "Covering for a colleague",
        EmergencyCategory.Transfer => "Patient was transferred",
        _ => "Other",
    };
}

/// <summary>Who may open a patient who is not theirs.</summary>
public static class EmergencyPermissions
{
    /// <summary>Open a patient beyond one's assignments, with a reason, for two hours.</summary>
    public const string Ask = "emergency.ask";

    public static readonly IReadOnlyList<Permission> All = [new(Ask, "Open a patient beyond one's assignments in an emergency, with a reason, for two hours", [Role.Provider, Role.FacilityManager])];

    public static bool MayAsk(Role? role) => All[0].Allows(role);
}
