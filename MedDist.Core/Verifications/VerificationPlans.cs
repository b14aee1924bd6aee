using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>One line of the plan as the screen shows it.</summary>
public sealed record PlanRow(PlannedRenewal Line, Guid? CaseId, string Recipient, string Number)
{
    public VerificationKey Key => Line.Candidate.Key;
}

/// <summary>This week of one manufacturer.</summary>
/// <param name="ManufacturerId">Which.</param>
/// <param name="Manufacturer">Its name.</param>
/// <param name="TurnaroundDays">Business days to an answer.</param>
/// <param name="IsLearned">Whether they were learned from its answers; otherwise they are the tenant's usual ones.</param>
/// <param name="Sending">How its renewals leave.</param>
/// <param name="Proposed">What is to be asked for, the most urgent first.</param>
/// <param name="LeftOut">What is not, and why.</param>
public sealed record ManufacturerPlan(
    Guid ManufacturerId, string Manufacturer, int TurnaroundDays, bool IsLearned, VerificationSending Sending, IReadOnlyList<PlanRow> Proposed, IReadOnlyList<PlanRow> LeftOut);

/// <summary>The plan of one week.</summary>
/// <param name="Today">The tenant's day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Manufacturers">Those with anything to plan, the most urgent first.</param>
/// <param name="IsCut">There were more planned services than are looked at.</param>
public sealed record WeekPlan(DateOnly Today, DateOnly Until, IReadOnlyList<ManufacturerPlan> Manufacturers, bool IsCut);

