using MedDist.Core.Coverage;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Payer> Payers => Set<Payer>();

    public DbSet<CoveragePolicy> CoveragePolicies => Set<CoveragePolicy>();

    public DbSet<CareReminder> CareReminders => Set<CareReminder>();
}
