using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>Changes manufacturers' contacts and settings, and what depends on them.</summary>
public sealed class ManufacturerService(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TenantDirectory tenants, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>
    /// Sets the contact list of one kind; everything empty removes it. Messages that wait already keep their addresses. Refused where an address is not valid, saying which and why.
    /// </summary>
    public async Task<Result> SaveContactsAsync(Guid manufacturerId, SaveContacts contacts, CancellationToken cancel = default)
    {
        if (!ManufacturerPermissions.MayManage(call.Role))
        {
            return ManufacturerFailures.NotYours;
        }

        var (to, cc) = (MailAddresses.Split(contacts.To), MailAddresses.Split(contacts.Cc));
        var isEmpty = to.Count + cc.Count == 0 && string.IsNullOrWhiteSpace(contacts.Notes);
        if ((OrderRequestRules.Check(contacts) ?? (isEmpty ? null : MailAddresses.Check(to, cc))) is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Manufacturers.AnyAsync(m => m.Id == manufacturerId, cancel))
        {
            return ManufacturerFailures.NotFound;
        }

        var list = await db.ManufacturerContacts.FirstOrDefaultAsync(c => c.ManufacturerId == manufacturerId && c.ContactType == contacts.Type, cancel);
        if (list?.Version != contacts.SeenVersion)
        {
            return ManufacturerFailures.Stale;
        }

        if (isEmpty)
        {
            db.RemoveRange(new[] { list }.OfType<ManufacturerContact>());
        }
        else
        {
            (await db.SetContactsAsync(manufacturerId, contacts.Type, to, cc, call.UserId, cancel)).Change(to, cc, contacts.Notes, call.UserId);
        }

        await using var all = await db.Database.BeginTransactionAsync(cancel);
        if (await db.TrySaveAsync(ManufacturerFailures.Stale, cancel) is { Succeeded: false } stale)
        {
            return stale;
        }

        // Orders say whether there is anybody to send them to.
        await facts.RefreshOpenAsync(db, o => o.ManufacturerId == manufacturerId, cancel);
        await all.CommitAsync(cancel);
        return Result.Ok;
    }

    /// <summary>
    /// Changes the settings. In the same transaction the open orders of this manufacturer get their facts anew, and what waits to leave together gets its new time.
    /// </summary>
    public async Task<Result> SaveSettingsAsync(Guid manufacturerId, SaveManufacturerSettings request, CancellationToken cancel = default)
    {
        if (!ManufacturerPermissions.MayManage(call.Role))
        {
            return ManufacturerFailures.NotYours;
        }

        if (OrderRequestRules.Check(request) is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        if (!await db.Manufacturers.AnyAsync(m => m.Id == manufacturerId, cancel))
        {
            return ManufacturerFailures.NotFound;
        }

        var settings = await db.ManufacturerSettings.FirstOrDefaultAsync(s => s.ManufacturerId == manufacturerId, cancel);
        if (settings?.Version != request.SeenVersion)
        {
            return ManufacturerFailures.Stale;
        }

        if (settings is null)
        {
            settings = new ManufacturerSettings { ManufacturerId = manufacturerId };
            db.Add(settings);
        }

        var factsBefore = (settings.LeadTimeDays, settings.CutOff, settings.MinimumOrderAmount);
        settings.Configure(request);
        if (await db.TrySaveAsync(ManufacturerFailures.Stale, cancel) is { Succeeded: false } refused)
        {
            return refused;
        }

        var followed = await FollowAsync(db, settings, factsToo: factsBefore != (settings.LeadTimeDays, settings.CutOff, settings.MinimumOrderAmount), cancel);
        if (followed.Succeeded)
        {
            await all.CommitAsync(cancel);
        }

        return followed;
    }

    private async Task<Result> FollowAsync(MedDistDbContext db, ManufacturerSettings settings, bool factsToo, CancellationToken cancel)
    {
        if (factsToo && await RefreshOrdersAsync(db, settings.ManufacturerId, cancel) is { Succeeded: false } stale)
        {
            return stale;
        }

        await ReplanAsync(db, settings, cancel);
        return await db.TrySaveAsync(ManufacturerFailures.Stale, cancel);
    }

    private async Task<Result> RefreshOrdersAsync(MedDistDbContext db, Guid manufacturerId, CancellationToken cancel)
    {
        for (var after = Guid.Empty; ;)
        {
            var batch = await db.Orders.Include(o => o.Items)
                .Where(o => o.ManufacturerId == manufacturerId && o.Section != QueueSection.Done && o.Id.CompareTo(after) > 0).OrderBy(o => o.Id).Take(BatchSize).ToListAsync(cancel);
            if (batch.Count == 0)
            {
                return Result.Ok;
            }

            after = batch[^1].Id;
            await facts.RefreshAsync(db, batch, cancel);
            if (await db.TrySaveAsync(ManufacturerFailures.Stale, cancel) is { Succeeded: false } stale)
            {
                return stale;
            }

            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Gives what waits to leave with others its new time.</summary>
    private async Task ReplanAsync(MedDistDbContext db, ManufacturerSettings settings, CancellationToken cancel)
    {
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        await WaitingMessages.ReplanAsync(db, [settings], tenant.Settings.Calendar.Business(), tenant.Zone, clock.GetUtcNow(), cancel);
    }
}
