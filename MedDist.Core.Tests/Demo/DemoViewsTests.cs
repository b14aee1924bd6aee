using MedDist.Core.Orders;
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
            views.Count(v => v.IsShared).ShouldBe(2);
            foreach (var view in views)
            {
                var address = QueueAddress.Of(view.Id, view.Query);
                QueueAddress.Of(view.Id, address.ToView()).ShouldBe(address);
                (await OrderQueries.EpisodesOf(db, address.Filter).AnyAsync()).ShouldBeTrue(view.Name);
            }
        }
    }
}
