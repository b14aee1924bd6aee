using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
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
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Manufacturers;

public sealed class ManufacturerScoreTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
    private static readonly VerificationRequirement AnnualIvr = new(VerificationType.Insurance, VerificationFrequency.Annual);

    // Monday, 15 June 2026, as the clock of a house.
    private static readonly ManufacturerScoring Scoring = new(new TenantCalendar().Business(), Chicago, new(2026, 6, 15));
    private static readonly ScoreEvents Nothing = new([], [], [], []);

    [Fact]
    public void Only_what_happened_in_the_period_counts_its_first_and_last_day_included()
    {
        var events = Nothing with { Sent = [Sent("2026-06-15T23:59"), Sent("2026-05-17T00:00"), Sent("2026-05-16T23:59"), Sent("2026-06-16T00:00")] };
        Scoring.Score(events, 30).Counts.Sent.ShouldBe(2);
        Scoring.Score(events, 90).Counts.Sent.ShouldBe(3);
    }

    [Fact]
    public void A_weekend_between_sending_and_confirming_does_not_count()
    {
        var sent = new[] { ("2026-06-12T15:00", "2026-06-15T09:00"), ("2026-06-09T09:00", "2026-06-09T15:00"), ("2026-06-10T12:00", null) };
        var found = Scoring.Score(Nothing with { Sent = [.. sent.Select(s => new SentOrder(At(s.Item1), s.Item2 is null ? null : At(s.Item2)))] }, 30);
        found.Confirmation.ShouldBe(new Turnaround(2, 0.25, 0.75, 0.75));
    }

    [Fact]
    public void In_time_is_on_the_wanted_day_or_before()
    {
        var wanted = new DateOnly(2026, 6, 10);
        var found = Scoring.Score(Nothing with { Delivered = [.. new[] { -1, 0, 1, 0, -3, 2 }.Select(late => new DeliveredOrder(wanted.AddDays(late), wanted)), new(wanted, null)] }, 30);
        (found.Counts.Delivered, found.Counts.OnTime, found.Counts.OnTimeShare).ShouldBe((6, 4, 4 / 6.0));
        found.Weeks.Sum(w => w.Delivered).ShouldBe(6);
        found.Weeks.Select(w => w.From).ShouldBeInOrder();
        found.Weeks[^1].From.ShouldBe(new DateOnly(2026, 6, 9));
    }

    [Fact]
    public void Of_fewer_than_five_nothing_is_said() => new ScoreCounts(4, 1, 4, 4).ShouldSatisfyAllConditions(c => c.OnTimeShare.ShouldBeNull(), c => c.RejectedShare.ShouldBeNull());

    [Fact]
    public void Reasons_are_counted_the_most_frequent_first_orders_apart_from_IVRs()
    {
        var found = Scoring.Score(Nothing with { Rejections = [No(false, "Back order"), No(true, "Member not found"), No(false, " Back order "), No(true, "Back order"), No(false, null)] }, 30);
        found.Rejections.ShouldBe([new(false, "Back order", 2), new(true, "Back order", 1), new(true, "Member not found", 1)]);
        found.Counts.Rejected.ShouldBe(3);

        static Rejection No(bool isIvr, string? reason) => new(isIvr, At("2026-06-10T09:00"), reason);
    }

    [Theory, Databases]
    public async Task Answers_teach_the_clock_and_a_second_lesson_changes_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        var order = await world.OrderAsync(world.Draft(new(2026, 7, 1)));
        (await OrderAsync(house, world, order.Id)).SendByReason!.ShouldContain("2 days IVR turnaround (the default: 0 of 5 answers needed to learn it)");

        foreach (var days in new[] { 1, 3, 4, 5, 9 })
        {
            await AnsweredAsync(house, world, days);
        }

        (await LearnAsync(house, world.System)).Value.ShouldBe(new ScoresLearned(1, 1));
        (await OrderAsync(house, world, order.Id)).ShouldSatisfyAllConditions(
            o => o.SendByReason!.ShouldStartWith("Deliver by Tue 30 Jun − 1 day Standard next day − 1 day Corvane Biologics lead time − 3 days IVR turnaround (learned from 5)"),
            o => o.SendBy.ShouldBe(new DateTimeOffset(2026, 6, 23, 20, 0, 0, TimeSpan.Zero)));
        (await LearnAsync(house, world.Ashley)).Value.ShouldBe(new ScoresLearned(1, 0));
        (await house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync())).ShouldBe(0);
        await using var db = house.Open(world.System);
        (await db.ManufacturerScores.ToListAsync()).ShouldAllBe(s => s.Version == 0);
    }

    [Theory, Databases]
    public async Task An_order_whose_IVR_is_valid_does_not_wait_for_one(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        await world.VerifiedAsync(new(2026, 2, 3));
        var order = await world.OrderAsync();
        (await OrderAsync(house, world, order.Id)).SendByReason!.ShouldNotContain("IVR");
    }

    [Theory, Databases]
    public async Task A_score_is_made_of_what_happened_to_orders_and_IVRs(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        await world.OrderAsync(null, Submit, Approve, Forward, MarkSent);
        await world.OrderAsync(null, Submit, Approve, Forward, MarkSent, Confirm, Ship, Deliver);
        await world.OrderAsync(null, Submit, Approve, Forward, MarkSent, RejectByManufacturer);
        var rejected = new Verification { RecipientId = world.Recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
        rejected.Reject("Member not found", null, house.Clock.Now);
        await house.AddAsync(world.Id, rejected);
        (await LearnAsync(house, world.Ashley)).Succeeded.ShouldBeTrue();

        var row = (await house.AsAsync<ManufacturerScores, IReadOnlyList<ManufacturerScoreRow>>(world.Ashley, s => s.ListAsync(30))).ShouldHaveSingleItem();

        row.Score!.Counts.ShouldBe(new ScoreCounts(Sent: 3, Rejected: 1, Delivered: 1, OnTime: 1));
        row.Score.Confirmation.Count.ShouldBe(1);
        row.Score.Rejections.ShouldBe([new(true, "Member not found", 1), new(false, "because", 1)], ignoreOrder: true);
        (row.WaitingNow, row.RejectedNow, row.Clock).ShouldBe((1, 1, new IvrTurnaround(2, 0)));
        (await house.AsAsync<ManufacturerScores, ManufacturerScoreRow?>(world.Ashley, s => s.FindAsync(world.Manufacturer.Id, 365)))!.Score!.PeriodDays.ShouldBe(365);
        (await house.AsAsync<ManufacturerScores, ManufacturerScoreRow?>(world.Ashley, s => s.FindAsync(Guid.NewGuid(), 365))).ShouldBeNull();
    }

    [Fact]
    public async Task Only_who_may_triage_learns_on_demand()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        (await LearnAsync(house, world.CallOf(Role.Viewer))).Failure.ShouldBe(ManufacturerFailures.NotLearning);
    }

    private static Task<Result<ScoresLearned>> LearnAsync(House house, ICallContext who) => house.AsAsync<ManufacturerScores, Result<ScoresLearned>>(who, s => s.LearnAsync());

    /// <summary>An IVR of another recipient that was sent so many calendar days ago and answered today.</summary>
    private static async Task AnsweredAsync(House house, World world, int days)
    {
        var recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-{Guid.NewGuid():N}", FirstName = "Jo", LastName = "Doe" };
        var theCase = new Verification { RecipientId = recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
        var sent = house.Clock.Now.AddDays(-days);
        theCase.Send(null, sent);
        var on = new DateOnly(2026, 6, 15);
        theCase.Verify(new() { Frequency = VerificationFrequency.Annual, VerifiedOn = on, ValidThrough = VerificationPolicy.ValidThrough(VerificationFrequency.Annual, on), VerifiedByName = "A. Lee" }, house.Clock.Now);
        await house.AddAsync(world.Id, recipient, theCase);
    }

    private static async Task<Order> OrderAsync(House house, World world, Guid id)
    {
        await using var db = house.Open(world.System);
        return await db.Orders.SingleAsync(o => o.Id == id);
    }

    private static SentOrder Sent(string local) => new(At(local), null);

    private static DateTimeOffset At(string local)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Chicago.GetUtcOffset(time)).ToUniversalTime();
    }
}
