using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Integrations;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Reports;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Web.Account;

namespace MedDist.Web.Shell;

/// <summary>A page of the navigation and the palette.</summary>
/// <param name="Path">Where it is, for example <c>/orders</c>.</param>
/// <param name="Text">Its name in the navigation.</param>
/// <param name="Icon">A name of the Material Symbols font.</param>
/// <param name="Permission">The policy that opens it.</param>
/// <param name="NeedsTenant">Whether a super admin must have entered a tenant.</param>
public sealed record NavigationPage(string Path, string Text, string Icon, string Permission, bool NeedsTenant = true);

/// <summary>The pages of the product in the order of the navigation. An area adds its line here.</summary>
public static class Navigation
{
    public static IReadOnlyList<NavigationPage> All { get; } =
    [
        new("/", "Dashboard", "dashboard", OrderPermissions.View),
        new("/my/orders", "My orders", "assignment_ind", OrderPermissions.Own),
        new("/orders", "Orders", "receipt_long", OrderPermissions.View),
        new("/orders/new", "New order", "add_circle", OrderPermissions.Place),
        new("/my/drafts", "Drafts", "edit_note", OrderPermissions.Place),
        new("/verifications", "Verifications", "verified_user", VerificationPermissions.View),
        new("/recipients", "Recipients", "group", RecipientPermissions.View),
        new("/verifications/import", "Import IVRs", "upload_file", VerificationPermissions.Update),
        new("/outbox", "Outbox", "outbox", IntegrationPermissions.ViewOutbox),
        new("/shipments", "Shipments", "local_shipping", ShippingPermissions.View),
        new("/batches", "Bulk actions", "playlist_add_check", BatchPermissions.View),
        new("/verifications/plan", "Renewal planner", "event_upcoming", VerificationPermissions.Ask),
        new("/manufacturers", "Manufacturers", "factory", ManufacturerPermissions.View),
        new("/manufacturers/requests", "Requests", "contact_phone", ManufacturerPermissions.View),
        new("/manufacturers/scorecard", "Scorecard", "speed", ScorecardPermissions.View),
        new("/reports", "Reports", "query_stats", ReportPermissions.Read),
        new("/reports/form-times", "Form times", "timer", ReportPermissions.FormTimes),
        new("/exports", "Exports", "download", ExportPermissions.Own),
        new("/users", "Users", "manage_accounts", UserPermissions.Manage),
        new("/audit", "Audit trail", "policy", AuditPermissions.View),
        new("/settings/calendar", "Calendar", "calendar_month", TenancyPermissions.Configure),
        new("/settings/warnings", "Warnings", "notification_important", TenancyPermissions.Configure),
        new("/settings/templates", "Mail templates", "drafts", NotificationPermissions.Templates),
        new("/settings/notifications", "My notifications", "tune", NotificationPermissions.Own),
        new("/jobs", "Jobs", "schedule", TenancyPermissions.RunJobs),
        new("/tenants", "Tenants", "apartment", TenancyPermissions.Enter, NeedsTenant: false),
    ];

    /// <summary>The pages that a role may open, with or without a tenant.</summary>
    public static IReadOnlyList<NavigationPage> For(Role? role, bool inTenant) =>
        [.. All.Where(p => Permissions.Allow(p.Permission, role) && (inTenant || !p.NeedsTenant))];
}
