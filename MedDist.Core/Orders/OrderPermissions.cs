using MedDist.Core.Users;

namespace MedDist.Core.Orders;

/// <summary>Who may do what with orders, apart from single workflow steps (<see cref="OrderWorkflow"/>).</summary>
public static class OrderPermissions
{
    /// <summary>See orders: all of the tenant, or those of one's assignments.</summary>
    public const string View = "orders.view";

    /// <summary>Work on the triage queue.</summary>
    public const string Triage = "orders.triage";

    /// <summary>Fill the order form and submit it.</summary>
    public const string Place = "orders.place";

    /// <summary>Have orders of one's own to follow.</summary>
    public const string Own = "orders.own";

    /// <summary>Take the order form along as a PDF: it holds names and prices.</summary>
    public const string Form = "orders.form";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "See orders", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer, Role.SalesRep, Role.Provider, Role.FacilityManager]),
        new(Place, "Write and submit orders", [Role.Provider, Role.FacilityManager, Role.TenantAdmin, Role.SuperAdmin]),
        new(Own, "Follow one's own orders", [Role.Provider, Role.FacilityManager]),
        new(Form, "Take the order form along, with names and prices", [Role.TenantAdmin, Role.SuperAdmin, Role.Provider]),
        new(Triage, "Approve, send back, deny and forward orders", [Role.TenantAdmin, Role.SuperAdmin]),
    ];

    /// <summary>Whether a role sees orders.</summary>
    public static bool MayView(Role? role) => Allows(View, role);

    /// <summary>Whether a role writes orders.</summary>
    public static bool MayPlace(Role? role) => Allows(Place, role);

    /// <summary>Whether a role has orders of its own to follow.</summary>
    public static bool MayFollowOwn(Role? role) => Allows(Own, role);

    /// <summary>Whether a role works on the triage queue.</summary>
    public static bool MayTriage(Role? role) => Allows(Triage, role);

    /// <summary>Roles that see prices; office staff order without them.</summary>
    public static bool SeesPrices(Role? role) => role is not null and not Role.FacilityManager;

    /// <summary>Roles that see recipients by their full name; others see initials (minimum necessary, 45 CFR 164.502(b)).</summary>
    public static bool SeesRecipientNames(Role? role) => role is Role.TenantAdmin or Role.SuperAdmin or Role.Provider or Role.FacilityManager;

    private static bool Allows(string name, Role? role) => All.First(p => p.Name == name).Allows(role);
}
