using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Shipping;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>Who changed a record when, and what. With it come the rows that belong to it, such as the lines of an order.</summary>
public sealed class RecordHistoryQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>
    /// The newest entries of a record; nothing for roles that may not read histories, for records of other tenants, and of users for who does not look after them. All roles that may read histories see
    /// the whole tenant, so that no assignment narrows this.
    /// </summary>
    /// <param name="record">Class name of the record, for example <c>Order</c>.</param>
    /// <param name="id">Which one.</param>
    /// <param name="take">How many entries at most.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<AuditLine>> OfAsync(string record, Guid id, int take, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayReadHistory(call.Role) || (record == nameof(User) && !UserPermissions.MayManage(call.Role)))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var parts = await PartsAsync(db, record, id, cancel);
        var (kinds, ids) = (parts.Select(p => p.Kind).Append(record).Distinct().ToList(), parts.Select(p => (Guid?)p.Id).Append(id).ToList());
        var logs = await db.ActivityLogs.AsNoTracking().Where(l => kinds.Contains(l.EntityType!) && ids.Contains(l.EntityId)).OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id).Take(take).ToListAsync(cancel);
        return await new AuditReader(db).LinesAsync(logs, cancel);
    }

    /// <summary>A record's own kind and those of its parts, for who waits for changes.</summary>
    public static IReadOnlyList<string> KindsOf(string record) => record switch
    {
        nameof(Order) => [record, nameof(OrderItem), nameof(Shipment)],
        nameof(Recipient) => [record, nameof(CoveragePolicy), nameof(CareReminder)],
        nameof(Manufacturer) => [record, nameof(ManufacturerSettings), nameof(ManufacturerContact)],
        nameof(Verification) => [record, nameof(VerificationPeriod)],
        _ => [record],
    };

    private static async Task<IReadOnlyList<(string Kind, Guid Id)>> PartsAsync(MedDistDbContext db, string record, Guid id, CancellationToken cancel) => record switch
    {
        nameof(Order) =>
        [
            .. await IdsAsync(nameof(OrderItem), db.OrderItems.Where(i => i.OrderId == id).Select(i => i.Id), cancel),
            .. await IdsAsync(nameof(Shipment), db.Shipments.Where(s => s.OrderId == id).Select(s => s.Id), cancel),
        ],
        nameof(Recipient) =>
        [
            .. await IdsAsync(nameof(CoveragePolicy), db.CoveragePolicies.Where(p => p.RecipientId == id).Select(p => p.Id), cancel),
            .. await IdsAsync(nameof(CareReminder), db.CareReminders.Where(r => r.RecipientId == id).Select(r => r.Id), cancel),
        ],
        nameof(Manufacturer) =>
        [
            .. await IdsAsync(nameof(ManufacturerSettings), db.ManufacturerSettings.Where(s => s.ManufacturerId == id).Select(s => s.Id), cancel),
            .. await IdsAsync(nameof(ManufacturerContact), db.ManufacturerContacts.Where(c => c.ManufacturerId == id).Select(c => c.Id), cancel),
        ],
        nameof(Verification) => await IdsAsync(nameof(VerificationPeriod), db.VerificationPeriods.Where(p => p.VerificationId == id).Select(p => p.Id), cancel),
        _ => [],
    };

    private static async Task<IReadOnlyList<(string Kind, Guid Id)>> IdsAsync(string kind, IQueryable<Guid> ids, CancellationToken cancel) => [.. (await ids.ToListAsync(cancel)).Select(i => (kind, i))];
}
