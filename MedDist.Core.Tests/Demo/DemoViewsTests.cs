using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Demo;

[Collection(SqliteDemo.Name)]
public sealed class DemoViewsTests(SqliteDemoDatabase database)
{
    [Fact]
    public async Task Each_tenant_has_shared_views_that_show_orders_and_are_read_as_they_are_written()
    {
        foreach (var open in new[] { database.InAcme, database.InBluebird })
        {
            await using var db = open();
            var views = await db.SavedFilters.AsNoTracking().ToListAsync();
            views.Count(v => v is { IsShared: true, EntityType: "orders" }).ShouldBe(2);
            foreach (var view in views.Where(v => v.EntityType == "verifications"))
            {
                var address = VerificationAddress.Of(view.Id, view.Query);
                VerificationAddress.Of(view.Id, address.ToView()).ShouldBe(address);
                (address.Filter with { BlocksOnly = false, EndsWithinDays = null }).ShouldBe(new());
            }

            foreach (var view in views.Where(v => v.EntityType == "orders"))
            {
                var address = QueueAddress.Of(view.Id, view.Query);
                QueueAddress.Of(view.Id, address.ToView()).ShouldBe(address);
                (await OrderQueries.EpisodesOf(db, address.Filter).AnyAsync()).ShouldBeTrue(view.Name);
            }
        }
    }
}
