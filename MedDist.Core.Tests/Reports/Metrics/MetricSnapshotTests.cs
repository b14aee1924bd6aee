using MedDist.Core.Catalog;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports;
using MedDist.Core.Reports.Metrics;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Reports.Metrics;

public sealed class MetricSnapshotTests
{
    [Theory, Databases]
    public async Task An_order_counts_once_for_each_step_on_the_day_of_the_tenant_on_which_it_happened(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var monday = DayOf(house);
        var order = await world.OrderAsync();
        await MoveAsync(house, world, order, TimeSpan.FromHours(2), SendBack, Resubmit, Approve);
        await MoveAsync(house, world, order, TimeSpan.FromHours(30), Forward, MarkSent, Confirm, Ship, Deliver);
        await world.OrderAsync();

        (await RefreshAsync(house, world)).Days.ShouldBe(DayOf(house).DayNumber - monday.DayNumber + 1);

        var days = await DaysAsync(house, world, MetricType.Orders);
        days[monday].Orders.ShouldNotBeNull().ShouldSatisfyAllConditions(
            o => (o.Received, o.Value, o.SentBack, o.Approved, o.FirstPass).ShouldBe((1, 1625m, 1, 1, 0)),
            o => o.ToApproval.ShouldBe(new Turnaround(1, 6, 6, 6)),
            o => o.Open.ShouldBe(new OpenAges(Fresh: 1)));
        days.Values.Sum(d => d.Orders!.Received).ShouldBe(2);
        days.Values.Sum(d => d.Orders!.Forwarded).ShouldBe(1);
        days.Values.Sum(d => d.Orders!.Delivered).ShouldBe(1);
        days[monday.AddDays(2)].Orders!.Open.ShouldBe(new OpenAges(Days2: 1));
        days[DayOf(house)].Orders!.Open.ShouldBe(new OpenAges(Fresh: 1));
        (await DaysAsync(house, world, MetricType.Orders, MetricDimension.Facility, world.Facility.Id)).Values.Sum(d => d.Orders!.Approved).ShouldBe(1);
        (await DaysAsync(house, world, MetricType.Orders, MetricDimension.Provider, world.Provider.Id)).Values.ShouldAllBe(d => d.Orders!.Open == null);
    }

    [Theory, Databases]
    public async Task Whatever_happens_between_runs_counting_all_days_anew_gives_what_is_stored_and_a_second_run_changes_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var dice = new Random(7);
        var payer = new Payer { Name = "Medicare", Type = PayerType.Insurance };
        var category = new ProductCategory { Name = "Sheets", Type = default };
        var product = new Product { ManufacturerId = world.Manufacturer.Id, CategoryId = category.Id, Name = "Sheet", Type = ProductType.Biologic };
        await house.AddAsync(world.Id, payer, category, product);
        var paths = new OrderAction[][]
        {
            [Submit], [Submit, Deny], [Submit, SendBack, Resubmit, Approve], [Submit, Approve, WithdrawApproval], [Submit, Approve, Forward, MarkSent, Confirm, Ship, Deliver, WithdrawDelivery, Deliver],
            [Submit, Approve, Forward, MarkSent, Confirm, ShipPartially, VoidAllParcels, Ship], [Submit, Approve, Forward, MarkSent, Confirm, Ship, Receive], [Submit, Cancel],
        };
        List<Order> orders = [];
        for (var i = 0; i < 16; i++)
        {
            var draft = world.Draft(DayOf(house).AddDays(9));
            draft.AddItem(new() { ProductId = product.Id, Quantity = 1, UnitPrice = 10.25m });
            orders.Add(await world.OrderAsync(draft));
            await MoveAsync(house, world, orders[^1], TimeSpan.FromHours(dice.Next(1, 30)), paths[i % paths.Length][1..]);
            if (i % 3 == 0)
            {
                await RefreshAsync(house, world);
            }
        }

        await LateChangesAsync(house, world, orders[1], payer);
        (await RefreshAsync(house, world)).Changed.ShouldBeGreaterThan(0);

        foreach (var type in Enum.GetValues<MetricType>())
        {
            await SameAsCountedAnewAsync(house, world, type);
        }

