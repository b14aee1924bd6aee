using MedDist.Core.Users;

namespace MedDist.Core.Shipping;

/// <summary>Who may do what with parcels. Who may see an order sees its parcels.</summary>
public static class ShippingPermissions
{
    /// <summary>See the list of all parcels.</summary>
    public const string View = "shipments.view";

    /// <summary>Record, correct and void parcels, deal with their problems, and read in carriers' files.</summary>
    public const string Record = "shipments.record";

    /// <summary>Confirm or dispute what arrived.</summary>
    public const string Receive = "shipments.receive";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "See all parcels", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer]),
        new(Record, "Record parcels and deal with their problems", [Role.TenantAdmin, Role.SuperAdmin]),
        new(Receive, "Confirm or dispute what arrived", [Role.Provider, Role.FacilityManager, Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayView(Role? role) => Allows(View, role);

    public static bool MayRecord(Role? role) => Allows(Record, role);

    public static bool MayReceive(Role? role) => Allows(Receive, role);

    private static bool Allows(string permission, Role? role) => All.First(p => p.Name == permission).Allows(role);
}
