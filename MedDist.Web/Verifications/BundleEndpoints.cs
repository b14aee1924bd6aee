using System.Globalization;
using MedDist.Core.Auditing;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Kernel;
using MedDist.Core.Verifications;

namespace MedDist.Web.Verifications;

/// <summary>The forms of a bundle before it is sent, and the workbook of a plan. Addresses hold ids, never names.</summary>
internal static class BundleEndpoints
{
    public static void MapBundles(this WebApplication app)
    {
        app.MapGet("/files/bundles/{manufacturer:guid}/{recipient:guid}/{types}/{at:long}/form.pdf", FormAsync).RequireAuthorization(VerificationPermissions.Ask);
        app.MapGet("/files/plans/{manufacturer:guid}/workbook.xlsx", WorkbookAsync).RequireAuthorization(VerificationPermissions.Ask);
    }

    /// <summary>Where the form of one recipient is looked at.</summary>
    public static string FormPath(Guid manufacturer, BundleForm form, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"/files/bundles/{manufacturer}/{form.RecipientId}/{string.Join('-', form.Wanted.Select(t => (int)t))}/{at.UtcTicks}/form.pdf");

    public static string WorkbookPath(Guid manufacturer) => $"/files/plans/{manufacturer}/workbook.xlsx";

    private static async Task<IResult> FormAsync(Guid manufacturer, Guid recipient, string types, long at, VerificationBundles bundles, PhiAccess phi, CancellationToken cancel)
    {
        var keys = types.Split('-').Select(t => int.TryParse(t, CultureInfo.InvariantCulture, out var type) ? new VerificationKey(recipient, manufacturer, (VerificationType)type) : default).ToList();
        if (at < DateTimeOffset.UnixEpoch.Ticks || at > DateTimeOffset.MaxValue.Ticks || await bundles.FormAsync(new(manufacturer, keys), new DateTimeOffset(at, TimeSpan.Zero), cancel) is not { Succeeded: true, Value: { } form })
        {
            return Results.NotFound();
        }

        await phi.RecordAsync("recipient", recipient, PhiAction.View, "Preview of an IVR request", cancel);
        return Results.File(form.Pdf, "application/pdf");
    }

    private static async Task<IResult> WorkbookAsync(Guid manufacturer, ICallContext call, VerificationPlans plans, VerificationBundles bundles, PhiAccess phi, CancellationToken cancel)
    {
        // A super admin who has entered no tenant has no plans.
        var plan = call.TenantId is null ? null : (await plans.WeekAsync(manufacturer, cancel))?.Manufacturers.SingleOrDefault();
        if (plan is null || await bundles.WorkbookAsync(new(manufacturer, [.. plan.Proposed.Select(r => r.Key)]), cancel) is not { Succeeded: true, Value: { } bytes })
        {
            return Results.NotFound();
        }

        await phi.RecordAsync("manufacturer", manufacturer, PhiAction.Export, "Workbook of planned renewals", cancel);
        return Results.File(bytes, XlsxFile.ContentType, "planned-renewals.xlsx");
    }
}
