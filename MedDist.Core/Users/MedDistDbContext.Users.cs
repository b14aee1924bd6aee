using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<UserAssignment> UserAssignments => Set<UserAssignment>();

    public DbSet<Specialty> Specialties => Set<Specialty>();

    public DbSet<UserLink> UserLinks => Set<UserLink>();

    public DbSet<UserSpecialty> UserSpecialties => Set<UserSpecialty>();
}
