using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>The page of one case. Opening it is an access to protected health information, and recorded.</summary>
public sealed class VerificationDetailQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, PhiAccess phi, TimeProvider clock)
{
    /// <summary>The resource under which views of a case are recorded.</summary>
    public const string Resource = "verification";

    private const int NewestOrders = 30;
    private const int NewestChanges = 60;

    // Fields of the audit trail that say something to a reader, and how they say it.
    private static readonly Dictionary<string, string> Told = new()
    {
        [nameof(Verification.Status)] = "Status",
        [nameof(Verification.VerifiedOn)] = "Verified",
        [nameof(Verification.ExpiresOn)] = "Valid through",
        [nameof(Verification.Reason)] = "Reason",
        [nameof(Verification.RedoReason)] = "To be redone",
        [nameof(Verification.Notes)] = "Notes",
    };

    /// <summary>The case; null when there is none or the caller may not see it. <paramref name="opened"/> is false where a page reads again what it shows.</summary>
    public async Task<VerificationDetails?> GetAsync(Guid id, bool opened = true, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayView(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleVerifications().AsNoTracking().Include(v => v.Periods).Include(v => v.Recipient).Include(v => v.Manufacturer!).ThenInclude(m => m.Settings)
            .FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } theCase)
        {
            return null;
        }

