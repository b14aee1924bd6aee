using MedDist.Core.Verifications;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationAddressTests
{
    private static readonly VerificationAddress Full = new(
        new()
        {
            ManufacturerId = Guid.NewGuid(),
            Type = VerificationType.PriorAuthorization,
            Column = DeskColumn.Waiting,
            Search = "mrn-1001",
            EndsWithinDays = 30,
            BlocksOnly = true,
            UncoveredOnly = true,
            ServiceFrom = new(2026, 6, 1),
            ServiceTo = new(2026, 6, 30),
            FacilityId = Guid.NewGuid(),
            Sort = VerificationSort.ValidThrough,
            Descending = true,
            Skip = 100,
            Take = 100,
        },
        DeskLayout.Table)
    { View = Guid.NewGuid(), Columns = "a.b" };

    [Fact]
    public void An_address_says_everything_and_reads_back() => VerificationAddress.Read(new Uri("http://x" + Full.Write())).ShouldBe(Full);

    [Fact]
    public void A_name_never_gets_into_the_address_or_a_view()
    {
        var address = Full with { Filter = Full.Filter with { Search = "Jane Public" } };
        address.Write().ShouldNotContain("ane", Case.Insensitive);
        address.ToView().ShouldNotContain("ane", Case.Insensitive);
        address.PrivateSearch.ShouldBe("Jane Public");
        VerificationAddress.Read(new Uri("http://x" + address.Write()), "Jane Public").Filter.Search.ShouldBe("Jane Public");
    }

    [Theory]
    [InlineData("?type=nonsense&state=9&ends=0&page=-1&size=7&from=yesterday&as=wall")]
    [InlineData("")]
    public void What_it_says_wrongly_counts_as_not_said(string query) => VerificationAddress.Read(new Uri("http://x/verifications" + query)).ShouldBe(new VerificationAddress(new()));
}
