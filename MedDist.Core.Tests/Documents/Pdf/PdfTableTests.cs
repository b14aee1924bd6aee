using MedDist.Core.Documents.Pdf;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Pdf;

public class PdfTableTests
{
    private static readonly PdfColumn[] Columns = [new("SKU"), new("Description", 3), new("Amount", 1, PdfAlign.Right)];

    [Fact]
    public void A_table_repeats_its_header_on_every_page()
    {
        var pages = PdfText.Pages(Draft.New().Table(Columns, Rows(150)).ToArray());

        pages.Count.ShouldBeGreaterThan(2);
        pages.ShouldAllBe(page => page.Contains("Description", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PdfTableLook.Zebra)]
    [InlineData(PdfTableLook.Rules)]
    public void A_long_table_shows_every_row_once_and_in_order(PdfTableLook look)
    {
        var pdf = Draft.New().Paragraph("Some words first.").Table(Columns, Rows(500), ["Total", null, "1"], look).ToArray();

        PdfText.Words(pdf).Select(w => w.Text).Where(w => w.StartsWith("SKU-", StringComparison.Ordinal))
            .ShouldBe(Rows(500).Select(row => row[0]));
        PdfText.Words(pdf).ShouldAllBe(word => word.Bottom < 792 - 20);
    }

    [Fact]
    public void A_row_longer_than_a_page_runs_on_under_the_header()
    {
        var words = Enumerable.Range(1, 3000).Select(i => $"note{i}").ToList();

        var pdf = Draft.New().Table(Columns, [["SKU-1", string.Join(' ', words), "1.00"], ["SKU-2", "short", "2.00"]]).ToArray();

        PdfText.Words(pdf).Select(w => w.Text).Where(w => w.StartsWith("note", StringComparison.Ordinal)).ShouldBe(words);
        PdfText.Pages(pdf).ShouldAllBe(page => page.Contains("Description", StringComparison.Ordinal));
        PdfText.Read(pdf).ShouldContain("SKU-2");
    }

    [Fact]
    public void A_row_that_fits_on_one_page_is_not_parted()
    {
        var rows = Rows(60).Select(row => (IReadOnlyList<string?>)[row[0], "first-line\nmiddle\nlast-line", row[2]]);

        var words = PdfText.Words(Draft.New().Table(Columns, rows).ToArray());

        words.Where(w => w.Text == "first-line").Select(w => w.Page)
            .ShouldBe(words.Where(w => w.Text == "last-line").Select(w => w.Page));
    }

    [Fact]
    public void A_header_too_tall_to_repeat_is_set_once()
    {
        PdfColumn[] columns = [new(string.Join('\n', Enumerable.Range(1, 80).Select(i => $"head{i}"))), new("B")];

        var words = PdfText.Words(Draft.New().Table(columns, Rows(100).Select(row => (IReadOnlyList<string?>)[row[0], "x"])).ToArray());

        words.Count(w => w.Text == "head80").ShouldBe(1);
        words.Count(w => w.Text.StartsWith("SKU-", StringComparison.Ordinal)).ShouldBe(100);
    }

    [Fact]
    public void Figures_end_at_the_same_place()
    {
        var pdf = Draft.New().Table(Columns, [["a", "b", "1.00"], ["a", "b", "12,345.67"]], ["", "", "12,346.67"]).ToArray();

        var ends = PdfText.Words(pdf).Where(w => w.Text is "Amount" or "1.00" or "12,345.67" or "12,346.67").Select(w => w.Right).ToList();

        ends.Count.ShouldBe(4);
        (ends.Max() - ends.Min()).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void A_figure_too_wide_for_its_share_gets_the_room_it_needs()
    {
        PdfColumn[] columns = [new("Note", 20), new("Amount", 0.1, PdfAlign.Right)];

        PdfText.Words(Draft.New().Table(columns, [["x", "$1,234,567,890.12"]]).ToArray()).ShouldContain(w => w.Text == "$1,234,567,890.12");
    }

    [Fact]
    public void Columns_that_all_need_more_than_the_page_wrap_and_lose_nothing()
    {
        var columns = Enumerable.Range(1, 12).Select(i => new PdfColumn($"Amount{i}", 1, PdfAlign.Right)).ToList();
        var cells = Enumerable.Range(1, 12).Select(i => $"1,234,567,890.{i:00}").ToList();

        var pdf = Draft.New().Table(columns, [cells]).ToArray();

        string.Concat(PdfText.Unspaced(pdf).Where(char.IsDigit).Order()).ShouldContain("999999999999");
        PdfText.Words(pdf).ShouldAllBe(word => word.Right <= 612 - 48 + 1);
    }

    [Fact]
    public void A_row_may_be_shorter_than_the_header() =>
        PdfText.Read(Draft.New().Table(Columns, [["alone"]]).ToArray()).ShouldContain("alone");

    [Fact]
    public void A_row_longer_than_the_header_is_refused() =>
        Should.Throw<ArgumentException>(() => Draft.New().Table(Columns, [["1", "2", "3", "4"]])).Message.ShouldContain("3 columns");

    [Fact]
    public void A_table_without_columns_or_with_an_empty_share_is_refused()
    {
        Should.Throw<ArgumentException>(() => Draft.New().Table([], []));
        Should.Throw<ArgumentException>(() => Draft.New().Table([new("A", 0)], []));
    }

    private static List<IReadOnlyList<string?>> Rows(int count) =>
        [.. Enumerable.Range(1, count).Select(i => (IReadOnlyList<string?>)[$"SKU-{i:0000}", $"Catheter {i}", $"{i}.00"])];
}
