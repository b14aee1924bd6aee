using MedDist.Core.Documents.Pdf;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Pdf;

public class PdfDocumentTests
{
    private const int Margin = 48, BelowBar = 30, AboveFoot = 740;

    [Fact]
    public void Every_kind_of_block_can_be_read_back()
    {
        var text = PdfText.Read(Draft.OneOfEverything());

        text.ShouldContain("Verification request");
        text.ShouldContain("SIMULATED");
        text.ShouldContain("No payer was contacted.");
        text.ShouldContain("Please confirm the benefits");
        text.ShouldMatch(@"Recipient +Jane Q\. Public +Born +02/03/1948");
        text.ShouldMatch("Payer +–");
        text.ShouldMatch("SKU-1 +Catheter, sterile +101.50");
        text.ShouldContain("An estimate is not a guarantee of payment.");
    }

    [Fact]
    public void An_empty_document_is_one_page_with_its_frame()
    {
        var page = PdfText.Pages(Draft.New().ToArray()).ShouldHaveSingleItem();

        page.ShouldContain("Northwind Medical");
        page.ShouldContain("12 Harbor Way, Portland");
        page.ShouldContain("Page 1 of 1");
    }

    [Fact]
    public void A_document_without_any_words_is_still_a_readable_file()
    {
        var setup = new PdfSetup { Title = "", CreatedAt = Draft.Setup.CreatedAt };

        PdfText.Read(new PdfDocument(setup).Heading("").Paragraph(null).KeyValues([]).Table([new("")], []).Notice("").ToArray())
            .ShouldContain("Page 1 of 1");
    }

    [Fact]
    public void Each_page_tells_its_number_and_how_many_there_are()
    {
        var pages = PdfText.Pages(Draft.New().Paragraph("one").PageBreak().Paragraph("two").PageBreak().Paragraph("three").ToArray());

        pages.Count.ShouldBe(3);
        for (var i = 0; i < pages.Count; i++)
        {
            pages[i].ShouldContain($"Page {i + 1} of 3");
        }
    }

    [Fact]
    public void A_page_break_at_the_beginning_or_the_end_leaves_no_blank_page() =>
        PdfText.Pages(Draft.New().PageBreak().Paragraph("only").PageBreak().PageBreak().ToArray()).Count.ShouldBe(1);

    [Fact]
    public void A_long_paragraph_wraps_inside_the_margins_and_runs_on_over_pages_without_losing_a_word()
    {
        var words = Enumerable.Range(1, 2000).Select(i => $"word{i}").ToList();

        var pdf = Draft.New().Paragraph(string.Join(' ', words)).ToArray();

        PdfText.Pages(pdf).Count.ShouldBeGreaterThan(1);
        PdfText.Words(pdf).Select(w => w.Text).Where(w => w.StartsWith("word", StringComparison.Ordinal)).ShouldBe(words);
        ShouldKeepToTheMargins(pdf);
    }

    [Fact]
    public void A_word_wider_than_the_page_is_broken_and_loses_no_letter()
    {
        var word = string.Concat(Enumerable.Range(0, 400).Select(i => (char)('a' + (i % 26))));

        var pdf = Draft.New().Paragraph($"before {word} after").ToArray();

        PdfText.Unspaced(pdf).ShouldContain($"before{word}after");
        ShouldKeepToTheMargins(pdf);
    }

    [Fact]
    public void A_long_code_breaks_after_its_hyphens_rather_than_anywhere()
    {
        var code = string.Join('-', Enumerable.Repeat("ABCDEFGHIJ", 20));

        var parts = PdfText.Words(Draft.New().Paragraph(code).ToArray()).Where(w => w.Text.StartsWith("ABC", StringComparison.Ordinal)).ToList();

        parts.Count.ShouldBeGreaterThan(1);
        parts.SkipLast(1).ShouldAllBe(part => part.Text.EndsWith('-'));
    }

