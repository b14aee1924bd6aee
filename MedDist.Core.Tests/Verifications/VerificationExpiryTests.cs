using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationExpiryTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    [Theory, Databases]
    public async Task A_case_expires_on_the_day_after_its_last_and_stands_in_the_audit_trail(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var (over, last, none) = (await CaseAsync(house, world, Today.AddDays(-1)), await CaseAsync(house, world, Today), await CaseAsync(house, world, null));

        (await RunAsync(house, world)).Expired.ShouldBe(1);

        await using var db = house.Open(world.System);
        var all = await db.Verifications.AsNoTracking().ToDictionaryAsync(v => v.Id);
        (all[over].Status, all[over].Column, all[over].DueOn, all[over].Version).ShouldBe((VerificationStatus.Expired, DeskColumn.Expired, DeskFacts.Far, 1));
        (await house.AsAsync<VerificationFactService, int>(world.System, f => f.SweepAsync())).ShouldBe(0);
        (all[last].Status, all[last].Version, all[none].Status).ShouldBe((VerificationStatus.Verified, 0, VerificationStatus.Verified));
        var entry = await db.ActivityLogs.SingleAsync(l => l.Action == "Verification.Modified");
        (entry.EntityId, entry.UserId, entry.Changes.Single()).ShouldBe((over, (Guid?)null, new("Status", "Verified", "Expired")));
    }

    [Theory, Databases]
    public async Task A_second_run_does_nothing_and_the_next_day_tells_only_what_is_new(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        foreach (var days in new[] { -1, 0, 7, 8, 14, 15, 30, 31 })
        {
            await CaseAsync(house, world, Today.AddDays(days));
        }

        var first = await RunAsync(house, world);
        first.Warned.ShouldBe(new Dictionary<int, int> { [7] = 2, [14] = 2, [30] = 2 });
        (await TitlesAsync(house, world.Ashley)).ShouldBe(
            ["1 verification has expired", "2 verifications end within 14 days", "2 verifications end within 30 days", "2 verifications end within 7 days"]);
        (await RunAsync(house, world)).ShouldBe(ExpiryRun.Nothing);

        house.Clock.Advance(TimeSpan.FromDays(1));
        var next = await RunAsync(house, world);
        (next.Expired, next.Warned).ShouldBe((1, next.Warned));
        next.Warned.ShouldBe(new Dictionary<int, int> { [7] = 1, [14] = 1, [30] = 1 });
        (await RunAsync(house, world)).Cases.ShouldBe(0);
        (await TitlesAsync(house, world.Ashley)).Count.ShouldBe(8);
    }

    [Theory, Databases]
    public async Task The_tenants_own_thresholds_count_and_a_renewed_case_is_warned_of_again(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var seen = await house.AsAsync<NoticeSettings, SetNotices>(world.Ashley, s => s.GetAsync());
        (await house.AsAsync<NoticeSettings, Result>(world.Ashley, s => s.SetAsync(seen with { WarnDays = [3, 60] }))).ShouldBe(Result.Ok);
        var id = await CaseAsync(house, world, Today.AddDays(20));

        (await RunAsync(house, world)).Warned.ShouldBe(new Dictionary<int, int> { [60] = 1 });
        await using (var db = house.Open(world.System))
        {
            var renewed = await db.Verifications.Include(v => v.Periods).SingleAsync(v => v.Id == id);
            renewed.Verify(new VerificationPeriod { Frequency = VerificationFrequency.Annual, VerifiedOn = Today, ValidThrough = Today.AddDays(50), VerifiedByName = "A. Lee" }, house.Clock.Now);
            await db.SaveChangesAsync();
        }

        (await RunAsync(house, world)).Warned.ShouldBe(new Dictionary<int, int> { [60] = 1 });
        (await RunAsync(house, world)).Cases.ShouldBe(0);
    }

    [Theory]
    [InlineData("2028-02-28T23:30:00-06:00", "2028-02-28", 0)]
    [InlineData("2028-02-29T00:30:00-06:00", "2028-02-28", 1)]
    [InlineData("2028-02-29T23:59:00-06:00", "2028-02-29", 0)]
    [InlineData("2028-03-01T00:01:00-06:00", "2028-02-29", 1)]
    [InlineData("2026-03-08T23:30:00-05:00", "2026-03-08", 0)]
    [InlineData("2026-03-09T00:30:00-05:00", "2026-03-08", 1)]
    [InlineData("2026-11-01T23:30:00-06:00", "2026-11-01", 0)]
    [InlineData("2026-11-02T00:30:00-06:00", "2026-11-01", 1)]
    [InlineData("2026-06-16T04:59:00Z", "2026-06-15", 0)]
    [InlineData("2026-06-16T05:00:00Z", "2026-06-15", 1)]
    public async Task The_day_is_the_tenants_also_in_a_leap_year_and_when_clocks_change(string now, string lastDay, int expired)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        await CaseAsync(house, world, DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture));
        house.Clock.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        (await RunAsync(house, world)).Expired.ShouldBe(expired);
    }

    [Theory, Databases]
    public async Task Orders_that_are_no_longer_covered_get_their_light_and_lose_their_approval_and_are_told_of_together(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        await CaseAsync(house, world, Today, world.Recipient);
        var waits = await world.OrderAsync(world.Draft(service: Today.AddDays(5)));
        var approved = await world.OrderAsync(world.Draft(service: Today), OrderAction.Submit, OrderAction.Approve);
        (await house.OrderOfAsync(world, approved.Id)).IvrState.ShouldBe(IvrState.Valid);

        // Service moved past the last day, without anybody judging it again.
        await using (var db = house.Open(world.System))
        {
            await db.Orders.Where(o => o.Id == approved.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.ServiceDate, Today.AddDays(9)).SetProperty(o => o.IvrBypassReason, (string?)null));
        }

        house.Clock.Advance(TimeSpan.FromDays(1));
        var run = await RunAsync(house, world);

        (run.Expired, run.Withdrawn).ShouldBe((1, 1));
        run.Uncovered.ShouldBe(new Dictionary<IvrState, int> { [IvrState.Expired] = 2 });
        (await house.OrderOfAsync(world, waits.Id)).IvrState.ShouldBe(IvrState.Expired);
        var back = await house.OrderOfAsync(world, approved.Id);
        (back.Status, back.IvrState).ShouldBe((OrderStatus.PendingReview, IvrState.Expired));
        var note = (await ListAsync(house, world.Ashley)).Single(n => n.Type == "verification.uncovered");
        (note.Title, note.Link).ShouldBe(("2 orders need a new IVR: the last one has expired", "/orders?ivr=expired"));
        note.Message!.ShouldContain("Approvals withdrawn in this run: 1.");
    }

    [Theory, Databases]
    public async Task Another_tenants_cases_stay_as_they_are(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, other) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        await CaseAsync(house, world, Today.AddDays(-1));
        var theirs = await CaseAsync(house, other, Today.AddDays(-1));

        await RunAsync(house, world);

        await using var db = house.Open(other.System);
        (await db.Verifications.SingleAsync(v => v.Id == theirs)).Status.ShouldBe(VerificationStatus.Verified);
        (await db.ActivityLogs.CountAsync(l => l.Action == "Verification.Modified")).ShouldBe(0);
        (await ListAsync(house, other.Ashley)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task A_run_takes_as_many_statements_for_many_cases_as_for_few(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await CaseAsync(house, world, Today.AddDays(-1));
        var few = await SqlCount.OfAsync(() => RunAsync(house, world));
        for (var i = 0; i < 60; i++)
        {
            await CaseAsync(house, world, Today.AddDays(-1));
        }

        (await SqlCount.OfAsync(() => RunAsync(house, world))).ShouldBeLessThanOrEqualTo(few);
    }

    [Fact]
    public async Task Of_two_nodes_that_run_at_once_each_case_and_each_fact_is_told_once()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Postgres);
        var world = await World.BuildAsync(house);
        await using (var db = house.Open(new BeforeTenantCall()))
        {
            db.Add(world.UserOf("second", "Second Coordinator", Role.TenantAdmin));
            await db.SaveChangesAsync();
        }

        for (var i = 0; i < 40; i++)
        {
            await CaseAsync(house, world, Today.AddDays(i % 2 == 0 ? -1 : 5));
        }

        await using var node = house.Restart();
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => RunAsync(i % 2 == 0 ? house : node, world)));

        (runs.Sum(r => r.Expired), runs.Sum(r => r.Warned.GetValueOrDefault(7))).ShouldBe((20, 20));
        await using var after = house.Open(world.System);
        (await after.ActivityLogs.CountAsync(l => l.Action == "Verification.Modified")).ShouldBe(20);
        (await after.Notifications.GroupBy(n => n.UserId).Select(g => g.Count()).ToListAsync()).ShouldBe([2, 2]);
    }

    [Theory, Databases]
    public async Task The_database_itself_refuses_to_tell_one_user_one_fact_twice(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await house.AddAsync(world.Id, Told("a"), Told("b"), Told(null), Told(null));

        await using var db = house.Open(world.System);
        db.Add(Told("a"));
        (await db.TrySaveAsync(NotificationFailures.StalePreferences)).Failure.ShouldBe(NotificationFailures.StalePreferences);

        Notification Told(string? fact) => new() { UserId = world.Coordinator.Id, Type = "verification.expired", Title = "T", FactKey = fact };
    }

    [Fact]
    public async Task What_is_due_is_found_by_an_index()
    {
        // PostgreSQL reads a table of a few rows as a whole, whatever indexes there are.
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        await using var db = house.Open(world.System);
        (await QueryPlan.OfAsync(db, db.Verifications.Where(v => v.Status == VerificationStatus.Verified && v.ExpiresOn < Today && v.IsOpen).Select(v => v.Id)))
            .ShouldContain("IX_Verifications_TenantId_Status_ExpiresOn");
    }

    private static async Task<Guid> CaseAsync(House house, World world, DateOnly? lastDay, Recipient? of = null)
    {
        var recipient = of;
        if (recipient is null)
        {
            recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-{Guid.NewGuid():N}"[..16], FirstName = "Someone", LastName = "Else", DateOfBirth = new(1950, 2, 3) };
            await house.AddAsync(world.Id, recipient);
        }

        var theCase = new Verification { RecipientId = recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
        var from = (lastDay ?? Today).AddDays(-100);
        theCase.Verify(new VerificationPeriod { Frequency = VerificationFrequency.Annual, VerifiedOn = from, ValidThrough = lastDay, VerifiedByName = "A. Lee" }, house.Clock.Now);
        await house.AddAsync(world.Id, theCase);
        return theCase.Id;
    }

    private static Task<ExpiryRun> RunAsync(House house, World world) => house.AsAsync<VerificationExpiry, ExpiryRun>(world.System, e => e.RunAsync());

    private static Task<IReadOnlyList<NotificationRow>> ListAsync(House house, UserCall who) => house.AsAsync<NotificationService, IReadOnlyList<NotificationRow>>(who, n => n.ListAsync(100));

    private static async Task<List<string>> TitlesAsync(House house, UserCall who) => [.. (await ListAsync(house, who)).Select(n => n.Title).Order()];
}
