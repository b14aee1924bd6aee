using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class DeskFactRulesTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);
    private static readonly DateTimeOffset Noon = new(2026, 6, 15, 17, 0, 0, TimeSpan.Zero);
    private static readonly DeskDay Day = DeskDay.Of(new TenantSettings(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"), Today);
    private static readonly VerificationRequirement Annual = new(VerificationType.Insurance, VerificationFrequency.Annual);

    [Theory]
    [InlineData(-400, DeskColumn.Expired)]
    [InlineData(-366, DeskColumn.Expired)]
    [InlineData(-364, DeskColumn.Expiring)] // through today
    [InlineData(-357, DeskColumn.Expiring)] // through 7 days on
    [InlineData(-356, DeskColumn.Verified)]
    public void A_verified_case_stands_by_its_last_day(int verified, DeskColumn expected) => Of(Verified(Today.AddDays(verified))).Column.ShouldBe(expected);

    [Fact]
    public void What_was_sent_waits_once_the_manufacturer_has_had_a_whole_working_day()
    {
        var theCase = Case();
        theCase.Send(null, new(2026, 6, 12, 5, 0, 0, TimeSpan.Zero)); // Friday, midnight in Chicago; today is Monday
        Of(theCase).Column.ShouldBe(DeskColumn.Sent);
        theCase.Send(null, new(2026, 6, 12, 4, 59, 0, TimeSpan.Zero));
        Of(theCase).Column.ShouldBe(DeskColumn.Waiting);
    }

    [Fact]
    public void Pending_is_needed_rejected_is_rejected_and_what_does_not_count_is_on_no_board()
    {
        var theCase = Case();
        Of(theCase).Column.ShouldBe(DeskColumn.Needed);
        theCase.Reject("no", null, Noon);
        Of(theCase).Column.ShouldBe(DeskColumn.Rejected);
        theCase.Supersede();
        Of(theCase, Use(5)).ShouldBe(new DeskFacts(DeskColumn.Closed, null, null, null, false, DeskFacts.Far));
    }

    [Fact]
    public void The_next_planned_service_decides_the_light_and_any_planned_order_that_it_stops_makes_it_red()
    {
        var theCase = Verified(Today.AddDays(-355)); // through 24 June
        var (near, far) = (Use(4), Use(20));
        Of(theCase, far, near).ShouldBe(new DeskFacts(DeskColumn.Verified, near.On, near.OrderId, IvrState.Valid, true, near.On));
        Of(theCase, near).BlocksOrder.ShouldBeFalse();
        Of(theCase, far).NextIvr.ShouldBe(IvrState.LapsesBefore);
        Of(theCase, far with { Stops = false }).ShouldSatisfyAllConditions(f => f.NextIvr.ShouldBe(IvrState.LapsesBefore), f => f.BlocksOrder.ShouldBeFalse());
    }

    [Fact]
    public void A_use_that_is_behind_us_is_planned_only_while_its_order_has_not_left()
    {
        var theCase = Verified(Today.AddDays(-100));
        Of(theCase, Use(-3) with { HasLeft = true, Stops = false }).NextServiceOn.ShouldBeNull();
        Of(theCase, Use(-3)).NextServiceOn.ShouldBe(Today.AddDays(-3));
    }

    [Fact]
    public void One_that_holds_for_another_order_is_needed_again()
    {
        var (mine, other) = (Use(3), Use(9));
        var theCase = Case();
        theCase.Verify(new VerificationPeriod { OrderId = mine.OrderId, Frequency = VerificationFrequency.PerOrder, VerifiedOn = Today, VerifiedByName = "A. Lee" }, Noon);
        var required = Annual with { Frequency = VerificationFrequency.PerOrder };
        DeskFactRules.Of(theCase, required, [mine], Day).ShouldSatisfyAllConditions(f => f.Column.ShouldBe(DeskColumn.Verified), f => f.BlocksOrder.ShouldBeFalse());
        DeskFactRules.Of(theCase, required, [other], Day).ShouldSatisfyAllConditions(f => f.Column.ShouldBe(DeskColumn.Needed), f => f.BlocksOrder.ShouldBeTrue());
    }

    [Fact]
    public void What_the_manufacturer_asks_for_no_longer_stops_nothing() =>
        DeskFactRules.Of(Case(), null, [Use(3)], Day).ShouldSatisfyAllConditions(f => f.NextServiceOn.ShouldBeNull(), f => f.BlocksOrder.ShouldBeFalse());

    private static DeskFacts Of(Verification theCase, params PlannedUse[] uses) => DeskFactRules.Of(theCase, Annual, uses, Day);

    private static PlannedUse Use(int days) => new(Guid.CreateVersion7(), Today.AddDays(days), true, false);

    private static Verification Case() => new() { RecipientId = Guid.NewGuid(), ManufacturerId = Guid.NewGuid(), Type = VerificationType.Insurance };

    private static Verification Verified(DateOnly on)
    {
        var theCase = Case();
        theCase.Verify(
            new VerificationPeriod { Frequency = VerificationFrequency.Annual, VerifiedOn = on, ValidThrough = VerificationPolicy.ValidThrough(VerificationFrequency.Annual, on), VerifiedByName = "A. Lee" }, Noon);
        return theCase;
    }
}
