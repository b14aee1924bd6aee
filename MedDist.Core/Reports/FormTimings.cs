using System.Text.RegularExpressions;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports;

/// <summary>How long one form took: active milliseconds in all and by the name of each field.</summary>
public sealed record FormTiming(int ActiveMs, IReadOnlyDictionary<string, int> Fields)
{
    public Guid? FacilityId { get; init; }

    public Guid? OrderId { get; init; }
}

/// <summary>Which forms a report is about: submitted on these days, both included.</summary>
public sealed record FormTimesFilter(DateOnly From, DateOnly To, Guid? FacilityId = null);

/// <summary>A field and the median seconds that were spent in it, by those who used it.</summary>
public sealed record FieldTime(string Field, double MedianSeconds, int Orders);

/// <summary>The times of one facility's forms, in seconds; of all where it has no facility.</summary>
public sealed record FacilityTimes(Guid? FacilityId, string Name, Turnaround Seconds, IReadOnlyList<FieldTime> Slowest);

/// <summary>The report: all together, and by facility, the slowest first. <paramref name="IsCut"/> where there were more forms than it reads.</summary>
public sealed record FormTimesReport(FacilityTimes All, IReadOnlyList<FacilityTimes> Facilities, bool IsCut)
{
    /// <summary>What the product promises for a new patient: half of the orders within this time, nine in ten within <see cref="TargetP90"/>. Seconds.</summary>
    public const int TargetP50 = 90, TargetP90 = 150;
}

/// <summary>Keeps and reports how long orders take to write, so that the promise of ninety seconds is measured and not claimed. Holds no PHI: counts and names of fields.</summary>
public sealed partial class FormTimings(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    public const int MostForms = 20_000;
    private const int MostFields = 100, SlowestFields = 3, LongestMs = 4 * 60 * 60 * 1000;

    /// <summary>Records one submitted form of the caller; what cannot be a time or the name of a field is left out.</summary>
    public async Task<Result> RecordAsync(FormTiming timing, CancellationToken cancel = default)
    {
        if (call.UserId is not { } user || timing.ActiveMs is <= 0 or > LongestMs)
        {
            return new Failure.Invalid(nameof(timing.ActiveMs), "This is no time that somebody spent.");
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(new UserEvent
        {
            UserId = user,
            EventType = UserEvent.FormSubmitted,
            FacilityId = timing.FacilityId,
            OrderId = timing.OrderId,
            DurationMs = timing.ActiveMs,
            Fields = timing.Fields.Where(f => FieldName().IsMatch(f.Key) && f.Value is > 0 and <= LongestMs).Take(MostFields).ToDictionary(),
        });
        await db.SaveChangesAsync(cancel);
        return Result.Ok;
    }

    /// <summary>The report, or not your role.</summary>
    public async Task<Result<FormTimesReport>> ReportAsync(FormTimesFilter filter, CancellationToken cancel = default)
    {
        if (!ReportPermissions.MaySeeFormTimes(call.Role))
        {
            return new Failure.Forbidden("Your role does not allow this: the times of forms. Ask the order coordinator.");
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        var (from, to) = (DayCount.MomentOf(filter.From, TimeOnly.MinValue, zone), DayCount.MomentOf(filter.To.AddDays(1), TimeOnly.MinValue, zone));
        var rows = await db.UserEvents.AsNoTracking()
            .Where(e => e.EventType == UserEvent.FormSubmitted && e.CreatedAt >= from && e.CreatedAt < to && e.DurationMs != null && (filter.FacilityId == null || e.FacilityId == filter.FacilityId))
            .OrderByDescending(e => e.CreatedAt).Take(MostForms + 1).Select(e => new Form(e.FacilityId, e.DurationMs!.Value, e.Fields)).ToListAsync(cancel);
        var names = await db.Facilities.ToDictionaryAsync(f => f.Id, f => f.Name, cancel);
        var read = rows.Take(MostForms).ToList();
        return new FormTimesReport(
            TimesOf(null, "All facilities", read),
            [
                .. read.GroupBy(r => r.FacilityId).Select(g => TimesOf(g.Key, g.Key is { } id ? names.GetValueOrDefault(id) ?? "A facility that is gone" : "No facility", [.. g]))
                    .OrderByDescending(f => f.Seconds.P90).ThenBy(f => f.Name, StringComparer.Ordinal),
            ],
            rows.Count > MostForms);
    }

    /// <summary>The days of the report that is shown first: the last four weeks up to today in the tenant's zone.</summary>
    public async Task<FormTimesFilter> UsualAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        return new(today.AddDays(-27), today);
    }

    private static FacilityTimes TimesOf(Guid? facility, string name, List<Form> forms) => new(
        facility, name, Turnaround.Of(forms.Select(f => f.Ms / 1000.0)),
        [
            .. forms.SelectMany(f => f.Fields).GroupBy(f => f.Key)
                .Select(g => new FieldTime(g.Key, Turnaround.Of(g.Select(f => f.Value / 1000.0)).P50!.Value, g.Count()))
                .OrderByDescending(f => f.MedianSeconds).ThenBy(f => f.Field, StringComparer.Ordinal).Take(SlowestFields),
        ]);

    private sealed record Form(Guid? FacilityId, int Ms, Dictionary<string, int> Fields);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex FieldName();
}
