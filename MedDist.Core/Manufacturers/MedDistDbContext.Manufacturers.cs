using MedDist.Core.Manufacturers;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Manufacturer> Manufacturers => Set<Manufacturer>();

    public DbSet<ManufacturerSettings> ManufacturerSettings => Set<ManufacturerSettings>();

    public DbSet<ManufacturerContact> ManufacturerContacts => Set<ManufacturerContact>();

    public DbSet<ManufacturerScore> ManufacturerScores => Set<ManufacturerScore>();

    public DbSet<ManufacturerRequest> ManufacturerRequests => Set<ManufacturerRequest>();

    public DbSet<ManufacturerReplyLink> ManufacturerReplyLinks => Set<ManufacturerReplyLink>();

    public DbSet<ManufacturerReply> ManufacturerReplies => Set<ManufacturerReply>();
}
