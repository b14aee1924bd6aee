using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    /// <summary>Puts the read wall on every <see cref="ITenantOwned"/> entity, and on the three that may be without a tenant.</summary>
    protected void FilterByTenant(ModelBuilder builder)
    {
        var filter = typeof(MedDistDbContext).GetMethod(nameof(FilterOwned), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType)).ToList())
        {
            filter.MakeGenericMethod(entity.ClrType).Invoke(this, [builder]);
        }

        builder.Entity<Tenant>().HasQueryFilter(TenantFilter, t => IsBeforeTenant || t.Id == CurrentTenantId);
        builder.Entity<User>().HasQueryFilter(TenantFilter, u => IsBeforeTenant || u.TenantId == CurrentTenantId);
        builder.Entity<Setting>().HasQueryFilter(TenantFilter, s => s.TenantId == null || s.TenantId == CurrentTenantId);
    }

    private void FilterOwned<T>(ModelBuilder builder)
        where T : class, ITenantOwned => builder.Entity<T>().HasQueryFilter(TenantFilter, e => e.TenantId == CurrentTenantId);
}
