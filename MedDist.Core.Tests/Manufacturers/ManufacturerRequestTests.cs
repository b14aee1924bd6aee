using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Tests.Support;
using MedDist.Core.Tests.Verifications;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Manufacturers;

public sealed class ManufacturerRequestTests
{
    [Theory, Databases]
    public async Task A_request_is_logged_worked_on_closed_with_what_was_sent_and_reopened(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await VerificationBundleTests.WorldAsync(house, VerificationSending.DailyBundle);
        await world.VerifiedAsync(new(2025, 6, 20));
        var id = (await LogAsync(house, world, Request(world) with { RequestedBy = "Susan", RequestedOn = new(2026, 6, 12) })).Value;
        (await FindAsync(house, world, id)).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(ManufacturerRequestStatus.Pending), r => r.LoggedBy.ShouldBe("Ashley Nguyen"), r => r.RequestedBy.ShouldBe("Susan"));
        var cases = await CasesAsync(house, world, id);
        cases.ShouldHaveSingleItem().Recipient.ShouldBe("J••• P•••");
        (await VerificationBundleTests.SendAsync(house, world, [.. cases.Select(c => c.Key)], request: id)).Failure.ShouldBeNull();
        var working = await FindAsync(house, world, id);
        working.Status.ShouldBe(ManufacturerRequestStatus.InProgress);
        (await CloseAsync(house, world, working, new())).Failure.ShouldBeOfType<Failure.Invalid>();
        (await CloseAsync(house, world, working with { Version = 99 }, new() { Outcome = "Sent" })).Failure.ShouldBe(ManufacturerFailures.RequestStale);
        (await CloseAsync(house, world, working, new() { Outcome = "Sent." })).Failure.ShouldBeNull();
        var closed = await FindAsync(house, world, id);
        closed.ShouldSatisfyAllConditions(r => r.IsOpen.ShouldBeFalse(), r => r.SentCount.ShouldBe(1), r => r.WorkbookId.ShouldNotBeNull(), r => r.CompletedBy.ShouldBe("Ashley Nguyen"), r => r.Outcome.ShouldBe("Sent."));
        (await CloseAsync(house, world, closed, new() { Outcome = "Again" })).Failure.ShouldBe(ManufacturerFailures.RequestClosed);
        (await house.AsAsync<ManufacturerRequestLog, Result>(world.Ashley, l => l.ReopenAsync(id, closed.Version))).Failure.ShouldBeNull();
        (await FindAsync(house, world, id)).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(ManufacturerRequestStatus.InProgress), r => r.Outcome.ShouldBe("Sent."));
    }

    [Theory, Databases]
    public async Task What_ends_by_a_day_is_only_that(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await VerificationBundleTests.WorldAsync(house, VerificationSending.DailyBundle);
        await world.VerifiedAsync(new(2025, 6, 20));
        var before = (await LogAsync(house, world, Request(world) with { EndingBy = new(2026, 6, 18) })).Value;
        var on = (await LogAsync(house, world, Request(world) with { EndingBy = new(2026, 6, 19) })).Value;
        var form = (await LogAsync(house, world, Request(world) with { Type = ManufacturerRequestType.FormChange })).Value;
        (await CasesAsync(house, world, before)).ShouldBeEmpty();
        (await CasesAsync(house, world, on)).Count.ShouldBe(1);
        (await CasesAsync(house, world, form)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task The_desk_is_told_once_of_each_due_day(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await LogAsync(house, world, Request(world) with { DueOn = new(2026, 6, 16) });
        (await RemindAsync(house, world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await RemindAsync(house, world)).ShouldBe(1);
        (await RemindAsync(house, world)).ShouldBe(0);
        await using var db = house.Open(world.System);
        (await db.Notifications.SingleAsync()).Title.ShouldBe("Corvane Biologics wants an answer by 16 Jun 2026");
    }

    [Theory, Databases]
    public async Task Open_ones_come_first_the_earliest_due_before_the_others(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var closed = (await LogAsync(house, world, Request(world) with { Details = "closed", DueOn = new(2026, 6, 15) })).Value;
        foreach (var (words, due) in new (string, DateOnly?)[] { ("whenever", null), ("late", new(2026, 6, 30)), ("soon", new(2026, 6, 17)) })
        {
            await LogAsync(house, world, Request(world) with { Details = words, DueOn = due });
        }

        await CloseAsync(house, world, await FindAsync(house, world, closed), new() { Outcome = "Done" });
        var list = await house.AsAsync<ManufacturerRequestQueries, ManufacturerRequestList>(world.Ashley, q => q.ListAsync(new()));
        list.Rows.Select(r => r.Details).ShouldBe(["soon", "late", "whenever", "closed"]);
        (list.Total, list.Open).ShouldBe((4, 3));
        (await house.AsAsync<ManufacturerRequestQueries, ManufacturerRequestList>(world.Ashley, q => q.ListAsync(new() { IsOpen = true, ManufacturerId = world.Manufacturer.Id }))).Total.ShouldBe(3);
        (await house.AsAsync<ManufacturerRequestQueries, ManufacturerRequestList>(world.Ashley, q => q.ListAsync(new() { IsOpen = false, ManufacturerId = world.Manufacturer.Id }))).Rows.ShouldAllBe(r => !r.IsOpen);
    }

    [Theory, Databases]
    public async Task Wrong_days_and_roles_are_refused_and_another_tenant_sees_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        (await LogAsync(house, acme, Request(acme) with { RequestedOn = new(2026, 6, 16) })).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["RequestedOn"]);
        (await LogAsync(house, acme, Request(acme) with { DueOn = new(2026, 6, 14) })).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["DueOn"]);
        (await LogAsync(house, acme, new())).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.Order().ShouldBe(["ManufacturerId", "Via"]);
        (await LogAsync(house, acme, Request(bluebird))).Failure.ShouldBe(ManufacturerFailures.NotFound);
        foreach (var role in new[] { Role.Viewer, Role.Provider, Role.SalesRep, Role.FacilityManager })
        {
            (await house.AsAsync<ManufacturerRequestLog, Result<Guid>>(acme.CallOf(role), l => l.LogAsync(Request(acme)))).Failure.ShouldBe(ManufacturerFailures.NotYours);
        }

        var id = (await LogAsync(house, acme, Request(acme))).Value;
        (await house.AsAsync<ManufacturerRequestQueries, ManufacturerRequestRow?>(bluebird.Ashley, q => q.FindAsync(id))).ShouldBeNull();
        (await house.AsAsync<ManufacturerRequestQueries, ManufacturerRequestRow?>(acme.CallOf(Role.Provider), q => q.FindAsync(id))).ShouldBeNull();
        (await house.AsAsync<ManufacturerRequestLog, Result>(bluebird.Ashley, l => l.CloseAsync(id, 0, new() { Outcome = "x" }))).Failure.ShouldBe(ManufacturerFailures.RequestNotFound);
    }

    private static LogManufacturerRequest Request(World world) => new() { ManufacturerId = world.Manufacturer.Id, Via = RequestChannel.Text };

    private static Task<Result<Guid>> LogAsync(House house, World world, LogManufacturerRequest request) => house.AsAsync<ManufacturerRequestLog, Result<Guid>>(world.Ashley, l => l.LogAsync(request));

    private static Task<Result> CloseAsync(House house, World world, ManufacturerRequestRow row, CloseManufacturerRequest close) => house.AsAsync<ManufacturerRequestLog, Result>(world.Ashley, l => l.CloseAsync(row.Id, row.Version, close));

    private static Task<int> RemindAsync(House house, World world) => house.AsAsync<ManufacturerRequestLog, int>(world.System, l => l.RemindDueAsync());

    private static async Task<ManufacturerRequestRow> FindAsync(House house, World world, Guid id) => (await house.AsAsync<ManufacturerRequestQueries, ManufacturerRequestRow?>(world.Ashley, q => q.FindAsync(id)))!;

    private static Task<IReadOnlyList<PlanCase>> CasesAsync(House house, World world, Guid id) => house.AsAsync<VerificationPlans, IReadOnlyList<PlanCase>>(world.Ashley, p => p.CasesOfAsync(id));
}
