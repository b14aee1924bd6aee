using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

/// <summary>A column of the table, as a file has it.</summary>
/// <param name="Id">Its name in the table's layout.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Value">Text or a day.</param>
public sealed record VerificationColumn(string Id, string Title, Func<VerificationRow, object?> Value);

/// <summary>The table as a file: exactly the rows, columns, order and filters that the screen shows, the recipients by initials as there.</summary>
public sealed class VerificationExport(VerificationQueries queries, ICallContext call, PhiAccess phi, TimeProvider clock)
{
    /// <summary>More rows than this are refused; narrow the list first.</summary>
    public const int MostRows = 50_000;

    public static readonly IReadOnlyList<VerificationColumn> Columns =
    [
        new("recipient", "Recipient", r => r.Recipient),
        new("facility", "Facility", r => r.Facility),
        new("manufacturer", "Manufacturer", r => r.Manufacturer),
        new("type", "Verification", r => r.Type.Title()),
        new("state", "State", r => r.Column.Label()),
        new("verified", "Verified", r => r.VerifiedOn),
        new("through", "Valid through", r => r.ExpiresOn),
        new("service", "Next service", r => r.NextServiceOn),
        new("covers", "Covers it", r => r.NextIvr is { } state ? CoverWords.Of(state) : null),
        new("blocks", "Stops an order", r => r.BlocksOrder ? "yes" : "no"),
        new("reference", "Reference", r => r.Reference),
        new("reason", "Reason", r => r.RedoReason ?? r.Reason),
    ];

    /// <summary>Writes the file; fails when the caller may not see cases, or there are too many.</summary>
    public async Task<Result<BatchFile>> WriteAsync(VerificationFilter filter, IReadOnlyList<string> columns, bool asCsv, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayView(call.Role))
        {
            return new Failure.Forbidden("Your role does not allow this: exporting verifications.");
        }

        var rows = new List<VerificationRow>();
        for (VerificationPage page; ;)
        {
            page = await queries.ListAsync(filter with { Skip = rows.Count, Take = VerificationFilter.MaxPageSize }, cancel);
            if (page.Total > MostRows)
            {
                return new Failure.RuleBroken("verification.export_too_large", $"The list holds {page.Total:N0} cases; a file takes {MostRows:N0}. Narrow the list, then export again.");
            }

            rows.AddRange(page.Rows);
            if (page.Rows.Count == 0 || rows.Count >= page.Total)
            {
                break;
            }
        }

        await phi.RecordAsync(VerificationDetailQueries.Resource + ".list", Guid.CreateVersion7(clock.GetUtcNow()), PhiAction.Export, $"{rows.Count} verifications exported", cancel);
        var shown = columns.Select(id => Columns.FirstOrDefault(c => c.Id == id)).OfType<VerificationColumn>().ToList();
        var sheet = new Sheet("Verifications", [.. shown.Select(c => new SheetColumn(c.Title, 18))], rows.Select(r => (IReadOnlyList<object?>)[.. shown.Select(c => c.Value(r))]));
        using var output = new MemoryStream();
        if (asCsv)
        {
            CsvFile.Write(output, sheet);
        }
        else
        {
            XlsxFile.Write(output, sheet);
        }

        return new BatchFile(asCsv ? "verifications.csv" : "verifications.xlsx", asCsv ? CsvFile.ContentType : XlsxFile.ContentType, output.ToArray());
    }
}

/// <summary>Whether a case covers a service date, in words.</summary>
public static class CoverWords
{
    public static string Of(IvrState state) => state switch
    {
        IvrState.Valid => "Covered",
        IvrState.NotRequired => "Not needed",
        IvrState.Requested => "Not answered",
        IvrState.LapsesBefore => "Ends before",
        IvrState.Expired => "Expired",
        IvrState.Rejected => "Rejected",
        _ => "Not asked",
    };
}
