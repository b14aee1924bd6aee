using MedDist.Core.Catalog;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>A product and how many of it.</summary>
public sealed class OrderItem : TenantEntity
{
    private int quantity;
    private decimal? unitPrice;
    private Dictionary<string, string> specifications = [];

    public Guid OrderId { get; init; }

    public required Guid ProductId { get; init; }

    public Product? Product { get; private set; }

    public required int Quantity { get => quantity; init => quantity = value; }

    /// <summary>In the tenant's currency; null where the price is not known yet.</summary>
    public decimal? UnitPrice { get => unitPrice; init => unitPrice = value; }

    /// <summary>The size, colour or laterality chosen, by name.</summary>
    public Dictionary<string, string> Specifications { get => specifications; init => specifications = value; }

    public string? Notes { get; init; }

    /// <summary>The size chosen of a product that comes in several; null for one of one size.</summary>
    public string? Size => specifications.GetValueOrDefault(SizeName);

    /// <summary>The name under which <see cref="Specifications"/> keep the size.</summary>
    public const string SizeName = "size";

    /// <summary>Other numbers or another size of the same product. The price follows the size where the product names one for it.</summary>
    public void Change(int newQuantity, string? newSize, ProductSpecifications product)
    {
        quantity = newQuantity;
        if (newSize == Size)
        {
            return;
        }

        specifications = new(specifications.Where(s => s.Key != SizeName));
        if (newSize is not null)
        {
            specifications[SizeName] = newSize;
        }

        unitPrice = product.Sizes?.FirstOrDefault(s => s.Label == newSize)?.Price ?? unitPrice;
    }
}
