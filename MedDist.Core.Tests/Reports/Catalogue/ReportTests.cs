using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tests.Reports.Exports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Tests.Verifications;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Reports.Catalogue;

public sealed class ReportTests
{
    [Theory, Databases]
    public async Task The_total_of_a_report_is_the_count_of_the_list_behind_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: VerificationDesk.Ivr);
        await ExportDesk.OrdersAsync(house, world, 3);
        house.Clock.Advance(TimeSpan.FromDays(3));
        await ExportDesk.OrdersAsync(house, world, 4);
        await world.OrderAsync(null, OrderAction.Submit, OrderAction.SendBack);
        await world.OrderAsync(null, OrderAction.Submit, OrderAction.Deny);
        await VerificationDesk.ManyAsync(house, world, 12);
        house.Clock.Advance(TimeSpan.FromDays(1));
        var tied = 0;
        foreach (var ask in new[] { new ReportAsk(), new() { Period = ReportPeriod.Days, From = new(2026, 6, 16), To = new(2026, 6, 18) }, new() { ManufacturerId = world.Manufacturer.Id, FacilityId = world.Facility.Id } })
        {
            foreach (var report in await ReportsAsync(house, world.Ashley))
            {
                var table = await RunAsync(house, world.Ashley, report, ask);
                if (table.Source is not { } source)
                {
                    continue;
                }

                tied++;
                var at = report.Columns.ToList().FindIndex(c => c.Id == source.Column);
                table.Totals[at].ShouldBe(await CountAsync(house, world, source.Address), $"{report.Id}: {source.Address}");
                table.Rows.Sum(r => (int)r[at]!).ShouldBe((int)table.Totals[at]!, report.Id);
            }
        }

        tied.ShouldBe(12);
        var activity = await RunAsync(house, world.Ashley, "order-activity", new() { Period = ReportPeriod.Days, From = new(2026, 6, 15), To = new(2026, 6, 18) });
        activity.Rows.Select(r => ((DateOnly)r[0]!, (int)r[1]!, (int)r[5]!, (decimal)r[6]!)).ShouldBe([(new(2026, 6, 15), 3, 0, 4875m), (new(2026, 6, 18), 6, 1, 9750m)]);
        (await RunAsync(house, world.Ashley, "product-usage", new())).Rows.ShouldHaveSingleItem().ShouldBe(["Amnion sheet", "Q4186", "Corvane Biologics", 9, 18, 14625m]);
        (await RunAsync(house, world.Ashley, "provider-activity", new())).Rows.ShouldHaveSingleItem()[..6].ShouldBe(["Lakeside Wound Clinic", "Dr. Elena Reyes", 9, 0, 1, 1]);
    }

    [Theory, Databases]
    public async Task Every_exception_leads_to_as_many_orders_as_it_says(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, withContact: false);
        await ExportDesk.OrdersAsync(house, world, 5);
        var table = await RunAsync(house, world.Ashley, "exceptions", new());
        table.Rows.ShouldContain(r => (int)r[2]! == 5);
        foreach (var row in table.Rows)
        {
            (await CountAsync(house, world, (string)row[5]!)).ShouldBe((int)row[2]!, (string)row[0]!);
        }
    }

    [Theory, Databases]
    public async Task What_ends_in_thirty_days_is_the_count_of_the_desks_own_filter(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: VerificationDesk.Ivr);
        await VerificationDesk.ManyAsync(house, world, 20);
        var table = await RunAsync(house, world.Ashley, "ivr-forecast", new());
        var report = (await ReportsAsync(house, world.Ashley)).Single(r => r.Id == "ivr-forecast");
        foreach (var days in new[] { 7, 30, 90 })
        {
            var total = (int)table.Totals[report.Columns.ToList().FindIndex(c => c.Id == $"ends{days}")]!;
            total.ShouldBe((await VerificationDesk.ListAsync(house, world.Ashley, new() { EndsWithinDays = days })).Total);
            total.ShouldBeGreaterThan(0);
        }
    }

    [Theory, Databases]
    public async Task A_user_is_counted_by_what_the_logs_hold_and_seen_by_those_who_may(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await world.OrderAsync();
        var started = await ExportDesk.StartAsync(house, world.Ashley, ExportDesk.Queue);
        await ExportDesk.BytesAsync(house, world.Ashley, started.Id);
        var table = await RunAsync(house, world.Ashley, "user-activity", new());
        await using var db = house.Open(world.System);
        var ashley = table.Rows.Single(r => (string)r[0]! == "Ashley Nguyen");
        ((int)ashley[3]!, (int)ashley[5]!).ShouldBe((await db.ActivityLogs.CountAsync(l => l.UserId == world.Coordinator.Id), 1));
        (await house.AsAsync<ReportService, Result<ReportTable>>(world.CallOf(Role.Viewer), s => s.RunAsync("user-activity", new()))).Failure.ShouldBe(ReportService.NotFound);
        (await house.AsAsync<ReportService, Result<ReportTable>>(world.CallOf(Role.Provider), s => s.RunAsync("order-activity", new()))).Failure.ShouldBe(ReportService.NotFound);
    }

    [Theory, Databases]
    public async Task A_report_is_exported_with_its_totals_and_what_its_columns_mean(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await ExportDesk.OrdersAsync(house, world, 3);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await ExportDesk.OrdersAsync(house, world, 1);
        var started = await ExportDesk.StartAsync(house, world.Ashley, new("report.order-activity", ExportFormat.Csv, "/reports/order-activity?period=last7"));
        (await ExportDesk.LinesAsync(house, world.Ashley, started.Id)).ShouldBe(
        [
            "Day,Submitted,Rush,Sent,Delivered,Denied or cancelled,Value (USD)", "2026-06-15,3,0,0,0,0,4875", "2026-06-16,1,0,0,0,0,1625", "Total,4,0,0,0,0,6500",
        ]);
    }

    internal static async Task<IReadOnlyList<IReport>> ReportsAsync(House house, ICallContext who) => await house.AsAsync<ReportCatalogue, IReadOnlyList<IReport>>(who, c => Task.FromResult(c.For(who.Role)));

    internal static Task<ReportTable> RunAsync(House house, ICallContext who, IReport report, ReportAsk ask) => RunAsync(house, who, report.Id, ask);

    internal static Task<ReportTable> RunAsync(House house, ICallContext who, string report, ReportAsk ask) => house.AsAsync<ReportCatalogue, ReportTable>(who, c => c.Find(report, who.Role)!.RunAsync(ask, default));

    private static async Task<int> CountAsync(House house, World world, string address) => address.StartsWith("/verifications", StringComparison.Ordinal)
        ? (await house.AsAsync<VerificationQueries, VerificationPage>(world.Ashley, q => q.ListAsync(VerificationAddress.Read(new Uri("http://x" + address)).Filter))).Total
        : (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(QueueAddress.Read(new Uri("http://x" + address)).Filter))).Total;
}
