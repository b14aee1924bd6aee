using MedDist.Core.Auditing;
using MedDist.Core.Batches;

namespace MedDist.Web.Batches;

/// <summary>The output of a batch for download.</summary>
internal static class BatchEndpoints
{
    public static void MapBatches(this WebApplication app)
    {
        app.MapGet("/files/batches/{id:guid}/{format:regex(^(xlsx|csv)$)}", DownloadAsync).RequireAuthorization(BatchPermissions.View);
        app.MapGet("/files/batches/{id:guid}/input", InputAsync).RequireAuthorization(BatchPermissions.View);
    }

    private static async Task<IResult> InputAsync(Guid id, BatchOutput output, PhiAccess phi, CancellationToken cancel)
    {
        if (await output.InputAsync(id, cancel) is not { } file)
        {
            return Results.NotFound();
        }

        await phi.RecordAsync("batch", id, PhiAction.Export, "File of an import", cancel);
        return Results.File(file.Bytes, file.ContentType, file.FileName);
    }

    private static async Task<IResult> DownloadAsync(Guid id, string format, BatchOutput output, PhiAccess phi, CancellationToken cancel)
    {
        if (await output.FindAsync(id, format == "csv", cancel) is not { } file)
        {
            return Results.NotFound();
        }

        await phi.RecordAsync("batch", id, PhiAction.Export, "Result of a bulk action", cancel);
        return Results.File(file.Bytes, file.ContentType, file.FileName);
    }
}
