using MedDist.Core.Documents.Pdf;

namespace MedDist.Core.Tests.Documents.Pdf;

/// <summary>Documents to fill in a test, alike but for what the test is about.</summary>
internal static class Draft
{
    public static PdfSetup Setup { get; } = new()
    {
        Title = "Order SO-1001",
        Author = "MedDist",
        CreatedAt = new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.Zero),
        TenantName = "Northwind Medical",
        FooterText = "12 Harbor Way, Portland",
    };

    public static PdfDocument New() => new(Setup);

    public static byte[] OneOfEverything() => New()
        .Heading("Verification request")
        .Notice("SIMULATED", "No payer was contacted.", PdfNoticeTone.Warning)
        .Paragraph("Please confirm the benefits of the recipient named below.")
        .KeyValues([("Recipient", "Jane Q. Public"), ("Born", "02/03/1948"), ("Payer", null)])
        .Table([new("SKU"), new("Description", 3), new("Total", 1, PdfAlign.Right)], [["SKU-1", "Catheter, sterile", "101.50"]], ["", "Total", "101.50"])
        .Rule()
        .FinePrint("An estimate is not a guarantee of payment.")
        .ToArray();
}
