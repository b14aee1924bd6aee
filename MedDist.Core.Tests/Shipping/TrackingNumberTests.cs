using System.Text.Json;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Shipping;

public sealed class TrackingNumberTests
{
    public static TheoryData<string, string, bool> Vectors()
    {
        var all = new TheoryData<string, string, bool>();
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "MedDist.Core.Tests", "Shipping", "tracking-vectors.json")));
        foreach (var format in file.RootElement.GetProperty("formats").EnumerateObject())
        {
            foreach (var kind in new[] { "valid", "invalid" })
            {
                foreach (var number in format.Value.GetProperty(kind).EnumerateArray())
                {
                    all.Add(format.Name, number.GetString()!, kind == "valid");
                }
            }
        }

        return all;
    }

    [Fact]
    public void Every_form_has_vectors_that_hold_and_vectors_that_do_not() =>
        Vectors().Select(v => (v[0], v[2])).Distinct().Count().ShouldBe(TrackingFormats.All.Count * 2);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_form_takes_its_valid_numbers_and_no_others(string format, string number, bool isValid)
    {
        var read = TrackingFormats.All.Single(f => f.Id == format).Read(TrackingNumber.Compact(number));
        (read.Match is not null).ShouldBe(isValid);
        if (isValid)
        {
            TrackingNumber.Recognise(number).Candidates.Select(c => c.Carrier).ShouldContain(read.Match!.Carrier);
        }
    }

    [Theory]
    [InlineData("1Z5R89390357567127", "UPS", "Ground", "1Z5R89390357567127")]
    [InlineData(" 1z 879e93-0346 834440 ", "UPS", "Ground", "1Z879E930346834440")]
    [InlineData("1ZXX3150YW44070023", "UPS", "SurePost", "1ZXX3150YW44070023")]
    [InlineData("986578788855", "FedEx", "Express", "986578788855")]
    [InlineData("041441760228964", "FedEx", "Ground", "041441760228964")]
    [InlineData("9611020987654312345672", "FedEx", "Ground", "987654312345672")]
    [InlineData("1001921334250001000300779017972697", "FedEx", "Express", "779017972697")]
    [InlineData("9622001900000000000000776632517510", "FedEx", "Ground", "776632517510")]
    [InlineData("32971514560102447849175802862014", "FedEx", "Express", "784917580286")]
    [InlineData("9400111206206406260787", "USPS", "Online label", "9400111206206406260787")]
    [InlineData("420787459400111206206406260787", "USPS", "Online label", "9400111206206406260787")]
    [InlineData("9505 5110 6960 5048 6006 24", "USPS", "Post office counter", "9505511069605048600624")]
    [InlineData("420 22153 9101026837331000039521", "USPS", "Confirmation", "9101026837331000039521")]
    [InlineData("RB123456785GB", "Royal Mail Group plc", "Registered letter", "RB123456785GB")]
    [InlineData("RB123456785US", "USPS", "Registered letter", "RB123456785US")]
    [InlineData("3318810025", "DHL", "Express", "3318810025")]
    public void A_number_tells_its_carrier_its_service_and_the_form_that_labels_print(string text, string carrier, string service, string number)
    {
        var match = TrackingNumber.Recognise(text).Match.ShouldNotBeNull();
        (match.Carrier, match.Service, match.Number, match.IsChecked).ShouldBe((carrier, service, number, true));
        match.Link.ShouldBe(Carriers.LinkOf(carrier, number));
        (match.Link is null || match.Link.Contains(number, StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("1Z1111111111111111", "form of a UPS number, but the check digit")]
    [InlineData("996578788855", "form of a FedEx number, but the check digit")]
    [InlineData("RB123456786US", "form of a postal number, but the check digit")]
    [InlineData("hello 7", "No known carrier")]
    [InlineData("  ", "Write or paste")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901", "longer than any")]
    public void What_is_no_number_says_why(string text, string why)
    {
        var answer = TrackingNumber.Recognise(text);
        answer.Candidates.ShouldBeEmpty();
        answer.WhyNot.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public void A_number_that_two_carriers_could_have_given_out_names_both()
    {
        var both = Enumerable.Range(0, 2000).Select(i => $"42010023342492001901326{i:0000}8334").SelectMany(stem => Enumerable.Range(0, 1000).Select(tail => $"{stem}{tail:000}"))
            .Where(n => n.Length == 34).Select(TrackingNumber.Recognise).First(a => a.IsAmbiguous);
        both.Candidates.Select(c => c.Carrier).ShouldBe(["USPS", "FedEx"], ignoreOrder: true);
        both.Match.ShouldBeNull();
        both.WhyNot.ShouldBeNull();
    }

    [Fact]
    public void A_form_without_check_digit_counts_only_where_nothing_better_does()
    {
        TrackingNumber.Recognise("60120172242323").Match.ShouldNotBeNull().IsChecked.ShouldBeFalse();
        // A postal number that DHL's loose form would take too.
        TrackingNumber.Recognise("RX123456785GB").Match.ShouldNotBeNull().Carrier.ShouldBe("Royal Mail Group plc");
    }

    [Fact]
    public void A_pasted_list_gives_each_number_once_in_its_order()
    {
        var answers = TrackingNumber.RecogniseAll("1Z5R89390357567127\n9865 7878 8855, 041441760228964;1Z5R89390357567127\r\n3318810025 RB123456785GB  not-a-number1");
        answers.Select(a => a.Match?.Number ?? a.Compact).ShouldBe(["1Z5R89390357567127", "986578788855", "041441760228964", "3318810025", "RB123456785GB", "NOTANUMBER1"]);
        TrackingNumber.RecogniseAll(null).ShouldBeEmpty();
    }
}
