using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Integrations;

/// <summary>Reads the outbox for one caller; who may not see it sees nothing.</summary>
public sealed class OutboxQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, IEnumerable<IOutboxKind> kinds)
{
    /// <summary>One page: what is open by when it leaves, what is over the latest first.</summary>
    public async Task<OutboxList> ListAsync(OutboxFilter filter, CancellationToken cancel = default)
    {
        if (!IntegrationPermissions.MayView(call.Role))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var statuses = OutboxFilter.StatusesOf(filter.Tab);
        var matching = (await NarrowedAsync(db, filter, cancel)).Where(q => statuses.Contains(q.Status));
        var ordered = filter.Tab is OutboxTab.Waiting or OutboxTab.Sending
            ? matching.OrderBy(q => q.ProcessAfter).ThenBy(q => q.Id)
            : matching.OrderByDescending(q => q.ProcessedAt).ThenByDescending(q => q.Id);
        var items = await ordered.Include(q => q.Manufacturer).Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, OutboxFilter.MaxPageSize)).AsNoTracking().ToListAsync(cancel);
        var together = await TogetherAsync(db, items, cancel);
        return new([.. items.Select(q => RowOf(q, together(q)))], await matching.CountAsync(cancel));
    }

    /// <summary>How many lines each tab holds under the filter.</summary>
    public async Task<OutboxCounts> CountsAsync(OutboxFilter filter, CancellationToken cancel = default)
    {
        if (!IntegrationPermissions.MayView(call.Role))
        {
            return new(new Dictionary<OutboxTab, int>());
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var byStatus = await (await NarrowedAsync(db, filter, cancel)).GroupBy(q => q.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        return new(Enum.GetValues<OutboxTab>().ToDictionary(t => t, t => byStatus.Where(s => OutboxFilter.StatusesOf(t).Contains(s.Key)).Sum(s => s.Count)));
    }

    /// <summary>The manufacturers that the outbox can be narrowed to.</summary>
    public async Task<IReadOnlyList<Choice>> ManufacturersAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return IntegrationPermissions.MayView(call.Role) ? await db.Manufacturers.OrderBy(m => m.Name).Select(m => new Choice(m.Id, m.Name)).ToListAsync(cancel) : [];
    }

    /// <summary>One message in full; null when there is none for this caller.</summary>
    public async Task<OutboxDetails?> GetAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!IntegrationPermissions.MayView(call.Role) || await db.IntegrationQueue.AsNoTracking().Include(q => q.Manufacturer).FirstOrDefaultAsync(q => q.Id == id, cancel) is not { } item)
        {
            return null;
        }

        var mates = item.Status is QueueStatus.Pending or QueueStatus.Cancelled || item.MessageSize == 1
            ? [item]
            : await db.IntegrationQueue.AsNoTracking().Where(q => q.MessageId == item.MessageId && q.Status == item.Status).OrderBy(q => q.Id).ToListAsync(cancel);
        var mail = CombinedMail.Of([.. mates.Select(m => m.Payload)]);
        var together = await TogetherAsync(db, [item], cancel);
        var kind = kinds.FirstOrDefault(k => k.Type == item.QueueType);
        return new()
        {
            Row = RowOf(item, together(item)),
            Mail = mail,
            Attachments = await AttachmentsAsync(db, mail, cancel),
            Attempts = await AttemptsAsync(db, item, cancel),
            Orders = await OrdersAsync(db, mates, cancel),
            ContactNote = kind is null ? null
                : await db.ManufacturerContacts.Where(c => c.ManufacturerId == item.ManufacturerId && c.ContactType == kind.Contacts).Select(c => c.Notes).FirstOrDefaultAsync(cancel),
            NoRetry = OutboxService.RefusalOf(item, call.Role),
            NoCancel = OutboxService.CancelRefusalOf(item, call.Role, kind),
        };
    }

    private async Task<IQueryable<QueueItem>> NarrowedAsync(MedDistDbContext db, OutboxFilter filter, CancellationToken cancel)
    {
        IQueryable<QueueItem> items = db.IntegrationQueue;
        items = filter.ManufacturerId is { } manufacturer ? items.Where(q => q.ManufacturerId == manufacturer) : items;
        items = filter.Kind is { } kind ? items.Where(q => q.QueueType == kind) : items;
        if (filter.Day is not { } day || call.TenantId is not { } tenant || await tenants.FindAsync(tenant, cancel) is not { } card)
        {
            return items;
        }

        var (from, to) = (DayCount.MomentOf(day, TimeOnly.MinValue, card.Zone), DayCount.MomentOf(day.AddDays(1), TimeOnly.MinValue, card.Zone));
        return items.Where(q => q.Status == QueueStatus.Pending || q.Status == QueueStatus.Processing
            ? q.ProcessAfter >= from && q.ProcessAfter < to
            : q.ProcessedAt >= from && q.ProcessedAt < to);
    }

    /// <summary>How many share the message of an item: what was sent together, or what waits for the same moment.</summary>
    private static async Task<Func<QueueItem, int>> TogetherAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel)
    {
        var waiting = items.Where(Waits).Select(q => q.ManufacturerId).Distinct().ToList();
        var groups = waiting.Count == 0 ? [] : (await db.IntegrationQueue
            .Where(q => q.Status == QueueStatus.Pending && q.MayCombine && waiting.Contains(q.ManufacturerId))
            .GroupBy(q => new { q.ManufacturerId, q.QueueType, q.ProcessAfter }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            .ToDictionary(g => (g.Key.ManufacturerId, g.Key.QueueType, g.Key.ProcessAfter), g => g.Count);
        return q => Waits(q) ? groups.GetValueOrDefault((q.ManufacturerId, q.QueueType, q.ProcessAfter), 1) : q.Status == QueueStatus.Cancelled ? 1 : q.MessageSize;

        static bool Waits(QueueItem q) => q is { Status: QueueStatus.Pending, MayCombine: true };
    }

    private static async Task<List<OutboxAttachment>> AttachmentsAsync(MedDistDbContext db, OutboundMail mail, CancellationToken cancel)
    {
        var files = await db.Documents.AsNoTracking().Where(d => mail.DocumentIds.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.File?.FileName ?? d.Type.ToString(), cancel);
        return [.. mail.DocumentIds.Where(files.ContainsKey).Select(id => new OutboxAttachment(id, files[id]))];
    }

    private static async Task<List<OutboxAttempt>> AttemptsAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel) =>
        [.. (await db.SendAttempts.AsNoTracking().Where(a => a.QueueItemId == item.Id).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancel))
            .Select(a => new OutboxAttempt(a.Number, a.At, a.Outcome, a.Addresses, a.Words))];

    private static async Task<List<OutboxOrder>> OrdersAsync(MedDistDbContext db, List<QueueItem> mates, CancellationToken cancel)
    {
        var byOrder = mates.Where(m => m.OrderId is not null).ToDictionary(m => m.OrderId!.Value, m => m.Id);
        var orders = await db.VisibleOrders().Where(o => byOrder.Keys.Contains(o.Id)).OrderBy(o => o.OrderNumber)
            .Select(o => new { o.Id, o.OrderNumber, o.Status, o.SendState }).ToListAsync(cancel);
        return [.. orders.Select(o => new OutboxOrder(o.Id, o.OrderNumber, o.Status, o.SendState, byOrder[o.Id]))];
    }

    private static OutboxRow RowOf(QueueItem item, int together) => new()
    {
        Id = item.Id,
        Version = item.Version,
        Kind = item.QueueType,
        Status = item.Status,
        Reference = item.Reference,
        OrderId = item.OrderId,
        ManufacturerId = item.ManufacturerId,
        ManufacturerName = item.Manufacturer?.Name,
        To = item.Payload.To,
        IsUrgent = item.Priority < 100,
        QueuedAt = item.CreatedAt,
        LeavesAt = item.ProcessAfter,
        HeldUntil = item.HeldUntil,
        MayCombine = item.MayCombine,
        Attempts = item.Attempts,
        EndedAt = item.ProcessedAt,
        Words = item.ErrorMessage,
        MessageId = item.MessageId,
        Together = together,
    };
}
