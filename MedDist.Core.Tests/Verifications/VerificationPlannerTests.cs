using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Verifications;
using Shouldly;
using Xunit;
using static MedDist.Core.Verifications.PlanVerdict;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationPlannerTests
{
    private static readonly BusinessCalendar Weekdays = new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], true, new Dictionary<DateOnly, string>());

    // today, frequency, verified on, service, turnaround → verdict, ask by. Weeks begin today; 15 June 2026 is a Monday, 19 June a holiday.
    [Theory]
    [InlineData("2026-06-15", VerificationFrequency.Annual, "2025-06-20", "2026-06-22", 2, Ask, "2026-06-17")]
    [InlineData("2026-06-15", VerificationFrequency.Annual, "2025-06-20", "2026-06-24", 2, Later, "2026-06-22")]
    [InlineData("2026-06-15", VerificationFrequency.Annual, null, "2026-06-16", 2, Ask, "2026-06-15")]
    [InlineData("2026-06-15", VerificationFrequency.Quarterly, "2026-03-20", "2026-06-19", 1, null, null)]
    [InlineData("2026-06-15", VerificationFrequency.Quarterly, "2026-03-20", "2026-06-20", 1, Ask, "2026-06-17")]
    [InlineData("2026-06-15", VerificationFrequency.Weekly, "2026-06-10", "2026-06-17", 1, Ask, "2026-06-16")]
    [InlineData("2026-06-15", VerificationFrequency.Weekly, "2026-06-10", "2026-06-16", 1, null, null)]
    [InlineData("2026-06-15", VerificationFrequency.Weekly, "2026-06-10", "2026-07-10", 1, TooEarly, "2026-07-09")]
    [InlineData("2026-06-15", VerificationFrequency.PerOrder, null, "2026-06-22", 2, PlanVerdict.PerOrder, "2026-06-17")]
    [InlineData("2028-02-23", VerificationFrequency.Annual, "2027-02-28", "2028-02-28", 2, Ask, "2028-02-24")]
    [InlineData("2028-02-23", VerificationFrequency.Annual, "2027-03-01", "2028-02-29", 2, null, null)]
    [InlineData("2029-02-21", VerificationFrequency.Annual, "2028-02-29", "2029-02-28", 2, null, null)]
    [InlineData("2029-02-21", VerificationFrequency.Annual, "2028-02-29", "2029-03-02", 2, Later, "2029-02-28")]
    [InlineData("2029-02-22", VerificationFrequency.Annual, "2028-02-29", "2029-03-02", 2, Ask, "2029-02-28")]
    public void It_asks_in_time_and_not_too_early(string today, VerificationFrequency frequency, string? verified, string service, int turnaround, PlanVerdict? verdict, string? askBy)
    {
        var line = VerificationPlanner.Judge(Candidate(frequency, verified, service, turnaround), Weekdays, Day(today), Day(today).AddDays(6));
        (line?.Verdict, line?.AskBy).ShouldBe((verdict, askBy is null ? (DateOnly?)null : Day(askBy)));
    }

    [Theory]
    [InlineData(VerificationStatus.Sent, Waiting)]
    [InlineData(VerificationStatus.Rejected, Rejected)]
    [InlineData(VerificationStatus.Pending, Ask)]
    [InlineData(VerificationStatus.Expired, Ask)]
    [InlineData(VerificationStatus.NotApplicable, null)]
    public void What_stands_otherwise_is_left_to_people(VerificationStatus status, PlanVerdict? verdict) =>
        VerificationPlanner.Judge(Candidate(VerificationFrequency.Annual, null, "2026-06-17", 1) with { Case = new(VerificationType.PriorAuthorization, status, "no notes", []) }, Weekdays, Day("2026-06-15"), Day("2026-06-21"))?.Verdict.ShouldBe(verdict!.Value);

    [Fact]
    public void A_case_that_does_not_apply_is_no_line() =>
        VerificationPlanner.Judge(Candidate(VerificationFrequency.Annual, null, "2026-06-17", 1) with { Case = new(VerificationType.PriorAuthorization, VerificationStatus.NotApplicable, "cash", []) }, Weekdays, Day("2026-06-15"), Day("2026-06-21")).ShouldBeNull();

    [Fact]
    public void A_renewal_that_the_cover_does_not_carry_waits_for_the_new_cover()
    {
        var ends = Candidate(VerificationFrequency.Annual, "2025-06-01", "2026-06-18", 1) with { CoverageEndsOn = Day("2026-06-17") };
        VerificationPlanner.Judge(ends, Weekdays, Day("2026-06-15"), Day("2026-06-21"))!.ShouldSatisfyAllConditions(
            l => l.Verdict.ShouldBe(CoverEnds), l => l.Why.ShouldBe("The cover ends on 17 Jun 2026, before the service on 18 Jun 2026. Get the new cover first."));
        VerificationPlanner.Judge(ends with { CoverageEndsOn = Day("2026-06-18") }, Weekdays, Day("2026-06-15"), Day("2026-06-21"))!.Verdict.ShouldBe(Ask);
    }

    [Fact]
    public void Where_plans_reset_nothing_of_december_reaches_january()
    {
        var january = Candidate(VerificationFrequency.Annual, "2026-02-01", "2027-01-06", 3) with { EndsWithPlanYear = true, Case = Facts(VerificationFrequency.Annual, "2026-02-01", Day("2026-12-31")) };
        VerificationPlanner.Judge(january, Weekdays, Day("2026-12-21"), Day("2026-12-27"))!.Verdict.ShouldBe(TooEarly);
        VerificationPlanner.Judge(january, Weekdays, Day("2026-12-28"), Day("2027-01-03"))!.ShouldSatisfyAllConditions(l => l.Verdict.ShouldBe(Ask), l => l.AskBy.ShouldBe(Day("2026-12-31")));
    }

    [Fact]
    public void The_first_service_that_is_not_covered_decides_and_says_why()
    {
        var candidate = Candidate(VerificationFrequency.Annual, "2025-06-20", "2026-06-18", 1) with
        {
            Services = [new(Day("2026-06-23"), "order ORD-2"), new(Day("2026-06-18"), "order ORD-1"), new(Day("2026-06-22"), "care reminder"), new(Day("2026-06-10"), "order ORD-0")],
        };
        VerificationPlanner.Judge(candidate, Weekdays, Day("2026-06-15"), Day("2026-06-21"))!.Why
            .ShouldBe("Annual prior authorisation ends on 19 Jun 2026. Service on 22 Jun 2026 (care reminder); an answer takes 1 business day: ask by 18 Jun 2026.");
    }

    [Fact]
    public void What_was_put_off_comes_back_on_its_day()
    {
        var snoozed = Candidate(VerificationFrequency.Annual, null, "2026-06-17", 1) with { Snoozed = (Day("2026-06-16"), "moved") };
        VerificationPlanner.Judge(snoozed, Weekdays, Day("2026-06-15"), Day("2026-06-21"))!.Verdict.ShouldBe(Snoozed);
        VerificationPlanner.Judge(snoozed, Weekdays, Day("2026-06-16"), Day("2026-06-22"))!.Verdict.ShouldBe(Ask);
    }

    [Fact]
    public void The_most_urgent_line_comes_first_and_a_late_one_says_so()
    {
        var plan = VerificationPlanner.Plan([Candidate(VerificationFrequency.Annual, null, "2026-06-18", 1), Candidate(VerificationFrequency.Annual, null, "2026-06-16", 3)], Weekdays, Day("2026-06-15"), Day("2026-06-21"));
        plan.Select(l => (l.Service.Day, l.IsLate)).ShouldBe([(Day("2026-06-16"), true), (Day("2026-06-18"), false)]);
        plan[0].Why.ShouldEndWith("it is late, ask today.");
    }

    [Theory]
    [InlineData(VerificationSending.OneByOne, DayOfWeek.Monday, "2026-06-15T14:00", "2026-06-15T14:00")]
    [InlineData(VerificationSending.DailyBundle, DayOfWeek.Monday, "2026-06-15T14:00", "2026-06-15T19:50")]
    [InlineData(VerificationSending.DailyBundle, DayOfWeek.Monday, "2026-06-15T19:51", "2026-06-16T19:50")]
    [InlineData(VerificationSending.DailyBundle, DayOfWeek.Monday, "2026-06-18T20:00", "2026-06-22T19:50")]
    [InlineData(VerificationSending.WeeklyBundle, DayOfWeek.Wednesday, "2026-06-15T14:00", "2026-06-17T19:50")]
    [InlineData(VerificationSending.WeeklyBundle, DayOfWeek.Wednesday, "2026-06-17T20:00", "2026-06-24T19:50")]
    [InlineData(VerificationSending.WeeklyBundle, DayOfWeek.Friday, "2026-06-15T14:00", "2026-06-22T19:50")]
    public void A_bundle_leaves_before_the_cut_off_of_its_day(VerificationSending sending, DayOfWeek day, string held, string leaves)
    {
        var settings = new ManufacturerSettings { ManufacturerId = Guid.NewGuid(), CutOff = new(15, 0), VerificationSending = sending, VerificationDay = day };
        BundleSplit.LeavesAt(settings, Utc(held), Weekdays, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago")).ShouldBe(Utc(leaves));
    }

    [Theory]
    [InlineData("3 3 3 3", 10, 50, false, "3 1")]
    [InlineData("3 3 4", 10, 50, false, "3")]
    [InlineData("12 3", 10, 50, false, "1 1")]
    [InlineData("1 1 1 1 1", 10, 2, false, "2 2 1")]
    [InlineData("1 1 1", 10, 50, true, "1 1 1")]
    [InlineData("", 10, 50, false, "")]
    public void A_bundle_is_split_where_a_message_would_grow_too_big(string sizes, long most, int forms, bool each, string parts)
    {
        var all = sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToList();
        string.Join(' ', BundleSplit.Of(all, new(most, forms), each).Select(r => r.GetOffsetAndLength(all.Count).Length)).ShouldBe(parts);
    }

    private static PlanCandidate Candidate(VerificationFrequency frequency, string? verified, string service, int turnaround) =>
        new(new(Guid.NewGuid(), Guid.NewGuid(), VerificationType.PriorAuthorization), new(VerificationType.PriorAuthorization, frequency), [new(Day(service), "order ORD-1")])
        {
            TurnaroundDays = turnaround,
            Case = verified is null ? null : Facts(frequency, verified, VerificationPolicy.ValidThrough(frequency, Day(verified))),
        };

    private static VerificationFacts Facts(VerificationFrequency frequency, string verified, DateOnly? until) =>
        new(VerificationType.PriorAuthorization, VerificationStatus.Verified, null, [new(Guid.NewGuid(), null, frequency, Day(verified), until, "A. Lee")]);

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Utc(string moment) => DateTimeOffset.Parse(moment + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
