using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Workspace;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Workspace;

public sealed class SavedFilterServiceTests
{
    private const string Query = "tab=all&ivr=missing&sort=servicedate&order=desc&size=25&group=episode&cols=number,-provider,recipient.220";

    [Theory, Databases]
    public async Task A_view_comes_back_as_it_was_kept(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);

        var id = (await SaveAsync(house, world.Ashley, "  Acme renewals ", Query)).Value;

        var view = (await ListAsync(house, world.Ashley)).ShouldHaveSingleItem();
        (view.Id, view.Name, view.IsMine, view.MayChange, view.IsShared, view.IsDefault, view.OwnerName).ShouldBe((id, "Acme renewals", true, true, false, false, "Ashley Nguyen"));
        view.Query.Split('&').ShouldBe(Query.Split('&'), ignoreOrder: true);
        await using var db = house.Open(world.System);
        (await db.SavedFilters.SingleAsync()).SortOrder.ShouldBe("sort=servicedate&order=desc");
        (await ListAsync(house, world.Ashley, "recipients")).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Colleagues_see_what_is_shared_and_nothing_else(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var viewer = world.CallOf(Role.Viewer);
        await SaveAsync(house, world.Ashley, "Mine", Query);
        await SaveAsync(house, world.Ashley, "Ours", Query, shared: true);
        await SaveAsync(house, viewer, "Theirs", Query);

        (await ListAsync(house, world.Ashley)).Select(v => v.Name).ShouldBe(["Mine", "Ours"]);
        var seen = await ListAsync(house, viewer);
        seen.Select(v => (v.Name, v.OwnerName, v.IsMine, v.MayChange)).ShouldBe([("Theirs", "Dr. Elena Reyes", true, true), ("Ours", "Ashley Nguyen", false, false)]);
        (await ListAsync(house, world.CallOf(Role.Provider))).Select(v => v.Name).ShouldBe(["Theirs"]);
    }

    [Theory, Databases]
    public async Task Only_the_owner_or_a_coordinator_changes_a_shared_view(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var viewer = world.CallOf(Role.Viewer);
        var ashleys = (await SaveAsync(house, world.Ashley, "Ashley's", Query, shared: true)).Value;
        var viewers = (await SaveAsync(house, viewer, "Viewer's", Query, shared: true)).Value;
        var hidden = (await SaveAsync(house, viewer, "Hidden", Query)).Value;

        (await ChangeAsync(house, viewer, ashleys, new(0, Name: "Taken over"))).ShouldBe(WorkspaceFailures.NotYours("Ashley Nguyen"));
        (await DeleteAsync(house, viewer, ashleys)).ShouldBe(WorkspaceFailures.NotYours("Ashley Nguyen"));
        (await ChangeAsync(house, world.Ashley, hidden, new(0, Name: "Found"))).ShouldBe(WorkspaceFailures.NotFound);
        (await ChangeAsync(house, world.CallOf(Role.SalesRep) with { User = world.Coordinator.Id }, viewers, new(0, Name: "Found"))).ShouldBe(WorkspaceFailures.NotFound);
        (await ChangeAsync(house, world.Ashley, viewers, new(0, Name: "Tidied", Query: "tab=done"))).ShouldBeNull();
        (await ListAsync(house, viewer)).Single(v => v.Id == viewers).ShouldSatisfyAllConditions(v => v.Name.ShouldBe("Tidied"), v => v.Query.ShouldBe("tab=done"), v => v.OwnerName.ShouldBe("Dr. Elena Reyes"));
        (await DeleteAsync(house, viewer, viewers)).ShouldBeNull();
        (await ListAsync(house, world.Ashley)).Select(v => v.Id).ShouldBe([ashleys]);
    }

