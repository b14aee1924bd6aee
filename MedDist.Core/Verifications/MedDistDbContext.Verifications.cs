using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<Verification> Verifications => Set<Verification>();

    public DbSet<VerificationPeriod> VerificationPeriods => Set<VerificationPeriod>();

    public DbSet<VerificationRequest> VerificationRequests => Set<VerificationRequest>();

    public DbSet<VerificationSnooze> VerificationSnoozes => Set<VerificationSnooze>();
}
