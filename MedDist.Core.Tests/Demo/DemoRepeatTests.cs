using MedDist.Core.Kernel;
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

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 8)]
    public async Task A_small_demo_loads_too(int orders, int acmes)
    {
        var other = await database.EmptyAsync($"small{orders}");
        var told = new List<string>();
        await DemoDatabase.LoaderOf(other).LoadAsync(orders, new Listener(told), CancellationToken.None);
        (await RowsOf(other)).Count.ShouldBe(acmes);
        told.LastOrDefault().ShouldBe(orders == 0 ? null : $"{orders} of {orders} orders");
    }

    [Fact]
    public async Task A_demo_that_was_loaded_only_in_part_says_what_to_do()
    {
        var other = await database.EmptyAsync("broken");
        await DemoDatabase.LoaderOf(other).LoadAsync(1, null, CancellationToken.None);
        await using (var context = other.CreateFor(new BeforeTenantCall()))
        {
            // What is written last is missing.
            context.Remove(await context.Settings.SingleAsync());
            await context.SaveChangesAsync();
        }

        (await Should.ThrowAsync<SettingException>(() => DemoDatabase.LoaderOf(other).LoadAsync(10, null, CancellationToken.None))).Message.ShouldContain("Empty the database");
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