/// <summary>Proposes which renewals to ask for this week, by manufacturer.</summary>
public sealed class VerificationPlans(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>How far ahead planned services are looked at.</summary>
    public const int DaysAhead = 45;

    /// <summary>More planned services than this are not looked at; the nearest come first.</summary>
    public const int MostServices = 4000;

    private const int AtOnce = 400;

    /// <summary>The plan, of all manufacturers or one; null for who may not ask.</summary>
    public async Task<WeekPlan?> WeekAsync(Guid? manufacturerId = null, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayAsk(call.Role))
        {
            return null;
        }

        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var today = DayCount.DayOf(clock.GetUtcNow(), tenant.Zone);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var makers = (await db.Manufacturers.AsNoTracking().Include(m => m.Settings).Where(m => manufacturerId == null || m.Id == manufacturerId).ToListAsync(cancel))
            .Where(m => m.Settings is { RequiredVerifications.Count: > 0 }).ToDictionary(m => m.Id);
        var services = await ServicesAsync(db, [.. makers.Keys], today, cancel);
        var scores = await db.ManufacturerScores.AsNoTracking().Where(s => s.PeriodDays == ManufacturerScore.ClockDays).ToDictionaryAsync(s => s.ManufacturerId, s => s.Ivr, cancel);
        var world = new Surroundings(tenant, today, today.AddDays(6), makers, id => TurnaroundOf(scores.GetValueOrDefault(id), tenant.Settings.Calendar));
        var rows = new List<PlanRow>();
        foreach (var some in services.GroupBy(s => s.Recipient).Chunk(AtOnce))
        {
            rows.AddRange(await RowsAsync(db, world, [.. some.SelectMany(s => s)], cancel));
        }

        return new(today, world.Until, [.. rows.GroupBy(r => r.Key.ManufacturerId).Select(g => PlanOf(world, g)).OrderBy(p => p.Proposed.Count == 0).ThenBy(p => p.Proposed.Count == 0 ? DateOnly.MaxValue : p.Proposed[0].Line.AskBy).ThenBy(p => p.Manufacturer, StringComparer.Ordinal)], services.Count == MostServices);
    }

    /// <summary>The open cases that a manufacturer's own request is about; those verified order by order are none of them.</summary>
    public async Task<IReadOnlyList<PlanCase>> CasesOfAsync(Guid requestId, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayAsk(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.ManufacturerRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == requestId && r.RequestType == ManufacturerRequestType.BulkIvrUpdate, cancel) is not { } request)
        {
            return [];
        }

        var settings = await db.ManufacturerSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ManufacturerId == request.ManufacturerId, cancel);
        List<VerificationType> types = [.. (settings?.RequiredVerifications ?? []).Where(r => r.Frequency != VerificationFrequency.PerOrder).Select(r => r.Type)];
        var cases = db.VisibleVerifications().Where(v => v.ManufacturerId == request.ManufacturerId && v.IsOpen && v.Status != VerificationStatus.NotApplicable && EF.Parameter(types).Contains(v.Type));
        cases = request.EndingBy is { } day ? cases.Where(v => v.ExpiresOn != null && v.ExpiresOn <= day) : cases;
        var found = await cases.OrderBy(v => v.ExpiresOn == null ? 1 : 0).ThenBy(v => v.ExpiresOn).ThenBy(v => v.Id).Take(VerificationBundles.MostCases + 1)
            .Select(v => new { v.Id, v.RecipientId, v.ManufacturerId, v.Type, v.Status, v.ExpiresOn, v.Recipient!.FullName, v.Recipient.Identifier }).ToListAsync(cancel);
        return found.ConvertAll(v => new PlanCase(v.Id, new(v.RecipientId, v.ManufacturerId, v.Type), v.Status, v.ExpiresOn, Recipient.Mask(v.FullName), v.Identifier));
    }

    /// <summary>Business days to an answer: four in five come within them, where enough is known.</summary>
    public static (int Days, bool IsLearned) TurnaroundOf(Turnaround? learned, TenantCalendar calendar) =>
        learned is { IsKnown: true, P80: { } days } ? (Math.Max(1, (int)Math.Ceiling(days)), true) : (calendar.IvrTurnaroundDays, false);

    private static async Task<List<Planned>> ServicesAsync(MedDistDbContext db, List<Guid> makers, DateOnly today, CancellationToken cancel)
    {
        var last = today.AddDays(DaysAhead);
        QueueSection[] open = [QueueSection.RequiresAction, QueueSection.WithProvider, QueueSection.WithManufacturer];
        var orders = await db.VisibleOrders().Where(o => open.Contains(o.Section) && o.ServiceDate >= today && o.ServiceDate <= last && o.RecipientId != null && o.ManufacturerId != null && EF.Parameter(makers).Contains(o.ManufacturerId.Value))
            .OrderBy(o => o.ServiceDate).ThenBy(o => o.Id).Take(MostServices).Select(o => new Planned(o.RecipientId!.Value, o.ManufacturerId!.Value, o.ServiceDate!.Value, "order " + o.OrderNumber, o.Id)).ToListAsync(cancel);

        // Care that is planned without an order concerns the manufacturers of which the recipient has a case.
        var running = db.Verifications.Where(v => v.IsOpen && EF.Parameter(makers).Contains(v.ManufacturerId)).Select(v => new { v.RecipientId, v.ManufacturerId }).Distinct();
        var reminders = await db.CareReminders.Where(r => r.Status == ReminderStatus.Active && r.DueOn >= today && r.DueOn <= last && CareThatIsService.Contains(r.Type))
            .Join(running, r => r.RecipientId, v => v.RecipientId, (r, v) => new { r.RecipientId, v.ManufacturerId, r.DueOn })
            .OrderBy(r => r.DueOn).ThenBy(r => r.RecipientId).Take(MostServices).ToListAsync(cancel);
        var treatments = await db.TreatmentRecords.Where(t => t.StartsOn > today && t.StartsOn <= last && t.EndsOn == null)
            .Join(running, t => t.RecipientId, v => v.RecipientId, (t, v) => new { t.RecipientId, v.ManufacturerId, t.StartsOn })
            .OrderBy(t => t.StartsOn).ThenBy(t => t.RecipientId).Take(MostServices).ToListAsync(cancel);
        return
        [
            .. orders.Concat(reminders.Select(r => new Planned(r.RecipientId, r.ManufacturerId, r.DueOn!.Value, "care reminder", null)))
                .Concat(treatments.Select(t => new Planned(t.RecipientId, t.ManufacturerId, t.StartsOn, "treatment plan", null))).OrderBy(s => s.Day).Take(MostServices),
        ];
    }

    /// <summary>The kinds of reminders that mean an application or visit, as they are entered; a call or a card is none.</summary>
    public static readonly IReadOnlyList<string> CareThatIsService = ["Application", "Next application", "Reassessment", "Visit", "Treatment"];

    private static async Task<List<PlanRow>> RowsAsync(MedDistDbContext db, Surroundings world, List<Planned> services, CancellationToken cancel)
    {
        var recipients = services.Select(s => s.Recipient).Distinct().ToList();
        var people = await db.VisibleRecipients().Where(r => EF.Parameter(recipients).Contains(r.Id)).Select(r => new { r.Id, r.FullName, r.Identifier }).ToDictionaryAsync(r => r.Id, cancel);
        var cases = (await db.Verifications.AsNoTracking().Include(v => v.Periods).Where(v => v.IsOpen && EF.Parameter(recipients).Contains(v.RecipientId)).ToListAsync(cancel)).ToDictionary(v => v.Key);
        var snoozes = (await db.VerificationSnoozes.AsNoTracking().Where(s => EF.Parameter(recipients).Contains(s.RecipientId) && s.Until > world.Today).ToListAsync(cancel)).ToDictionary(s => s.Key);
        var wanted = services.GroupBy(s => (s.Recipient, s.Manufacturer))
            .SelectMany(g => world.Makers[g.Key.Manufacturer].Settings!.RequiredVerifications.Select(r => (Key: new VerificationKey(g.Key.Recipient, g.Key.Manufacturer, r.Type), Required: r, Services: g.ToList())))
            .Where(w => people.ContainsKey(w.Key.RecipientId)).ToList();
        var terms = await VerificationTermsReader.ForAsync(db, [.. wanted.Select(w => w.Key)], world.Today, cancel);
        var lines = VerificationPlanner.Plan(wanted.Select(w => CandidateOf(world, w.Key, w.Required, w.Services, cases.GetValueOrDefault(w.Key), terms[w.Key], snoozes.GetValueOrDefault(w.Key))), world.Tenant.Settings.Calendar.Business(), world.Today, world.Until);
        return [.. lines.Select(l => new PlanRow(l, cases.GetValueOrDefault(l.Candidate.Key)?.Id, Recipient.Mask(people[l.Candidate.Key.RecipientId].FullName), people[l.Candidate.Key.RecipientId].Identifier))];
    }

    private static PlanCandidate CandidateOf(
        Surroundings world, VerificationKey key, VerificationRequirement required, List<Planned> services, Verification? open, VerificationTerms terms, VerificationSnooze? snooze) =>
        new(key, required, services.ConvertAll(s => new PlannedService(s.Day, s.Source, s.OrderId)))
        {
            Case = open is null ? null : OrderFactRules.FactsOf(open),
            CoverageEndsOn = terms.CoverageEndsOn,
            EndsWithPlanYear = terms.EndsWithPlanYear,
            AskedOn = open is { Status: VerificationStatus.Sent, SubmittedAt: { } at } ? DayCount.DayOf(at, world.Tenant.Zone) : null,
            TurnaroundDays = world.Turnaround(key.ManufacturerId).Days,
            Snoozed = snooze is null ? null : (snooze.Until, snooze.Reason),
        };

    private static ManufacturerPlan PlanOf(Surroundings world, IGrouping<Guid, PlanRow> rows)
    {
        var (maker, turnaround) = (world.Makers[rows.Key], world.Turnaround(rows.Key));
        var inOrder = rows.OrderBy(r => r.Line.AskBy).ThenBy(r => r.Line.Service.Day).ThenBy(r => r.Recipient, StringComparer.Ordinal).ToList();
        return new(
            maker.Id, maker.Name, turnaround.Days, turnaround.IsLearned, maker.Settings!.VerificationSending,
            inOrder.FindAll(r => r.Line.Verdict == PlanVerdict.Ask), [.. inOrder.Where(r => r.Line.Verdict != PlanVerdict.Ask).OrderBy(r => r.Line.Verdict)]);
    }

    private sealed record Planned(Guid Recipient, Guid Manufacturer, DateOnly Day, string Source, Guid? OrderId);

    private sealed record Surroundings(TenantCard Tenant, DateOnly Today, DateOnly Until, Dictionary<Guid, Manufacturer> Makers, Func<Guid, (int Days, bool IsLearned)> Turnaround);
}

/// <summary>A case that a manufacturer's own request is about; the name masked.</summary>
public sealed record PlanCase(Guid Id, VerificationKey Key, VerificationStatus Status, DateOnly? ExpiresOn, string Recipient, string Number);
