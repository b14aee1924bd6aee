using MedDist.Core.Tenancy;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Tenancy;

internal sealed class TenantConfiguration : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> builder)
    {
        builder.Property(t => t.Subdomain).HasMaxLength(63);
        builder.Property(t => t.Settings).HasJson();
        builder.Property(t => t.Features).HasJson();
        builder.Ignore(t => t.Zone);
        builder.HasIndex(t => t.Subdomain).IsUnique();
    }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.Property(s => s.Key).HasMaxLength(128);
        builder.Property(s => s.Value).HasMaxLength(4000);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId);
        builder.HasIndex(s => new { s.TenantId, s.Scope, s.ScopeId, s.Key }).IsUnique();
    }
}
