using System.Globalization;
using MedDist.Core.Coverage;
using MedDist.Core.Documents.Pdf;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;

namespace MedDist.Core.Verifications;

/// <summary>The form that asks a manufacturer for verifications: what is wanted, for whom, with which cover, for which products; with room for the answer.</summary>
public static partial class VerificationRequestPdf
{
    private const string ToFill = "______________________________";

    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The PDF's bytes. The order comes with its parties and its items' products loaded, the policies with their payers, the primary one first.</summary>
    public static byte[] Build(Order order, IReadOnlyList<VerificationRequirement> wanted, IReadOnlyList<CoveragePolicy> policies, TenantCard tenant, DateTimeOffset now)
    {
        var setup = new PdfSetup
        {
            Title = $"Verification request {order.OrderNumber}",
            Author = tenant.Name,
            CreatedAt = now,
            TenantName = tenant.Name,
            FooterText = $"Verification request for order {order.OrderNumber} · contains protected health information",
        };
        var pdf = new PdfDocument(PdfColor.TryParse(tenant.Settings.AccentColor, out var accent) ? setup with { Accent = accent } : setup);
        pdf.Heading($"{(order.Type == OrderType.Rush ? "RUSH verification request" : "Verification request")} for order {order.OrderNumber}");
        pdf.KeyValues(Head(order, tenant, now));
        pdf.Heading("Please verify", 2).Table(
            [new("Verification", 2), new("How often", 1), new("With", 3)],
            wanted.Select(r => (IReadOnlyList<string?>)[Capital(VerificationPolicy.Label(r.Type)), VerificationPolicy.Label(r.Frequency), string.Join(", ", r.Documents ?? [])]));
        pdf.Heading("Recipient and provider", 2).KeyValues(Parties(order));
        Cover(pdf, policies);
        Clinical(pdf, order);
        pdf.Heading("Products", 2).Table(
            [new("Code", 1), new("Product", 3), new("Size", 1.5), new("Quantity", 1, PdfAlign.Right)],
            order.Items.Select(i => (IReadOnlyList<string?>)[i.Product?.Code, i.Product?.Name, string.Join(", ", i.Specifications.Values), i.Quantity.ToString(Words)]));
        pdf.Heading("Your answer", 2).KeyValues(
            wanted.SelectMany(r => new (string, string?)[] { ($"{Capital(VerificationPolicy.Label(r.Type))}: approved / denied", ToFill), ("Reference and last valid day", ToFill) })
                .Append(("Answered by", ToFill)).Append(("Date", ToFill)));
        return pdf.ToArray();
    }

    private static (string, string?)[] Head(Order order, TenantCard tenant, DateTimeOffset now) =>
    [
        ("Manufacturer", order.Manufacturer!.Name),
        ("Request date", Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, tenant.Zone).DateTime))),
        ("Service date", Day(order.ServiceDate)),
        ("Deliver by", Day(order.RequestedDeliveryDate)),
        ("Distributor", tenant.Name),
        ("Distributor phone", tenant.Settings.Contact.Phone),
    ];

    private static (string, string?)[] Parties(Order order) =>
    [
        ("Recipient", order.Recipient?.FullName ?? order.RecipientName),
        ("Recipient number", order.Recipient?.Identifier),
        ("Date of birth", Day(order.Recipient?.DateOfBirth)),
        ("Recipient phone", order.Recipient?.Details.Phone),
        ("Provider", order.Provider?.FullName),
        ("Provider NPI", order.Provider?.Npi),
        ("Provider PTAN", order.Intake.ProviderPtan ?? order.Provider?.Ptan),
        ("Facility", order.Facility?.Name),
        ("Facility NPI", order.Facility?.Npi),
        ("Facility address", order.Facility?.Details.Address?.ToString()),
    ];

    private static void Cover(PdfDocument pdf, IReadOnlyList<CoveragePolicy> policies)
    {
        pdf.Heading("Cover", 2);
        if (policies.Count == 0)
        {
            pdf.Paragraph("No cover is on file.");
        }

        foreach (var policy in policies)
        {
            pdf.KeyValues(
            [
                (policy.IsPrimary ? "Primary payer" : "Further payer", policy.Payer?.Name),
                ("Plan", policy.Details.PlanName),
                ("Member ID", policy.PolicyNumber),
                ("Group", policy.GroupNumber),
                ("Payer phone", policy.Details.Phone),
                ("Subscriber", policy.Subscriber is { } s ? $"{s.Name}, {s.Relationship}, born {Day(s.DateOfBirth)}" : "the recipient"),
            ]);
        }
    }

    private static void Clinical(PdfDocument pdf, Order order)
    {
        var intake = order.Intake;
        var facts = new (string Label, string? Value)[]
        {
            ("Place of service", intake.PlaceOfService),
            ("Diagnosis codes", string.Join(", ", intake.DiagnosisCodes)),
            ("Wound", intake.Wound is { } w ? string.Create(Words, $"{w.Type} {w.Location}: {w.LengthCm} × {w.WidthCm} cm, {w.AreaCm2} cm²").Trim() : null),
            ("Previous treatments", string.Join(", ", intake.PreviousTreatments)),
        }.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToList();
        if (facts.Count > 0)
        {
            pdf.Heading("Clinical context", 2).KeyValues(facts);
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("d MMM yyyy", Words);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
