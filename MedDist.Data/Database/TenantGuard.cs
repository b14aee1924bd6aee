using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Data.Database;

/// <summary>A save tried to cross the wall between tenants, or to change what is written once. A bug, never a user's mistake.</summary>
public sealed class TenantWallException(string message) : InvalidOperationException(message);

/// <summary>The write wall: stamps tenant, version and moments, and refuses rows of another tenant and changes of append-only rows.</summary>
internal sealed class TenantGuard(TimeProvider clock) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check((MedDistDbContext)eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check((MedDistDbContext)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Check(MedDistDbContext context)
    {
        var now = clock.GetUtcNow();
        foreach (var entry in context.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            if (entry.Entity is IAppendOnly && entry.State != EntityState.Added)
            {
                throw new TenantWallException($"{entry.Metadata.ClrType.Name} is written once; it cannot be {entry.State.ToString().ToLowerInvariant()}.");
            }

            Wall(entry, context.Call.TenantId);
            Stamp(entry, now);
        }
    }

    private static void Wall(EntityEntry entry, Guid? tenant)
    {
        if (entry.Entity is not ITenantOwned)
        {
            return;
        }

        var (row, property) = (entry.Row(), entry.Metadata.GetProperty(nameof(ITenantOwned.TenantId)));
        if (entry.State == EntityState.Added && row.GetCurrentValue<Guid>(property) == Guid.Empty)
        {
            entry.Property(property).CurrentValue = tenant ?? throw new TenantWallException($"{entry.Metadata.ClrType.Name} belongs to a tenant, and nobody's tenant is set.");
        }

        if (row.GetCurrentValue<Guid>(property) != tenant || (entry.State != EntityState.Added && row.GetOriginalValue<Guid>(property) != tenant))
        {
            throw new TenantWallException($"A {entry.Metadata.ClrType.Name} of another tenant cannot be saved here.");
        }
    }

    private static void Stamp(EntityEntry entry, DateTimeOffset now)
    {
        if (entry.Entity is not Entity || entry.State == EntityState.Deleted || DerivedFacts.AreAllThatChanges(entry))
        {
            return;
        }

        if (entry.State == EntityState.Added)
        {
            entry.Property(nameof(Entity.CreatedAt)).CurrentValue = now;
        }

        entry.Property(nameof(Entity.UpdatedAt)).CurrentValue = now;
        var version = entry.Property(nameof(Entity.Version));
        version.CurrentValue = (int)version.OriginalValue! + (entry.State == EntityState.Added ? 0 : 1);
    }
}