    [Fact]
    public void A_line_end_in_the_text_begins_a_new_line()
    {
        var words = PdfText.Words(Draft.New().Paragraph("first\r\nsecond\n\nfourth").ToArray());

        double Top(string text) => words.Single(w => w.Text == text).Top;
        (Top("fourth") - Top("second")).ShouldBe(2 * (Top("second") - Top("first")), tolerance: 0.01);
    }

    [Fact]
    public void A_heading_moves_to_the_next_page_with_what_follows()
    {
        var full = Draft.New();
        for (var height = 0; height < 34; height++)
        {
            full.Paragraph("filler");
        }

        var pages = PdfText.Pages(full.Heading("Late heading", 2).Paragraph("What it heads.").ToArray());

        pages.Count.ShouldBe(2);
        pages[0].ShouldNotContain("Late heading");
        pages[1].ShouldMatch(@"Late heading\s+What it heads\.");
    }

    [Fact]
    public void A_notice_longer_than_a_page_is_boxed_again_on_the_next()
    {
        var lines = Enumerable.Range(1, 120).Select(i => $"Clause{i}").ToList();

        var pdf = Draft.New().Notice("Terms", string.Join('\n', lines)).ToArray();

        PdfText.Words(pdf).Select(w => w.Text).Where(w => w.StartsWith("Clause", StringComparison.Ordinal)).ShouldBe(lines);
        ShouldKeepToTheMargins(pdf);
    }

    [Fact]
    public void Key_values_stand_in_two_columns_and_read_row_by_row()
    {
        var words = PdfText.Words(Draft.New().KeyValues([("A", "one"), ("B", "two"), ("C", "three")]).ToArray());

        PdfWord Word(string text) => words.Single(w => w.Text == text);
        Word("two").Top.ShouldBe(Word("one").Top);
        Word("two").Left.ShouldBeGreaterThan(306);
        Word("three").Left.ShouldBe(Word("one").Left);
        Word("three").Top.ShouldBeGreaterThan(Word("one").Bottom - 2);
    }

    [Fact]
    public void Head_and_foot_cut_what_does_not_fit_with_an_ellipsis()
    {
        var endless = string.Concat(Enumerable.Repeat("endless words ", 60));

        var pdf = new PdfDocument(Draft.Setup with { TenantName = endless, Title = endless, FooterText = endless }).ToArray();

        PdfText.Read(pdf).Count(c => c == '…').ShouldBe(3);
        PdfText.Words(pdf).ShouldAllBe(word => word.Right <= 612 - Margin + 1);
    }

    [Theory]
    [InlineData(0x10, 0x30, 0x50, 255)]
    [InlineData(0xFF, 0xE0, 0x40, 0)]
    public void The_bar_has_the_tenants_colour_and_its_text_stays_readable(byte red, byte green, byte blue, int nearest)
    {
        var accent = new PdfColor(red, green, blue);

        var page = PdfPicture.Render(new PdfDocument(Draft.Setup with { Accent = accent }).ToArray());

        page[5, 14].ShouldBe(accent);
        var text = Enumerable.Range(Margin, 100).SelectMany(x => Enumerable.Range(4, 20).Select(y => page[x, y])).ToList();
        text.Min(c => Math.Abs(c.Green - nearest)).ShouldBeLessThan(60);
    }

    [Fact]
    public void Paper_is_letter_unless_A4_is_asked_for()
    {
        PdfText.Properties(Draft.New().ToArray())["Page size"].ShouldBe("612 x 792 pts (letter)");
        PdfText.Properties(new PdfDocument(Draft.Setup with { PageSize = PdfPageSize.A4 }).ToArray())["Page size"].ShouldBe("595.28 x 841.89 pts (A4)");
    }

    private static void ShouldKeepToTheMargins(byte[] pdf)
    {
        var page = PdfPicture.Render(pdf);
        page.IsBlank(0, BelowBar, Margin - 1, AboveFoot).ShouldBeTrue("something is drawn in the left margin");
        page.IsBlank(page.Width - Margin + 1, BelowBar, page.Width, AboveFoot).ShouldBeTrue("something is drawn in the right margin");
        page.IsBlank(0, AboveFoot - 4, page.Width, AboveFoot).ShouldBeTrue("something is drawn over the foot");
    }
}
