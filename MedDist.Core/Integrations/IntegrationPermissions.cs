using MedDist.Core.Users;

namespace MedDist.Core.Integrations;

/// <summary>Who may do what with messages that leave the building.</summary>
public static class IntegrationPermissions
{
    /// <summary>See the outbox.</summary>
    public const string ViewOutbox = "outbox.view";

    /// <summary>Try again, cancel, and send to other addresses.</summary>
    public const string WorkOutbox = "outbox.work";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ViewOutbox, "See what waits, was sent and failed in the outbox", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer]),
        new(WorkOutbox, "Retry, cancel and readdress messages of the outbox", [Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayView(Role? role) => All[0].Allows(role);

    public static bool MayWork(Role? role) => All[1].Allows(role);
}
