using MedDist.Core.Batches.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<StagedImport> StagedImports => Set<StagedImport>();

    public DbSet<StagedRow> StagedRows => Set<StagedRow>();

    public DbSet<RememberedLayout> RememberedLayouts => Set<RememberedLayout>();
}
