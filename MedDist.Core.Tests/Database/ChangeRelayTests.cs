using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Database;

public sealed class ChangeRelayTests
{
    [Fact]
    public async Task On_PostgreSQL_one_node_hears_what_another_committed_once_and_only_for_its_tenant()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Postgres);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        await using var second = house.Restart();
        await StartAsync(house);
        await StartAsync(second);
        var heard = new List<Change>();
        var others = new List<Change>();
        var arrived = new SemaphoreSlim(0);
        using var mine = second.Services.GetRequiredService<ChangeFeed>().Subscribe(acme.Id, changes =>
        {
            heard.AddRange(changes);
            arrived.Release();
        });
        using var theirs = second.Services.GetRequiredService<ChangeFeed>().Subscribe(bluebird.Id, others.AddRange);
        for (var tries = 0; tries < 20 && !await arrived.WaitAsync(TimeSpan.FromMilliseconds(500)); tries++)
        {
            // The listener may not listen yet at the first commit.
            await acme.OrderAsync();
        }

        heard.ShouldContain(c => c.Entity == nameof(Order) && c.TenantId == acme.Id);
        others.ShouldBeEmpty();
        await StopAsync(house);
        await StopAsync(second);
    }

    private static Task StartAsync(House house) => Task.WhenAll(house.Services.GetServices<IHostedService>().Select(s => s.StartAsync(default)));

    private static Task StopAsync(House house) => Task.WhenAll(house.Services.GetServices<IHostedService>().Select(s => s.StopAsync(default)));
}
