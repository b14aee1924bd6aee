using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Reads what the order form offers: facilities and providers of the caller's assignments; products while one types.</summary>
public sealed partial class OrderFormQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    /// <summary>All lists of the form at once.</summary>
    public async Task<OrderFormChoices> ChoicesAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var facilities = await FacilitiesAsync(db, cancel);
        var providers = await ProvidersAsync(db, cancel);
        return new()
        {
            Facilities = facilities,
            Providers = providers,
            Calendar = tenant.Settings.Calendar.Business(),
            Today = DayCount.DayOf(clock.GetUtcNow(), tenant.Zone),
            FacilityId = await PrimaryFacilityAsync(db, facilities, cancel),
            ProviderId = call.Role == Role.Provider ? call.UserId : null,
        };
    }

    private static async Task<IReadOnlyList<FacilityChoice>> FacilitiesAsync(MedDistDbContext db, CancellationToken cancel)
    {
        var facilities = await db.OrderingFacilities().AsNoTracking().Include(f => f.Organization).OrderBy(f => f.Name).ToListAsync(cancel);
        return [.. facilities.Select(f => new FacilityChoice(
            f.Id, f.Name, f.OrganizationId, f.Organization!.Name, f.Details.Address?.State, f.Details.PlaceOfService, f.Details.Ptan, f.Details.MacJurisdiction, f.Details.DeliveryInstructions) { ShipTo = f.ShipTo?.ToString() })];
    }

    private static async Task<IReadOnlyList<ProviderChoice>> ProvidersAsync(MedDistDbContext db, CancellationToken cancel)
    {
        var providers = await db.OrderingProviders().AsNoTracking().OrderBy(u => u.FullName)
            .Select(u => new { u.Id, u.FullName, u.Npi, u.Ptan }).ToListAsync(cancel);
        var ids = providers.Select(p => p.Id).ToList();
        var places = (await db.UserAssignments.AsNoTracking().Where(a => ids.Contains(a.UserId)).Select(a => new { a.UserId, a.AssignableId }).ToListAsync(cancel)).ToLookup(a => a.UserId, a => a.AssignableId);
        return [.. providers.Select(p => new ProviderChoice(p.Id, p.FullName, p.Npi, p.Ptan, [.. places[p.Id]]))];
    }

    private async Task<Guid?> PrimaryFacilityAsync(MedDistDbContext db, IReadOnlyList<FacilityChoice> facilities, CancellationToken cancel)
    {
        if (db.SeesAllOrders())
        {
            return facilities.Count == 1 ? facilities[0].Id : null;
        }

        var mine = await db.UserAssignments.AsNoTracking().Where(a => a.UserId == call.UserId).OrderByDescending(a => a.IsPrimary).Select(a => a.AssignableId).ToListAsync(cancel);
        return mine.Select(id => facilities.FirstOrDefault(f => f.Id == id) ?? facilities.FirstOrDefault(f => f.OrganizationId == id)).FirstOrDefault(f => f is not null)?.Id ?? (facilities.Count > 0 ? facilities[0].Id : null);
    }
}
