using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Notifications;

public sealed class NotificationServiceTests
{
    [Theory, Databases]
    public async Task The_provider_hears_that_an_order_was_sent_back_and_only_the_provider(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(OrderAction.SendBack) { Reason = "Jane's policy number is missing" }));

        var note = (await ListAsync(world.CallOf(world.Provider))).ShouldHaveSingleItem();
        (note.Title, note.Link, note.IsRead).ShouldBe(($"{order.OrderNumber}: sent back", $"/orders/{order.Id}", false));
        $"{note.Title} {note.Message}".ShouldNotContain("Jane");
        (await ListAsync(world.Ashley)).ShouldBeEmpty();

        Task<IReadOnlyList<NotificationRow>> ListAsync(UserCall who) => house.AsAsync<NotificationService, IReadOnlyList<NotificationRow>>(who, n => n.ListAsync());
    }

    [Theory, Databases]
    public async Task Reading_lowers_the_count_and_another_users_cannot_be_read_away(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await using (var db = house.Open(world.System))
        {
            db.Notify(world.Coordinator.Id, "test", "One", null, "/orders");
            db.Notify(world.Coordinator.Id, "test", "Two", null, "/orders");
            db.Notify(world.Provider.Id, "test", "Theirs", null, "/orders");
            await db.SaveChangesAsync();
        }

        var mine = await house.AsAsync<NotificationService, IReadOnlyList<NotificationRow>>(world.Ashley, n => n.ListAsync());
        await ReadAsync(world.CallOf(world.Provider), mine[0].Id);
        (await UnreadAsync(world.Ashley)).ShouldBe(2);
        await ReadAsync(world.Ashley, mine[0].Id);
        (await UnreadAsync(world.Ashley)).ShouldBe(1);
        await ReadAsync(world.Ashley, null);
        (await UnreadAsync(world.Ashley)).ShouldBe(0);
        (await UnreadAsync(world.CallOf(world.Provider))).ShouldBe(1);

        Task<bool> ReadAsync(UserCall who, Guid? id) => house.AsAsync<NotificationService, bool>(who, async n =>
        {
            await n.MarkReadAsync(id);
            return true;
        });
        Task<int> UnreadAsync(UserCall who) => house.AsAsync<NotificationService, int>(who, n => n.UnreadAsync());
    }
}
