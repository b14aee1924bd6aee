namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>
/// Writes sheets as an Office Open XML workbook (ECMA-376), row by row, so that memory does not grow with the rows. Headings are bold, stay in sight and carry a filter; days and moments are
/// real dates, numbers are numbers, and text is text: it is never calculated, also not after somebody has edited the cell.
/// </summary>
public static class XlsxFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <exception cref="ArgumentException">A sheet's name cannot be used, or a cell holds what a sheet cannot.</exception>
    public static void Write(Stream output, params IReadOnlyList<Sheet> sheets)
    {
        using var book = new XlsxWriter(output);
        foreach (var sheet in sheets)
        {
            book.Begin(sheet);
            foreach (var row in sheet.Rows)
            {
                book.Write(row);
            }
        }
    }
}
