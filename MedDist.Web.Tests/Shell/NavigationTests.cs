using MedDist.Core.Users;
using MedDist.Web.Shell;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Shell;

public sealed class NavigationTests
{
    [Theory]
    [InlineData(Role.TenantAdmin, true, "/ /orders /orders/new /my/drafts /verifications /recipients /verifications/import /outbox /shipments /batches /verifications/plan /manufacturers /manufacturers/requests /manufacturers/scorecard /reports /reports/form-times /exports /organizations /payers /users /audit /settings/jurisdictions /settings/calendar /settings/warnings /settings/templates /settings/notifications /jobs")]
    [InlineData(Role.Provider, true, "/ /my/orders /orders /orders/new /my/drafts /verifications /recipients /exports /settings/notifications")]
    [InlineData(Role.Viewer, true, "/ /orders /verifications /recipients /outbox /shipments /manufacturers /manufacturers/requests /manufacturers/scorecard /reports /reports/form-times /exports /settings/notifications")]
    [InlineData(Role.SuperAdmin, false, "/tenants")]
    [InlineData(Role.SuperAdmin, true, "/ /orders /orders/new /my/drafts /verifications /recipients /verifications/import /outbox /shipments /batches /verifications/plan /manufacturers /manufacturers/requests /manufacturers/scorecard /reports /reports/form-times /exports /organizations /payers /users /audit /settings/jurisdictions /settings/calendar /settings/warnings /settings/templates /settings/notifications /jobs /tenants")]
    public void A_role_sees_the_pages_it_may_open(Role role, bool inTenant, string paths) =>
        string.Join(' ', Navigation.For(role, inTenant).Select(p => p.Path)).ShouldBe(paths);

    [Theory]
    [InlineData(Role.TenantAdmin, "- / | Orders /orders /orders/new /my/drafts /outbox /shipments /batches | Recipients /verifications /recipients /verifications/import /verifications/plan | Manufacturers /manufacturers | Reports /reports | Administration /organizations /payers /users")]
    [InlineData(Role.Provider, "- / | Orders /my/orders /orders /orders/new /my/drafts | Recipients /verifications /recipients | - /exports /settings/notifications")]
    [InlineData(Role.Viewer, "- / | Orders /orders /outbox /shipments | Recipients /verifications /recipients | Manufacturers /manufacturers | Reports /reports | - /settings/notifications")]
    public void Pages_stand_under_headings_of_two_or_more_and_single_ones_together_without(Role role, string starts)
    {
        var sections = Navigation.Sections(Navigation.For(role, inTenant: true)).Select(s => $"{s.Heading?.ToString() ?? "-"} {string.Join(' ', s.Pages.Select(p => p.Path))}").ToList();

        // Areas add pages to the end of a heading; only its beginning is told here.
        sections.Zip(starts.Split(" | ")).ShouldAllBe(s => (s.First + " ").StartsWith(s.Second + " ", StringComparison.Ordinal));
        sections.Count.ShouldBe(starts.Split(" | ").Length);
    }

    [Fact]
    public void Every_page_stands_under_one_heading_and_none_is_lost()
    {
        var all = Navigation.For(Role.SuperAdmin, inTenant: true);
        Navigation.Sections(all).SelectMany(s => s.Pages).OrderBy(p => p.Path).ShouldBe(all.OrderBy(p => p.Path));
    }

    [Fact]
    public void Nobody_sees_nothing() => Navigation.For(null, inTenant: true).ShouldBeEmpty();
}
