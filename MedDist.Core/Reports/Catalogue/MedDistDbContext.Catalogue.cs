using MedDist.Core.Reports.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<ReportSchedule> ReportSchedules => Set<ReportSchedule>();

    public DbSet<ReportReader> ReportReaders => Set<ReportReader>();

    public DbSet<ReportRun> ReportRuns => Set<ReportRun>();
}
