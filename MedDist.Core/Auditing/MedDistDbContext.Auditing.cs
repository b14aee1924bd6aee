using MedDist.Core.Auditing;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<ActivityLog> ActivityLogs => Set<ActivityLog>();

    public DbSet<PhiAccessLog> PhiAccessLogs => Set<PhiAccessLog>();

    public DbSet<AuditBlock> AuditBlocks => Set<AuditBlock>();

    public DbSet<AuditAnchor> AuditAnchors => Set<AuditAnchor>();

    public DbSet<AuditCheck> AuditChecks => Set<AuditCheck>();

    public DbSet<EmergencyAccess> EmergencyAccesses => Set<EmergencyAccess>();
}
