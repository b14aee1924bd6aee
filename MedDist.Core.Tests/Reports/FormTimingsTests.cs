using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using MedDist.Core.Reports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Reports;

public sealed class FormTimingsTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    [Theory, Databases]
    public async Task Times_are_reported_by_facility_with_the_slowest_fields(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var second = new Facility { OrganizationId = world.Organization.Id, Name = "Harbor Clinic" };
        await house.AddAsync(world.Id, second);
        for (var i = 1; i <= 10; i++)
        {
            await RecordAsync(house, world, i * 10_000, world.Facility.Id, new() { ["patient"] = i * 2000, ["wound-size"] = i * 5000, ["note"] = 100, ["product"] = 1000 });
        }

        await RecordAsync(house, world, 300_000, second.Id, new() { ["patient"] = 9000 });
        var report = (await ReportAsync(house, world.Ashley, new(Today, Today))).Value!;

        report.All.Seconds.ShouldSatisfyAllConditions(s => s.Count.ShouldBe(11), s => s.P50.ShouldBe(60), s => s.P90.ShouldBe(100));
        report.Facilities.Select(f => f.Name).ShouldBe(["Harbor Clinic", "Lakeside Wound Clinic"]);
        report.Facilities[1].Seconds.ShouldSatisfyAllConditions(s => s.P50.ShouldBe(50), s => s.P90.ShouldBe(90));
        report.Facilities[1].Slowest.ShouldBe([new("wound-size", 25, 10), new("patient", 10, 10), new("product", 1, 10)]);
        (await ReportAsync(house, world.Ashley, new(Today, Today, second.Id))).Value!.All.Seconds.Count.ShouldBe(1);
        (await ReportAsync(house, world.Ashley, new(Today.AddDays(1), Today.AddDays(1)))).Value!.ShouldSatisfyAllConditions(r => r.All.Seconds.Count.ShouldBe(0), r => r.Facilities.ShouldBeEmpty());
    }

    [Theory, Databases]
    public async Task Only_times_and_names_of_fields_are_kept(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await RecordAsync(house, world, 5000, null, new() { ["patient"] = 1000, ["Jane Public"] = 10, ["mrn 1001"] = 10, ["negative"] = -5, ["born-1950"] = 3 });
        (await house.AsAsync<FormTimings, Result>(world.Ashley, t => t.RecordAsync(new(0, new Dictionary<string, int>())))).Succeeded.ShouldBeFalse();
        (await house.AsAsync<FormTimings, Result>(world.Ashley, t => t.RecordAsync(new(99 * 3600 * 1000, new Dictionary<string, int>())))).Succeeded.ShouldBeFalse();

        await using var db = house.Open(world.System);
        var kept = await db.UserEvents.SingleAsync();
        kept.Fields.Keys.Order().ShouldBe(["born-1950", "patient"]);
        kept.UserId.ShouldBe(world.Coordinator.Id);
    }

    [Theory, Databases]
    public async Task Providers_do_not_see_the_report_and_tenants_not_each_others(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var other = await World.BuildAsync(house, "bluebird");
        await RecordAsync(house, world, 5000, world.Facility.Id, []);
        (await ReportAsync(house, world.CallOf(Role.Provider), new(Today, Today))).Failure.ShouldBeOfType<Failure.Forbidden>();
        (await ReportAsync(house, other.Ashley, new(Today, Today))).Value!.All.Seconds.Count.ShouldBe(0);
    }

    private static async Task RecordAsync(House house, World world, int ms, Guid? facility, Dictionary<string, int> fields) =>
        (await house.AsAsync<FormTimings, Result>(world.Ashley, t => t.RecordAsync(new(ms, fields) { FacilityId = facility }))).Succeeded.ShouldBeTrue();

    private static Task<Result<FormTimesReport>> ReportAsync(House house, ICallContext who, FormTimesFilter filter) =>
        house.AsAsync<FormTimings, Result<FormTimesReport>>(who, t => t.ReportAsync(filter));
}
