using System.Text;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Batches.Workbooks;

public sealed class WorkbookReaderTests
{
    private static readonly object?[][] Simple = [["Name", "Born", "Number"], ["Ann Ash", new DateOnly(1950, 2, 3), 1234], ["Bo Beck", "3 Feb 1951", "0099"]];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_workbook_as_Excel_writes_it_is_read_with_its_days(bool from1904)
    {
        var sheet = Read("a.xlsx", Books.Excel(Simple, from1904)).Sheets.ShouldHaveSingleItem();
        (sheet.Name, sheet.CountsFrom1904).ShouldBe(("Renewals", from1904));
        Texts(sheet).ShouldBe(["Name|Born|Number", "Ann Ash|1950-02-03|1234", "Bo Beck|3 Feb 1951|0099"]);
        sheet.Rows[1].Cells.Select(c => c.Kind).ShouldBe([CellKind.Text, CellKind.Day, CellKind.Number]);
    }

    [Fact]
    public void A_workbook_as_libraries_write_it_is_read_without_addresses() =>
        Texts(Read("a.xlsx", Books.Library([["Name", "Born"], ["Ann", ""], ["", "x"]])).Sheets[0]).ShouldBe(["Name|Born", "Ann", "|x"]);

    [Fact]
    public async Task A_workbook_as_LibreOffice_writes_it_is_read_with_its_days()
    {
        var xlsx = await LibreOffice.ConvertAsync("a.fods", Books.OpenDocument(Simple), "xlsx");
        Texts(Read("a.xlsx", xlsx).Sheets[0]).ShouldBe(["Name|Born|Number", "Ann Ash|1950-02-03|1234", "Bo Beck|3 Feb 1951|0099"]);
    }

    [Fact]
    public void A_format_that_shows_leading_zeros_keeps_them() =>
        Read("a.xlsx", Books.Excel([["Member", "x"], [new Zeros(123456789), "y"]])).Sheets[0].Rows[1][0].ShouldBe(new("0123456789", CellKind.Number));

    [Fact]
    public void A_formula_is_its_last_value_and_said_to_be_one()
    {
        var sheet = Read("a.xlsx", Books.Excel([["Name", "Status"], [new Formula("A1&\"x\"", "Approved"), new Formula("1/0", null)]])).Sheets[0];
        sheet.Formulas.ShouldBe(2);
        sheet.Rows[1][0].ShouldBe(new("Approved", CellKind.Text, true));
        sheet.Rows[1][1].Kind.ShouldBe(CellKind.Error);
    }

    [Theory]
    [InlineData("Name,Born\nAnn,1", "Name|Born,Ann|1")]
    [InlineData("Name;Born\r\n\"Ash; Ann\";\"say \"\"hi\"\"\"\r\n", "Name|Born,Ash; Ann|say \"hi\"")]
    [InlineData("Name\tBorn\n\"two\nlines\"\tx", "Name|Born,two\nlines|x")]
    [InlineData("Name|Born\nAsh, Ann|3,5", "Name|Born,Ash, Ann|3,5")]
    [InlineData("sep=;\nName;Born\na,b,c;d", "Name|Born,a,b,c|d")]
    [InlineData("Name;Amount\nAsh, Ann;1,5\nBeck, Bo;2,5", "Name|Amount,Ash, Ann|1,5,Beck, Bo|2,5")]
    public void The_separator_of_a_text_table_is_found(string text, string rows) =>
        string.Join(',', Texts(Read("a.csv", Encoding.UTF8.GetBytes(text)).Sheets[0])).ShouldBe(rows);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    public void Accents_are_read_in_every_encoding(string encoding, bool mark)
    {
        var code = Encoding.GetEncoding(encoding);
        Texts(Read("a.csv", [.. mark ? code.GetPreamble() : [], .. code.GetBytes("Name;Ort\nMuñoz;Köln")]).Sheets[0]).ShouldBe(["Name|Ort", "Muñoz|Köln"]);
    }

