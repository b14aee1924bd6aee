using MedDist.Core.Manufacturers;
using MedDist.Core.Verifications;
using Shouldly;
using Xunit;
using static MedDist.Core.Verifications.VerificationFrequency;
using static MedDist.Core.Verifications.VerificationStatus;
using static MedDist.Core.Verifications.VerificationType;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationPolicyTests
{
    private static readonly Guid ThisOrder = Guid.NewGuid();
    private static readonly DateOnly Today = new(2026, 6, 15);

    [Theory]
    [InlineData(Weekly, "2026-03-30", "2026-04-05")]
    [InlineData(Monthly, "2026-04-15", "2026-05-14")]
    [InlineData(Monthly, "2026-01-31", "2026-02-28")] // 31 February does not exist: the anniversary is 1 March
    [InlineData(Monthly, "2024-01-31", "2024-02-29")]
    [InlineData(Monthly, "2026-02-28", "2026-03-27")]
    [InlineData(Quarterly, "2026-11-30", "2027-02-28")]
    [InlineData(Quarterly, "2026-01-01", "2026-03-31")]
    [InlineData(Annual, "2026-02-03", "2027-02-02")]
    [InlineData(Annual, "2024-02-29", "2025-02-28")] // verified on a leap day: through the end of February
    [InlineData(Annual, "2023-03-01", "2024-02-29")]
    [InlineData(Annual, "2026-01-01", "2026-12-31")]
    public void A_frequency_ends_the_day_before_its_anniversary(VerificationFrequency frequency, string verified, string last) =>
        VerificationPolicy.ValidThrough(frequency, DateOnly.Parse(verified)).ShouldBe(DateOnly.Parse(last));

    [Fact]
    public void A_per_order_verification_has_no_end_of_its_own() => VerificationPolicy.ValidThrough(PerOrder, Today).ShouldBeNull();

    [Theory]
    [InlineData(null, null, false, "2027-06-14")]
    [InlineData("2026-09-30", null, false, "2026-09-30")] // the payer named an earlier end
    [InlineData("2028-01-01", null, false, "2027-06-14")]
    [InlineData(null, "2026-07-31", false, "2026-07-31")] // cover ends
    [InlineData("2026-09-30", "2026-07-31", true, "2026-07-31")]
    [InlineData(null, null, true, "2026-12-31")] // the plan resets
    public void The_earliest_end_counts(string? payer, string? coverage, bool planYear, string last) =>
        VerificationPolicy.ValidThrough(Annual, Today, Parse(payer), Parse(coverage), planYear).ShouldBe(DateOnly.Parse(last));

    [Fact]
    public void A_manufacturer_that_asks_for_nothing_needs_nothing() => Ask([], [], Today).State.ShouldBe(IvrState.NotRequired);

    [Theory]
    [InlineData("2026-02-03", IvrState.Valid)] // first day
    [InlineData("2027-02-02", IvrState.Valid)] // last day, inclusive
    [InlineData("2027-02-03", IvrState.LapsesBefore)]
    [InlineData("2026-02-02", IvrState.Missing)] // verified after the service date
    public void It_covers_from_its_first_day_to_its_last(string service, IvrState expected) =>
        Ask([Needs(Insurance, Annual)], [Case(Insurance, Verified, Period(Annual, "2026-02-03"))], DateOnly.Parse(service)).State.ShouldBe(expected);

    [Fact]
    public void A_valid_one_is_explained_with_who_when_and_until_when() =>
        Ask([Needs(Insurance, Annual)], [Case(Insurance, Verified, Period(Annual, "2026-02-03"))], Today).Sentence
            .ShouldBe("Annual IVR verified 3 Feb 2026 by A. Lee, valid to 2 Feb 2027.");

    [Fact]
    public void One_that_is_over_today_is_expired_and_one_that_ends_before_the_service_lapses()
    {
        Ask([Needs(Insurance, Annual)], [Case(Insurance, Verified, Period(Annual, "2025-06-01"))], Today.AddDays(3)).State.ShouldBe(IvrState.Expired);
        var lapses = Ask([Needs(Insurance, Annual)], [Case(Insurance, Verified, Period(Annual, "2025-06-17"))], Today.AddDays(10));
        lapses.State.ShouldBe(IvrState.LapsesBefore);
        lapses.Sentence.ShouldBe("Annual IVR is valid to 16 Jun 2026 and does not cover the service date 25 Jun 2026.");
    }

    [Theory]
    [InlineData(Pending, IvrState.Missing)]
    [InlineData(Generated, IvrState.Requested)]
    [InlineData(Sent, IvrState.Requested)]
    [InlineData(Rejected, IvrState.Rejected)]
    [InlineData(Superseded, IvrState.Missing)]
    [InlineData(NotApplicable, IvrState.NotRequired)]
    public void An_unverified_case_shows_how_far_it_is(VerificationStatus status, IvrState expected) =>
        Ask([Needs(Insurance, Annual)], [Case(Insurance, status)], Today).State.ShouldBe(expected);

    [Fact]
    public void A_period_still_covers_while_its_renewal_is_under_way() =>
        Ask([Needs(Insurance, Annual)], [Case(Insurance, Sent, Period(Annual, "2026-01-10"))], Today).State.ShouldBe(IvrState.Valid);

    [Fact]
    public void A_rejected_case_covers_nothing_even_with_an_old_period() =>
        Ask([Needs(Insurance, Annual)], [Case(Insurance, Rejected, Period(Annual, "2026-01-10"))], Today).State.ShouldBe(IvrState.Rejected);

    [Fact]
    public void Another_type_does_not_stand_in() =>
        Ask([Needs(Insurance, Annual)], [Case(PriorAuthorization, Verified, Period(Annual, "2026-01-10"))], Today).State.ShouldBe(IvrState.Missing);

    [Fact]
    public void All_required_types_must_cover_and_the_worst_is_told()
    {
        VerificationRequirement[] both = [Needs(Insurance, Annual), Needs(PriorAuthorization, Quarterly)];
        VerificationFacts insurance = Case(Insurance, Verified, Period(Annual, "2026-01-10"));
        Ask(both, [insurance], Today).State.ShouldBe(IvrState.Missing);
        var valid = Ask(both, [insurance, Case(PriorAuthorization, Verified, Period(Quarterly, "2026-05-01"))], Today);
        valid.State.ShouldBe(IvrState.Valid);
        valid.ValidThrough.ShouldBe(new DateOnly(2026, 7, 31));
        valid.PeriodIds.Count.ShouldBe(2);
    }

    [Fact]
    public void A_per_order_verification_counts_for_its_order_only()
    {
        VerificationRequirement[] perOrder = [Needs(Insurance, PerOrder)];
        Ask(perOrder, [Case(Insurance, Verified, Period(PerOrder, "2026-06-01", ThisOrder))], Today).State.ShouldBe(IvrState.Valid);
        Ask(perOrder, [Case(Insurance, Verified, Period(PerOrder, "2026-06-01", Guid.NewGuid()))], Today).State.ShouldBe(IvrState.Missing);
        Ask(perOrder, [Case(Insurance, Verified, Period(Annual, "2026-06-01"))], Today).State.ShouldNotBe(IvrState.Valid);
    }

    [Fact]
    public void The_tenants_day_decides_not_the_servers()
    {
        // 3:30 in the morning of 16 June in UTC is still 15 June in Chicago.
        var moment = new DateTimeOffset(2026, 6, 16, 3, 30, 0, TimeSpan.Zero);
        var day = Kernel(moment, "America/Chicago");
        day.ShouldBe(new DateOnly(2026, 6, 15));
        Ask([Needs(Insurance, Annual)], [Case(Insurance, Verified, Period(Annual, "2025-06-16"))], new(2026, 6, 20), day).State.ShouldBe(IvrState.LapsesBefore);
        Ask([Needs(Insurance, Annual)], [Case(Insurance, Verified, Period(Annual, "2025-06-16"))], new(2026, 6, 20), Kernel(moment, "Etc/UTC")).State.ShouldBe(IvrState.Expired);
    }

    private static DateOnly Kernel(DateTimeOffset moment, string zone) => Core.Kernel.DayCount.DayOf(moment, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static IvrAnswer Ask(VerificationRequirement[] required, VerificationFacts[] cases, DateOnly service, DateOnly? today = null) =>
        VerificationPolicy.Answer(required, cases, ThisOrder, service, today ?? Today);

    private static VerificationRequirement Needs(VerificationType type, VerificationFrequency frequency) => new(type, frequency);

    private static VerificationFacts Case(VerificationType type, VerificationStatus status, params VerificationPeriodFacts[] periods) => new(type, status, "no cover", periods);

    private static VerificationPeriodFacts Period(VerificationFrequency frequency, string on, Guid? order = null) =>
        new(Guid.NewGuid(), order, frequency, DateOnly.Parse(on), VerificationPolicy.ValidThrough(frequency, DateOnly.Parse(on)), "A. Lee");

    private static DateOnly? Parse(string? day) => day is null ? null : DateOnly.Parse(day);
}
