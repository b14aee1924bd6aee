using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;
using MedDist.Core.Users;

namespace MedDist.Core.Catalog;

/// <summary>The code system of <see cref="Product.Code"/>.</summary>
public enum ProductCodeType
{
    Hcpcs,
    Ndc,
    Upn,
    Custom,
}

/// <summary>What a product is to the regulator.</summary>
public enum ProductType
{
    Device,
    Drug,
    Biologic,
    Supply,
    Equipment,
}

/// <summary>Something that can be ordered from one manufacturer.</summary>
public sealed class Product : TenantEntity, ISearchable
{
    public Guid? ManufacturerId { get; init; }

    public Manufacturer? Manufacturer { get; private set; }

    public Guid? CategoryId { get; init; }

    public ProductCategory? Category { get; private set; }

    public required string Name { get; init; }

    public string? Sku { get; init; }

    public string? Code { get; init; }

    public ProductCodeType? CodeType { get; init; }

    public required ProductType Type { get; init; }

    /// <summary>What people call it, where that is not its name.</summary>
    public string? Alias { get; init; }

    /// <summary>Name, code, number and alias as the type-ahead looks them up by their beginnings: letters a to z and digits, as one word.</summary>
    public string SearchName { get => SearchWords.Joined(Name); private set => _ = value; }

    public string SearchCode { get => SearchWords.Joined(Code); private set => _ = value; }

    public string SearchAlias { get => SearchWords.Joined(Alias); private set => _ = value; }

    /// <summary>All words, a space before each, for a word from the middle.</summary>
    public string SearchText { get => SearchWords.Spaced(Name, Code, Sku, Alias); private set => _ = value; }

    public string? Description { get; init; }

    public ProductSpecifications Specifications { get; init; } = new();

    public ProductPricing Pricing { get; init; } = new();

    public bool RequiresPrescription { get; init; }

    public bool RequiresVerification { get; init; }

    /// <summary>Days from one service date to the next before one recipient may have it again; null where there is no such rule.</summary>
    public int? ReapplicationDays { get; init; }

    public bool IsActive { get; private set; } = true;

    public Dictionary<string, string> Metadata { get; init; } = [];

    public List<ProductSpecialty> Specialties { get; private set; } = [];

    public void Deactivate() => IsActive = false;
}

/// <summary>The sizes or strengths a product comes in.</summary>
/// <param name="UnitOfMeasure">What one billed unit is, for example <c>sq cm</c>, <c>mg</c> or <c>each</c>; never assumed.</param>
/// <param name="Sizes">Empty for a product of one size.</param>
public sealed record ProductSpecifications(string UnitOfMeasure = "each", IReadOnlyList<ProductSize>? Sizes = null);

/// <summary>One size: its label, its price and, for sheets, its area in cm².</summary>
public sealed record ProductSize(string Label, decimal Price, decimal? AreaCm2 = null);

/// <summary>What one piece costs where no size says otherwise.</summary>
public sealed record ProductPricing(decimal? ListPrice = null, string Source = "tenant price list");

/// <summary>A product belongs to a specialty; restricted ones open it only to its holders.</summary>
public sealed class ProductSpecialty : TenantEntity
{
    public required Guid ProductId { get; init; }

    public required Guid SpecialtyId { get; init; }

    public Specialty? Specialty { get; private set; }

    public bool IsPrimary { get; init; }
}
