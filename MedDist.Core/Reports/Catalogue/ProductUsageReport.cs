using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>How much of a product was ordered.</summary>
public sealed record ProductUse(string Product, string? Code, string? Manufacturer, int Lines, int Quantity, decimal Value);

/// <summary>Which products were ordered, how often and for how much.</summary>
public sealed class ProductUsageReport(ReportTools tools) : Report<ProductUse>(tools)
{
    public override string Id => "product-usage";

    public override string Title => "Product usage";

    public override string Answers => "What is ordered, how much of it, and for how much?";

    public override ReportParts Parts => ReportParts.Period | ReportParts.Manufacturer | ReportParts.Facility;

    protected override string Sort => "Most ordered first";

    protected override IReadOnlyList<Measure> Measures { get; } =
    [
        new(new("product", "Product", ExportKind.Text, r => r.Product, 32), ""),
        new(new("code", "Code", ExportKind.Code, r => r.Code), "HCPCS, NDC or UPN; the item number where it has none."),
        new(new("manufacturer", "Manufacturer", ExportKind.Text, r => r.Manufacturer), ""),
        new(new("lines", "Order lines", ExportKind.Whole, r => r.Lines), "Lines of orders submitted in the period, whatever became of them. An order with two products has two.", IsSum: true),
        new(new("quantity", "Quantity", ExportKind.Whole, r => r.Quantity), "Units of those lines.", IsSum: true),
        new(new("value", "Value", ExportKind.Money, r => r.Value), "Quantity times unit price, where the price is known.", IsSum: true),
    ];

    protected override async Task<IReadOnlyList<ProductUse>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel)
    {
        await using var db = await Tools.OpenAsync(cancel);
        var lines = OrderQueries.Matching(db, ReportTools.Submitted(ask, days)).SelectMany(o => o.Items);
        var found = await lines.GroupBy(i => i.ProductId)
            .Select(g => new { g.Key, Lines = g.Count(), Quantity = g.Sum(i => i.Quantity), Value = g.Sum(i => i.UnitPrice == null ? 0 : (double)i.UnitPrice * i.Quantity) }).ToListAsync(cancel);
        var ids = found.Select(f => f.Key).ToList();
        var products = (await db.Products.Where(p => EF.Parameter(ids).Contains(p.Id)).Select(p => new { p.Id, p.Name, Code = p.Code ?? p.Sku, Manufacturer = p.Manufacturer!.Name }).ToListAsync(cancel)).ToDictionary(p => p.Id);
        return
        [
            .. found.Select(f => (products.GetValueOrDefault(f.Key), f)).Select(p => new ProductUse(p.Item1?.Name ?? "A product that is gone", p.Item1?.Code, p.Item1?.Manufacturer, p.f.Lines, p.f.Quantity, Math.Round((decimal)p.f.Value, 2)))
                .OrderByDescending(p => p.Lines).ThenBy(p => p.Product, StringComparer.Ordinal),
        ];
    }
}
