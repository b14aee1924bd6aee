using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Recipient> Recipients => Set<Recipient>();

    public DbSet<RecipientTerm> RecipientTerms => Set<RecipientTerm>();
}
