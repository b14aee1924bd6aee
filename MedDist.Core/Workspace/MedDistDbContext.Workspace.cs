using MedDist.Core.Workspace;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    public DbSet<QuickAction> QuickActions => Set<QuickAction>();
}
