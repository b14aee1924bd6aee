using MedDist.Core.Auditing;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Recipients;

/// <summary>Reads the page of a recipient.</summary>
public sealed class RecipientDetailQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, PhiAccess phi, TimeProvider clock)
{
    private const int NewestOrders = 20;

    /// <summary>The page without what identifies the recipient; null when the caller may not see them. <paramref name="opened"/> records a view: for opening the page, not for reading it again.</summary>
    public async Task<RecipientOverview?> GetAsync(Guid id, bool opened = true, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayView(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleRecipients().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } recipient)
        {
            return null;
        }

        if (opened)
        {
            await phi.RecordAsync(RecipientQueries.Resource, id, PhiAction.View, "recipient page opened", cancel);
        }

        var today = DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        var orders = db.VisibleOrders().Where(o => o.RecipientId == id);
        return new()
        {
            Id = id,
            Version = recipient.Version,
            Type = recipient.Type,
            Masked = Recipient.Mask(recipient.FullName),
            Organization = await db.Organizations.Where(o => o.Id == recipient.OrganizationId).Select(o => o.Name).FirstOrDefaultAsync(cancel),
            Facility = await db.Facilities.Where(f => f.Id == recipient.FacilityId).Select(f => f.Name).FirstOrDefaultAsync(cancel),
            CreatedAt = recipient.CreatedAt,
            Policies = await PoliciesAsync(db, id, today, cancel),
            Verifications = await VerificationsAsync(db, id, cancel),
            Orders = await OrdersAsync(orders, cancel),
            OrderCount = await orders.CountAsync(cancel),
            Reminders = await RemindersAsync(db, id, cancel),
        };
    }

    private static async Task<IReadOnlyList<PolicyRow>> PoliciesAsync(MedDistDbContext db, Guid id, DateOnly today, CancellationToken cancel) =>
    [
        .. (await db.CoveragePolicies.AsNoTracking().Include(p => p.Payer).Where(p => p.RecipientId == id).ToListAsync(cancel))
            .OrderByDescending(p => p.IsRunningOn(today)).ThenByDescending(p => p.IsPrimary).ThenByDescending(p => p.EffectiveOn).ThenBy(p => p.Id)
            .Select(p => new PolicyRow(
                p.Id, p.Version, p.IsPrimary, p.IsRunningOn(today), p.PayerId, p.Payer?.Name, p.Payer?.Type, p.Details.PlanName, p.Details.PlanType, p.Details.Network,
                p.PolicyNumber is { Length: > 0 } number ? MemberId.Mask(number) : null, p.Subscriber is null, p.EffectiveOn, p.TerminatesOn)),
    ];

    private static async Task<IReadOnlyList<RecipientVerificationRow>> VerificationsAsync(MedDistDbContext db, Guid id, CancellationToken cancel) =>
        await db.Verifications.AsNoTracking().Where(v => v.RecipientId == id && v.IsOpen).OrderBy(v => v.Manufacturer!.Name).ThenBy(v => v.Type)
            .Select(v => new RecipientVerificationRow(v.Id, v.ManufacturerId, v.Manufacturer!.Name, v.Type, v.Status, v.VerifiedOn, v.ExpiresOn, v.Reason, v.RedoReason, v.Periods.Count)).ToListAsync(cancel);

    private static async Task<IReadOnlyList<RecipientOrderRow>> OrdersAsync(IQueryable<Order> orders, CancellationToken cancel)
    {
        var rows = await orders.AsNoTracking().OrderByDescending(o => o.ServiceDate).ThenByDescending(o => o.Id).Take(NewestOrders)
            .Select(o => new { o.Id, o.OrderNumber, o.Status, o.SendState, Manufacturer = o.Manufacturer!.Name, o.ServiceDate, o.IvrState, o.IvrSentence, Products = o.Items.Select(i => i.Product!.Name).ToList() })
            .ToListAsync(cancel);
        return [.. rows.Select(o => new RecipientOrderRow(o.Id, o.OrderNumber, o.Status, o.SendState, o.Manufacturer, string.Join(", ", o.Products.Distinct()), o.ServiceDate, o.IvrState, o.IvrSentence))];
    }

    private static async Task<IReadOnlyList<ReminderRow>> RemindersAsync(MedDistDbContext db, Guid id, CancellationToken cancel) =>
    [
        .. (await db.CareReminders.AsNoTracking().Where(r => r.RecipientId == id).ToListAsync(cancel))
            .OrderBy(r => r.Status).ThenBy(r => r.DueOn ?? DateOnly.MaxValue).ThenByDescending(r => r.AddressedAt)
            .Select(r => new ReminderRow(r.Id, r.Version, r.Type, r.Description, r.DueOn, r.Status, r.Source, r.ActionTaken, r.AddressedByName, r.AddressedAt)),
    ];
}
