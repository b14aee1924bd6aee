using MedDist.Core.Auditing;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Orders;
using MedDist.Web.Batches;
using MedDist.Web.Reports.Catalogue;
using MedDist.Web.Reports.Exports;
using MedDist.Web.Verifications;
using MedDist.Web.Verifications.Import;

namespace MedDist.Web.Hosting;

/// <summary>Endpoints of the areas that are not pages.</summary>
internal static class Areas
{
    public static void MapAreas(this WebApplication app)
    {
        app.MapGet("/files/{id:guid}", DownloadAsync).RequireAuthorization(OrderPermissions.View);
        app.MapGet("/files/{id:guid}/to-sign.pdf", ToSignAsync).RequireAuthorization(OrderPermissions.Own);
        app.MapBatches();
        app.MapBundles();
        app.MapImports();
        app.MapExports();
        app.MapReports();
    }

    private static async Task<IResult> ToSignAsync(Guid id, DocumentSigning documents, CancellationToken cancel) =>
        (await documents.OpenAsync(id, cancel)).Value is { } form ? Results.File(form.Bytes, form.ContentType) : Results.NotFound();

    private static async Task<IResult> DownloadAsync(Guid id, DocumentQueries documents, PhiAccess phi, CancellationToken cancel)
    {
        if (await documents.ContentAsync(id, cancel) is not { } file)
        {
            return Results.NotFound();
        }

        await phi.RecordAsync("document", id, PhiAction.View, "Document download", cancel);
        return Results.File(file.Bytes, file.ContentType, file.FileName);
    }
}
