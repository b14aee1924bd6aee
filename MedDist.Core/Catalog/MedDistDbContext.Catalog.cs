using MedDist.Core.Catalog;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<ProductCategory> ProductCategories => Set<ProductCategory>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<ProductSpecialty> ProductSpecialties => Set<ProductSpecialty>();
}
