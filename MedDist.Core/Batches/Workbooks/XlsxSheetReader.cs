using System.Globalization;
using System.Xml;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>Reads one sheet, its rows as they come, and fills merged cells at the end.</summary>
internal sealed class XlsxSheetReader(XmlReader xml, List<string> strings, XlsxNumberFormats formats, bool from1904)
{
    private readonly List<(int Number, List<SheetCell> Cells)> rows = [];
    private readonly List<(int Top, int Left, int Bottom, int Right)> merges = [];
    private int formulas;

    public WorkbookSheet Read(string name)
    {
        var number = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "row")
            {
                number = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var said) && said > 0 ? said : number + 1;
                ReadRow(number);
            }
            else if (xml.LocalName == "mergeCell" && merges.Count < WorkbookLimits.MostMerges && xml.GetAttribute("ref")?.Split(':') is [var from, var to])
            {
                var ((top, left), (bottom, right)) = (Place(from), Place(to));
                merges.Add((top, left, bottom, right));
            }
        }

        Fill();
        return new(name, [.. rows.Select(r => new SheetRow(r.Number, r.Cells))]) { Formulas = formulas, CountsFrom1904 = from1904 };
    }

    private void ReadRow(int number)
    {
        List<SheetCell> cells = [];
        if (!xml.IsEmptyElement)
        {
            var (depth, column) = (xml.Depth, -1);
            xml.Read();
            while (xml.Depth > depth)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
                {
                    column = xml.GetAttribute("r") is { } address ? Place(address).Column : column + 1;
                    Put(cells, column, ReadCell(number), number);
                }
                else
                {
                    xml.Read();
                }
            }
        }

        if (cells.Exists(c => !c.IsEmpty))
        {
            rows.Add((number, cells));
            if (rows.Count > WorkbookLimits.MostRows + WorkbookLimits.HeaderRows)
            {
                throw new WorkbookRefusedException(WorkbookFailures.TooManyRows);
            }
        }
    }

    private static void Put(List<SheetCell> cells, int column, SheetCell cell, int row)
    {
        if (cell.IsEmpty)
        {
            return;
        }

        if (column >= WorkbookLimits.MostColumns || column < 0)
        {
            throw new WorkbookRefusedException(WorkbookFailures.TooManyColumns);
        }

        if (cell.Text.Length > WorkbookLimits.MostText)
        {
            throw new WorkbookRefusedException(WorkbookFailures.LongCell(row));
        }

        while (cells.Count <= column)
        {
            cells.Add(SheetCell.None);
        }

        cells[column] = cell;
    }

    /// <summary>Reads a cell and stands behind it.</summary>
    private SheetCell ReadCell(int row)
    {
        var type = xml.GetAttribute("t");
        var style = int.TryParse(xml.GetAttribute("s"), CultureInfo.InvariantCulture, out var said) ? said : -1;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return SheetCell.None;
        }

        var (depth, isFormula, value) = (xml.Depth, false, default(string));
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
            }
            else if (xml.LocalName == "v")
            {
                value = xml.ReadElementContentAsString();
            }
            else if (xml.LocalName == "is")
            {
                value = XlsxReader.TextOf(xml);
                xml.Read();
            }
            else
            {
                isFormula |= xml.LocalName == "f";
                xml.Skip();
            }
        }

        xml.Read();
        formulas += isFormula ? 1 : 0;
        return value is null ? isFormula ? new("#VALUE!", CellKind.Error, true) : SheetCell.None : Cell(type, style, value, row) with { IsFormula = isFormula };
    }

    private SheetCell Cell(string? type, int style, string value, int row) => type switch
    {
        "s" => int.TryParse(value, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < strings.Count ? Text(strings[i]) : throw new WorkbookRefusedException(WorkbookFailures.Damaged),
        "str" or "inlineStr" => Text(value),
        "b" => new(value is "1" or "true" ? "TRUE" : "FALSE", CellKind.Bool),
        "e" => new(value, CellKind.Error),
        "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? Day(moment) : Text(value),
        _ => Number(style, value, row),
    };

    private static SheetCell Text(string text) => SheetCell.Of(text.Trim());

    private SheetCell Number(int style, string value, int row)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return Text(value);
        }

        if (formats.IsDay(style) && DayOf(number, from1904) is { } moment)
        {
            return Day(moment);
        }

        // Whole numbers as they are shown, without an exponent: record numbers and member ids are often numbers here.
        var text = double.IsInteger(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
        var zeros = formats.ZerosOf(style);
        return new(zeros > 0 && number >= 0 ? text.PadLeft(zeros, '0') : text, CellKind.Number);
    }

    private static SheetCell Day(DateTime moment) => new(
        moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Day);

    /// <summary>Days since the end of 1899, of which the first two months are one off because 1900 was no leap year; or since 1904 (ECMA-376 part 1, 18.17.4.1).</summary>
    internal static DateTime? DayOf(double serial, bool from1904)
    {
        var days = from1904 ? serial + 1462 : serial is >= 1 and < 60 ? serial + 1 : serial;
        return days is >= 1 and < 2_958_466 ? DateTime.FromOADate(Math.Round(days * 86_400) / 86_400) : null;
    }

    /// <summary><c>AB12</c>: row 12, column 27 from 0.</summary>
    private static (int Row, int Column) Place(string address)
    {
        var (column, i) = (0, 0);
        for (; i < address.Length && char.IsAsciiLetter(address[i]); i++)
        {
            column = Math.Min((column * 26) + (char.ToUpperInvariant(address[i]) - 'A' + 1), 1_000_000);
        }

        return (int.TryParse(address.AsSpan(i), CultureInfo.InvariantCulture, out var row) ? row : 0, column - 1);
    }

    /// <summary>Merged cells have their value in the first one only. Above the table all of them get it; in the table only those below it.</summary>
    private void Fill()
    {
        if (merges.Count == 0)
        {
            return;
        }

        var byNumber = rows.ToDictionary(r => r.Number, r => r.Cells);
        foreach (var (top, left, bottom, right) in merges)
        {
            if (!byNumber.TryGetValue(top, out var first) || left < 0 || left >= first.Count || first[left].IsEmpty)
            {
                continue;
            }

            var lastColumn = top <= WorkbookLimits.HeaderRows ? Math.Min(right, WorkbookLimits.MostColumns - 1) : left;
            for (var row = top; row <= Math.Min(bottom, top + WorkbookLimits.MostRows); row++)
            {
                for (var column = left; byNumber.TryGetValue(row, out var cells) && column <= lastColumn; column++)
                {
                    if (column >= cells.Count || cells[column].IsEmpty)
                    {
                        Put(cells, column, first[left], row);
                    }
                }
            }
        }
    }
}
