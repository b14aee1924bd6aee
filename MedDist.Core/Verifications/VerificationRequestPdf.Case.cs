using MedDist.Core.Coverage;
using MedDist.Core.Documents.Pdf;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;

namespace MedDist.Core.Verifications;

public static partial class VerificationRequestPdf
{
    /// <summary>
    /// The form for cases of one recipient that no order waits for. From the same input come the same bytes, so that a preview is what is sent.
    /// </summary>
    /// <param name="manufacturer">Its name.</param>
    /// <param name="recipient">Whose cases they are.</param>
    /// <param name="cases">What is wanted; the id of the case where there is one already.</param>
    /// <param name="last">The latest order of the recipient from this manufacturer with its parties, for the provider; null where there is none.</param>
    /// <param name="policies">With their payers, the primary one first.</param>
    /// <param name="tenant">Who asks.</param>
    /// <param name="now">The day of the request.</param>
    internal static byte[] BuildForCases(
        string manufacturer, Recipient recipient, IReadOnlyList<(Manufacturers.VerificationRequirement Required, Guid? CaseId)> cases, Order? last, IReadOnlyList<CoveragePolicy> policies, TenantCard tenant, DateTimeOffset now)
    {
        var setup = new PdfSetup
        {
            Title = "Verification request",
            Author = tenant.Name,
            CreatedAt = now,
            TenantName = tenant.Name,
            FooterText = "Verification request · contains protected health information",
        };
        var pdf = new PdfDocument(PdfColor.TryParse(tenant.Settings.AccentColor, out var accent) ? setup with { Accent = accent } : setup);
        pdf.Heading("Verification request");
        pdf.KeyValues([("Manufacturer", manufacturer), ("Request date", Day(DayCount.DayOf(now, tenant.Zone))), ("Distributor", tenant.Name), ("Distributor phone", tenant.Settings.Contact.Phone)]);
        pdf.Heading("Please verify", 2).Table(
            [new("Verification", 2), new("How often", 1), new("With", 2), new("Our reference", 3)],
            cases.Select(c => (IReadOnlyList<string?>)
                [Capital(VerificationPolicy.Label(c.Required.Type)), VerificationPolicy.Label(c.Required.Frequency), string.Join(", ", c.Required.Documents ?? []), c.CaseId is { } id ? VerificationReference.Of(id) : "new"]));
        pdf.Heading("Recipient and provider", 2).KeyValues(PartiesOf(recipient, last));
        Cover(pdf, policies);
        pdf.Heading("Your answer", 2).KeyValues(
            cases.SelectMany(c => new (string, string?)[] { ($"{Capital(VerificationPolicy.Label(c.Required.Type))}: approved / denied", ToFill), ("Reference and last valid day", ToFill) })
                .Append(("Answered by", ToFill)).Append(("Date", ToFill)));
        return pdf.ToArray();
    }

    private static (string, string?)[] PartiesOf(Recipient recipient, Order? last) =>
    [
        ("Recipient", recipient.FullName),
        ("Recipient number", recipient.Identifier),
        ("Date of birth", Day(recipient.DateOfBirth)),
        ("Recipient phone", recipient.Details.Phone),
        ("Provider", last?.Provider?.FullName),
        ("Provider NPI", last?.Provider?.Npi),
        ("Facility", last?.Facility?.Name),
        ("Facility NPI", last?.Facility?.Npi),
    ];
}
