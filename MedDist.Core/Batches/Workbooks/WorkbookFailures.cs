using MedDist.Core.Kernel;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>Why a file cannot be read, by name. Nothing of it is written then.</summary>
public static class WorkbookFailures
{
    public const string EmptyRule = "workbook.empty";
    public const string TooLargeRule = "workbook.too_large";
    public const string TooManyRowsRule = "workbook.too_many_rows";
    public const string TooManyColumnsRule = "workbook.too_many_columns";
    public const string LongCellRule = "workbook.long_cell";
    public const string BombRule = "workbook.unpacks_too_large";
    public const string EncryptedRule = "workbook.encrypted";
    public const string OldFormatRule = "workbook.old_format";
    public const string DamagedRule = "workbook.damaged";
    public const string WrongNameRule = "workbook.wrong_name";
    public const string UnknownRule = "workbook.unknown";
    public const string NoHeaderRule = "workbook.no_header";

    public static readonly Failure Empty = Rule(EmptyRule, "There are no rows in it. Choose the sheet's file again, or paste the rows with their headings.");

    public static readonly Failure TooLarge = Rule(TooLargeRule, $"The file is too large. Keep it under {WorkbookLimits.MaxBytes / 1024 / 1024} MB, or split it into several.");

    public static readonly Failure TooManyRows = Rule(TooManyRowsRule, FormattableString.Invariant($"The sheet has more than {WorkbookLimits.MostRows:N0} rows. Split it into several files."));

    public static readonly Failure TooManyColumns = Rule(TooManyColumnsRule, $"The sheet has more than {WorkbookLimits.MostColumns} columns. Delete those that are not needed, then save it again.");

    public static readonly Failure Bomb = Rule(BombRule, "The file is small and unpacks to something enormous, so it was not read. Save the sheet again as a new workbook, or as CSV.");

    public static readonly Failure Encrypted = Rule(EncryptedRule, "The workbook is protected with a password. Open it, save it without the password, and choose it again.");

    public static readonly Failure OldFormat = Rule(OldFormatRule, "This is a workbook of an old format (.xls). Open it, save it as .xlsx or CSV, and choose that file.");

    public static readonly Failure Damaged = Rule(DamagedRule, "The file is damaged or did not arrive completely. Open it, save it again, and choose it again.");

    public static readonly Failure Unknown = Rule(UnknownRule, "This is neither a workbook nor a text table. Choose an .xlsx or .csv file, or paste the rows.");

    public static readonly Failure NoHeader = Rule(NoHeaderRule, "No row of headings was found. The table needs at least two columns with headings above them.");

    /// <summary>A file whose name says something else than its content.</summary>
    public static Failure WrongName(string extension, string what) => Rule(WrongNameRule, $"The file is called {extension}, but it is {what}. Save it under the right name and choose it again.");

    public static Failure LongCell(int row) => Rule(LongCellRule, FormattableString.Invariant($"A cell of row {row:N0} has more than {WorkbookLimits.MostText:N0} characters. Shorten it, then choose the file again."));

    private static Failure.RuleBroken Rule(string rule, string sentence) => new(rule, sentence);
}

/// <summary>Stops the reading of a file; never leaves <see cref="WorkbookReader"/>.</summary>
internal sealed class WorkbookRefusedException(Failure failure) : Exception(failure.Message)
{
    public Failure Failure { get; } = failure;
}
