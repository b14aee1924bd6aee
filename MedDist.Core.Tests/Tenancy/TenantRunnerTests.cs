using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Tenancy;

public sealed class TenantRunnerTests
{
    [Fact]
    public async Task One_tenants_failure_does_not_stop_the_others_and_fails_the_job()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        List<Guid?> seen = [];
        var run = house.Services.GetRequiredService<TenantRunner>().ForEachTenantAsync((services, _) =>
        {
            var call = services.GetRequiredService<ICallContext>();
            seen.Add(call.TenantId);
            return call.TenantId == acme.Id ? throw new InvalidOperationException("acme's trouble") : Task.CompletedTask;
        });
        (await Should.ThrowAsync<AggregateException>(run)).InnerExceptions.ShouldHaveSingleItem().Message.ShouldBe("acme's trouble");
        seen.ShouldBe([acme.Id, bluebird.Id], ignoreOrder: true);
    }

    [Fact]
    public void A_scope_has_one_caller()
    {
        var call = new CallContext();
        call.Become(new SystemCall(Guid.Parse("11111111-1111-1111-1111-111111111111")));
        call.Become(new SystemCall(Guid.Parse("11111111-1111-1111-1111-111111111111")));
        Should.Throw<InvalidOperationException>(() => call.Become(new BeforeTenantCall()));
    }
}
