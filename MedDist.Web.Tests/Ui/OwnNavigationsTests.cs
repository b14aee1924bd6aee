using MedDist.Core.Tests.Support;
using MedDist.Web.Ui;
using Shouldly;
using Xunit;
using static MedDist.Web.Ui.NavigationReport;

namespace MedDist.Web.Tests.Ui;

public sealed class OwnNavigationsTests
{
    private static readonly Uri A = new("http://acme.localhost/orders?tab=all");
    private static readonly Uri B = new("http://acme.localhost/orders?tab=done");
    private static readonly Uri Other = new("http://acme.localhost/orders");
    private readonly FixedClock clock = new();
    private readonly OwnNavigations own;

    public OwnNavigationsTests() => own = new(clock);

    [Fact]
    public void What_the_browser_does_by_itself_is_followed() => own.Of(Other).ShouldBe(Follow);

    [Fact]
    public void Reports_of_ones_own_changes_are_not_followed_again()
    {
        own.Expect(A);
        own.Expect(B);

        (own.Of(A), own.Of(B), own.Of(A)).ShouldBe((Own, Own, Follow));
    }

    [Fact]
    public void What_was_clicked_before_ones_own_change_arrived_does_not_take_the_page_back()
    {
        own.Expect(A);

        (own.Of(Other), own.Of(A), own.Of(Other)).ShouldBe((Overtaken, Own, Follow));
    }

    [Fact]
    public void A_change_that_was_never_reported_blocks_neither_the_next_one_nor_the_back_button()
    {
        own.Expect(A);
        own.Expect(B);
        (own.Of(B), own.Of(Other)).ShouldBe((Own, Follow));

        own.Expect(A);
        clock.Advance(TimeSpan.FromSeconds(6));
        own.Of(Other).ShouldBe(Follow);
    }
}
