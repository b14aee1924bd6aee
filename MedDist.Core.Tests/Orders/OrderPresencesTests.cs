using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.PresenceMode;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderPresencesTests
{
    [Theory, Databases]
    public async Task Others_are_seen_while_their_screen_beats_and_not_after(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        var (screen, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await StayAsync(desk.Ben, screen, order, Viewing);
        await StayAsync(desk.Ben, second, order, Editing);
        (await OthersAsync(desk.Ashley)).ShouldBe([new PresentUser(order.Id, desk.Ben.User, "Ben Ortiz", Editing)]);
        (await OthersAsync(desk.Ben)).ShouldBeEmpty();
        (await OthersAsync(desk.Reyes)).ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromSeconds(40));
        await StayAsync(desk.Ben, screen, order, Viewing);
        house.Clock.Advance(TimeSpan.FromSeconds(40));
        (await OthersAsync(desk.Ashley)).Select(p => p.Mode).ShouldBe([Viewing]);
        await house.AsAsync<OrderPresences, bool>(desk.Ben, async p => { await p.LeaveAsync(screen); return true; });
        (await OthersAsync(desk.Ashley)).ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromHours(1));
        (await house.AsAsync<OrderPresences, int>(desk.World.System, p => p.SweepAsync())).ShouldBe(1);
        (await house.AsAsync<OrderPresences, int>(desk.World.System, p => p.SweepAsync())).ShouldBe(0);

        Task StayAsync(ICallContext who, Guid id, Order o, PresenceMode mode) => PresencesStayAsync(house, who, id, o, mode);
        Task<IReadOnlyList<PresentUser>> OthersAsync(ICallContext who) => house.AsAsync<OrderPresences, IReadOnlyList<PresentUser>>(who, p => p.OthersAsync());
    }

    [Theory, Databases]
    public async Task Only_coming_going_and_beginning_to_edit_is_announced_and_never_as_an_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        List<Change> heard = [];
        using var subscription = house.Services.GetRequiredService<ChangeFeed>().Subscribe(desk.World.Id, heard.AddRange);
        var screen = Guid.CreateVersion7();

        await PresencesStayAsync(house, desk.Ben, screen, order, Viewing);
        await PresencesStayAsync(house, desk.Ben, screen, order, Viewing);
        await PresencesStayAsync(house, desk.Ben, screen, order, Viewing);
        heard.ShouldBe([new(desk.World.Id, nameof(OrderPresence), order.Id)]);
        await PresencesStayAsync(house, desk.Ben, screen, order, Editing);
        await PresencesStayAsync(house, desk.Ben, screen, order, Editing);
        await house.AsAsync<OrderPresences, bool>(desk.Ben, async p => { await p.LeaveAsync(screen); return true; });
        heard.Count.ShouldBe(3);
        heard.ShouldAllBe(c => c.Entity == nameof(OrderPresence));

        await using var db = house.Open(desk.World.System);
        (await db.ActivityLogs.CountAsync(l => l.EntityType == nameof(OrderPresence))).ShouldBe(0);
        (await db.Orders.SingleAsync(o => o.Id == order.Id)).Version.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Nobody_is_present_at_an_order_they_may_not_see(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        var other = await World.BuildAsync(house, "other");

        await PresencesStayAsync(house, other.Ashley, Guid.CreateVersion7(), order, Viewing);
        await PresencesStayAsync(house, desk.World.CallOf(desk.World.Provider, AssignmentScope.None), Guid.CreateVersion7(), order, Viewing);
        (await house.AsAsync<OrderPresences, IReadOnlyList<PresentUser>>(desk.Ashley, p => p.OthersAsync())).ShouldBeEmpty();
        await PresencesStayAsync(house, desk.Reyes, Guid.CreateVersion7(), order, Viewing);
        (await house.AsAsync<OrderPresences, IReadOnlyList<PresentUser>>(desk.Ashley, p => p.OthersAsync(order.Id))).ShouldHaveSingleItem().Name.ShouldBe("Dr. Elena Reyes");
        (await house.AsAsync<OrderPresences, IReadOnlyList<PresentUser>>(other.Ashley, p => p.OthersAsync())).ShouldBeEmpty();
    }

    private static Task<bool> PresencesStayAsync(House house, ICallContext who, Guid screen, Order order, PresenceMode mode) =>
        house.AsAsync<OrderPresences, bool>(who, async p => { await p.StayAsync(screen, order.Id, mode); return true; });
}