    [Theory, Databases]
    public async Task Another_tenant_sees_and_changes_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, other) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var id = (await SaveAsync(house, acme.Ashley, "Ours", Query, shared: true)).Value;

        (await ListAsync(house, other.Ashley)).ShouldBeEmpty();
        (await ChangeAsync(house, other.Ashley, id, new(0, Name: "Ha"))).ShouldBe(WorkspaceFailures.NotFound);
        (await DeleteAsync(house, other.Ashley, id)).ShouldBe(WorkspaceFailures.NotFound);
    }

    [Theory, Databases]
    public async Task Wrong_names_queries_and_sharers_are_refused_by_name(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var mine = (await SaveAsync(house, world.Ashley, "Mine", Query)).Value;
        await SaveAsync(house, world.Ashley, "Second", Query);

        (await SaveAsync(house, world.Ashley, " ", Query)).Failure.ShouldBe(WorkspaceFailures.NoName);
        (await SaveAsync(house, world.Ashley, new string('x', SavedFilter.NameLength + 1), Query)).Failure.ShouldBe(WorkspaceFailures.NoName);
        (await SaveAsync(house, world.Ashley, "Mine", Query)).Failure.ShouldBe(WorkspaceFailures.NameTaken("Mine"));
        (await ChangeAsync(house, world.Ashley, mine, new(0, Name: "Second"))).ShouldBe(WorkspaceFailures.NameTaken("Second"));
        (await SaveAsync(house, world.CallOf(Role.Provider), "Ours", Query, shared: true)).Failure.ShouldBe(WorkspaceFailures.NotSharing);
        (await SaveAsync(house, world.CallOf(Role.Provider), "Mine", Query)).Succeeded.ShouldBeTrue();
        (await SaveAsync(house, world.Ashley, "Long", "q=" + new string('1', 5000))).Failure.ShouldBe(WorkspaceFailures.TooLong);
        (await ChangeAsync(house, world.Ashley, mine, new(7, Name: "Late"))).ShouldBe(WorkspaceFailures.Stale);
        for (var i = 2; i < SavedFilterService.MostViews; i++)
        {
            (await SaveAsync(house, world.Ashley, $"View {i}", Query)).Succeeded.ShouldBeTrue();
        }

        (await SaveAsync(house, world.Ashley, "One more", Query)).Failure.ShouldBe(WorkspaceFailures.TooMany);
    }

    [Theory]
    [InlineData("q=Ella%20Conrad")]
    [InlineData("tab=all&q=conrad+454")]
    [InlineData("q=*")]
    public async Task A_search_that_may_be_a_name_is_never_kept(string query)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        var id = (await SaveAsync(house, world.Ashley, "Numbers", "q=ord-12%20454")).Value;

        (await SaveAsync(house, world.Ashley, "Names", query)).Failure.ShouldBe(WorkspaceFailures.SearchMayBeName);
        (await ChangeAsync(house, world.Ashley, id, new(0, Query: query))).ShouldBe(WorkspaceFailures.SearchMayBeName);
        (await ListAsync(house, world.Ashley)).ShouldHaveSingleItem().Query.ShouldBe("q=ord-12%20454");
    }

    [Theory, Databases]
    public async Task Each_user_has_a_default_of_their_own_which_may_be_a_colleagues_view(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var viewer = world.CallOf(Role.Viewer);
        var shared = (await SaveAsync(house, world.Ashley, "Ours", Query, shared: true)).Value;

        await DefaultAsync(house, viewer, shared);

        (await ListAsync(house, viewer)).Single().IsDefault.ShouldBeTrue();
        (await ListAsync(house, world.Ashley)).Single().IsDefault.ShouldBeFalse();
        await DefaultAsync(house, viewer, null);
        (await ListAsync(house, viewer)).Single().IsDefault.ShouldBeFalse();
        await DefaultAsync(house, viewer, shared);
        await ChangeAsync(house, world.Ashley, shared, new(0, IsShared: false));
        (await ListAsync(house, viewer)).ShouldBeEmpty();
    }

    private static Task<Result<Guid>> SaveAsync(House house, ICallContext who, string name, string query, bool shared = false) =>
        house.AsAsync<SavedFilterService, Result<Guid>>(who, s => s.SaveAsync(new("orders", name, query, shared)));

    private static Task<IReadOnlyList<SavedView>> ListAsync(House house, ICallContext who, string list = "orders") =>
        house.AsAsync<SavedFilterService, IReadOnlyList<SavedView>>(who, s => s.ListAsync(list));

    private static async Task<Failure?> ChangeAsync(House house, ICallContext who, Guid id, ChangeView change) =>
        (await house.AsAsync<SavedFilterService, Result>(who, s => s.ChangeAsync(id, change))).Failure;

    private static async Task<Failure?> DeleteAsync(House house, ICallContext who, Guid id) => (await house.AsAsync<SavedFilterService, Result>(who, s => s.DeleteAsync(id))).Failure;

    private static Task<bool> DefaultAsync(House house, ICallContext who, Guid? id) => house.AsAsync<SavedFilterService, bool>(who, async s =>
    {
        await s.MakeDefaultAsync("orders", id);
        return true;
    });
}
