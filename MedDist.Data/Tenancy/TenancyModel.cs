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

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.Property(r => r.Job).HasMaxLength(60);
        builder.Property(r => r.Guard).HasMaxLength(60);
        builder.Property(r => r.Error).HasMaxLength(JobRun.ErrorLength);
        builder.HasIndex(r => new { r.TenantId, r.Job, r.StartedAt });

        // One run of a job at a time in a tenant, on all nodes.
        builder.HasIndex(r => new { r.TenantId, r.Guard }).IsUnique();
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
