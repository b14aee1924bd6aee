using System.Text.RegularExpressions;

namespace MedDist.Core.Tests.Architecture;

/// <summary><c>docs/schema.md</c>, read as its tables. A line that cannot be read is a problem, never skipped.</summary>
internal sealed partial class SchemaDocument
{
    private const string NotBuiltSection = "Not built yet";
    private const string OwnSection = "Columns that the seed does not have";

    private string area = "";
    private SchemaHeading? heading;

    private SchemaDocument(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var isTableHead = i + 1 < lines.Length && lines[i + 1].StartsWith("|---", StringComparison.Ordinal);
            if (!isTableHead)
            {
                Take(lines[i], i + 1);
            }
        }
    }

    public List<SchemaHeading> Headings { get; } = [];

    public List<SchemaRow> Rows { get; } = [];

    public List<(int Line, string Table, IReadOnlyList<string> Columns)> NotBuilt { get; } = [];

    /// <summary>The properties that the founders' schema does not have.</summary>
    public List<(int Line, string Property)> Own { get; } = [];

    public List<string> Problems { get; } = [];

    public static string Text() => File.ReadAllText(Path.Combine(Root(), "docs", "schema.md"));

    public static SchemaDocument Read(string text) => new(text);

    private void Take(string line, int number)
    {
        if (line.StartsWith("## ", StringComparison.Ordinal))
        {
            (area, heading) = (line[3..].Trim(), null);
        }
        else if (line.StartsWith("### ", StringComparison.Ordinal) && area is not (NotBuiltSection or OwnSection))
        {
            TakeHeading(line, number);
        }
        else if (line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal))
        {
            TakeRow([.. line.Trim().Trim('|').Split('|').Select(c => c.Trim())], number);
        }
    }

    private void TakeHeading(string line, int number)
    {
        var match = HeadingForm().Match(line);
        heading = match.Success ? new(number, area, match.Groups["table"].Value, match.Groups["entities"].Value.Split(" + ")) : null;
        if (heading is null)
        {
            Problems.Add($"Line {number}: a table's heading reads \"### table → Entity\".");
            return;
        }

        Headings.Add(heading);
    }

    private void TakeRow(string[] cells, int number)
    {
        switch (area)
        {
            case NotBuiltSection when cells.Length == 3:
                NotBuilt.Add((number, cells[1], cells[2].Split(", ")));
                break;
            case OwnSection when cells.Length == 2:
                Own.Add((number, cells[0]));
                break;
            case not (NotBuiltSection or OwnSection) when cells.Length == 3 && heading is not null:
                Rows.Add(new(number, heading, cells[0], cells[1], cells[2]));
                break;
            default:
                Problems.Add($"Line {number}: this row has no heading or not the right number of cells.");
                break;
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MedDist.Blazor.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^### (?<table>\w+) → (?<entities>\w+(?: \+ \w+)*)$")]
    private static partial Regex HeadingForm();
}

/// <summary>One table of the founders and the entities it became.</summary>
internal sealed record SchemaHeading(int Line, string Area, string Table, IReadOnlyList<string> Entities);

/// <summary>One column of the founders and the property it became.</summary>
internal sealed record SchemaRow(int Line, SchemaHeading Heading, string Column, string Home, string Note)
{
    public override string ToString() => $"Line {Line}: {Heading.Table}.{Column}";
}
