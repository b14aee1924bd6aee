using MedDist.Core.Integrations;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<QueueItem> IntegrationQueue => Set<QueueItem>();

    public DbSet<SendAttempt> SendAttempts => Set<SendAttempt>();
}
