using MedDist.Core.Auditing;
using MedDist.Core.Batches;
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
using MedDist.Web.Account;

namespace MedDist.Web.Shell;

/// <summary>The headings of the navigation, from top to bottom.</summary>
public enum NavigationGroup
{
    /// <summary>Above all, without a heading.</summary>
    Start,
    Orders,
    Recipients,
    Manufacturers,
    Reports,
    Administration,
}

/// <summary>A page of the navigation and the palette.</summary>
/// <param name="Path">Where it is, for example <c>/orders</c>.</param>
/// <param name="Text">Its name in the navigation.</param>
/// <param name="Icon">A name of the Material Symbols font.</param>
/// <param name="Permission">The policy that opens it.</param>
/// <param name="Group">The heading that it stands under.</param>
/// <param name="NeedsTenant">Whether a super admin must have entered a tenant.</param>
public sealed record NavigationPage(string Path, string Text, string Icon, string Permission, NavigationGroup Group = NavigationGroup.Administration, bool NeedsTenant = true);

/// <summary>Pages that stand together; without a heading where one alone would have it.</summary>
public sealed record NavigationSection(NavigationGroup? Heading, IReadOnlyList<NavigationPage> Pages);

/// <summary>The pages of the product in the order of the navigation. An area adds its line here.</summary>
public static class Navigation
{
    public static IReadOnlyList<NavigationPage> All { get; } =
    [
        new("/", "Dashboard", "dashboard", OrderPermissions.View, NavigationGroup.Start),
        new("/my/orders", "My orders", "assignment_ind", OrderPermissions.Own, NavigationGroup.Orders),
        new("/orders", "Orders", "receipt_long", OrderPermissions.View, NavigationGroup.Orders),
        new("/orders/new", "New order", "add_circle", OrderPermissions.Place, NavigationGroup.Orders),
        new("/my/drafts", "Drafts", "edit_note", OrderPermissions.Place, NavigationGroup.Orders),
        new("/verifications", "Verifications", "verified_user", VerificationPermissions.View, NavigationGroup.Recipients),
        new("/recipients", "Recipients", "group", RecipientPermissions.View, NavigationGroup.Recipients),
        new("/verifications/import", "Import IVRs", "upload_file", VerificationPermissions.Update, NavigationGroup.Recipients),
        new("/outbox", "Outbox", "outbox", IntegrationPermissions.ViewOutbox, NavigationGroup.Orders),
        new("/shipments", "Shipments", "local_shipping", ShippingPermissions.View, NavigationGroup.Orders),
        new("/batches", "Bulk actions", "playlist_add_check", BatchPermissions.View, NavigationGroup.Orders),
        new("/verifications/plan", "Renewal planner", "event_upcoming", VerificationPermissions.Ask, NavigationGroup.Recipients),
        new("/manufacturers", "Manufacturers", "factory", ManufacturerPermissions.View, NavigationGroup.Manufacturers),
        new("/manufacturers/requests", "Requests", "contact_phone", ManufacturerPermissions.View, NavigationGroup.Manufacturers),
        new("/manufacturers/scorecard", "Scorecard", "speed", ScorecardPermissions.View, NavigationGroup.Manufacturers),
        new("/reports", "Reports", "query_stats", ReportPermissions.Read, NavigationGroup.Reports),
        new("/reports/form-times", "Form times", "timer", ReportPermissions.FormTimes, NavigationGroup.Reports),
        new("/exports", "Exports", "download", ExportPermissions.Own, NavigationGroup.Reports),
        new("/organizations", "Organisations", "domain", OrganizationPermissions.Manage),
        new("/payers", "Payers", "account_balance", PayerPermissions.Manage),
        new("/users", "Users", "manage_accounts", UserPermissions.Manage),
        new("/audit", "Audit trail", "policy", AuditPermissions.View),
        new("/settings/jurisdictions", "Jurisdictions", "gavel", OrganizationPermissions.Manage),
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

    /// <summary>The pages under their headings. A heading needs two pages; single ones stand together without.</summary>
    public static IReadOnlyList<NavigationSection> Sections(IReadOnlyList<NavigationPage> pages)
    {
        List<NavigationSection> sections = [];
        foreach (var group in pages.GroupBy(p => p.Group).OrderBy(g => g.Key))
        {
            NavigationGroup? heading = group.Key != NavigationGroup.Start && group.Count() > 1 ? group.Key : null;
            if (heading is null && sections is [.., { Heading: null } last])
            {
                sections[^1] = last with { Pages = [.. last.Pages, .. group] };
            }
            else
            {
                sections.Add(new(heading, [.. group]));
            }
        }

        return sections;
    }

    /// <summary>A heading in words.</summary>
    public static string Label(this NavigationGroup group) => group == NavigationGroup.Recipients ? "Recipients and IVRs" : group.ToString();
}
