using MedDist.Core.Shipping;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<ShipmentLine> ShipmentLines => Set<ShipmentLine>();

    public DbSet<ShipmentEvent> ShipmentEvents => Set<ShipmentEvent>();

    public DbSet<ShipmentReceipt> ShipmentReceipts => Set<ShipmentReceipt>();

    public DbSet<CarrierMessage> CarrierMessages => Set<CarrierMessage>();

    public DbSet<CarrierConnection> CarrierConnections => Set<CarrierConnection>();
}
