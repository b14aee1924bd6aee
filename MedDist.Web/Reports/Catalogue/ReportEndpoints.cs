using MedDist.Core.Reports;
using MedDist.Core.Reports.Catalogue;

namespace MedDist.Web.Reports.Catalogue;

/// <summary>Files that are made of several reports.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this WebApplication app) => app.MapGet("/files/reports/manager", ManagerAsync).RequireAuthorization(ReportPermissions.Read);

    private static async Task<IResult> ManagerAsync(HttpRequest request, ManagerWorkbook workbook, CancellationToken cancel)
    {
        var file = await workbook.WriteAsync(ReportAsk.Read(new Uri("http://x/" + request.QueryString)), cancel);
        return file.Value is { } made ? Results.File(made.Content, made.ContentType, made.FileName) : Results.NotFound();
    }
}
