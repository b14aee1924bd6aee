using MedDist.Core.Reports.Exports;

namespace MedDist.Web.Reports.Exports;

/// <summary>The files of exports for download, each for whom it was made. Where there is none, the page of exports says why.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this WebApplication app) => app.MapGet("/files/exports/{id:guid}", DownloadAsync).RequireAuthorization(ExportPermissions.Own);

    /// <summary>The grids of pages whose words live in Web.</summary>
    public static IServiceCollection AddPageExports(this IServiceCollection services) => services
        .AddExport<FormTimesExport>()
        .AddExport<Manufacturers.ScorecardExport>()
        .AddExport<Verifications.Import.ImportExport>()
        .AddExport<Tenancy.JobExport>();

    private static async Task<IResult> DownloadAsync(Guid id, ExportDownloads downloads, CancellationToken cancel)
    {
        var file = await downloads.OpenAsync(id, cancel);
        return file.Value is { } found ? Results.File(found.Content, found.ContentType, found.FileName)
            : file.Failure is Core.Kernel.Failure.NotFound ? Results.NotFound() : Results.Redirect($"/exports?missed={id}");
    }
}
