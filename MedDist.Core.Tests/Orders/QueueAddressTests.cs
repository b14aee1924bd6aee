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
            },
            Id);

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
    public void Narrowing_starts_at_the_first_page() =>
        new QueueAddress(new OrderFilter { Skip = 150 }).With(f => f with { RushOnly = true }).Filter.ShouldBe(new OrderFilter { RushOnly = true });

    private static QueueAddress Read(string address, string? privateSearch = null) => QueueAddress.Read(new Uri("http://acme.localhost" + address), privateSearch);
}
