using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class SendByClockTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    private static readonly SendByQuestion Ask = new()
    {
        NeedBy = new(2026, 6, 18),
        Carrier = new(ShippingSpeed.StandardNextDay, 1, new(17, 0)),
        Manufacturer = "Corvane",
        LeadTimeDays = 1,
        CutOff = new(15, 0),
        Calendar = new TenantCalendar().Business(),
        Zone = Chicago,
    };

    [Theory]
    [InlineData("2026-06-18", 1, 1, "15:00", "2026-06-16T20:00:00Z")] // Thursday: one day on the road, one of lead time, so Tuesday 3 pm
    [InlineData("2026-06-17", 1, 1, "15:00", "2026-06-15T20:00:00Z")]
    [InlineData("2026-06-23", 1, 1, "15:00", "2026-06-18T20:00:00Z")] // over the weekend and Juneteenth, a Friday, so Thursday
    [InlineData("2026-06-21", 1, 1, "15:00", "2026-06-16T20:00:00Z")] // Sunday: nothing is delivered on Saturday and Juneteenth either, so it arrives on Thursday
    [InlineData("2026-06-18", 2, 3, "11:30", "2026-06-11T16:30:00Z")]
    [InlineData("2026-06-18", 0, 0, "15:00", "2026-06-18T20:00:00Z")] // taken and delivered on the same day
    [InlineData("2026-01-15", 1, 0, "15:00", "2026-01-14T21:00:00Z")] // winter time
    [InlineData("2026-03-10", 1, 0, "02:30", "2026-03-09T07:30:00Z")] // the day after daylight saving began
    [InlineData("2026-03-09", 1, 0, "15:00", "2026-03-06T21:00:00Z")] // back over the night in which it began
    [InlineData("2026-11-02", 1, 0, "15:00", "2026-10-30T20:00:00Z")] // and over the one in which it ended
    [InlineData("2028-03-01", 1, 0, "15:00", "2028-02-29T21:00:00Z")] // a leap day is a day
    [InlineData("2026-11-30", 1, 1, "15:00", "2026-11-25T21:00:00Z")] // Monday after Thanksgiving: Friday is a business day here
    [InlineData("2026-12-28", 1, 1, "15:00", "2026-12-23T21:00:00Z")] // Christmas is a Friday
    [InlineData("2028-01-03", 1, 0, "15:00", "2027-12-30T21:00:00Z")] // New Year's Day 2028, a Saturday, is observed on Friday, 31 December 2027
    public void The_latest_safe_moment_counts_business_days_back_from_the_need_by_day(string needBy, int transit, int lead, string cutOff, string expected) =>
        At(Ask with { NeedBy = Day(needBy), Carrier = Ask.Carrier with { TransitDays = transit }, LeadTimeDays = lead, CutOff = TimeOnly.Parse(cutOff, CultureInfo.InvariantCulture) }).ShouldBe(Moment(expected));

    [Theory]
    [InlineData("America/New_York", "2026-06-16T19:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-06-16T22:00:00Z")]
    [InlineData("Pacific/Honolulu", "2026-06-17T01:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-06-16T01:00:00Z")]
    public void The_cut_off_is_a_time_of_the_tenants_zone(string zone, string expected) => At(Ask with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) }).ShouldBe(Moment(expected));

    [Theory]
    [InlineData("15:00", "17:00", "2026-06-16T20:00:00Z", "cut-off 3:00 PM")]
    [InlineData("17:00", "16:30", "2026-06-16T21:30:00Z", "carrier pick-up 4:30 PM")]
    public void The_earlier_of_both_cut_offs_counts(string cutOff, string pickup, string expected, string words)
    {
        var ask = Ask with { CutOff = TimeOnly.Parse(cutOff, CultureInfo.InvariantCulture), Carrier = Ask.Carrier with { PickupCutOff = TimeOnly.Parse(pickup, CultureInfo.InvariantCulture) } };
        At(ask).ShouldBe(Moment(expected));
        SendByClock.Answer(ask).Explanation!.ShouldContain(words);
    }

    [Fact]
    public void An_order_that_waits_for_an_IVR_has_to_start_earlier_by_its_turnaround() => At(Ask with { Ivr = new(2, 34) }).ShouldBe(Moment("2026-06-12T20:00:00Z"));

    [Fact]
    public void A_carrier_that_delivers_on_Saturdays_gains_a_day()
    {
        var saturday = Ask with { NeedBy = new(2026, 6, 13), LeadTimeDays = 0 };
        At(saturday).ShouldBe(Moment("2026-06-11T20:00:00Z"));
        At(saturday with { Carrier = Ask.Carrier with { DeliversSaturdays = true } }).ShouldBe(Moment("2026-06-12T20:00:00Z"));

        // 25 December 2027 is a Saturday, observed on the Friday before; a Saturday that the tenant has closed brings nothing either.
        var closed = new TenantCalendar { ClosedDays = [new(new(2026, 6, 13), "Stock taking")] }.Business();
        At(saturday with { Carrier = Ask.Carrier with { DeliversSaturdays = true }, Calendar = closed }).ShouldBe(Moment("2026-06-11T20:00:00Z"));
    }

    [Fact]
    public void Closed_days_one_after_the_other_are_all_skipped()
    {
        var calendar = new TenantCalendar { ClosedDays = [new(new(2026, 11, 27), "Day after Thanksgiving"), new(new(2026, 11, 25), "Stock taking")] }.Business();

        var answer = SendByClock.Answer(Ask with { NeedBy = new(2026, 11, 30), Calendar = calendar });

        answer.At.ShouldBe(Moment("2026-11-23T21:00:00Z"));
        answer.Explanation!.ShouldEndWith("Closed: Wed 25 Nov (Stock taking), Thu 26 Nov (Thanksgiving Day), Fri 27 Nov (Day after Thanksgiving).");
    }

    [Theory]
    [InlineData(34, "Deliver by Thu 18 Jun − 1 day Standard next day − 1 day Corvane lead time − 2 days IVR turnaround (learned from 34), cut-off 3:00 PM: Fri 12 Jun.")]
    [InlineData(3, "Deliver by Thu 18 Jun − 1 day Standard next day − 1 day Corvane lead time − 2 days IVR turnaround (the default: 3 of 5 answers needed to learn it), cut-off 3:00 PM: Fri 12 Jun.")]
    public void The_answer_says_how_it_comes_about(int samples, string words) => SendByClock.Answer(Ask with { Ivr = new(2, samples) }).Explanation.ShouldBe(words);

    [Fact]
    public void A_need_by_day_without_delivery_is_said() => SendByClock.Answer(Ask with { NeedBy = new(2026, 6, 14) }).Explanation
        .ShouldBe("Deliver by Sun 14 Jun (no delivery then, so Fri 12 Jun) − 1 day Standard next day − 1 day Corvane lead time, cut-off 3:00 PM: Wed 10 Jun.");

    [Fact]
    public void Without_a_need_by_day_there_is_no_latest_moment() => SendByClock.Answer(Ask with { NeedBy = null }).ShouldBe(new SendByAnswer(null, null));

    [Fact]
    public void A_cut_off_that_daylight_saving_skips_is_read_an_hour_later() =>
        DayCount.MomentOf(new(2026, 3, 8), new(2, 30), Chicago).ShouldBe(new DateTimeOffset(2026, 3, 8, 8, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("2026-06-16", 1, 1, false, "2026-06-18")]
    [InlineData("2026-06-17", 1, 1, false, "2026-06-22")] // over Juneteenth and the weekend
    [InlineData("2026-06-17", 1, 1, true, "2026-06-20")] // Saturday
    [InlineData("2026-06-13", 0, 1, false, "2026-06-16")] // a Saturday is taken on Monday
    [InlineData("2026-06-16", 0, 0, false, "2026-06-16")]
    [InlineData("2026-06-16", 1, 2, true, "2026-06-20")]
    public void The_earliest_delivery_counts_forward(string sent, int lead, int transit, bool saturdays, string expected) =>
        SendByClock.EarliestDelivery(Day(sent), Ask with { LeadTimeDays = lead, Carrier = Ask.Carrier with { TransitDays = transit, DeliversSaturdays = saturdays } }).ShouldBe(Day(expected));

    [Fact]
    public void What_is_sent_on_the_latest_day_can_be_delivered_in_time_and_a_day_later_it_cannot()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            foreach (var saturdays in new[] { false, true })
            {
                var ask = Ask with { NeedBy = day, Carrier = Ask.Carrier with { DeliversSaturdays = saturdays } };
                var latest = DayCount.DayOf(At(ask)!.Value, Chicago);
                SendByClock.EarliestDelivery(latest, ask).ShouldBeLessThanOrEqualTo(day, $"{day}");
                SendByClock.EarliestDelivery(ask.Calendar.After(latest, 1), ask).ShouldBeGreaterThan(day, $"{day}");
            }
        }
    }

    [Theory]
    [InlineData(4, 9.0, 2, false)]
    [InlineData(5, 1.01, 2, true)]
    [InlineData(5, 0.2, 1, true)]
    [InlineData(40, 3.0, 3, true)]
    public void The_turnaround_is_learned_from_five_answers_on_and_rounded_up_to_days(int count, double p80, int days, bool learned)
    {
        var turnaround = IvrTurnaround.From(new(count, p80, p80, p80), defaultDays: 2);
        (turnaround.Days, turnaround.Samples, turnaround.IsLearned).ShouldBe((days, count, learned));
    }

    private static DateTimeOffset? At(SendByQuestion ask) => SendByClock.Answer(ask).At;

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
