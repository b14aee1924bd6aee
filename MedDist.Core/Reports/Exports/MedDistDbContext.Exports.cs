using MedDist.Core.Reports.Exports;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Export> Exports => Set<Export>();

    public DbSet<ExportedPerson> ExportedPeople => Set<ExportedPerson>();
}
