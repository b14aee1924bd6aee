using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderItem> OrderItems => Set<OrderItem>();

    public DbSet<OrderEvent> OrderEvents => Set<OrderEvent>();

    public DbSet<OrderComment> OrderComments => Set<OrderComment>();

    public DbSet<OrderPresence> OrderPresences => Set<OrderPresence>();

    public DbSet<OrderRevision> OrderRevisions => Set<OrderRevision>();

    public DbSet<OrderDraft> OrderDrafts => Set<OrderDraft>();
}
