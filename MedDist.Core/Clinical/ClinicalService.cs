using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Clinical;

/// <summary>Records what was measured of recipients and how they were treated.</summary>
public sealed class ClinicalService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    private const string FromIntake = "order";

    /// <summary>
    /// Writes what an order says into the recipient's clinical records, in the caller's context; the caller saves. An order that is submitted again corrects what it said before. Does nothing for
    /// an order without a recipient.
    /// </summary>
    public async Task RecordForOrderAsync(MedDistDbContext db, Order order, ClinicalEntry entry, CancellationToken cancel = default)
    {
        if (order.RecipientId is not { } recipient)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (entry.Intake.Wound is { } wound)
        {
            var assessment = await db.ClinicalAssessments.FirstOrDefaultAsync(a => a.OrderId == order.Id && a.Type == AssessmentType.Wound, cancel);
            if (assessment is null)
            {
                assessment = Assessment(order.Id, recipient, entry.AssessedAt ?? now);
                db.Add(assessment);
            }

            assessment.Find(FindingOf(new(wound.LengthCm, wound.WidthCm, wound.DepthCm), wound.Type, wound.Location, entry.Observations, entry.Attachments));
        }

        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        await TreatmentsAsync(db, order.Id, recipient, entry.Intake, DayCount.DayOf(now, zone), cancel);
    }

    /// <summary>A new measurement of the wound. Fails as not found, not your role, without a readable size, or in the future.</summary>
    public async Task<Result<Guid>> AssessAsync(AssessWound request, CancellationToken cancel = default)
    {
        if (!ClinicalPermissions.MayRecord(call.Role))
        {
            return ClinicalFailures.NotRecording;
        }

        var (size, problem) = WoundSize.Read(request.Size);
        if (size is not { } measured)
        {
            return problem is null ? ClinicalFailures.SizeMissing : ClinicalFailures.WrongSize(problem);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var order = await db.VisibleOrders().Where(o => o.Id == request.OrderId).Select(o => new { o.RecipientId }).FirstOrDefaultAsync(cancel);
        if (order?.RecipientId is not { } recipient)
        {
            return order is null ? ClinicalFailures.OrderNotFound : ClinicalFailures.NoRecipient;
        }

        var (zone, now) = ((await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone, clock.GetUtcNow());
        var today = DayCount.DayOf(now, zone);
        if (request.On > today)
        {
            return ClinicalFailures.InFuture;
        }

        var assessment = Assessment(request.OrderId, recipient, request.On is null || request.On == today ? now : DayCount.MomentOf(request.On.Value, new(12, 0), zone));
        assessment.Find(FindingOf(measured, request.Type, request.Site, request.Observations, request.Attachments));
        db.Add(assessment);
        await db.SaveChangesAsync(cancel);
        return assessment.Id;
    }

    /// <summary>A treatment of a recipient. Fails as not found, not your role, without a name, or in the future.</summary>
    public async Task<Result<Guid>> TreatAsync(RecordTreatment request, CancellationToken cancel = default)
    {
        if (!ClinicalPermissions.MayRecord(call.Role))
        {
            return ClinicalFailures.NotRecording;
        }

        if (string.IsNullOrWhiteSpace(request.Type))
        {
            return ClinicalFailures.TypeMissing;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.VisibleRecipients().AnyAsync(r => r.Id == request.RecipientId, cancel))
        {
            return ClinicalFailures.RecipientNotFound;
        }

        if (request.StartsOn > DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone))
        {
            return ClinicalFailures.InFuture;
        }

        var treatment = new TreatmentRecord
        {
            RecipientId = request.RecipientId,
            OrderId = request.OrderId,
            Type = request.Type.Trim(),
            Details = string.IsNullOrWhiteSpace(request.Details) ? [] : new() { ["note"] = request.Details.Trim() },
            StartsOn = request.StartsOn,
        };
        db.Add(treatment);
        await db.SaveChangesAsync(cancel);
        return treatment.Id;
    }

    /// <summary>Ends a treatment. Fails as not found, not your role, ended already, or before its beginning.</summary>
    public async Task<Result> EndAsync(Guid treatmentId, EndTreatment request, CancellationToken cancel = default)
    {
        if (!ClinicalPermissions.MayRecord(call.Role))
        {
            return ClinicalFailures.NotRecording;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.TreatmentRecords.FirstOrDefaultAsync(t => t.Id == treatmentId, cancel) is not { } treatment || !await db.VisibleRecipients().AnyAsync(r => r.Id == treatment.RecipientId, cancel))
        {
            return ClinicalFailures.TreatmentNotFound;
        }

        if (treatment.EndsOn is not null || request.On < treatment.StartsOn)
        {
            return treatment.EndsOn is not null ? ClinicalFailures.Ended : ClinicalFailures.EndsBeforeStart;
        }

        treatment.End(request.On, request.Outcome, request.Details);
        return await db.TrySaveAsync(ClinicalFailures.Stale, cancel);
    }

    private static ClinicalFinding FindingOf(WoundSize size, string? type, string? site, IReadOnlyDictionary<string, string> observations, IReadOnlyList<Guid> attachments)
    {
        Dictionary<string, decimal> measured = new() { [ClinicalAssessment.Length] = size.LengthCm, [ClinicalAssessment.Width] = size.WidthCm };
        if (size.DepthCm is { } depth)
        {
            measured[ClinicalAssessment.Depth] = depth;
        }

        Dictionary<string, string> seen = new(observations);
        if (!string.IsNullOrWhiteSpace(type))
        {
            seen[ClinicalAssessment.WoundType] = type.Trim();
        }

        return new(measured, seen, site, attachments);
    }

    /// <summary>The treatments that the order tells of, each once: what the recipient's record knows already, from this order or another, also one of the same save, is not written again.</summary>
    private static async Task TreatmentsAsync(MedDistDbContext db, Guid orderId, Guid recipient, OrderIntake intake, DateOnly today, CancellationToken cancel)
    {
        var known = (await db.TreatmentRecords.Where(t => t.RecipientId == recipient && t.EndsOn == null).Select(t => t.Type).ToListAsync(cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        known.UnionWith(db.TreatmentRecords.Local.Where(t => t.RecipientId == recipient && t.EndsOn is null).Select(t => t.Type));
        var weeks = intake.TreatmentDurationWeeks;
        var fresh = intake.PreviousTreatments.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(t => !known.Contains(t));
        db.AddRange(fresh.Select(t => new TreatmentRecord
        {
            RecipientId = recipient,
            OrderId = orderId,
            Type = t,
            Details = weeks is null ? new() { ["source"] = FromIntake } : new() { ["source"] = FromIntake, ["weeks"] = weeks.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            StartsOn = today.AddDays(-7 * (weeks ?? 0)),
            StartIsEstimated = true,
        }));
    }

    private ClinicalAssessment Assessment(Guid order, Guid recipient, DateTimeOffset at) => new()
    {
        OrderId = order,
        RecipientId = recipient,
        Type = AssessmentType.Wound,
        AssessedByUserId = call.UserId,
        AssessedByName = call.UserName,
        AssessedAt = at,
    };
}
