using MedDist.Core.Users;

namespace MedDist.Web.Users;

/// <summary>What the pages of users offer.</summary>
internal static class UserChoices
{
    /// <summary>The roles that a tenant can give.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [.. Enum.GetValues<Role>().Where(r => r != Role.SuperAdmin)];

    /// <summary>What a role may do, in a sentence for whoever gives it.</summary>
    public static string About(Role role) => role switch
    {
        Role.TenantAdmin => "Triages orders, looks after verifications and runs the house: users, calendar, templates.",
        Role.SalesRep => "Sees the orders of their accounts, with patients masked.",
        Role.Provider => "Orders for patients and signs; sees the places below.",
        Role.FacilityManager => "Orders and receives for the places below; sees no amounts.",
        _ => "Reads everything of the company, changes nothing.",
    };
}
