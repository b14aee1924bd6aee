using MedDist.Core.Auditing;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Orders;

namespace MedDist.Web.Documents;

/// <summary>Documents for download: from the document folder to the response a piece at a time, however long they are. Each download is recorded.</summary>
internal static class DocumentEndpoints
{
    public static void MapDocuments(this WebApplication app)
    {
        app.MapGet("/files/{id:guid}", DownloadAsync).RequireAuthorization(OrderPermissions.View);
        app.MapGet("/files/{id:guid}/to-sign.pdf", ToSignAsync).RequireAuthorization(OrderPermissions.Own);
    }

    private static async Task<IResult> ToSignAsync(Guid id, DocumentSigning documents, CancellationToken cancel) =>
        (await documents.OpenAsync(id, cancel)).Value is { } form ? Results.File(form.Bytes, form.ContentType) : Results.NotFound();

    private static async Task<IResult> DownloadAsync(Guid id, HttpResponse response, DocumentQueries documents, PhiAccess phi, CancellationToken cancel)
    {
        if (await documents.ContentAsync(id, cancel) is not { } file)
        {
            return Results.NotFound();
        }

        response.RegisterForDispose(file);
        await phi.RecordAsync("document", id, PhiAction.View, "Document download", cancel);
        // What was seen once is recorded once: no copy that a browser or a proxy shows again.
        response.Headers.CacheControl = "private, no-store";
        return Results.Stream(file.Content, file.ContentType, file.FileName);
    }
}
