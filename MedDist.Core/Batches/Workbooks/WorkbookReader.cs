using System.Xml;
using MedDist.Core.Kernel;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>
/// Reads a workbook (.xlsx), a text table (.csv, .tsv, .txt) or pasted rows into sheets, within <see cref="WorkbookLimits"/>. What it is, its bytes say; a name that says something else is refused.
/// No formula is calculated, nothing outside the file is opened.
/// </summary>
public static class WorkbookReader
{
    /// <summary>For the file field.</summary>
    public const string Accept = ".xlsx,.csv,.tsv,.txt";

    private static readonly string[] TextNames = [".csv", ".tsv", ".txt"];

    private enum Content
    {
        Workbook,
        Package,
        Encrypted,
        OldFormat,
        Text,
        Other,
    }

    /// <summary>The sheets that are in sight, in their order.</summary>
    public static Result<Workbook> Read(string fileName, byte[] content)
    {
        if (content.Length == 0)
        {
            return WorkbookFailures.Empty;
        }

        if (content.Length > WorkbookLimits.MaxBytes)
        {
            return WorkbookFailures.TooLarge;
        }

        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        var what = Sniff(content);
        if (Refusal(extension, what) is { } refusal)
        {
            return refusal;
        }

        return Guarded(() => what == Content.Workbook ? XlsxReader.Read(content) : [TextTableReader.Read(content)]);
    }

    /// <summary>Rows copied from a spreadsheet or a mail.</summary>
    public static Result<Workbook> ReadPasted(string text) =>
        string.IsNullOrWhiteSpace(text) ? WorkbookFailures.Empty
        : text.Length > WorkbookLimits.MostPasted ? WorkbookFailures.TooLarge
        : Guarded(() => [TextTableReader.Read(text)]);

    private static Failure? Refusal(string extension, Content what) => what switch
    {
        Content.Encrypted => WorkbookFailures.Encrypted,
        Content.OldFormat => WorkbookFailures.OldFormat,
        Content.Workbook when extension == ".xlsx" => null,
        Content.Workbook => WorkbookFailures.WrongName(extension, "a workbook (.xlsx)"),
        Content.Package when extension == ".xlsx" => WorkbookFailures.Damaged,
        Content.Text when TextNames.Contains(extension) => null,
        Content.Text when extension == ".xlsx" => WorkbookFailures.WrongName(extension, "plain text (.csv)"),
        _ => WorkbookFailures.Unknown,
    };

    /// <summary>What is wrong inside a file from outside is expected, and becomes a failure here.</summary>
    private static Result<Workbook> Guarded(Func<IReadOnlyList<WorkbookSheet>> read)
    {
        try
        {
            var sheets = read();
            return sheets.All(s => s.Rows.Count == 0) ? WorkbookFailures.Empty : new Workbook(sheets);
        }
        catch (WorkbookRefusedException refused)
        {
            return refused.Failure;
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or IOException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            return WorkbookFailures.Damaged;
        }
    }

    private static Content Sniff(byte[] content)
    {
        var start = content.AsSpan();
        if (start.StartsWith("PK\x03\x04"u8))
        {
            // Names of parts are not packed: of a whole workbook they stand in its directory, of a cut one in front of the parts.
            return start.IndexOf("xl/"u8) >= 0 ? Content.Workbook : start.IndexOf("[Content_Types].xml"u8) >= 0 ? Content.Package : Content.Other;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return start.IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? Content.Encrypted : Content.OldFormat;
        }

        return TextTableReader.IsText(content) ? Content.Text : Content.Other;
    }
}

/// <summary>The sheets of a file that are in sight, in their order.</summary>
public sealed record Workbook(IReadOnlyList<WorkbookSheet> Sheets);
