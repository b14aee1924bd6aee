using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>
/// Recomputes <see cref="DeskFacts"/> of the open cases of recipients and manufacturers, as the context tracks them and their orders: a fixed number of questions, however many there are.
/// The caller saves. Called by the save itself for what it changes (<c>VerificationFactKeeper</c>), and for what changes without the case: time and the manufacturer's settings.
/// </summary>
public static class VerificationDeskFacts
{
    public static IReadOnlyCollection<(Guid Recipient, Guid Manufacturer)> PairsOf(IEnumerable<Order> orders) =>
        [.. orders.Where(o => o.RecipientId is not null && o.ManufacturerId is not null).Select(o => (o.RecipientId!.Value, o.ManufacturerId!.Value)).Distinct()];

    /// <summary>Returns how many cases stand differently now.</summary>
    public static async Task<int> RefreshAsync(MedDistDbContext db, IReadOnlyCollection<(Guid Recipient, Guid Manufacturer)> pairs, DateTimeOffset now, CancellationToken cancel)
    {
        if (pairs.Count == 0)
        {
            return 0;
        }

        var wanted = pairs.ToHashSet();
        List<Guid> recipients = [.. pairs.Select(p => p.Recipient).Distinct()], makers = [.. pairs.Select(p => p.Manufacturer).Distinct()];
        await LoadAsync(db, wanted, recipients, makers, cancel);
        var cases = db.ChangeTracker.Entries<Verification>().Where(e => e.State is not (EntityState.Deleted or EntityState.Detached) && wanted.Contains((e.Entity.RecipientId, e.Entity.ManufacturerId))).ToList();
        if (cases.Count == 0)
        {
            return 0;
        }

        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var today = DeskDay.Of(tenant.Settings, tenant.Zone, DayCount.DayOf(now, tenant.Zone));
        var required = await RequiredAsync(db, makers, cancel);
        var uses = await UsesAsync(db, recipients, makers, today.Today, cancel);
        var gone = db.ChangeTracker.Entries<VerificationPeriod>().Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.Id).ToHashSet();
        var changed = 0;
        foreach (var entry in cases)
        {
            var theCase = entry.Entity;
            var facts = DeskFactRules.Of(
                theCase, required.GetValueOrDefault(theCase.ManufacturerId)?.FirstOrDefault(r => r.Type == theCase.Type), [.. uses[(theCase.RecipientId, theCase.ManufacturerId)]], today, gone);
            if (facts != theCase.Desk)
            {
                theCase.SetDesk(facts);
                entry.DetectChanges();
                changed++;
            }
        }

        return changed;
    }

    /// <summary>The open cases with their periods, but for those that the context holds with them already: mostly they are what the save is about.</summary>
    private static async Task LoadAsync(MedDistDbContext db, HashSet<(Guid, Guid)> wanted, List<Guid> recipients, List<Guid> makers, CancellationToken cancel)
    {
        var held = db.ChangeTracker.Entries<Verification>().Where(e => e.Collection(v => v.Periods).IsLoaded).Select(e => e.Entity.Id).ToHashSet();
        var open = await db.Verifications.Where(v => v.IsOpen && EF.Parameter(recipients).Contains(v.RecipientId) && makers.Contains(v.ManufacturerId))
            .Select(v => new { v.Id, v.RecipientId, v.ManufacturerId }).ToListAsync(cancel);
        var missing = open.Where(v => wanted.Contains((v.RecipientId, v.ManufacturerId)) && !held.Contains(v.Id)).Select(v => v.Id).ToList();
        if (missing.Count > 0)
        {
            await db.Verifications.Include(v => v.Periods).Where(v => EF.Parameter(missing).Contains(v.Id)).LoadAsync(cancel);
        }
    }

    private static async Task<Dictionary<Guid, IReadOnlyList<VerificationRequirement>>> RequiredAsync(MedDistDbContext db, List<Guid> makers, CancellationToken cancel)
    {
        var rows = await db.ManufacturerSettings.AsNoTracking().Where(s => makers.Contains(s.ManufacturerId)).ToListAsync(cancel);
        var known = rows.ToDictionary(s => s.ManufacturerId, s => s.RequiredVerifications);
        foreach (var settings in db.ManufacturerSettings.Local.Where(s => makers.Contains(s.ManufacturerId)))
        {
            known[settings.ManufacturerId] = settings.RequiredVerifications;
        }

        return known;
    }

    private static async Task<ILookup<(Guid, Guid), PlannedUse>> UsesAsync(MedDistDbContext db, List<Guid> recipients, List<Guid> makers, DateOnly today, CancellationToken cancel)
    {
        var rows = await db.Orders.AsNoTracking()
            .Where(o => o.RecipientId != null && EF.Parameter(recipients).Contains(o.RecipientId.Value) && o.ManufacturerId != null && makers.Contains(o.ManufacturerId.Value)
                && o.Section != QueueSection.Done && o.Section != QueueSection.Draft)
            .Select(o => new OrderState(o.Id, o.RecipientId!.Value, o.ManufacturerId!.Value, o.Status, o.HeldFrom, o.ServiceDate ?? o.RequestedDeliveryDate, o.IvrBypassReason != null)).ToListAsync(cancel);
        var tracked = db.ChangeTracker.Entries<Order>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToDictionary(e => e.Entity.Id);
        return rows.Where(r => !tracked.ContainsKey(r.Id))
            .Concat(tracked.Values.Where(e => e.State != EntityState.Deleted).Select(e => e.Entity).Where(o => o.RecipientId is not null && o.ManufacturerId is not null)
                .Select(o => new OrderState(o.Id, o.RecipientId!.Value, o.ManufacturerId!.Value, o.Status, o.HeldFrom, o.ServiceDate ?? o.RequestedDeliveryDate, o.IvrBypassReason is not null)))
            .Select(o => (o.Recipient, o.Manufacturer, Use: o.Use(today)))
            .Where(o => o.Use is not null)
            .ToLookup(o => (o.Recipient, o.Manufacturer), o => o.Use!);
    }

    private sealed record OrderState(Guid Id, Guid Recipient, Guid Manufacturer, OrderStatus Status, OrderStatus? HeldFrom, DateOnly? On, bool IsBypassed)
    {
        public PlannedUse? Use(DateOnly today) => PlannedUse.Of(Id, Status, HeldFrom, On, IsBypassed, today);
    }
}
