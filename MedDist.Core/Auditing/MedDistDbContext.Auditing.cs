using MedDist.Core.Auditing;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<ActivityLog> ActivityLogs => Set<ActivityLog>();

    public DbSet<PhiAccessLog> PhiAccessLogs => Set<PhiAccessLog>();
}
