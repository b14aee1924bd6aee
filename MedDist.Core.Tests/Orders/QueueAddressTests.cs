using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class QueueAddressTests
{
    private static readonly Guid Id = Guid.Parse("01998878-2801-7209-bb5d-47e3d929c83b");

    [Fact]
    public void The_usual_view_has_a_bare_address() => new QueueAddress(new OrderFilter()).Write().ShouldBe("/orders");

    [Fact]
    public void Everything_that_is_shown_comes_back_from_the_address()
    {
        var full = new QueueAddress(
            new OrderFilter
            {
                Tab = QueueTab.Manufacturer,
                Search = "ord-12 454",
                ManufacturerId = Id,
                FacilityId = Guid.CreateVersion7(),
                Status = OrderStatus.Confirmed,
                Ivr = IvrState.LapsesBefore,
                RushOnly = true,
                Flag = "ivr.missing",
                Sort = OrderSort.ServiceDate,
                Descending = true,
                Skip = 50,
                Take = 25,
                Group = OrderGroup.Episode,
            },
            Id)
        { View = Guid.CreateVersion7(), Columns = "number,-provider,recipient.220" };

        Read(full.Write()).ShouldBe(full);
        full.Write().ShouldContain("page=3");
    }

    [Theory]
    [InlineData("/orders?tab=nowhere&status=99&ivr=-1&page=0&size=7&sort=none&manufacturer=x")]
    [InlineData("/orders?page=99999999999&tab=17")]
    [InlineData("/orders/not-an-id")]
    public void Nonsense_counts_as_not_said(string address) => Read(address).ShouldBe(new QueueAddress(new OrderFilter()));

    [Theory]
    [InlineData("Ella Conrad")]
    [InlineData("conrad 454")]
    public void A_search_that_may_be_a_name_stays_out_of_the_address(string search)
    {
        var address = new QueueAddress(new OrderFilter { Search = search });

        address.Write().ShouldBe("/orders?q=%2A");
        address.PrivateSearch.ShouldBe(search);
        Read(address.Write(), search).Filter.Search.ShouldBe(search);
        Read(address.Write()).Filter.Search.ShouldBeNull();
        Read("/orders", search).Filter.Search.ShouldBeNull();
    }

    [Fact]
    public void A_view_keeps_the_list_but_not_the_page_the_open_order_or_a_name_and_comes_back_from_it()
    {
        var list = new QueueAddress(new OrderFilter { Tab = QueueTab.Action, RushOnly = true, Search = "Ella Conrad", Skip = 100, Group = OrderGroup.Episode }, Id) { Columns = "number" };
        list.ToView().ShouldBe("tab=action&rush=yes&group=episode&cols=number");

        var back = QueueAddress.Of(Id, list.ToView());
        (back.Filter, back.ActiveView, back.OpenOrder, back.ToView()).ShouldBe((new OrderFilter { RushOnly = true, Group = OrderGroup.Episode }, Id, null, list.ToView()));
        Read(back.Write()).ShouldBe(back);
    }

    [Theory]
    [InlineData("/orders", true)]
    [InlineData("/orders?view=01998878-2801-7209-bb5d-47e3d929c83b", true)]
    [InlineData("/orders?view=01998878-2801-7209-bb5d-47e3d929c83b&tab=action", false)]
    [InlineData("/orders?tab=action", false)]
    public void Only_an_address_that_says_nothing_of_the_list_starts_with_a_view(string address, bool bare) => QueueAddress.IsBare(new Uri("http://acme.localhost" + address)).ShouldBe(bare);

    [Fact]
    public void A_user_who_wants_no_view_is_not_given_one_again()
    {
        var none = new QueueAddress(new OrderFilter()) { View = Guid.Empty };

        none.Write().ShouldBe("/orders?view=none");
        Read(none.Write()).ShouldBe(none);
        none.ActiveView.ShouldBeNull();
    }

    [Fact]
    public void Narrowing_starts_at_the_first_page() =>
        new QueueAddress(new OrderFilter { Skip = 150 }).With(f => f with { RushOnly = true }).Filter.ShouldBe(new OrderFilter { RushOnly = true });

    private static QueueAddress Read(string address, string? privateSearch = null) => QueueAddress.Read(new Uri("http://acme.localhost" + address), privateSearch);
}
