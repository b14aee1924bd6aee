using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Tenancy;

public sealed class CalendarServiceTests
{
    // Between the day on which the World's order must leave, Wednesday the 17th, and its delivery on Sunday the 21st.
    private static readonly ClosedDay Outing = new(new(2026, 6, 17), "Company outing");

    [Theory, Databases]
    public async Task A_new_closed_day_moves_send_by_times_in_the_same_transaction_and_is_announced(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        var done = await world.OrderAsync(null, OrderAction.Submit, OrderAction.Deny);
        List<Change> told = [];
        using var listening = house.Services.GetRequiredService<ChangeFeed>().Subscribe(world.Id, told.AddRange);
        (await OrderAsync(house, world, order.Id)).SendBy.ShouldBe(new DateTimeOffset(2026, 6, 16, 20, 0, 0, TimeSpan.Zero));

        var changed = await SetAsync(house, world.Ashley, c => c with { ClosedDays = [new(new(2026, 6, 18), "Fair"), Outing] });

        changed.Value.ShouldBe(1);
        (await OrderAsync(house, world, order.Id)).ShouldSatisfyAllConditions(
            o => o.SendBy.ShouldBe(new DateTimeOffset(2026, 6, 12, 20, 0, 0, TimeSpan.Zero)),
            o => o.SendByReason!.ShouldEndWith("Closed: Wed 17 Jun (Company outing), Thu 18 Jun (Fair), Fri 19 Jun (Juneteenth)."));
        (await OrderAsync(house, world, done.Id)).Version.ShouldBe(0);
        told.ShouldContain(new Change(world.Id, nameof(Order), order.Id));
        var saved = await house.AsAsync<CalendarService, CalendarDetails>(world.Ashley, s => s.GetAsync());
        saved.Calendar.ClosedDays.Select(d => d.Name).ShouldBe(["Company outing", "Fair"]);
        (await house.Services.GetRequiredService<TenantDirectory>().FindAsync(world.Id))!.Settings.Calendar.ClosedDays.Count.ShouldBe(2);
        await using var db = house.Open(world.System);
        (await db.ActivityLogs.SingleAsync(l => l.Action == "tenant.calendar_changed")).ShouldSatisfyAllConditions(l => l.UserId.ShouldBe(world.Coordinator.Id), l => l.Changes.Single().After!.ShouldContain("Company outing"));
        (await house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync())).ShouldBe(0, "everything was counted already");
    }

    [Theory, Databases]
    public async Task Of_two_changes_at_once_one_wins_and_nothing_of_the_other_is_kept(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        var seen = await house.AsAsync<CalendarService, CalendarDetails>(world.Ashley, s => s.GetAsync());

        (await house.AsAsync<CalendarService, Result<int>>(world.Ashley, s => s.SetAsync(new(seen.Calendar with { FederalHolidays = false }, seen.Version)))).Succeeded.ShouldBeTrue();
        var late = await house.AsAsync<CalendarService, Result<int>>(world.Ashley, s => s.SetAsync(new(seen.Calendar with { ClosedDays = [Outing] }, seen.Version)));

        late.Failure.ShouldBeOfType<Failure.Stale>().Message.ShouldContain("calendar");
        (await OrderAsync(house, world, order.Id)).SendBy.ShouldBe(new DateTimeOffset(2026, 6, 17, 20, 0, 0, TimeSpan.Zero), "Friday the 19th is open now");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.SalesRep)]
    [InlineData(Role.Provider)]
    [InlineData(Role.FacilityManager)]
    public async Task Other_roles_change_no_calendar(Role role)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        (await SetAsync(house, world.CallOf(role), c => c with { FederalHolidays = false })).Failure.ShouldBeOfType<Failure.Forbidden>();
    }

    [Fact]
    public async Task Another_tenants_calendar_stays_as_it_is()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        var other = await World.BuildAsync(house, "bluebird");
        (await SetAsync(house, world.Ashley, c => c with { FederalHolidays = false })).Succeeded.ShouldBeTrue();
        (await house.AsAsync<CalendarService, CalendarDetails>(other.Ashley, s => s.GetAsync())).Calendar.FederalHolidays.ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_be_counted_with_is_refused_at_its_field()
    {
        var usual = new TenantCalendar();
        Wrong(usual).ShouldBeEmpty();
        Wrong(usual with { WorkDays = [] }).ShouldBe(["WorkDays"]);
        Wrong(usual with { ClosedDays = [new(new(2026, 1, 2), " ")] }).ShouldBe(["ClosedDays"]);
        Wrong(usual with { ClosedDays = [Outing, Outing] }).ShouldBe(["ClosedDays"]);
        Wrong(usual with { Carriers = [.. usual.Carriers.Skip(1)] }).ShouldBe(["Carriers"]);
        Wrong(usual with { Carriers = [usual.Carriers[0] with { TransitDays = 11 }, .. usual.Carriers.Skip(1)] }).ShouldBe(["Carriers"]);
        Wrong(usual with { IvrTurnaroundDays = -1 }).ShouldBe(["IvrTurnaroundDays"]);

        static IEnumerable<string> Wrong(TenantCalendar calendar) => new SetCalendar(calendar, 0).Check() is Failure.Invalid { Fields: var fields } ? fields.Keys : [];
    }

    private static async Task<Result<int>> SetAsync(House house, ICallContext who, Func<TenantCalendar, TenantCalendar> change)
    {
        var seen = await house.AsAsync<CalendarService, CalendarDetails>(who, s => s.GetAsync());
        return await house.AsAsync<CalendarService, Result<int>>(who, s => s.SetAsync(new(change(seen.Calendar), seen.Version)));
    }

    private static async Task<Order> OrderAsync(House house, World world, Guid id)
    {
        await using var db = house.Open(world.System);
        return await db.Orders.SingleAsync(o => o.Id == id);
    }
}
