using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Clinical;

/// <summary>Reads assessments and treatments for one caller: those of orders that the caller may see. The page that shows them records the access.</summary>
public sealed class ClinicalQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    private const int MostRows = 500;

    /// <summary>All that is known of a recipient; null for callers who may not read it or see none of their orders.</summary>
    public async Task<RecipientClinical?> OfRecipientAsync(Guid recipientId, CancellationToken cancel = default)
    {
        if (!ClinicalPermissions.MayView(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.VisibleRecipients().AnyAsync(r => r.Id == recipientId, cancel))
        {
            return null;
        }

        var rows = await AssessmentsAsync(db, db.ClinicalAssessments.Where(a => a.RecipientId == recipientId), cancel);
        var wounds = rows.Where(r => r.Type == AssessmentType.Wound).GroupBy(r => (r.Site ?? "Place not said").ToLowerInvariant())
            .Select(g => new WoundHistory(g.Last().Site ?? "Place not said", g.Select(r => r.Observations.GetValueOrDefault(ClinicalAssessment.WoundType)).LastOrDefault(t => t is not null), [.. g]))
            .OrderByDescending(w => w.Assessments[^1].AssessedAt);
        return new([.. wounds], [.. rows.Where(r => r.Type != AssessmentType.Wound)], await TreatmentsAsync(db, recipientId, cancel));
    }

    /// <summary>The assessments of an order, the first first.</summary>
    public async Task<IReadOnlyList<AssessmentRow>> OfOrderAsync(Guid orderId, CancellationToken cancel = default)
    {
        if (!ClinicalPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await AssessmentsAsync(db, db.ClinicalAssessments.Where(a => a.OrderId == orderId), cancel);
    }

    private static async Task<List<AssessmentRow>> AssessmentsAsync(MedDistDbContext db, IQueryable<ClinicalAssessment> wanted, CancellationToken cancel)
    {
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        var rows = await (
            from a in wanted
            join o in db.VisibleOrders() on a.OrderId equals o.Id
            orderby a.AssessedAt descending, a.Id descending
            select new { Row = a, o.OrderNumber }).AsNoTracking().Take(MostRows).ToListAsync(cancel);
        rows.Reverse();
        return [.. rows.Select(r => new AssessmentRow(
            r.Row.Id, r.Row.OrderId, r.OrderNumber, r.Row.Type, r.Row.Site, r.Row.AreaCm2, r.Row.Measurements, r.Row.Observations, r.Row.Attachments, r.Row.AssessedByName, r.Row.AssessedAt,
            DayCount.DayOf(r.Row.AssessedAt, zone)))];
    }

    private static async Task<List<TreatmentRow>> TreatmentsAsync(MedDistDbContext db, Guid recipientId, CancellationToken cancel)
    {
        var rows = await db.TreatmentRecords.AsNoTracking().Where(t => t.RecipientId == recipientId).OrderByDescending(t => t.StartsOn).ThenBy(t => t.Id).Take(MostRows).ToListAsync(cancel);
        var orders = rows.Select(t => t.OrderId).OfType<Guid>().Distinct().ToList();
        var numbers = await db.VisibleOrders().Where(o => EF.Parameter(orders).Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.OrderNumber, cancel);
        return
        [
            .. rows.OrderBy(t => t.EndsOn is null ? 0 : 1).Select(t => new TreatmentRow(
                t.Id, t.Type, t.Details, t.StartsOn, t.StartIsEstimated, t.EndsOn, t.Outcome, t.OutcomeDetails, t.OrderId, t.OrderId is { } order ? numbers.GetValueOrDefault(order) : null)),
        ];
    }
}