        if (opened)
        {
            await phi.RecordAsync(Resource, id, PhiAction.View, "verification page opened", cancel);
        }

        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var required = theCase.Manufacturer!.Settings?.RequiredVerifications.FirstOrDefault(r => r.Type == theCase.Type);
        var names = await NamesAsync(db, [theCase.ReviewedByUserId], cancel);
        var orders = await OrdersAsync(db, theCase, required, DayCount.DayOf(clock.GetUtcNow(), tenant.Zone), cancel);
        return new()
        {
            Row = VerificationQueries.Masked(await VerificationQueries.Rows(db, db.Verifications.Where(v => v.Id == id)).SingleAsync(cancel)),
            Frequency = required?.Frequency,
            Notes = theCase.Notes,
            ReviewedBy = theCase.ReviewedByUserId is { } by ? names.GetValueOrDefault(by) : null,
            ReviewedAt = theCase.ReviewedAt,
            Periods = await PeriodsAsync(db, theCase, cancel),
            Orders = orders,
            Timeline = await TimelineAsync(db, theCase, cancel),
        };
    }

    /// <summary>The recipient's name, and the record of the reveal; null for callers who may not read it.</summary>
    public async Task<string?> RevealAsync(Guid id, CancellationToken cancel = default)
    {
        if (!RecipientDisclosure.MayReveal(call.Role) || !VerificationPermissions.MayView(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleVerifications().Where(v => v.Id == id).Select(v => new { v.RecipientId, v.Recipient!.FullName }).FirstOrDefaultAsync(cancel) is not { } found)
        {
            return null;
        }

        await phi.RecordAsync(RecipientQueries.Resource, found.RecipientId, PhiAction.Reveal, "name shown on a verification", cancel);
        return found.FullName;
    }

    private static async Task<IReadOnlyList<VerificationPeriodRow>> PeriodsAsync(MedDistDbContext db, Verification theCase, CancellationToken cancel)
    {
        var orders = theCase.Periods.Select(p => p.OrderId).OfType<Guid>().ToList();
        var numbers = await db.VisibleOrders().Where(o => orders.Contains(o.Id)).Select(o => new { o.Id, o.OrderNumber }).ToDictionaryAsync(o => o.Id, o => o.OrderNumber, cancel);
        var ids = theCase.Periods.Select(p => p.DocumentId).OfType<Guid>().ToList();
        var files = (await db.Documents.AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancel)).ToDictionary(d => d.Id, d => d.File?.FileName);
        return
        [
            .. theCase.Periods.OrderByDescending(p => p.VerifiedOn).ThenByDescending(p => p.AnsweredAt).ThenByDescending(p => p.Id).Select(p => new VerificationPeriodRow(
                p.Id, p.VerifiedOn, p.ValidThrough, p.ExpiresOn, p.Frequency, p.VerifiedByName, p.RequestedAt, p.AnsweredAt, p.VoidedAt, p.OrderId, p.OrderId is { } o ? numbers.GetValueOrDefault(o) : null,
                p.DocumentId, p.DocumentId is { } d ? files.GetValueOrDefault(d) : null, p.Benefits)),
        ];
    }

    private static async Task<IReadOnlyList<CoveredOrderRow>> OrdersAsync(MedDistDbContext db, Verification theCase, VerificationRequirement? required, DateOnly today, CancellationToken cancel)
    {
        var rows = await db.VisibleOrders().AsNoTracking().Where(o => o.RecipientId == theCase.RecipientId && o.ManufacturerId == theCase.ManufacturerId && o.Section != QueueSection.Draft)
            .OrderByDescending(o => o.ServiceDate).ThenByDescending(o => o.Id).Take(NewestOrders)
            .Select(o => new
            {
                o.Id,
                o.OrderNumber,
                o.Status,
                o.SendState,
                On = o.ServiceDate ?? o.RequestedDeliveryDate,
                o.IvrBypassReason,
                Approved = o.Events.Where(e => e.Action == OrderAction.Approve).OrderByDescending(e => e.At).Select(e => new { e.ByName, e.At }).FirstOrDefault(),
            }).ToListAsync(cancel);
        VerificationFacts[] facts = [OrderFactRules.FactsOf(theCase)];
        IReadOnlyList<VerificationRequirement> wants = required is null ? [] : [required];
        return
        [
            .. rows.Select(o => (Order: o, Answer: VerificationPolicy.Answer(wants, facts, o.Id, o.On ?? today, today)))
                .Select(o => new CoveredOrderRow(
                    o.Order.Id, o.Order.OrderNumber, o.Order.Status, o.Order.SendState, o.Order.On, PlannedUse.IsUnderWay(o.Order.Status), o.Answer.State, o.Answer.Sentence, o.Order.IvrBypassReason,
                    o.Order.IvrBypassReason is null ? null : o.Order.Approved?.ByName, o.Order.IvrBypassReason is null ? null : o.Order.Approved?.At))
                .OrderByDescending(o => o.IsUnderWay).ThenBy(o => o.IsUnderWay ? o.ServiceOn : null).ThenByDescending(o => o.ServiceOn),
        ];
    }

    private static async Task<IReadOnlyList<VerificationEventRow>> TimelineAsync(MedDistDbContext db, Verification theCase, CancellationToken cancel)
    {
        var changes = await db.ActivityLogs.AsNoTracking().Where(a => a.EntityType == nameof(Verification) && a.EntityId == theCase.Id).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id)
            .Take(NewestChanges).ToListAsync(cancel);
        var requests = (await db.VerificationRequests.AsNoTracking().Where(r => r.RecipientId == theCase.RecipientId && r.ManufacturerId == theCase.ManufacturerId).ToListAsync(cancel))
            .Where(r => r.Cases.Any(c => c.VerificationId == theCase.Id)).ToList();
        var names = await NamesAsync(db, [.. changes.Select(c => c.UserId), .. requests.Select(r => r.RequestedByUserId)], cancel);
        return
        [
            .. changes.Select(c => Event(c, NameOf(c.UserId))).OfType<VerificationEventRow>()
                .Concat(requests.Select(r => new VerificationEventRow(r.RequestedAt, NameOf(r.RequestedByUserId), r.IsWithdrawn ? "Request taken back" : "Asked the manufacturer", null)))
                .Concat(theCase.Periods.Select(p => new VerificationEventRow(
                    p.AnsweredAt ?? p.CreatedAt, p.VerifiedByName, $"Verified from {Text(p.VerifiedOn)}" + (p.ValidThrough is { } last ? $" through {Text(last)}" : ""), p.VoidedAt is null ? null : "Counts no more.")))
                .OrderByDescending(e => e.At),
        ];

        string NameOf(Guid? user) => user is { } id ? names.GetValueOrDefault(id, "somebody") : "MedDist";
    }

    private static VerificationEventRow? Event(ActivityLog log, string by)
    {
        if (log.Changes.Count == 0)
        {
            return log.Action.EndsWith("Added", StringComparison.Ordinal) ? new(log.CreatedAt, by, "Opened", null) : null;
        }

        var told = log.Changes.Where(c => Told.ContainsKey(c.Field)).Select(c => $"{Told[c.Field]}: {c.Before ?? "–"} → {c.After ?? "–"}").ToList();
        return told.Count == 0 ? null : new(log.CreatedAt, by, "Changed", string.Join("; ", told));
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(MedDistDbContext db, IEnumerable<Guid?> users, CancellationToken cancel)
    {
        var ids = users.OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.FullName }).ToDictionaryAsync(u => u.Id, u => u.FullName, cancel);
    }

    private static string Text(DateOnly day) => day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
