using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Tests.Reports.Exports.ExportDesk;

namespace MedDist.Core.Tests.Reports.Exports;

public sealed class ExportTests
{
    [Theory, Databases]
    public async Task The_file_holds_the_rows_the_columns_and_the_order_that_the_queue_shows(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await OrdersAsync(house, world, 12);
        foreach (var address in new[] { "/orders?tab=all&sort=servicedate&order=desc", "/orders", "/orders?tab=all&group=episode", $"/orders?manufacturer={world.Manufacturer.Id}&q=0001&page=3" })
        {
            var filter = QueueAddress.Read(new Uri("http://x" + address)).Filter with { Skip = 0, Take = 5 };
            List<OrderRow> shown = [];
            for (var more = true; more;)
            {
                var page = await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter));
                shown.AddRange(page.Rows);
                more = (filter = filter with { Skip = filter.Skip + filter.Take }).Skip < page.Pageable;
            }

            shown.ShouldNotBeEmpty();
            var started = await StartAsync(house, world.Ashley, Queue with { Address = address, Columns = ["service", "number", "gone"] });
            started.Rows.ShouldBe(shown.Count);
            (await LinesAsync(house, world.Ashley, started.Id)).ShouldBe(["Service,Order", .. shown.Select(r => $"{r.ServiceDate:yyyy-MM-dd},{r.OrderNumber}")]);
        }
    }

    [Theory, Databases]
    public async Task A_list_of_people_asks_what_for_and_is_recorded_with_its_purpose_and_count(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await OrdersAsync(house, world, 3);
        (await TryAsync(house, world.Ashley, Queue with { Purpose = null })).Failure.ShouldBe(ExportFailures.NoPurpose);
        (await TryAsync(house, world.Ashley, Queue with { Purpose = ExportPurpose.Other, PurposeText = " " })).Failure.ShouldBe(ExportFailures.NoWords);
        (await TryAsync(house, world.Ashley, Queue with { Address = "/orders?tab=done" })).Failure.ShouldBe(ExportFailures.Empty);
        (await TryAsync(house, world.Ashley, Queue with { Columns = ["gone"] })).Failure.ShouldBe(ExportFailures.NoColumns);
        (await TryAsync(house, world.Ashley, Queue with { Address = "//elsewhere.example/orders" })).Failure.ShouldBe(ExportFailures.NotFound);
        (await TryAsync(house, world.CallOf(Role.FacilityManager), Queue with { Kind = "outbox" })).Failure.ShouldBe(ExportFailures.NotAllowed);

        var started = await StartAsync(house, world.Ashley, Queue with { Search = "Jane Public", Address = "/orders?tab=all&q=*" });
        started.ShouldBe(new ExportStarted(started.Id, true, 3));
        await using (var db = house.Open(world.System))
        {
            // Nothing has left yet.
            (await db.PhiAccessLogs.CountAsync()).ShouldBe(0);
            (await db.ActivityLogs.CountAsync(l => l.Action == "list.exported")).ShouldBe(0);
        }

        var file = (await OpenAsync(house, world.Ashley, started.Id)).Value!;
        await file.Content.DisposeAsync();
        (file.FileName, file.ContentType).ShouldBe(("orders-2026-06-15-PHI.csv", "text/csv"));
        await using var after = house.Open(world.System);
        var access = await after.PhiAccessLogs.SingleAsync();
        (access.Action, access.UserId, access.ResourceType, access.ResourceIdentifier).ShouldBe((PhiAction.Export, world.Coordinator.Id, "list.orders", started.Id.ToString()));
        access.Reason.ShouldBe("Payment and supply: 3 rows of Orders exported as CSV. Payment and supply: denials of March");
        var entry = await after.ActivityLogs.SingleAsync(l => l.Action == "list.exported");
        (entry.EntityId, entry.UserId, entry.Metadata["rows"], entry.Metadata["address"]).ShouldBe((started.Id, world.Coordinator.Id, "3", "/orders?tab=all&q=*"));
        (await after.ActivityLogs.Where(l => l.EntityId == started.Id).ToListAsync()).ShouldAllBe(l => !l.Changes.Any(c => c.After != null && c.After.Contains("Jane")) && !l.Metadata.Values.Any(v => v.Contains("Jane")));
    }

    [Theory, Databases]
    public async Task A_file_is_for_whom_it_was_made_and_for_as_long_as_it_was_said(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var other = await World.BuildAsync(house, "bluebird");
        await OrdersAsync(house, world, 2);
        var started = await StartAsync(house, world.Ashley, Queue);
        (await OpenAsync(house, world.CallOf(Role.Provider), started.Id)).Failure.ShouldBe(ExportFailures.NotFound);
        (await OpenAsync(house, other.Ashley, started.Id)).Failure.ShouldBe(ExportFailures.NotFound);
        var makers = await StartAsync(house, world.Ashley, new("manufacturers", ExportFormat.Csv, "/manufacturers"));
        (await OpenAsync(house, world.Ashley with { UserRole = Role.Provider }, makers.Id)).Failure.ShouldBe(ExportFailures.NotAllowed);
        (await BytesAsync(house, world.Ashley, started.Id)).ShouldNotBeEmpty();
        house.Clock.Advance(ExportService.AtOnceFor);
        (await OpenAsync(house, world.Ashley, started.Id)).Failure.ShouldBe(ExportFailures.Expired);
        var row = (await house.AsAsync<ExportQueries, IReadOnlyList<ExportRow>>(world.Ashley, q => q.ListAsync())).Single(r => r.Id == started.Id);
        (row.IsExpired(house.Clock.Now), row.DownloadedAt is not null).ShouldBe((true, true));
        (await house.AsAsync<ExportQueries, IReadOnlyList<ExportRow>>(other.Ashley, q => q.ListAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workbook_opens_in_LibreOffice_with_real_dates_and_numbers_and_says_what_it_is()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, more: Numbers.Of(3, n => n == 2 ? "=1+1" : $"00{n}"));
        var world = await World.BuildAsync(house);
        var started = await StartAsync(house, world.Ashley, new("numbers", ExportFormat.Excel, "/numbers?x=1"));
        var bytes = await BytesAsync(house, world.Ashley, started.Id);
        var sheets = await LibreOffice.SheetsAsync(bytes);
        sheets[0].ShouldBe(
            """
            Number,Text,Day,Moment,Share,Price (USD),Yes
            1,001,2026-01-02,2025-12-31 21:30:00,12.5%,1234.5,No
            2,=1+1,2026-01-03,2025-12-31 21:30:00,12.5%,1234.5,Yes
            3,003,2026-01-04,2025-12-31 21:30:00,12.5%,1234.5,No

            """);
        sheets[1].ShouldBe(
            """
            What,Value
            List,Numbers: a list / of [many]
            Tenant,acme distribution
            Exported by,Ashley Nguyen
            Exported at,2026-06-15 09:00:00
            Time zone,America/Chicago
            Rows,3
            Only,small ones
            Sorted by,By size

            """);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await reader.ReadToEndAsync();
        xml.ShouldContain("state=\"frozen\"");
        xml.ShouldContain("<autoFilter ref=\"A1:G4\"/>");
        xml.ShouldContain("<c s=\"2\"><v>46024</v></c>");
    }

    [Fact]
    public async Task Paper_repeats_the_heading_counts_its_pages_and_bears_the_tenants_name_and_mark()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, new Dictionary<string, string> { ["Exports:MostPdfRows"] = "120" }, Numbers.Of(120));
        var world = await World.BuildAsync(house);
        await OrdersAsync(house, world, 2);
        var started = await StartAsync(house, world.Ashley, new("numbers", ExportFormat.Pdf, "/numbers"));
        var pages = PdfText.Pages(await BytesAsync(house, world.Ashley, started.Id));
        pages.Count.ShouldBeGreaterThan(2);
        foreach (var (page, i) in pages.Select((p, i) => (p, i)))
        {
            page.ShouldContain("acme distribution");
            page.ShouldContain($"Page {i + 1} of {pages.Count}");
            page.ShouldContain("Price (USD)");
        }

        pages[0].ShouldContain("small ones");
        pages[0].ShouldContain("31 Dec 2025, 9:30 PM");
        pages[^1].ShouldContain("00120");
        var people = await StartAsync(house, world.Ashley, Queue with { Format = ExportFormat.Pdf });
        var paper = PdfText.Read(await BytesAsync(house, world.Ashley, people.Id));
        paper.ShouldContain("Contains protected health information");
        paper.ShouldContain("denials of March");
        paper.ShouldContain("Jane Public");

        await using var longer = house.Restart(new Dictionary<string, string> { ["Exports:MostPdfRows"] = "119" }, Numbers.Of(120));
        (await TryAsync(longer, world.Ashley, new("numbers", ExportFormat.Pdf, "/numbers"))).Failure.ShouldBe(ExportFailures.TooLongForPdf(120, 119));
    }

    [Theory, Databases]
    public async Task Every_grid_is_read_from_the_first_column_to_the_last(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await OrdersAsync(house, world, 2);
        await world.VerifiedAsync(new(2026, 1, 10));
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(world.Ashley);
        var all = scope.ServiceProvider.GetRequiredService<ExportSources>().All;
        all.Count.ShouldBeGreaterThanOrEqualTo(12);
        all.Select(s => s.Kind).ShouldBeUnique();
        List<string> filled = [];
        foreach (var source in all)
        {
            source.Columns.Select(c => c.Id).ShouldBeUnique(source.Kind);
            var grid = await source.OpenAsync(new(ExportAsk.AddressOf(source.Path + "?tab=all")!, "Public"), default);
            var rows = 0;
            await foreach (var row in grid.Rows)
            {
                row.Cells.Length.ShouldBe(source.Columns.Count, source.Kind);
                rows++;
            }

            rows.ShouldBe(grid.Count, source.Kind);
            filled.AddRange(rows > 0 ? [source.Kind] : []);
        }

        new[] { "orders", "my-orders", "verifications", "recipients", "manufacturers" }.Except(filled).ShouldBeEmpty();
    }
}
