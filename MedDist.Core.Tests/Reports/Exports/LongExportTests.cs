using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Tests.Reports.Exports.ExportDesk;

namespace MedDist.Core.Tests.Reports.Exports;

public sealed class LongExportTests
{
    private static readonly Dictionary<string, string> Short = new() { ["Exports:RowsAtOnce"] = "4", ["Exports:PartRows"] = "3", ["Exports:KeepDays"] = "2" };

    [Theory, Databases]
    public async Task A_long_list_is_written_by_a_batch_and_its_link_ends_with_its_days(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Short);
        var world = await World.BuildAsync(house);
        await OrdersAsync(house, world, 11);
        var viewer = world.UserOf("vera", "Vera Viewer", Role.Viewer);
        await using (var db = house.Open(new BeforeTenantCall()))
        {
            db.Add(viewer);
            await db.SaveChangesAsync();
        }

        // A viewer has no right to bulk actions, and exports all the same.
        var vera = world.CallOf(viewer);
        var started = await StartAsync(house, vera, Queue with { Address = "/orders?tab=all&sort=servicedate", Columns = ["service", "recipient"] });
        started.ShouldBe(new ExportStarted(started.Id, false, 11));
        (await OpenAsync(house, vera, started.Id)).Failure.ShouldBe(ExportFailures.NotReady);
        (await house.AsAsync<ExportQueries, IReadOnlyList<ExportRow>>(vera, q => q.ListAsync())).ShouldHaveSingleItem().Parts.ShouldBe(4);
        await RunBatchesAsync(house, world);

        var lines = await LinesAsync(house, vera, started.Id);
        lines.ShouldBe(["Service,Recipient", .. Enumerable.Range(0, 11).Select(i => $"{new DateOnly(2026, 7, 1).AddDays(i):yyyy-MM-dd},J••• P•••")]);
        await using (var db = house.Open(world.System))
        {
            var batch = await db.BatchOperations.SingleAsync();
            (batch.Status, batch.Total, batch.Changed, batch.RunByUserId).ShouldBe((BatchStatus.Completed, 4, 4, viewer.Id));
            var told = await db.Notifications.SingleAsync(n => n.UserId == viewer.Id);
            (told.Type, told.Title, told.Payload["link"]).ShouldBe(("export.ready", "Export ready: Orders", "/exports"));
            (await db.PhiAccessLogs.CountAsync(l => l.UserId == viewer.Id && l.Reason.Contains("11 rows of Orders"))).ShouldBe(2);
        }

        house.Clock.Advance(TimeSpan.FromDays(2));
        (await OpenAsync(house, vera, started.Id)).Failure.ShouldBe(ExportFailures.Expired);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        (await house.AsAsync<ExportDownloads, int>(world.System, d => d.SweepAsync())).ShouldBe(1);
        (await house.AsAsync<ExportDownloads, int>(world.System, d => d.SweepAsync())).ShouldBe(0);
        Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*.csv", SearchOption.AllDirectories).ShouldBeEmpty();
        (await OpenAsync(house, vera, started.Id)).Failure.ShouldBe(ExportFailures.Expired);
    }

    [Theory, Databases]
    public async Task Another_node_takes_over_and_the_file_is_whole(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Short);
        var world = await World.BuildAsync(house);
        await OrdersAsync(house, world, 11);
        var started = await StartAsync(house, world.Ashley, Queue with { Address = "/orders?tab=all&sort=number", Columns = ["number"] });
        var batch = (await FindAsync(house, world, started.Id)).BatchId!.Value;

        // This node does two parts and dies with its claim.
        var lease = await ClaimAsync(house, world, batch);
        await StepAsync(house, world, batch, lease);
        await StepAsync(house, world, batch, lease);
        house.Services.GetRequiredService<ExportRuns>().Count.ShouldBe(1);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await using (var next = house.Restart(Short))
        {
            await RunBatchesAsync(next, world);
            (await LinesAsync(next, world.Ashley, started.Id)).ShouldBe(["Order", .. Enumerable.Range(1, 11).Select(i => $"ORD-{i:00000}")]);
            next.Services.GetRequiredService<ExportRuns>().Count.ShouldBe(0);
        }
    }

    [Theory, Databases]
    public async Task What_others_change_while_it_is_written_neither_doubles_nor_drops_a_row(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Short);
        var world = await World.BuildAsync(house);
        await OrdersAsync(house, world, 11);
        var started = await StartAsync(house, world.Ashley, Queue with { Address = "/orders?sort=number", Columns = ["number"] });
        var batch = (await FindAsync(house, world, started.Id)).BatchId!.Value;
        var lease = await ClaimAsync(house, world, batch);
        await StepAsync(house, world, batch, lease);
        Guid first;
        await using (var db = house.Open(world.System))
        {
            first = await db.Orders.OrderBy(o => o.OrderNumber).Select(o => o.Id).FirstAsync();
        }

        // The first row leaves the tab: every later page would begin one row further on.
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(first, new(OrderAction.SendBack) { Reason = "because" }))).Failure.ShouldBeNull();
        for (var i = 0; i < 3; i++)
        {
            await StepAsync(house, world, batch, lease);
        }

        (await LinesAsync(house, world.Ashley, started.Id)).ShouldBe(["Order", .. Enumerable.Range(1, 11).Select(i => $"ORD-{i:00000}")]);
    }

    [Fact]
    public async Task More_rows_than_a_sheet_holds_go_on_in_the_next_sheet()
    {
        const int rows = 1_048_575 + 3;
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, new Dictionary<string, string> { ["Exports:PartRows"] = "400000" }, Numbers.Of(rows, _ => "x"));
        var world = await World.BuildAsync(house);
        var started = await StartAsync(house, world.Ashley, new("numbers", ExportFormat.Excel, "/numbers") { Columns = ["number"] });
        await RunBatchesAsync(house, world);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await BytesAsync(house, world.Ashley, started.Id)));
        (await TextAsync("xl/workbook.xml")).ShouldContain("name=\"Numbers a list  of many 2\"");
        (await TextAsync("xl/worksheets/sheet2.xml")).ShouldContain("<v>1048578</v>");
        (await TextAsync("xl/worksheets/sheet2.xml")).ShouldContain("<autoFilter ref=\"A1:A4\"/>");
        (await TextAsync("xl/worksheets/sheet3.xml")).ShouldContain("2: a sheet holds 1,048,575 rows");

        async Task<string> TextAsync(string part)
        {
            using var reader = new StreamReader(await zip.GetEntry(part)!.OpenAsync());
            return await reader.ReadToEndAsync();
        }
    }

    private static async Task<Guid> ClaimAsync(House house, World world, Guid batch)
    {
        var lease = Guid.CreateVersion7();
        await using var db = house.Open(world.System);
        (await db.BatchOperations.SingleAsync(b => b.Id == batch)).Claim(lease, BatchWorker.Lease, house.Clock.Now);
        await db.SaveChangesAsync();
        return lease;
    }

    private static async Task StepAsync(House house, World world, Guid batch, Guid lease) =>
        (await house.AsAsync<BatchWorker, bool>(world.Ashley, w => w.StepAsync(batch, lease, default))).ShouldBeTrue();
}
