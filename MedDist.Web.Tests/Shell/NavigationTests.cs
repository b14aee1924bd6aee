using MedDist.Core.Users;
using MedDist.Web.Shell;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Shell;

public sealed class NavigationTests
{
    [Theory]
    [InlineData(Role.TenantAdmin, true, "/ /orders /orders/new /my/drafts /verifications /recipients /verifications/import /outbox /shipments /batches /verifications/plan /manufacturers /manufacturers/requests /manufacturers/scorecard /reports /reports/form-times /exports /users /audit /settings/calendar /settings/warnings /settings/templates /settings/notifications /jobs")]
    [InlineData(Role.Provider, true, "/ /my/orders /orders /orders/new /my/drafts /verifications /recipients /exports /settings/notifications")]
    [InlineData(Role.Viewer, true, "/ /orders /verifications /recipients /outbox /shipments /manufacturers /manufacturers/requests /manufacturers/scorecard /reports /reports/form-times /exports /settings/notifications")]
    [InlineData(Role.SuperAdmin, false, "/tenants")]
    [InlineData(Role.SuperAdmin, true, "/ /orders /orders/new /my/drafts /verifications /recipients /verifications/import /outbox /shipments /batches /verifications/plan /manufacturers /manufacturers/requests /manufacturers/scorecard /reports /reports/form-times /exports /users /audit /settings/calendar /settings/warnings /settings/templates /settings/notifications /jobs /tenants")]
    public void A_role_sees_the_pages_it_may_open(Role role, bool inTenant, string paths) =>
        string.Join(' ', Navigation.For(role, inTenant).Select(p => p.Path)).ShouldBe(paths);

    [Fact]
    public void Nobody_sees_nothing() => Navigation.For(null, inTenant: true).ShouldBeEmpty();
}
