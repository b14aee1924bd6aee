using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Tenancy;

/// <summary>Reads and changes a tenant's working days, holidays and carriers.</summary>
public sealed class CalendarService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TenantDirectory tenants, TimeProvider clock)
{
    private static readonly Failure Stale = new Failure.Stale("calendar");

    private static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: changing the calendar. Ask the order coordinator.");

    /// <summary>The calendar of the caller's tenant.</summary>
    public async Task<CalendarDetails> GetAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        return new(tenant.Settings.Calendar, tenant.Version, tenant.Zone);
    }

    /// <summary>
    /// Changes the calendar, and in the same transaction the send-by times and flags of all open orders and the times of messages that wait for others; tells how many orders have changed. Fails when
    /// something is wrong with it, for other roles, and when somebody else changed the tenant's settings meanwhile.
    /// </summary>
    public async Task<Result<int>> SetAsync(SetCalendar set, CancellationToken cancel = default)
    {
        if (call.Role is not { } role || !TenancyPermissions.All.First(p => p.Name == TenancyPermissions.Configure).Allows(role))
        {
            return NotYours;
        }

        if (set.Check() is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var tenant = await db.Tenants.SingleAsync(cancel);
        if (tenant.Version != set.SeenVersion)
        {
            return Stale;
        }

        var before = tenant.Settings.Calendar;
        tenant.Configure(tenant.Settings with { Calendar = set.Calendar with { ClosedDays = [.. set.Calendar.ClosedDays.OrderBy(d => d.On)] } });
        db.ActivityLogs.Add(LogOf(tenant, before));
        if (await db.TrySaveAsync(Stale, cancel) is { Failure: { } stale })
        {
            return stale;
        }

        var changed = await facts.RefreshOpenAsync(db, o => true, cancel);
        await ReplanAsync(db, tenant, cancel);
        if (await db.TrySaveAsync(Stale, cancel) is { Failure: { } late })
        {
            return late;
        }

        await transaction.CommitAsync(cancel);
        tenants.Forget(tenant.Id);
        return changed;
    }

    private async Task ReplanAsync(MedDistDbContext db, Tenant tenant, CancellationToken cancel)
    {
        var combining = await db.ManufacturerSettings.AsNoTracking().Where(s => s.Combine != CombineOrders.Immediately).ToListAsync(cancel);
        await WaitingMessages.ReplanAsync(db, combining, tenant.Settings.Calendar.Business(), tenant.Zone, clock.GetUtcNow(), cancel);
    }

    /// <summary>The trail writes the rows of tenants' own tables by itself; the tenant is not in one of them.</summary>
    private ActivityLog LogOf(Tenant tenant, TenantCalendar before) => new()
    {
        UserId = call.UserId,
        Action = "tenant.calendar_changed",
        EntityType = nameof(Tenant),
        EntityId = tenant.Id,
        Changes = [new(nameof(TenantSettings.Calendar), Text(before), Text(tenant.Settings.Calendar))],
        IpAddress = call.IpAddress,
        CreatedAt = clock.GetUtcNow(),
    };

    private static string Text(TenantCalendar calendar) => System.Text.Json.JsonSerializer.Serialize(calendar, System.Text.Json.JsonSerializerOptions.Web);
}