        (await RefreshAsync(house, world)).Changed.ShouldBe(0);
        (await DaysAsync(house, world, MetricType.Orders, MetricDimension.Payer, payer.Id)).Values.Sum(d => d.Orders!.Received).ShouldBe(16);
        (await DaysAsync(house, world, MetricType.Orders, MetricDimension.Category, category.Id)).Values.Sum(d => d.Orders!.Value).ShouldBe((15 * 10.25m) + 99);
        (await DaysAsync(house, world, MetricType.Verifications, MetricDimension.Manufacturer, world.Manufacturer.Id)).Count.ShouldBeGreaterThan(1);
    }

    [Theory, Databases]
    public async Task Days_that_are_missing_are_filled_and_none_is_there_twice(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await world.OrderAsync();
        house.Clock.Advance(TimeSpan.FromDays(12));
        (await RefreshAsync(house, world)).Days.ShouldBe(13);
        var before = await DaysAsync(house, world, MetricType.Orders);
        await using (var db = house.Open(world.System))
        {
            db.RemoveRange(await db.MetricSnapshots.Where(s => s.Day < DayOf(house).AddDays(-3) && s.Day > DayOf(house).AddDays(-9)).ToListAsync());
            await db.SaveChangesAsync();
        }

        var run = await RefreshAsync(house, world);

        (await DaysAsync(house, world, MetricType.Orders)).ShouldBe(before);
        run.Changed.ShouldBe(5 * 3);
        await using var read = house.Open(world.System);
        (await read.MetricSnapshots.ToListAsync()).Select(s => (s.Type, s.Key)).ShouldBeUnique();
        (await read.MetricProgress.CountAsync()).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Forms_are_counted_with_the_seconds_they_took(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        foreach (var ms in new[] { 60_000, 80_000, 100_000 })
        {
            await house.AsAsync<FormTimings, Result>(world.CallOf(Role.Provider), f => f.RecordAsync(new(ms, new Dictionary<string, int>()) { FacilityId = world.Facility.Id }));
        }

        await RefreshAsync(house, world);

        (await DaysAsync(house, world, MetricType.Forms, MetricDimension.Facility, world.Facility.Id)).ShouldHaveSingleItem().Value.Forms!.Seconds.ShouldBe(new Turnaround(3, 80, 100, 100));
        await SameAsCountedAnewAsync(house, world, MetricType.Forms);
    }

    [Theory, Databases]
    public async Task Who_is_limited_to_assignments_reads_no_numbers_of_the_whole_tenant(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await world.OrderAsync();
        await RefreshAsync(house, world);
        (await ReadAsync(world.CallOf(Role.Viewer))).Count.ShouldBe(1);
        (await ReadAsync(world.CallOf(Role.Provider))).ShouldBeEmpty();

        Task<IReadOnlyList<MetricDay>> ReadAsync(ICallContext who) =>
            house.AsAsync<MetricQueries, IReadOnlyList<MetricDay>>(who, q => q.DaysAsync(MetricType.Orders, DayOf(house).AddDays(-1), DayOf(house)));
    }

    [Fact]
    public void Each_measure_has_a_code_of_its_own_and_says_what_it_counts()
    {
        Measures.All.Select(m => m.Code).ShouldBeUnique();
        Measures.All.ShouldAllBe(m => Measures.Find(m.Code) == m && m.Sentence.EndsWith('.') && m.Sentence.Length > 30);
        Measures.Find("nothing").ShouldBeNull();
    }

    /// <summary>What changes numbers of days that have been counted: a price, the payer, how long a verification holds.</summary>
    private static async Task LateChangesAsync(House house, World world, Order order, Payer payer)
    {
        house.Clock.Advance(TimeSpan.FromHours(1));
        await using var db = house.Open(world.Ashley);
        var item = await db.OrderItems.Include(i => i.Product).SingleAsync(i => i.OrderId == order.Id && i.UnitPrice == 10.25m);
        db.Entry(item).Property(i => i.UnitPrice).CurrentValue = 99;
        db.Add(new CoveragePolicy { RecipientId = world.Recipient.Id, PayerId = payer.Id, EffectiveOn = new(2026, 1, 1) });
        await db.SaveChangesAsync();
        await world.VerifiedAsync(DayOf(house).AddDays(-20), VerificationFrequency.Monthly);
    }

    private static async Task SameAsCountedAnewAsync(House house, World world, MetricType type)
    {
        await using var db = house.Open(world.System);
        var stored = await db.MetricSnapshots.AsNoTracking().Where(s => s.Type == type).ToDictionaryAsync(s => s.Key, s => s.Values);
        var (from, to) = (await db.MetricSnapshots.MinAsync(s => s.Day), DayOf(house));
        var counted = await MetricSnapshots.CountAsync(db, type, from, to, default);
        counted.Where(c => !stored.TryGetValue(c.Key, out var values) || values != c.Value).ShouldBeEmpty();
        stored.Keys.Except(counted.Keys).ShouldBeEmpty();
    }

    private static async Task MoveAsync(House house, World world, Order order, TimeSpan each, params OrderAction[] actions)
    {
        foreach (var action in actions)
        {
            house.Clock.Advance(each);
            await using var db = house.Open(world.Ashley);
            var found = await db.Orders.Include(o => o.Items).Include(o => o.Events).SingleAsync(o => o.Id == order.Id);
            var who = OrderWorkflow.For(action).Roles.Length == 0 ? world.System : world.Ashley;
            found.Apply(new MoveOrder(action) { Reason = "because", IvrBypassReason = "by phone" }, who, house.Clock.Now).Failure.ShouldBeNull();
            await db.SaveChangesAsync();
        }
    }

    private static Task<MetricRun> RefreshAsync(House house, World world) => house.AsAsync<MetricSnapshots, MetricRun>(world.System, s => s.RefreshAsync());

    private static async Task<Dictionary<DateOnly, MetricValues>> DaysAsync(House house, World world, MetricType type, MetricDimension dimension = MetricDimension.None, Guid of = default)
    {
        var days = await house.AsAsync<MetricQueries, IReadOnlyList<MetricDay>>(world.Ashley, q => q.DaysAsync(type, new(2026, 1, 1), new(2027, 12, 31), dimension, of));
        return days.ToDictionary(d => d.Day, d => d.Values);
    }

    private static DateOnly DayOf(House house) => DayCount.DayOf(house.Clock.Now, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
}
