using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Demo;

[Collection(SqliteDemo.Name)]
public sealed class SqliteDemoFactsTests(SqliteDemoDatabase database) : DemoFactsTests(database);

/// <summary>The stored facts of the demo are what the rules say of the stored rows.</summary>
public abstract class DemoFactsTests(DemoDatabase database)
{
    [Fact]
    public Task Acmes_stored_facts_are_what_the_rules_compute() => FactsHoldAsync(database.InAcme());

    [Fact]
    public Task Bluebirds_stored_facts_are_what_the_rules_compute() => FactsHoldAsync(database.InBluebird());

    [Fact]
    public async Task Every_flag_is_on_some_order_and_most_orders_that_are_open_are_not_blocked()
    {
        await using var context = database.InAcme();
        var flagged = await context.Orders.Where(o => o.Section != QueueSection.Done && o.Section != QueueSection.Draft).ToListAsync();
        foreach (var rule in DemoDatabase.Flags.Rules)
        {
            flagged.Count(o => o.Flags.Any(f => f.Code == rule.Kind.Code)).ShouldBeInRange(1, rule.Kind.Severity == FlagSeverity.Informs ? flagged.Count : flagged.Count / 2, rule.Kind.Code);
        }

        flagged.Count(o => o.Flags.All(f => f.Severity == FlagSeverity.Informs)).ShouldBeGreaterThan(flagged.Count / 4);
        (await context.Orders.CountAsync(o => o.Section == QueueSection.Done && o.FlagCodes != "")).ShouldBe(0);
    }

    [Fact]
    public async Task The_clock_has_learned_from_most_manufacturers_and_says_so_where_it_has_not()
    {
        await using var context = database.InAcme();
        var scores = await context.ManufacturerScores.Where(s => s.PeriodDays == ManufacturerScore.ClockDays).ToListAsync();
        scores.Count(s => s.Ivr.IsKnown).ShouldBeGreaterThan(4);
        scores.ShouldContain(s => !s.Ivr.IsKnown);
        scores.Count(s => s.Confirmation.IsKnown && s.Counts.OnTimeShare is > 0.3 and < 1).ShouldBeGreaterThan(4);
        scores.ShouldContain(s => s.Rejections.Any(r => !r.IsIvr));
        scores.ShouldContain(s => s.Rejections.Any(r => r.IsIvr));
        var sums = await context.Orders.Where(o => o.SendByReason != null).Select(o => o.SendByReason!).ToListAsync();
        sums.ShouldContain(s => s.Contains("IVR turnaround (learned from", StringComparison.Ordinal));
        sums.ShouldContain(s => s.Contains("Company outing", StringComparison.Ordinal));
    }

    private static async Task FactsHoldAsync(MedDistDbContext context)
    {
        await using var _ = context;
        var orders = await context.Orders.Include(o => o.Items).Where(o => o.Section != QueueSection.Done).ToListAsync();
        var stored = orders.ToDictionary(o => o.Id, Facts);
        await new OrderFactService(null!, DemoDatabase.Flags, DemoDatabase.Clock).RefreshAsync(context, orders, default);
        foreach (var order in orders)
        {
            Facts(order).ShouldBe(stored[order.Id], order.OrderNumber);
            order.Section.ShouldBe(Order.SectionOf(order.Status, order.SendState, order.ShipmentProblem is not null));
        }

        context.ChangeTracker.DetectChanges();
        context.ChangeTracker.HasChanges().ShouldBeFalse();
    }

    private static (IvrState, DateOnly?, string, string, DateTimeOffset?, string?, string) Facts(Order order) => (
        order.IvrState, order.IvrValidThrough, order.IvrSentence, string.Join(' ', order.VerificationIds), order.SendBy, order.SendByReason,
        $"{order.FlagCodes}\n{string.Join('\n', order.Flags.Select(f => $"{f.Code} {f.Reason} {f.OrderId}"))}");
}
