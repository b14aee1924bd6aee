using MedDist.Core.Auditing;
using MedDist.Core.Batches;

namespace MedDist.Web.Batches;

/// <summary>The files of a batch for download: what came in, and what became of each row.</summary>
internal static class BatchEndpoints
{
    public static void MapBatches(this WebApplication app) => app.MapGet("/files/batches/{id:guid}/{format:regex(^(xlsx|csv|input)$)}", DownloadAsync).RequireAuthorization(BatchPermissions.View);

    private static async Task<IResult> DownloadAsync(Guid id, string format, BatchOutput output, PhiAccess phi, CancellationToken cancel)
    {
        if (await (format == "input" ? output.InputAsync(id, cancel) : output.FindAsync(id, format == "csv", cancel)) is not { } file)
        {
            return Results.NotFound();
        }

        await phi.RecordAsync("batch", id, PhiAction.Export, format == "input" ? "File of a bulk action" : "Result of a bulk action", cancel);
        return Results.File(file.Bytes, file.ContentType, file.FileName);
    }
}
