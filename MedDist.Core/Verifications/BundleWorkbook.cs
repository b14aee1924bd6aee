using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;

namespace MedDist.Core.Verifications;

/// <summary>One line of the workbook that goes with a bundle.</summary>
internal sealed record BundleWorkbookRow(Recipient Recipient, string? MemberId, string? Payer, VerificationRequirement Required, Guid? CaseId, VerificationStatus? Status, DateOnly? ExpiresOn);

/// <summary>The workbook that goes with a bundle: what is asked for, and three columns for the answer. For manufacturers of which no layout is known (<see cref="Workbooks.VerificationSheet"/>).</summary>
internal static class BundleWorkbook
{
    public const string FileName = "verification-requests.xlsx";

    private static readonly SheetColumn[] Columns =
    [
        new("Our reference", 32), new("Recipient", 26), new("Recipient number", 18), new("Date of birth", 14), new("Payer", 24), new("Member ID", 18), new("Verification", 20), new("How often", 12),
        new("Status", 14), new("Valid to", 14), new("Your answer", 16), new("Your reference", 20), new("Last valid day", 14),
    ];

    public static byte[] Write(IEnumerable<BundleWorkbookRow> rows)
    {
        using var output = new MemoryStream();
        XlsxFile.Write(output, new Sheet("Verifications", Columns, rows.Select(CellsOf)));
        return output.ToArray();
    }

    private static IReadOnlyList<object?> CellsOf(BundleWorkbookRow row) =>
    [
        row.CaseId is { } id ? VerificationReference.Of(id) : null, row.Recipient.FullName, row.Recipient.Identifier, row.Recipient.DateOfBirth, row.Payer, row.MemberId, VerificationPolicy.Label(row.Required.Type),
        VerificationPolicy.Label(row.Required.Frequency), row.Status?.ToString(), row.ExpiresOn, null, null, null,
    ];
}
