using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Reports.Exports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Reports.Catalogue;

public sealed class ReportScheduleTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    [Theory]
    [InlineData(ReportRhythm.Daily, "2026-06-15T11:59Z", "2026-06-15T12:00Z")]
    [InlineData(ReportRhythm.Daily, "2026-06-15T12:00Z", "2026-06-16T12:00Z")]
    [InlineData(ReportRhythm.Weekly, "2026-06-15T12:00Z", "2026-06-18T12:00Z")]
    [InlineData(ReportRhythm.Weekly, "2026-06-18T12:00Z", "2026-06-25T12:00Z")]
    [InlineData(ReportRhythm.Monthly, "2026-06-15T12:00Z", "2026-07-01T12:00Z")]
    [InlineData(ReportRhythm.Monthly, "2026-10-15T12:00Z", "2026-11-01T13:00Z")]
    public void The_next_time_is_by_the_tenants_clock(ReportRhythm rhythm, string after, string next) =>
        ReportTimes.Next(rhythm, DayOfWeek.Thursday, new(7, 0), DateTimeOffset.Parse(after, System.Globalization.CultureInfo.InvariantCulture), Chicago)
            .ShouldBe(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture));

    [Theory, Databases]
    public async Task A_weekly_link_arrives_once_and_opening_it_is_logged(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, new Dictionary<string, string> { ["Site:Url"] = "https://acme.example" });
        var world = await World.BuildAsync(house);
        await ExportDesk.OrdersAsync(house, world, 2);
        var scheduled = await house.AsAsync<ReportService, Result<Guid>>(world.Ashley, s => s.ScheduleAsync(new("order-activity", "period=last7&junk=1", ReportRhythm.Weekly, DayOfWeek.Thursday, new(7, 0))));
        (await SendAsync(house, world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromDays(3));
        (await SendAsync(house, world)).ShouldBe(1);
        (await SendAsync(house, world)).ShouldBe(0);
        await using (var db = house.Open(world.System))
        {
            var mail = (await db.IntegrationQueue.ToListAsync()).ShouldHaveSingleItem();
            (mail.QueueType, mail.Payload.To.Single(), mail.Payload.Subject).ShouldBe((QueueType.Notification, world.Coordinator.Email, "Report: Order activity"));
            mail.Payload.Body.ShouldContain($"https://acme.example/reports/order-activity?period=last7&schedule={scheduled.Value}");
        }

        (await house.AsAsync<ReportService, Result<ReportTable>>(world.Ashley, s => s.RunAsync("order-activity", new() { Period = ReportPeriod.Last7 }, scheduled.Value))).Succeeded.ShouldBeTrue();
        var log = await house.AsAsync<ReportService, IReadOnlyList<ReportRunRow>>(world.Ashley, s => s.RunsAsync("order-activity"));
        log.Select(r => (r.Way, r.UserName, r.Query)).ShouldBe([(ReportRunWay.FromMail, "Ashley Nguyen", "period=last7"), (ReportRunWay.Sent, "Ashley Nguyen", "period=last7")]);
        (await house.AsAsync<ReportService, string?>(world.Ashley, s => s.LastAskedAsync("order-activity"))).ShouldBe("period=last7");

        // Whoever may not read it any more gets no more links, and nobody stops another's.
        (await house.AsAsync<ReportService, Result>(world.CallOf(world.Provider), s => s.UnscheduleAsync(scheduled.Value))).Failure.ShouldBe(ReportService.NotFound);
        await using (var db = house.Open(world.System))
        {
            (await db.Users.SingleAsync(u => u.Id == world.Coordinator.Id)).Deactivate(house.Clock.Now);
            await db.SaveChangesAsync();
        }

        house.Clock.Advance(TimeSpan.FromDays(7));
        (await SendAsync(house, world)).ShouldBe(0);
        await using var after = house.Open(world.System);
        (await after.ReportSchedules.SingleAsync()).NextAt.ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_schedule_is_shared_with_who_may_read_it_and_each_opens_it_under_their_own_name(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, new Dictionary<string, string> { ["Site:Url"] = "https://acme.example" });
        var world = await World.BuildAsync(house);
        var (vera, gone) = (world.UserOf("vera", "Vera Viewer", Role.Viewer), world.UserOf("gone", "Gone Before", Role.Viewer));
        gone.Deactivate(house.Clock.Now);
        await using (var db = house.Open(new BeforeTenantCall()))
        {
            db.AddRange(vera, gone);
            await db.SaveChangesAsync();
        }

        var (other, reader) = (await World.BuildAsync(house, "bluebird"), world.CallOf(vera));
        (await house.AsAsync<ReportService, IReadOnlyList<ReportColleague>>(world.Ashley, s => s.ColleaguesAsync("order-activity"))).ShouldBe([new(vera.Id, "Vera Viewer", Role.Viewer)]);
        (await house.AsAsync<ReportService, IReadOnlyList<ReportColleague>>(world.Ashley, s => s.ColleaguesAsync("user-activity"))).ShouldBeEmpty();
        foreach (var wrong in new[] { world.Provider.Id, gone.Id, other.Coordinator.Id, Guid.NewGuid() })
        {
            (await ScheduleAsync(wrong)).Failure.ShouldBe(ReportService.NoReader);
        }

        var id = (await ScheduleAsync(vera.Id)).Value;
        (await ListAsync(reader)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => (r.Id, r.IsMine, r.OwnerName).ShouldBe((id, false, "Ashley Nguyen")));
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await SendAsync(house, world)).ShouldBe(1);
        await using (var db = house.Open(world.System))
        {
            (await db.IntegrationQueue.ToListAsync()).Select(m => m.Payload.To.Single()).Order().ShouldBe([world.Coordinator.Email, vera.Email]);
        }

        await house.AsAsync<ReportService, Result<ReportTable>>(reader, s => s.RunAsync("order-activity", new(), id));
        await house.AsAsync<ReportService, Result<ReportTable>>(world.Ashley, s => s.RunAsync("order-activity", new(), id));
        (await house.AsAsync<ReportService, IReadOnlyList<ReportRunRow>>(world.Ashley, s => s.RunsAsync("order-activity"))).Select(r => (r.Way, r.UserName)).OrderBy(r => r).ShouldBe(
            [(ReportRunWay.FromMail, "Ashley Nguyen"), (ReportRunWay.FromMail, "Vera Viewer"), (ReportRunWay.Sent, "Ashley Nguyen"), (ReportRunWay.Sent, "Vera Viewer")]);

        // A reader cannot share or end what is not theirs; they leave it.
        (await house.AsAsync<ReportService, Result>(reader, s => s.ShareAsync(id, []))).Failure.ShouldBe(ReportService.NotFound);
        (await house.AsAsync<ReportService, Result>(reader, s => s.UnscheduleAsync(id))).Succeeded.ShouldBeTrue();
        (await ListAsync(reader)).ShouldBeEmpty();
        (await ListAsync(world.Ashley)).ShouldHaveSingleItem().Readers.ShouldBeEmpty();
        (await house.AsAsync<ReportService, Result>(world.Ashley, s => s.ShareAsync(id, [vera.Id, vera.Id]))).Succeeded.ShouldBeTrue();

        // Who has left gets nothing, and the others go on.
        await ChangeAsync(vera.Id, u => u.Deactivate(house.Clock.Now));
        (await SentAsync()).ShouldBe(["Ashley Nguyen"]);
        await ChangeAsync(vera.Id, u => u.Reactivate(house.Clock.Now));
        await ChangeAsync(vera.Id, u => u.Describe(u.FullName, Role.Provider, null, null, house.Clock.Now));
        (await SentAsync()).ShouldBe(["Ashley Nguyen"]);
        await ChangeAsync(vera.Id, u => u.Describe(u.FullName, Role.Viewer, null, null, house.Clock.Now));

        // It ends with its owner, and the others are told so.
        await ChangeAsync(world.Coordinator.Id, u => u.Deactivate(house.Clock.Now));
        (await SentAsync()).ShouldBeEmpty();
        await using var after = house.Open(world.System);
        (await after.ReportSchedules.SingleAsync()).NextAt.ShouldBeNull();
        (await after.Notifications.CountAsync(n => n.UserId == vera.Id && n.Title == "A report is not sent to you any more")).ShouldBe(1);

        Task<Result<Guid>> ScheduleAsync(Guid with) => house.AsAsync<ReportService, Result<Guid>>(world.Ashley, s => s.ScheduleAsync(new("order-activity", "", ReportRhythm.Daily, default, new(7, 0)) { Readers = [with] }));

        Task<IReadOnlyList<ReportScheduleRow>> ListAsync(ICallContext who) => house.AsAsync<ReportService, IReadOnlyList<ReportScheduleRow>>(who, s => s.SchedulesAsync());

        async Task ChangeAsync(Guid user, Action<User> change)
        {
            await using var db = house.Open(world.System);
            change(await db.Users.SingleAsync(u => u.Id == user));
            await db.SaveChangesAsync();
        }

        async Task<IReadOnlyList<string>> SentAsync()
        {
            house.Clock.Advance(TimeSpan.FromDays(1));
            var since = house.Clock.Now;
            await SendAsync(house, world);
            await using var db = house.Open(world.System);
            return await db.ReportRuns.Where(r => r.Way == ReportRunWay.Sent && r.CreatedAt >= since).Select(r => r.UserName).ToListAsync();
        }
    }

    private static Task<int> SendAsync(House house, World world) => house.AsAsync<ReportService, int>(world.System, s => s.SendDueAsync());
}