    [Fact]
    public void Headings_are_found_below_titles_and_groups()
    {
        var book = Read("a.xlsx", Books.Excel(
        [
            [new Merged("Corvane Biologics: renewals", 4)],
            [],
            [new Merged("Patient", 2), null, new Merged("IVR", 2), null],
            ["Last Name", "DOB", "Status", "Valid Thru"],
            ["Ash", "2/3/1950", "Approved", "6/1/2027"],
            ["Last Name", "DOB", "Status", "Valid Thru"],
            ["Beck", "2/3/1951", "Denied", ""],
        ]));
        WorkbookField[] fields = [new("last", "Last", FieldKind.Text, "last name"), new("born", "Born", FieldKind.PastDay, "dob"), new("status", "Status", FieldKind.Word, "status")];
        var table = SheetTable.Find(book, fields)!;
        table.HeaderRow.ShouldBe(4);
        table.Headings.ShouldBe(["Patient Last Name", "Patient DOB", "IVR Status", "IVR Valid Thru"]);
        table.Rows.Select(r => r[0].Text).ShouldBe(["Ash", "Beck"]);
        WorkbookFields.Guess(table.Headings, fields).ShouldBe(new Dictionary<string, int> { ["last"] = 0, ["born"] = 1, ["status"] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public void A_merged_cell_of_the_table_counts_for_the_rows_below_it_and_not_for_the_columns_beside_it()
    {
        var rows = Enumerable.Range(0, 60).Select(i => new object?[] { i == 50 ? new Merged("Ann", 2, 3) : i is 51 or 52 ? null : $"n{i}", i is >= 50 and <= 52 ? null : "x", $"r{i}" }).ToList();
        var sheet = Read("a.xlsx", Books.Excel(rows)).Sheets[0];
        Texts(sheet)[50..53].ShouldBe(["Ann||r50", "Ann||r51", "Ann||r52"]);
    }

    [Theory]
    [InlineData("a.csv", WorkbookFailures.WrongNameRule)]
    [InlineData("a.xls", WorkbookFailures.WrongNameRule)]
    public void A_workbook_under_a_wrong_name_is_refused(string name, string rule) => Refusal(name, Books.Excel(Simple)).ShouldBe(rule);

    [Fact]
    public void Text_that_is_called_a_workbook_is_refused() => Refusal("a.xlsx", "Name,Born\nAnn,1"u8.ToArray()).ShouldBe(WorkbookFailures.WrongNameRule);

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(90)]
    public void A_cut_workbook_is_refused(int percent)
    {
        var whole = Books.Excel(Simple);
        Refusal("a.xlsx", whole[..(whole.Length * percent / 100)]).ShouldBe(WorkbookFailures.DamagedRule);
    }

    [Fact]
    public void Encrypted_old_and_foreign_files_are_refused_with_what_to_do()
    {
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        Refusal("a.xlsx", [.. ole, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[100]]).ShouldBe(WorkbookFailures.EncryptedRule);
        Refusal("a.xlsx", ole).ShouldBe(WorkbookFailures.OldFormatRule);
        Refusal("a.csv", "%PDF-1.7 x"u8.ToArray()).ShouldBe(WorkbookFailures.UnknownRule);
        Refusal("a.csv", [1, 2, 3, 0, 0, 9]).ShouldBe(WorkbookFailures.UnknownRule);
        Refusal("a.csv", []).ShouldBe(WorkbookFailures.EmptyRule);
        Refusal("a.csv", " \n \n"u8.ToArray()).ShouldBe(WorkbookFailures.EmptyRule);
        Refusal("a.csv", new byte[WorkbookLimits.MaxBytes + 1]).ShouldBe(WorkbookFailures.TooLargeRule);
    }

    [Fact]
    public void A_file_that_unpacks_to_something_enormous_is_refused_before_it_does()
    {
        var bomb = Books.WithSheet(w =>
        {
            w.Write($"<worksheet xmlns=\"{Books.Main}\"><sheetData>");
            var blanks = new string(' ', 1024 * 1024);
            for (var i = 0; i < 200; i++)
            {
                w.Write(blanks);
            }
        });
        bomb.Length.ShouldBeLessThan(1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal("a.xlsx", bomb).ShouldBe(WorkbookFailures.BombRule);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024 * 1024);
    }

    [Fact]
    public void A_sheet_of_a_million_columns_is_refused() => Refusal("a.xlsx", Books.WithSheet(w =>
    {
        w.Write($"<worksheet xmlns=\"{Books.Main}\"><sheetData><row>");
        for (var i = 0; i < 1_000_000; i++)
        {
            w.Write("<c><v>1</v></c>");
        }

        w.Write("</row></sheetData></worksheet>");
    })).ShouldBeOneOf(WorkbookFailures.TooManyColumnsRule, WorkbookFailures.BombRule);

    [Fact]
    public void Too_many_rows_and_too_long_cells_are_refused()
    {
        Refusal("a.csv", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", WorkbookLimits.MostRows + WorkbookLimits.HeaderRows + 1)))).ShouldBe(WorkbookFailures.TooManyRowsRule);
        Refusal("a.csv", Encoding.UTF8.GetBytes("a,b\n" + new string('x', WorkbookLimits.MostText + 1) + ",1")).ShouldBe(WorkbookFailures.LongCellRule);
        Refusal("a.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("x", WorkbookLimits.MostColumns + 1)))).ShouldBe(WorkbookFailures.TooManyColumnsRule);
    }

    [Fact]
    public void An_entity_declared_in_a_workbook_is_not_resolved() => Refusal("a.xlsx", Books.WithSheet(w =>
        w.Write($"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet xmlns=\"{Books.Main}\"><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"))).ShouldBe(WorkbookFailures.DamagedRule);

    private static Workbook Read(string name, byte[] content)
    {
        var read = WorkbookReader.Read(name, content);
        return read.Succeeded ? read.Value : throw new InvalidOperationException(read.Failure.Message);
    }

    private static string Refusal(string name, byte[] content) => WorkbookReader.Read(name, content).Failure.ShouldBeOfType<Failure.RuleBroken>().Rule;

    private static List<string> Texts(WorkbookSheet sheet) => [.. sheet.Rows.Select(r => string.Join('|', r.Cells.Select(c => c.Text)))];
}
