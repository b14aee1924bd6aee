using MedDist.Core.Kernel;
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

    private static async Task FactsHoldAsync(MedDistDbContext context)
    {
        await using var _ = context;
        var zone = (await context.Tenants.SingleAsync()).Zone;
        var today = DayCount.DayOf(DemoDatabase.Now, zone);
        var settings = await context.ManufacturerSettings.ToDictionaryAsync(s => s.ManufacturerId);
        var cases = (await context.Verifications.Where(v => v.IsOpen).Include(v => v.Periods).ToListAsync()).ToLookup(v => (v.RecipientId, v.ManufacturerId), OrderFactRules.FactsOf);
        foreach (var order in await context.Orders.ToListAsync())
        {
            var stored = Facts(order);
            OrderFactRules.Refresh(order, new(
                order.ManufacturerId is { } maker ? settings[maker] : null, [.. cases[(order.RecipientId ?? Guid.Empty, order.ManufacturerId ?? Guid.Empty)]], zone, today));
            Facts(order).ShouldBe(stored, order.OrderNumber);
            order.Section.ShouldBe(Order.SectionOf(order.Status, order.SendState, order.ShipmentProblem is not null));
        }

        context.ChangeTracker.DetectChanges();
        context.ChangeTracker.HasChanges().ShouldBeFalse();
    }

    private static (IvrState, DateOnly?, string, string, DateTimeOffset?) Facts(Order order) =>
        (order.IvrState, order.IvrValidThrough, order.IvrSentence, string.Join(' ', order.VerificationIds), order.SendBy);
}
