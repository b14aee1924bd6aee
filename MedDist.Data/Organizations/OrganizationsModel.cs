using MedDist.Core.Organizations;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Organizations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.Property(o => o.Contract).HasJson();
        builder.Property(o => o.Settings).HasJson();
        builder.HasIndex(o => new { o.TenantId, o.Name });
    }
}

internal sealed class FacilityConfiguration : IEntityTypeConfiguration<Facility>
{
    public void Configure(EntityTypeBuilder<Facility> builder)
    {
        builder.Property(f => f.Details).HasJson();
        builder.Property(f => f.Metadata).HasJson();
        builder.HasOne(f => f.Organization).WithMany().HasForeignKey(f => f.OrganizationId);
        builder.HasIndex(f => new { f.TenantId, f.OrganizationId });
    }
}
