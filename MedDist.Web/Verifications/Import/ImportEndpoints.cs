using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;

namespace MedDist.Web.Verifications.Import;

/// <summary>Workbooks for download: the rows of an import that were not taken, and the cases of a manufacturer in its own layout.</summary>
internal static class ImportEndpoints
{
    private const int MostDays = 400;

    public static void MapImports(this WebApplication app)
    {
        app.MapGet("/files/imports/{id:guid}/{format:regex(^(xlsx|csv)$)}", RejectedAsync).RequireAuthorization(VerificationPermissions.Update);
        app.MapGet("/files/verifications/{manufacturer:guid}/workbook", ExportAsync).RequireAuthorization(VerificationPermissions.Update);
    }

    private static async Task<IResult> RejectedAsync(Guid id, string format, VerificationImportOutput output, CancellationToken cancel) =>
        await output.RejectedAsync(id, format == "csv", cancel) is { } file ? Results.File(file.Bytes, file.ContentType, file.FileName) : Results.NotFound();

    private static async Task<IResult> ExportAsync(Guid manufacturer, int? ending, VerificationWorkbooks workbooks, TenantDirectory tenants, ICallContext call, TimeProvider clock, CancellationToken cancel)
    {
        if (call.TenantId is not { } id || await tenants.FindAsync(id, cancel) is not { } tenant)
        {
            return Results.NotFound();
        }

        var today = DayCount.DayOf(clock.GetUtcNow(), tenant.Zone);
        var cases = await workbooks.CasesAsync(manufacturer, ending is { } days ? today.AddDays(Math.Clamp(days, 0, MostDays)) : null, cancel);
        return await workbooks.ExportAsync(manufacturer, cases, cancel) is { Succeeded: true } file ? Results.File(file.Value.Bytes, file.Value.ContentType, file.Value.FileName) : Results.NotFound();
    }
}
