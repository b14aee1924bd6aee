using MedDist.Core.Batches;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<BatchOperation> BatchOperations => Set<BatchOperation>();

    public DbSet<BatchItem> BatchItems => Set<BatchItem>();

    public DbSet<BatchSnapshot> BatchSnapshots => Set<BatchSnapshot>();
}
