using MedDist.Core.Documents.Pdf;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Pdf;

public class PdfCharactersTests
{
    [Theory]
    [InlineData("Zażółć gęślą jaźń")]
    [InlineData("Αθήνα, Ελλάδα")]
    [InlineData("Київ, Україна")]
    [InlineData("Ørsted, Straße, Þórr, Čapek")]
    [InlineData("€ 1,234.50 – £ 12 — ¥ 9")]
    [InlineData("≤ 5 µm ± 0.1 °C ½ ²")]
    [InlineData(@"(brackets) \ <angle> [square] {curly} % # /slash")]
    public void Text_reads_back_as_it_was_written(string text)
    {
        PdfText.Read(Draft.New().Paragraph(text).ToArray()).ShouldContain(text, Case.Sensitive);
        PdfText.Read(Draft.New().Heading(text).ToArray()).ShouldContain(text, Case.Sensitive);
    }

    [Fact]
    public void Letters_that_look_alike_keep_their_identity()
    {
        const string latinGreekCyrillic = "A\u0391\u0410 o\u03BF\u043E";

        PdfText.Read(Draft.New().Paragraph(latinGreekCyrillic).ToArray()).ShouldContain(latinGreekCyrillic, Case.Sensitive);
    }

    [Fact]
    public void A_letter_written_as_base_and_accent_is_composed() =>
        PdfText.Read(Draft.New().Paragraph("Zo\u0301lc").ToArray()).ShouldContain("Zólc", Case.Sensitive);

    [Theory]
    [InlineData("ż")]
    [InlineData("É")]
    [InlineData("Ї")]
    public void A_letter_that_the_font_puts_together_from_parts_is_drawn(string letter)
    {
        var pdf = Draft.New().Paragraph(letter).ToArray();

        var place = PdfText.Words(pdf).Single(word => word.Text == letter);
        PdfPicture.Render(pdf).IsBlank((int)place.Left, (int)place.Top, (int)place.Right, (int)place.Bottom).ShouldBeFalse();
    }

    [Fact]
    public void A_character_that_the_font_lacks_shows_as_a_box_and_can_still_be_copied()
    {
        var pdf = Draft.New().Paragraph("漢").ToArray();

        PdfText.Read(pdf).ShouldContain("漢", Case.Sensitive);
        var box = PdfText.Words(pdf).Single(word => word.Text == "漢");
        PdfPicture.Render(pdf).IsBlank((int)box.Left, (int)box.Top, (int)box.Right, (int)box.Bottom).ShouldBeFalse();
    }

    [Fact]
    public void Characters_beyond_the_first_plane_read_back() =>
        PdfText.Read(Draft.New().Paragraph("smile \U0001F600 and \U00020000 ideograph").ToArray())
            .ShouldContain("smile \U0001F600 and \U00020000 ideograph", Case.Sensitive);

    [Fact]
    public void Malformed_text_and_control_characters_do_not_harm_the_file()
    {
        var text = $"start{(char)0xD800}{(char)0xFFFE}\0\u0007\u001B\u200B\t{(char)0xDC00}end";

        var pdf = new PdfDocument(Draft.Setup with { Title = text, TenantName = text, FooterText = text }).Paragraph(text).ToArray();

        PdfText.Read(pdf).ShouldContain("start\uFFFD\uFFFD \uFFFDend", Case.Sensitive);
    }

    [Fact]
    public void Hundreds_of_different_characters_all_read_back()
    {
        var letters = Enumerable.Range(0x400, 0x80).Concat(Enumerable.Range(0x100, 0x100)).Select(code => ((char)code).ToString()).ToList();

        PdfText.Unspaced(Draft.New().Paragraph(string.Join(' ', letters)).ToArray()).ShouldContain(string.Concat(letters), Case.Sensitive);
    }
}
