using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MedDist.Core.Documents.Pdf;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Pdf;

public partial class PdfFileTests
{
    [Fact]
    public void Equal_input_gives_equal_bytes() => Draft.OneOfEverything().ShouldBe(Draft.OneOfEverything());

    [Fact]
    public void Making_the_file_twice_gives_equal_bytes()
    {
        var document = Draft.New().Paragraph("Once more.");

        document.ToArray().ShouldBe(document.ToArray());
    }

    [Fact]
    public void A_document_can_grow_after_it_was_made()
    {
        var document = Draft.New().Paragraph("first");
        document.ToArray();

        PdfText.Read(document.PageBreak().Paragraph("żółty").ToArray()).ShouldContain("żółty");
    }

    [Fact]
    public void The_culture_of_the_server_does_not_matter()
    {
        var here = Draft.OneOfEverything();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("pl-PL");
            Draft.OneOfEverything().ShouldBe(here);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("Order SO-1001")]
    [InlineData(@"Order (copy) \ ) ( \)")]
    [InlineData("Zamówienie — Αθήνα (Київ) 漢 \U0001F600")]
    public void Title_and_author_read_back_as_they_were_given(string text)
    {
        var properties = PdfText.Properties(new PdfDocument(Draft.Setup with { Title = text, Author = text }).ToArray());

        properties["Title"].ShouldBe(text);
        properties["Author"].ShouldBe(text);
    }

    [Fact]
    public void The_creation_date_is_the_moment_that_was_given()
    {
        var inWarsaw = new DateTimeOffset(2025, 3, 4, 1, 6, 7, TimeSpan.FromHours(2));

        var properties = PdfText.Properties(new PdfDocument(Draft.Setup with { CreatedAt = inWarsaw }).ToArray());

        properties["CreationDate"].ShouldBe("2025-03-03T23:06:07Z");
    }

    [Fact]
    public void A_form_of_one_page_is_small() => Draft.OneOfEverything().Length.ShouldBeLessThan(60_000);

    [Fact]
    public void The_cross_reference_table_points_at_every_object()
    {
        var pdf = Draft.OneOfEverything();
        var text = Encoding.Latin1.GetString(pdf);

        var start = int.Parse(StartPattern().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        text[start..].ShouldStartWith("xref\n0 ");
        var offsets = EntryPattern().Matches(text[start..]).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        offsets.Count.ShouldBeGreaterThan(10);
        for (var i = 0; i < offsets.Count; i++)
        {
            text[offsets[i]..].ShouldStartWith($"{i + 1} 0 obj\n");
        }
    }

    [Theory]
    [InlineData("#1F5F73", true)]
    [InlineData("1f5f73", true)]
    [InlineData("#FFF", false)]
    [InlineData("teal", false)]
    [InlineData("#1F5F7G", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_colour_is_six_hexadecimal_digits(string? hex, bool valid)
    {
        PdfColor.TryParse(hex, out var color).ShouldBe(valid);
        color.ShouldBe(valid ? new PdfColor(0x1F, 0x5F, 0x73) : default);
    }

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartPattern();

    [GeneratedRegex(@"^(\d{10}) 00000 n $", RegexOptions.Multiline)]
    private static partial Regex EntryPattern();
}
