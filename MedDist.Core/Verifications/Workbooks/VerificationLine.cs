using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Recipients;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>What is wrong with a row: the rule, what rows with the same repair share, the sentence, and whether an answer would help.</summary>
public sealed record LineProblem(string Rule, string Key, string Sentence, bool Asks);

/// <summary>Whom and what a row of a workbook names, read but not matched.</summary>
public sealed record VerificationLine
{
    private IReadOnlyList<string>? words;
    private string? nameKey;

    public required int Number { get; init; }

    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>The case that our own reference names.</summary>
    public Guid? Reference { get; init; }

    public string Name { get; init; } = "";

    public DateOnly? Born { get; init; }

    public string? Member { get; init; }

    public string? RecordNumber { get; init; }

    public string? OrderNumber { get; init; }

    public VerificationType Type { get; init; }

    public VerificationChange Change { get; init; } = new();

    public LineProblem? Problem { get; init; }

    public bool NamesSomebody => Reference is not null || Name.Length > 0;

    /// <summary>The words of the name, as they are compared.</summary>
    public IReadOnlyList<string> Words => words ??= SearchWords.Of(Name);

    /// <summary>The same as one text, whatever their order.</summary>
    public string NameKey => nameKey ??= PersonMatch.NameKey(Words);
}

/// <summary>Reads the rows of a table by a layout. Dates are read in the order that somebody said, else in the one that their column demands.</summary>
public sealed class VerificationLineReader
{
    private readonly SheetTable table;
    private readonly WorkbookLayout layout;
    private readonly DateOnly today;
    private readonly VerificationType usualType;
    private readonly Dictionary<string, DateOrder?> orders;

    /// <param name="table">The table.</param>
    /// <param name="layout">How it is read.</param>
    /// <param name="usualType">The type of rows that name none.</param>
    /// <param name="today">The tenant's day.</param>
    public VerificationLineReader(SheetTable table, WorkbookLayout layout, VerificationType usualType, DateOnly today)
    {
        (this.table, this.layout, this.usualType, this.today) = (table, layout, usualType, today);
        orders = VerificationSheetColumns.All.Where(f => f.Kind is FieldKind.Day or FieldKind.PastDay && layout.Columns.ContainsKey(f.Key))
            .ToDictionary(f => f.Key, f => layout.Dates.TryGetValue(f.Key, out var said) ? said : WorkbookDates.Infer(table.Column(layout.Columns[f.Key])).Order);
    }

    public IEnumerable<VerificationLine> Read() => table.Rows.Select(Line);

    private VerificationLine Line(SheetRow row)
    {
        var problem = ErrorIn(row);
        var born = Day(row, VerificationSheetColumns.Born, ref problem);
        var verified = Day(row, VerificationSheetColumns.VerifiedOn, ref problem);
        var expires = Day(row, VerificationSheetColumns.ExpiresOn, ref problem);
        var type = Type(row, ref problem);
        var status = Status(row, verified, ref problem);
        verified ??= status == VerificationStatus.Verified ? DefaultDay() : null;
        var change = new VerificationChange
        {
            Status = status,
            VerifiedOn = verified,
            ExpiresOn = expires,
            Reference = Text(row, VerificationSheetColumns.Answer),
            Reason = Text(row, VerificationSheetColumns.Reason) ?? (status is VerificationStatus.Rejected or VerificationStatus.NotApplicable ? Text(row, VerificationSheetColumns.Notes) : null),
            Notes = Text(row, VerificationSheetColumns.Notes),
        };
        var line = new VerificationLine
        {
            Number = row.Number,
            Cells = [.. row.Cells.Select(c => c.Text)],
            Reference = VerificationReference.Read(Text(row, VerificationSheetColumns.Reference)),
            Name = NameOf(row),
            Born = born,
            Member = Text(row, VerificationSheetColumns.Member),
            RecordNumber = Text(row, VerificationSheetColumns.Number),
            OrderNumber = Text(row, VerificationSheetColumns.Order),
            Type = type,
            Change = change,
        };
        return line with { Problem = line.NamesSomebody ? problem ?? Missing(change) : new(ImportFailures.NoPersonRule, "", "The row names nobody: it may be a total or a note.", Asks: false) };
    }

