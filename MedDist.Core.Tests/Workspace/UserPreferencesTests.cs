using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Workspace;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Workspace;

public sealed class UserPreferencesTests
{
    [Theory, Databases]
    public async Task A_value_is_there_after_a_restart_for_its_user_alone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, other) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var colleague = world.CallOf(Role.Viewer);
        await SetAsync(house, world.Ashley, "number,-provider");
        await SetAsync(house, colleague, "recipient");
        await SetAsync(house, world.Ashley, "provider,number.90");

        await using var next = house.Restart();
        (await GetAsync(next, world.Ashley)).ShouldBe("provider,number.90");
        (await GetAsync(next, colleague)).ShouldBe("recipient");
        (await GetAsync(next, other.Ashley with { User = world.Coordinator.Id })).ShouldBeNull();

        await SetAsync(next, world.Ashley, null);
        (await GetAsync(next, world.Ashley)).ShouldBeNull();
        await using var db = house.Open(world.System);
        (await db.Settings.CountAsync(s => s.TenantId == world.Id)).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Two_windows_that_set_the_same_key_at_once_leave_one_value(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SetAsync(house, world.Ashley, $"value {i}")));

        (await GetAsync(house, world.Ashley)).ShouldStartWith("value ");
        await using var db = house.Open(world.System);
        (await db.Settings.CountAsync(s => s.TenantId == world.Id)).ShouldBe(1);
    }

    private static Task<string?> GetAsync(House house, ICallContext who) => house.AsAsync<UserPreferences, string?>(who, p => p.GetAsync<string>("orders.columns"));

    private static Task<bool> SetAsync(House house, ICallContext who, string? value) => house.AsAsync<UserPreferences, bool>(who, async p =>
    {
        await p.SetAsync("orders.columns", value);
        return true;
    });
}
