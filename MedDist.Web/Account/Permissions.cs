using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Clinical;
using MedDist.Core.Coverage;
using MedDist.Core.Integrations;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Reports;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Core.Verifications;

namespace MedDist.Web.Account;

/// <summary>Every permission of the product: each is a policy, and the navigation asks for it.</summary>
internal static class Permissions
{
    public static IReadOnlyList<Permission> All { get; } =
    [
        .. OrderPermissions.All, .. VerificationPermissions.All, .. IntegrationPermissions.All, .. ShippingPermissions.All, .. BatchPermissions.All, .. ManufacturerPermissions.All, .. ScorecardPermissions.All,
        .. TenancyPermissions.All, .. ClinicalPermissions.All, .. RecipientPermissions.All, .. NotificationPermissions.All, .. ReportPermissions.All, .. ExportPermissions.All, .. UserPermissions.All, .. AuditPermissions.All, .. EmergencyPermissions.All,
        .. OrganizationPermissions.All, .. PayerPermissions.All,
    ];

    public static bool Allow(string permission, Role? role) => All.Any(p => p.Name == permission && p.Allows(role));
}