    private static LineProblem? Missing(VerificationChange change) =>
        change == new VerificationChange() ? new(ImportFailures.SaysNothingRule, "", "The row says nothing about a verification: no status, no date, no number.", Asks: false)
        : change is { Status: VerificationStatus.Verified, VerifiedOn: null } ? new(ImportFailures.DayAskedRule, "", "It is verified, and the file does not say since when.", Asks: true)
        : null;

    private LineProblem? ErrorIn(SheetRow row)
    {
        var (field, column) = layout.Columns.FirstOrDefault(c => row[c.Value].Kind == CellKind.Error);
        return field is null ? null : new(ImportFailures.ErrorCellRule, field, $"“{VerificationSheetColumns.Find(field).Label}” is an error or a formula without a value ({Address(column, row.Number)}). Write the value itself.", Asks: false);
    }

    private static string Address(int column, int row) => $"{(column >= 26 ? (char)('A' + (column / 26) - 1) : "")}{(char)('A' + (column % 26))}{row}".TrimStart('\0');

    private string? Text(SheetRow row, string field) => layout.ColumnOf(field) is { } column && row[column] is { IsEmpty: false } cell && !WorkbookDates.IsNothing(cell.Text) ? cell.Text : null;

    private string NameOf(SheetRow row)
    {
        var parts = $"{Text(row, VerificationSheetColumns.First)} {Text(row, VerificationSheetColumns.Last)}".Trim();
        return parts.Length > 0 && Text(row, VerificationSheetColumns.Last) is not null ? parts : Text(row, VerificationSheetColumns.Name) ?? parts;
    }

    private DateOnly? Day(SheetRow row, string field, ref LineProblem? problem)
    {
        if (layout.ColumnOf(field) is not { } column)
        {
            return null;
        }

        var about = VerificationSheetColumns.Find(field);
        var (outcome, day) = WorkbookDates.Read(row[column], orders[field], today, about.Kind == FieldKind.PastDay, !table.Sheet.CountsFrom1904);
        if (outcome == DateOutcome.Undecided)
        {
            problem ??= new(ImportFailures.DateAskedRule, field, $"“{about.Label}” can be read as two dates. Say whether the month or the day comes first.", Asks: true);
        }
        else if (outcome == DateOutcome.Unreadable || (about.Kind == FieldKind.PastDay && day > today))
        {
            problem ??= new(ImportFailures.DateUnreadableRule, field, $"“{about.Label}” is no date. Correct it in the file.", Asks: false);
            return null;
        }

        return day;
    }

    private VerificationType Type(SheetRow row, ref LineProblem? problem)
    {
        if (Text(row, VerificationSheetColumns.Type) is not { } word)
        {
            return usualType;
        }

        if (VerificationWords.Type(word, layout) is { } type)
        {
            return type;
        }

        problem ??= new(ImportFailures.TypeAskedRule, WorkbookLayout.WordKey(word), $"The type “{word}” is not known. Say what it means.", Asks: true);
        return usualType;
    }

    private VerificationStatus? Status(SheetRow row, DateOnly? verified, ref LineProblem? problem)
    {
        if (Text(row, VerificationSheetColumns.Status) is not { } word)
        {
            return layout.Defaults.TryGetValue(VerificationSheetColumns.Status, out var usual) && Enum.TryParse<VerificationStatus>(usual, out var known) ? known
                : verified is not null && !layout.Columns.ContainsKey(VerificationSheetColumns.Status) ? VerificationStatus.Verified : null;
        }

        if (VerificationWords.TryStatus(word, layout, out var status))
        {
            return status;
        }

        problem ??= new(ImportFailures.StatusAskedRule, WorkbookLayout.WordKey(word), $"The status word “{word}” is not known. Say what it means.", Asks: true);
        return null;
    }

    private DateOnly? DefaultDay() =>
        layout.Defaults.TryGetValue(VerificationSheetColumns.VerifiedOn, out var said) && DateOnly.TryParseExact(said, "yyyy-MM-dd", out var day) ? day : null;
}
