namespace MedDist.Core.Documents.Pdf;

/// <summary>Rows that flow over pages under a header which every page repeats.</summary>
internal sealed class TableBlock(PdfFlow flow, TableRow? header)
{
    // A header that would fill most of a page is set once, as an ordinary row, to leave room for what it heads.
    private readonly bool repeats = header is not null && header.Height <= flow.Height / 3;

    // Where a page of this table begins; a line that has no room there has none anywhere.
    private double pageTop;

    public void Draw(IReadOnlyList<TableRow> rows)
    {
        var first = rows.Count > 0 ? Math.Min(rows[0].Height, flow.Height / 3) : 0;
        flow.Need((repeats ? header!.Height : 0) + first);
        if (repeats)
        {
            header!.Draw(flow, 0, header.LineCount);
        }
        else if (header is not null)
        {
            DrawRow(header);
        }

        foreach (var row in rows)
        {
            DrawRow(row);
        }
    }

    private void DrawRow(TableRow row)
    {
        var room = flow.Height - (repeats ? header!.Height : 0);
        if (row.Height > flow.Remaining && row.Height <= room)
        {
            NewPage();
        }

        for (var from = 0; from < row.LineCount;)
        {
            var count = Math.Min(row.LineCount - from, row.LinesFitting(flow.Remaining));
            if (count < 1 && flow.Y > pageTop)
            {
                NewPage();
                continue;
            }

            row.Draw(flow, from, Math.Max(1, count));
            from += Math.Max(1, count);
        }
    }

    private void NewPage()
    {
        flow.NewPage();
        if (repeats)
        {
            header!.Draw(flow, 0, header.LineCount);
        }

        pageTop = flow.Y;
    }
}
