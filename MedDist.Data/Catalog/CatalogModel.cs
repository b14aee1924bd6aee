using MedDist.Core.Catalog;
using MedDist.Core.Recipients;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Catalog;

internal sealed class ProductCategoryConfiguration : IEntityTypeConfiguration<ProductCategory>
{
    public void Configure(EntityTypeBuilder<ProductCategory> builder)
    {
        builder.HasOne<ProductCategory>().WithMany().HasForeignKey(c => c.ParentCategoryId);
        builder.HasIndex(c => new { c.TenantId, c.Name });
    }
}

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.Property(p => p.Sku).HasMaxLength(100);
        builder.Property(p => p.Code).HasMaxLength(100);
        builder.Property(p => p.Alias).HasMaxLength(100);
        builder.Property(p => p.SearchName).HasMaxLength(RecipientTerm.MaxLength);
        builder.Property(p => p.SearchCode).HasMaxLength(RecipientTerm.MaxLength);
        builder.Property(p => p.SearchAlias).HasMaxLength(RecipientTerm.MaxLength);
        builder.Property(p => p.SearchText).HasMaxLength(SearchWords.SpacedLength);
        builder.Property(p => p.Description).HasMaxLength(4000);
        builder.Property(p => p.Specifications).HasJson();
        builder.Property(p => p.Pricing).HasJson();
        builder.Property(p => p.Metadata).HasJson();
        builder.HasOne(p => p.Manufacturer).WithMany().HasForeignKey(p => p.ManufacturerId);
        builder.HasOne(p => p.Category).WithMany().HasForeignKey(p => p.CategoryId);
        builder.HasIndex(p => new { p.TenantId, p.Code });
        builder.HasIndex(p => new { p.TenantId, p.Name });

        // The type-ahead, by what is typed first.
        builder.HasIndex(p => new { p.TenantId, p.SearchName });
        builder.HasIndex(p => new { p.TenantId, p.SearchCode });
        builder.HasIndex(p => new { p.TenantId, p.SearchAlias });
    }
}

internal sealed class ProductSpecialtyConfiguration : IEntityTypeConfiguration<ProductSpecialty>
{
    public void Configure(EntityTypeBuilder<ProductSpecialty> builder)
    {
        builder.HasOne<Product>().WithMany(p => p.Specialties).HasForeignKey(s => s.ProductId);
        builder.HasOne(s => s.Specialty).WithMany().HasForeignKey(s => s.SpecialtyId);
        builder.HasIndex(s => new { s.ProductId, s.SpecialtyId }).IsUnique();
    }
}
