using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Web.Tenancy;
using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class UserClockTests
{
    // Monday, 15 June 2026, 14:00 UTC: nine o'clock in Chicago.
    private static readonly FixedClock Now = new();

    [Theory]
    [InlineData("2026-11-22T20:05:00Z", "22 Nov, 2:05 PM")]
    [InlineData("2026-06-16T04:59:59Z", "15 Jun, 11:59 PM")]
    [InlineData("2026-01-01T05:59:00Z", "31 Dec 2025, 11:59 PM")]
    [InlineData("2027-02-02T18:00:00Z", "2 Feb 2027, 12:00 PM")]
    public void A_moment_is_shown_in_the_tenants_zone_and_names_another_year(string at, string shown) =>
        In("America/Chicago").Moment(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(shown);

    [Theory]
    [InlineData(-20, "just now")]
    [InlineData(20, "just now")]
    [InlineData(-5 * 60, "5 min ago")]
    [InlineData(-59 * 60 - 59, "59 min ago")]
    [InlineData(3 * 3600, "in 3 h")]
    [InlineData(-23 * 3600, "23 h ago")]
    [InlineData(-24 * 3600, "14 Jun, 9:00 AM")]
    public void What_is_near_is_told_by_distance(int seconds, string shown) => In("America/Chicago").Relative(Now.GetUtcNow().AddSeconds(seconds)).ShouldBe(shown);

    [Fact]
    public void A_day_needs_no_zone_and_today_is_the_tenants()
    {
        In("America/Chicago").Day(new(2026, 11, 2)).ShouldBe("2 Nov");
        In("America/Chicago").Day(new(2025, 11, 2)).ShouldBe("2 Nov 2025");
        In("Pacific/Kiritimati").Today.ShouldBe(new(2026, 6, 16));
    }

    [Fact]
    public void The_exact_moment_names_weekday_second_and_zone() =>
        In("America/Chicago").Exact(Now.GetUtcNow()).ShouldBe("Mon 15 Jun 2026, 9:00:00 AM (America/Chicago)");

    [Fact]
    public void Without_a_tenant_it_is_the_clock_of_the_world() => In(null).Moment(Now.GetUtcNow()).ShouldBe("15 Jun, 2:00 PM");

    private static UserClock In(string? zone)
    {
        var tenant = new CurrentTenant(new TenantDirectory(_ => throw new InvalidOperationException("no database here"), Now));
        tenant.Show(zone is null ? null : new(Guid.NewGuid(), "Acme", "acme", new() { TimeZone = zone }, IsActive: true));
        return new(Now, tenant);
    }
}
