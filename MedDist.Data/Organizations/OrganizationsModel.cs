using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
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
        builder.Property(o => o.Details).HasJson();
        builder.Property(o => o.StatusReason).HasMaxLength(Organization.ReasonLength);
        builder.Property(o => o.SearchText).HasMaxLength(SearchWords.SpacedLength);
        builder.HasIndex(o => new { o.TenantId, o.Name });
        builder.HasIndex(o => new { o.TenantId, o.Status, o.Name });
        builder.HasIndex(o => new { o.TenantId, o.ContractWarnOn });
    }
}

internal sealed class FacilityConfiguration : IEntityTypeConfiguration<Facility>
{
    public void Configure(EntityTypeBuilder<Facility> builder)
    {
        builder.Property(f => f.Details).HasJson();
        builder.Property(f => f.Metadata).HasJson();
        builder.Property(f => f.StatusReason).HasMaxLength(Organization.ReasonLength);
        builder.Property(f => f.SearchText).HasMaxLength(SearchWords.SpacedLength);
        builder.Ignore(f => f.Npi).Ignore(f => f.ShipTo);
        builder.HasOne(f => f.Organization).WithMany().HasForeignKey(f => f.OrganizationId);
        builder.HasIndex(f => new { f.TenantId, f.OrganizationId, f.Name });
    }
}
