using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<Setting> Settings => Set<Setting>();
}
