using MedDist.Core.Catalog;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>A product and how many of it.</summary>
public sealed class OrderItem : TenantEntity
{
    public Guid OrderId { get; init; }

    public required Guid ProductId { get; init; }

    public Product? Product { get; private set; }

    public required int Quantity { get; init; }

    /// <summary>In the tenant's currency; null where the price is not known yet.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The size, colour or laterality chosen, by name.</summary>
    public Dictionary<string, string> Specifications { get; init; } = [];

    public string? Notes { get; init; }
}
