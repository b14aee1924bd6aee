namespace MedDist.Web.Ui;

/// <summary>
/// Where the arrow keys are among things that stand in columns: one Tab stop, as one walks through a spreadsheet. Each column is a list of element ids from top to bottom; null where nothing stands.
/// </summary>
/// <param name="Columns">From left to right.</param>
/// <param name="IsTable">Whether a step sideways stays in its row, as in a table; else it goes to what is nearest in the next column, as on a board.</param>
public sealed record GridCursor(IReadOnlyList<IReadOnlyList<string?>> Columns, bool IsTable = false)
{
    /// <summary>What one lands on first; null where there is nothing.</summary>
    public string? First => Columns.SelectMany(c => c).FirstOrDefault(id => id is not null);

    /// <summary>The element that stays current when things come and go: the same if it is there still, else the first.</summary>
    public string? Keep(string? current) => current is not null && Columns.Any(c => c.Contains(current)) ? current : First;

    /// <summary>One step; stays where nothing follows.</summary>
    public string? Step(string? current, int right, int down)
    {
        var (column, row) = PlaceOf(current);
        return column < 0 ? First : down != 0 ? Down(column, row, down) ?? current : Right(column, row, right) ?? current;
    }

    /// <summary>The first or the last of the column that one is in.</summary>
    public string? End(string? current, bool last)
    {
        var (column, _) = PlaceOf(current);
        return column < 0 ? First : last ? Columns[column].LastOrDefault(id => id is not null) : Columns[column].FirstOrDefault(id => id is not null);
    }

    private string? Down(int column, int row, int step)
    {
        for (var at = row + step; at >= 0 && at < Columns[column].Count; at += step)
        {
            if (Columns[column][at] is { } id)
            {
                return id;
            }
        }

        return null;
    }

    private string? Right(int column, int row, int step)
    {
        for (var at = column + step; at >= 0 && at < Columns.Count; at += step)
        {
            var there = Columns[at].Select((id, i) => (Id: id, Far: Math.Abs(i - row))).Where(p => p.Id is not null && (!IsTable || p.Far == 0)).OrderBy(p => p.Far).ToList();
            if (there.Count > 0)
            {
                return there[0].Id;
            }
        }

        return null;
    }

    private (int Column, int Row) PlaceOf(string? current)
    {
        for (var column = 0; column < Columns.Count && current is not null; column++)
        {
            for (var row = 0; row < Columns[column].Count; row++)
            {
                if (Columns[column][row] == current)
                {
                    return (column, row);
                }
            }
        }

        return (-1, -1);
    }
}
