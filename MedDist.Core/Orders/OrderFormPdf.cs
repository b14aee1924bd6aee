using System.Globalization;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Pdf;
using MedDist.Core.Tenancy;

namespace MedDist.Core.Orders;

/// <summary>The order form that a manufacturer receives: parties, dates, clinical context and items. Internal notes are never on it.</summary>
public static partial class OrderFormPdf
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The PDF's bytes, with the provider's signature where there is one. The order comes with its parties and its items' products loaded.</summary>
    public static byte[] Build(Order order, TenantCard tenant, DateTimeOffset now, Signature? signature = null)
    {
        var setup = new PdfSetup
        {
            Title = $"Order {order.OrderNumber}",
            Author = tenant.Name,
            CreatedAt = now,
            TenantName = tenant.Name,
            FooterText = $"Order {order.OrderNumber} · contains protected health information",
        };
        var pdf = new PdfDocument(PdfColor.TryParse(tenant.Settings.AccentColor, out var accent) ? setup with { Accent = accent } : setup);
        pdf.Heading($"{(order.Type == OrderType.Rush ? "RUSH ORDER" : "Order")} {order.OrderNumber}");
        if (order.Type == OrderType.Rush)
        {
            pdf.Notice("Rush", "Please handle this order first.", PdfNoticeTone.Warning);
        }

        pdf.KeyValues([.. Head(order), .. Today(order, tenant, now)]);
        pdf.Heading("Recipient and provider", 2).KeyValues(Parties(order));
        pdf.Heading("Deliver to", 2).KeyValues(Delivery(order));
        Clinical(pdf, order);
        Items(pdf, order);
        if (!string.IsNullOrWhiteSpace(order.Notes))
        {
            pdf.Heading("Notes", 2).Paragraph(order.Notes);
        }

        if (signature is not null)
        {
            pdf.Heading("Signature", 2).KeyValues(
            [
                ("Signed electronically by", signature.Name),
                ("As", signature.Role),
                ("On", TimeZoneInfo.ConvertTime(signature.SignedAt, tenant.Zone).ToString("d MMM yyyy, h:mm tt zzz", Words)),
                ("Statement", signature.Statement),
            ]);
        }

        return pdf.ToArray();
    }

    private static (string, string?)[] Head(Order order) =>
    [
        ("Manufacturer", order.Manufacturer!.Name),
        ("Service date", Day(order.ServiceDate)),
        ("Deliver by", Day(order.RequestedDeliveryDate)),
        ("Shipping", order.ShippingSpeed.Label()),
    ];

    /// <summary>What is different on another day, or for another distributor, while the order is the same.</summary>
    private static (string, string?)[] Today(Order order, TenantCard tenant, DateTimeOffset now) =>
    [
        ("Order date", Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, tenant.Zone).DateTime))),
        ("Distributor", tenant.Name),
        ("Distributor phone", tenant.Settings.Contact.Phone),
        ("Verification", order.IvrSentence),
    ];

    private static (string, string?)[] Parties(Order order) =>
    [
        ("Recipient", order.Recipient?.FullName ?? order.RecipientName),
        ("Recipient number", order.Recipient?.Identifier),
        ("Date of birth", Day(order.Recipient?.DateOfBirth)),
        ("Provider", order.Provider?.FullName),
        ("Provider NPI", order.Provider?.Npi),
        ("Provider PTAN", order.Intake.ProviderPtan ?? order.Provider?.Ptan),
    ];

    private static (string, string?)[] Delivery(Order order) =>
    [
        ("Organisation", order.Organization?.Name),
        ("Facility", order.Facility?.Name),
        ("Address", order.Facility?.ShipTo?.ToString()),
        ("Phone", order.Facility?.Details.Phone),
        ("Facility NPI", order.Facility?.Npi),
        .. (BillTo(order) is { } billTo ? new (string, string?)[] { ("Bill to", billTo) } : []),
        ("Delivery instructions", order.DeliveryInstructions ?? order.Facility?.Details.DeliveryInstructions),
    ];

    /// <summary>Where the invoice goes, where that is not where the goods go.</summary>
    private static string? BillTo(Order order) => order.Facility?.BillTo(order.Organization) is { } address && address != order.Facility.ShipTo
        ? string.Join(", ", new[] { order.Facility.IsBillTo ? null : order.Organization?.Name, address.ToString() }.OfType<string>()) : null;

    private static void Clinical(PdfDocument pdf, Order order)
    {
        var facts = Clinical(order).Where(f => !string.IsNullOrWhiteSpace(f.Item2)).ToList();
        if (facts.Count > 0)
        {
            pdf.Heading("Clinical context", 2).KeyValues(facts);
        }
    }

    private static (string, string?)[] Clinical(Order order) =>
    [
        ("Place of service", order.Intake.PlaceOfService),
        ("Diagnosis codes", string.Join(", ", order.Intake.DiagnosisCodes)),
        ("Wound", order.Intake.Wound is { } w ? string.Create(Words, $"{w.Type} {w.Location}: {w.LengthCm} × {w.WidthCm} cm, {w.AreaCm2} cm²").Trim() : null),
        ("Previous treatments", string.Join(", ", order.Intake.PreviousTreatments)),
        ("MAC jurisdiction", order.Intake.MacJurisdiction),
    ];

    private static void Items(PdfDocument pdf, Order order)
    {
        pdf.Heading("Items", 2).Table(
            [new("Code", 1), new("Product", 3), new("Size", 1.3), new("Quantity", 0.9, PdfAlign.Right), new("Unit price", 1, PdfAlign.Right), new("Amount", 1, PdfAlign.Right)],
            order.Items.Select(Cells),
            ["", "Total", "", order.Items.Sum(i => i.Quantity).ToString(Words), "", Money(order.Total)]);
    }

    private static IReadOnlyList<string?> Cells(OrderItem item) =>
        [item.Product?.Code, item.Product?.Name, string.Join(", ", item.Specifications.Values), item.Quantity.ToString(Words), Money(item.UnitPrice), Money(item.UnitPrice * item.Quantity)];

    private static string? Day(DateOnly? day) => day?.ToString("d MMM yyyy", Words);

    private static string? Money(decimal? amount) => amount?.ToString("C2", Words);
}
