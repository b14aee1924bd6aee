using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Recipients;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>One line of a workbook that a manufacturer gets: whom it is about, what is verified, and the case; null where none was opened yet.</summary>
internal sealed record VerificationSheetLine(Recipient Recipient, string? Member, VerificationType Type, Verification? Case);

/// <summary>Writes lines in the layout that is remembered of a manufacturer, in its own words; in ours where none is. Our reference has a column in any case.</summary>
internal static class VerificationSheet
{
    private static readonly string[] Usual =
    [
        VerificationSheetColumns.Reference, VerificationSheetColumns.Last, VerificationSheetColumns.First, VerificationSheetColumns.Born, VerificationSheetColumns.Member, VerificationSheetColumns.Number, VerificationSheetColumns.Type,
        VerificationSheetColumns.Status, VerificationSheetColumns.VerifiedOn, VerificationSheetColumns.ExpiresOn, VerificationSheetColumns.Answer, VerificationSheetColumns.Reason, VerificationSheetColumns.Notes,
    ];

    public static byte[] Write(IEnumerable<VerificationSheetLine> lines, RememberedLayout? remembered)
    {
        var columns = ColumnsOf(remembered);
        using var output = new MemoryStream();
        XlsxFile.Write(output, new Sheet(
            "Verifications", [.. columns.Select(c => new SheetColumn(c.Heading, c.Field is VerificationSheetColumns.Reference ? 32 : 16))],
            lines.Select(l => (IReadOnlyList<object?>)[.. columns.Select(c => c.Field is null ? null : ValueOf(l, c.Field, remembered))])));
        return output.ToArray();
    }

    private static List<(string Heading, string? Field)> ColumnsOf(RememberedLayout? remembered)
    {
        if (remembered is null || remembered.Headings.Count == 0)
        {
            return [.. Usual.Select(f => (VerificationSheetColumns.Find(f).Label, (string?)f))];
        }

        var fields = remembered.Layout.Columns.ToDictionary(c => c.Value, c => c.Key);
        List<(string, string?)> columns = [.. remembered.Headings.Select((h, i) => (h, fields.GetValueOrDefault(i)))];
        if (!remembered.Layout.Columns.ContainsKey(VerificationSheetColumns.Reference))
        {
            columns.Add((VerificationSheetColumns.Find(VerificationSheetColumns.Reference).Label, VerificationSheetColumns.Reference));
        }

        return columns;
    }

    private static object? ValueOf(VerificationSheetLine line, string field, RememberedLayout? remembered) => field switch
    {
        VerificationSheetColumns.Reference => line.Case is { } known ? VerificationReference.Of(known.Id) : null,
        VerificationSheetColumns.Name => line.Recipient.FullName,
        VerificationSheetColumns.First => line.Recipient.FirstName,
        VerificationSheetColumns.Last => line.Recipient.LastName,
        VerificationSheetColumns.Born => line.Recipient.DateOfBirth,
        VerificationSheetColumns.Member => line.Member,
        VerificationSheetColumns.Number => line.Recipient.Identifier,
        VerificationSheetColumns.Type => WordOf("type ", line.Type.ToString(), remembered) ?? VerificationPolicy.Label(line.Type),
        VerificationSheetColumns.Status when line.Case is { } known => WordOf("", known.Status.ToString(), remembered) ?? known.Status.ToString(),
        VerificationSheetColumns.VerifiedOn => line.Case?.VerifiedOn,
        VerificationSheetColumns.ExpiresOn => line.Case?.ExpiresOn,
        VerificationSheetColumns.Answer => line.Case?.Reference,
        VerificationSheetColumns.Reason => line.Case?.Reason,
        VerificationSheetColumns.Notes => line.Case?.Notes,
        _ => null,
    };

    /// <summary>The manufacturer's own word for ours, where it has one.</summary>
    private static string? WordOf(string prefix, string ours, RememberedLayout? remembered) =>
        remembered?.Layout.Words.Where(w => w.Value == ours && (prefix.Length == 0 ? !w.Key.StartsWith("type ", StringComparison.Ordinal) : w.Key.StartsWith(prefix, StringComparison.Ordinal))).Select(w => w.Key[prefix.Length..]).Order(StringComparer.Ordinal).FirstOrDefault() is { Length: > 0 } word
            ? char.ToUpperInvariant(word[0]) + word[1..] : null;
}
