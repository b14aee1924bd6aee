using MedDist.Core.Tenancy;
using MedDist.Data.Database;
using MedDist.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Demo;

[Collection(SqliteDemo.Name)]
public sealed class SqliteDemoRepeatTests(SqliteDemoDatabase database) : DemoRepeatTests(database);

/// <summary>The same day gives the same demo, once.</summary>
public abstract class DemoRepeatTests(DemoDatabase database)
{
    [Fact]
    public async Task The_same_day_gives_the_same_orders_and_recipients()
    {
        var other = await database.EmptyAsync("second");
        await DemoDatabase.LoaderOf(other).LoadAsync(DemoLoader.UsualOrders, null, CancellationToken.None);
        (await RowsOf(other)).ShouldBe(await RowsOf(database.Contexts));
    }

    [Fact]
    public async Task A_second_load_changes_nothing()
    {
        var before = await RowsOf(database.Contexts);
        var told = new List<string>();
        await DemoDatabase.LoaderOf(database.Contexts).LoadAsync(DemoLoader.UsualOrders, new Listener(told), CancellationToken.None);
        (await RowsOf(database.Contexts)).ShouldBe(before);
        told.ShouldBe(["The demo is there already."]);
    }

    [Fact]
    public async Task A_small_demo_of_a_few_orders_loads()
    {
        var other = await database.EmptyAsync("small");
        var told = new List<string>();
        await DemoDatabase.LoaderOf(other).LoadAsync(10, new Listener(told), CancellationToken.None);
        (await RowsOf(other)).Count.ShouldBe(8);
        told[^1].ShouldBe("10 of 10 orders");
    }

    private static async Task<List<string>> RowsOf(ContextSource contexts)
    {
        await using var before = contexts.CreateFor(new BeforeTenantCall());
        var acme = await before.Tenants.SingleAsync(t => t.Subdomain == "acme");
        await using var context = contexts.CreateFor(new SystemCall(acme.Id));
        var orders = await context.Orders.Include(o => o.Recipient).Include(o => o.Items).Include(o => o.Events).OrderBy(o => o.OrderNumber).ToListAsync();
        return orders.ConvertAll(o =>
            $"{o.Id} {o.OrderNumber} {o.Status} {o.Recipient?.Id} {o.Recipient?.FullName} {o.Recipient?.DateOfBirth} {o.Total} {o.IvrSentence} {o.SendBy:u} {string.Join(',', o.Events.OrderBy(e => e.At).Select(e => $"{e.Action}@{e.At:u}"))}");
    }

    private sealed class Listener(List<string> told) : IProgress<string>
    {
        public void Report(string value) => told.Add(value);
    }
}
