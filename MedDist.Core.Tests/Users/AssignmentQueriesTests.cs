using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Users;

public sealed class AssignmentQueriesTests
{
    [Theory, Databases]
    public async Task A_users_assignments_are_those_of_its_own_tenant(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        await house.AddAsync(
            acme.Id,
            new UserAssignment { UserId = acme.Provider.Id, AssignableType = AssignableType.Organization, AssignableId = acme.Organization.Id },
            new UserAssignment { UserId = acme.Provider.Id, AssignableType = AssignableType.Facility, AssignableId = acme.Facility.Id },
            new UserAssignment { UserId = acme.Coordinator.Id, AssignableType = AssignableType.Facility, AssignableId = Guid.NewGuid() });
        var queries = new AssignmentQueries(house.Services.GetRequiredService<ContextFor>());

        var mine = await queries.OfAsync(acme.Id, acme.Provider.Id);
        (mine.OrganizationIds.Single(), mine.FacilityIds.Single()).ShouldBe((acme.Organization.Id, acme.Facility.Id));
        (await queries.OfAsync(bluebird.Id, acme.Provider.Id)).ShouldSatisfyAllConditions(s => s.OrganizationIds.ShouldBeEmpty(), s => s.FacilityIds.ShouldBeEmpty());
    }

    [Theory]
    [InlineData(Role.SuperAdmin, false)]
    [InlineData(Role.TenantAdmin, false)]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.SalesRep, true)]
    [InlineData(Role.Provider, true)]
    [InlineData(Role.FacilityManager, true)]
    public void Some_roles_see_only_what_they_are_assigned_to(Role role, bool limited) => role.IsLimitedToAssignments().ShouldBe(limited);
}
