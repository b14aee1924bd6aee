using MedDist.Core.Reports;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<UserEvent> UserEvents => Set<UserEvent>();

    public DbSet<MetricSnapshot> MetricSnapshots => Set<MetricSnapshot>();

    public DbSet<MetricProgress> MetricProgress => Set<MetricProgress>();
}
