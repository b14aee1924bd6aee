using MedDist.Core.Shipping;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Shipment> Shipments => Set<Shipment>();
}
