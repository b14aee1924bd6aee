using MedDist.Core.Kernel;

namespace MedDist.Core.Catalog;

/// <summary>The field a category belongs to.</summary>
public enum CategoryType
{
    WoundCare,
    Orthopedic,
    Pharmaceutical,
    Dme,
    Supplies,
}

/// <summary>A branch of the product tree.</summary>
public sealed class ProductCategory : TenantEntity
{
    public required string Name { get; init; }

    public Guid? ParentCategoryId { get; init; }

    public required CategoryType Type { get; init; }
}
