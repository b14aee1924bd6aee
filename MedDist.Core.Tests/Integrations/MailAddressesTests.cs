using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Integrations;

public sealed class MailAddressesTests
{
    [Theory]
    [InlineData("orders@corvane.example")]
    [InlineData("o.rders+rush@mail.corvane-bio.example")]
    [InlineData("a_b'c@x1.example")]
    public void These_are_addresses(string address) => MailAddresses.Problem(address).ShouldBeNull();

    [Theory]
    [InlineData("orders", "is not an e-mail address")]
    [InlineData("@corvane.example", "is not an e-mail address")]
    [InlineData("orders@", "is not an e-mail address")]
    [InlineData("a@b@c.example", "is not an e-mail address")]
    [InlineData("orders@corvane", "lacks the end of its domain")]
    [InlineData("orders@corvane..example", "characters")]
    [InlineData("orders@-corvane.example", "characters")]
    [InlineData("orders@corvane.123", "characters")]
    [InlineData("or\"ders@corvane.example", "characters")]
    [InlineData("orders@corvane.example\r\nBcc:x@y.example", "is not an e-mail address")]
    [InlineData("örders@corvane.example", "characters")]
    [InlineData("orders\u0000@corvane.example", "characters")]
    public void These_are_not_and_it_says_why(string address, string why) => MailAddresses.Problem(address).ShouldNotBeNull().ShouldContain(why);

    [Fact]
    public void Too_long_ones_are_refused()
    {
        MailAddresses.Problem(new string('a', 65) + "@corvane.example")!.ShouldContain("too long");
        MailAddresses.Problem("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".example")!.ShouldContain("too long");
    }

    [Theory]
    [InlineData("a@x.example, b@x.example; c@x.example\nd@x.example", "a@x.example|b@x.example|c@x.example|d@x.example")]
    [InlineData(" <a@x.example> A@X.example ", "a@x.example")]
    [InlineData(null, "")]
    public void A_list_is_split_as_people_write_it(string? text, string addresses) => string.Join('|', MailAddresses.Split(text)).ShouldBe(addresses);

    [Fact]
    public void A_list_needs_somebody_and_nobody_twice_and_not_too_many()
    {
        Fields([], []).Keys.ShouldBe(["To"]);
        Fields(["a@x.example"], ["A@x.example"])["Cc"].ShouldHaveSingleItem().ShouldContain("stands in both lists");
        Fields([.. Enumerable.Range(0, 21).Select(i => $"a{i}@x.example")], [])["To"].ShouldHaveSingleItem().ShouldContain("At most 20");
        MailAddresses.Check(["a@x.example"], ["b@x.example"]).ShouldBeNull();
    }

    private static IReadOnlyDictionary<string, string[]> Fields(string[] to, string[] cc) => MailAddresses.Check(to, cc).ShouldBeOfType<Failure.Invalid>().Fields;
}
