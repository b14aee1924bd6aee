using System.IO.Compression;
using System.Text;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Spreadsheets;

public sealed class SpreadsheetTests
{
    private static readonly Sheet Sample = new("Orders & more", [new("Number"), new("Name", 30), new("Count"), new("Price"), new("Day"), new("At", 20), new("Open")],
    [
        ["007", "Zoë \"Z\" O'Hara, M.D. <b>", 12, 812.5m, new DateOnly(2026, 6, 22), new DateTime(2026, 6, 15, 9, 5, 7), true],
        ["=1+1", "+1 555", -3, 0m, new DateOnly(1900, 3, 1), new DateTime(2026, 12, 31, 23, 59, 59), false],
        ["@SUM(A1)", "-2", null, null, null, null, null],
        ["  two spaces  ", "line one\nline two", 9_007_199_254_740_991L, 1e-3, null, null, null],
    ]);

    [Fact]
    public async Task A_workbook_opens_in_LibreOffice_with_every_cell_as_it_was()
    {
        var sheets = await LibreOffice.SheetsAsync(Xlsx(Sample, new("About", [new("What")], [["Acme"], ["Bluebird"]])));
        sheets.Count.ShouldBe(2);
        sheets[0].ShouldBe(
            """
            Number,Name,Count,Price,Day,At,Open
            007,"Zoë ""Z"" O'Hara, M.D. <b>",12,812.5,2026-06-22,2026-06-15 09:05:07,TRUE
            =1+1,+1 555,-3,0,1900-03-01,2026-12-31 23:59:59,FALSE
            @SUM(A1),-2,,,,,
              two spaces  ,"line one
            line two",9007199254740991,0.001,,,

            """);
        sheets[1].ShouldBe("What\nAcme\nBluebird\n");
    }

    [Fact]
    public void Text_that_looks_like_a_formula_is_text_and_stays_it()
    {
        var xml = Part(Xlsx(Sample), "xl/worksheets/sheet1.xml");
        xml.ShouldNotContain("<f>");
        xml.ShouldContain("""<c t="inlineStr" s="4"><is><t xml:space="preserve">=1+1</t>""");
        Part(Xlsx(Sample), "xl/styles.xml").ShouldContain("quotePrefix=\"1\"");
    }

    [Fact]
    public void The_heading_stays_in_sight_and_carries_a_filter_over_all_rows()
    {
        var xml = Part(Xlsx(Sample), "xl/worksheets/sheet1.xml");
        xml.ShouldContain("state=\"frozen\"");
        xml.ShouldContain("<autoFilter ref=\"A1:G5\"");
        var wide = new Sheet("Wide", [.. Enumerable.Range(1, 54).Select(i => new SheetColumn($"C{i}"))], []);
        Part(Xlsx(wide), "xl/worksheets/sheet1.xml").ShouldContain("ref=\"A1:BB1\"");
    }

    [Fact]
    public async Task What_XML_cannot_carry_is_left_out_and_nothing_else()
    {
        var sheets = await LibreOffice.SheetsAsync(Xlsx(new Sheet("Odd", [new("A")], [["a\u0001b\uD800c 😀 d"], [new string('x', Sheet.MostText + 5)]])));
        var lines = sheets[0].Split('\n');
        lines[1].ShouldBe("abc 😀 d");
        lines[2].Length.ShouldBe(Sheet.MostText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("What?")]
    [InlineData("A name of more than 31 characters")]
    public void A_name_that_a_sheet_cannot_have_is_refused(string name) => Should.Throw<ArgumentException>(() => Xlsx(new Sheet(name, [new("A")], [])));

    [Fact]
    public void A_cell_of_another_kind_is_refused() => Should.Throw<ArgumentException>(() => Xlsx(new Sheet("S", [new("A")], [[new object()]])));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("007", "007")]
    public void A_CSV_cell_is_quoted_and_never_a_formula(string text, string written)
    {
        using var output = new MemoryStream();
        CsvFile.Write(output, new("S", [new("A")], [[text, 5, new DateOnly(2026, 6, 2), new DateTime(2026, 6, 2, 8, 0, 0), true, 1.5m, null]]));
        var bytes = output.ToArray();
        bytes.Take(3).ShouldBe(new byte[] { 0xEF, 0xBB, 0xBF });
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe($"A\r\n{written},5,2026-06-02,2026-06-02 08:00:00,yes,1.5,\r\n");
    }

    private static byte[] Xlsx(params Sheet[] sheets)
    {
        using var output = new MemoryStream();
        XlsxFile.Write(output, sheets);
        return output.ToArray();
    }

    private static string Part(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
