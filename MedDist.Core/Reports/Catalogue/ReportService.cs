using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Tenancy;
using MedDist.Core.Workspace;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>A line of the run log.</summary>
public sealed record ReportRunRow(DateTimeOffset At, string UserName, ReportRunWay Way, int Rows, string Query);

/// <summary>A schedule of the caller.</summary>
public sealed record ReportScheduleRow(Guid Id, string ReportId, string Query, ReportRhythm Rhythm, DayOfWeek Weekday, TimeOnly At, DateTimeOffset? NextAt, DateTimeOffset? SentAt);

/// <summary>Sends a report as a link from now on.</summary>
public sealed record ScheduleReport(string ReportId, string Query, ReportRhythm Rhythm, DayOfWeek Weekday, TimeOnly At);

/// <summary>Runs reports, remembers what somebody asked, keeps the log of runs, and sends scheduled ones as a link.</summary>
public sealed class ReportService(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, ReportCatalogue catalogue, TenantDirectory tenants, UserPreferences preferences, TimeProvider clock)
{
    public const int MostSchedules = 20;
    private const int MostRuns = 20, AtOnce = 200;

    public static readonly Failure NotFound = new Failure.NotFound("report");

    private static readonly Failure Stale = new Failure.Stale("schedule");

    private static readonly Failure TooMany = new Failure.RuleBroken("report.too_many_schedules", $"You have {MostSchedules} schedules, which is the most. Delete one that you do not need any more.");

    private static readonly Failure TooLong = new Failure.Invalid(nameof(ScheduleReport.Query), "This report has too many filters to be scheduled. Take some away.");

    /// <summary>Runs a report as the caller, logs it, and remembers what it was about.</summary>
    /// <param name="id">The report.</param>
    /// <param name="ask">What it is about.</param>
    /// <param name="schedule">The schedule whose mail led here; it is logged as such.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Result<ReportTable>> RunAsync(string id, ReportAsk ask, Guid? schedule = null, CancellationToken cancel = default)
    {
        if (call.UserId is not { } me || catalogue.Find(id, call.Role) is not { } report)
        {
            return NotFound;
        }

        var table = await report.RunAsync(ask, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var fromMail = schedule is { } known && await db.ReportSchedules.AnyAsync(s => s.Id == known && s.UserId == me && s.ReportId == id, cancel);
        db.ReportRuns.Add(new() { ReportId = id, UserId = me, UserName = call.UserName, Query = ask.Write(), Way = fromMail ? ReportRunWay.FromMail : ReportRunWay.Opened, Rows = table.Rows.Count });
        await db.SaveChangesAsync(cancel);
        await preferences.SetAsync(KeyOf(id), ask.Write(), cancel);
        return table;
    }

    /// <summary>What the caller asked the report last, as its query string; null before the first time.</summary>
    public Task<string?> LastAskedAsync(string id, CancellationToken cancel = default) => preferences.GetAsync<string>(KeyOf(id), cancel);

    /// <summary>The last runs of a report, the latest first: everybody's for who may read what users do, else the own.</summary>
    public async Task<IReadOnlyList<ReportRunRow>> RunsAsync(string id, CancellationToken cancel = default)
    {
        var (me, seesAll) = (call.UserId, ReportPermissions.MayReadUsers(call.Role));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ReportRuns.AsNoTracking().Where(r => r.ReportId == id && (seesAll || r.UserId == me)).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(MostRuns)
            .Select(r => new ReportRunRow(r.CreatedAt, r.UserName, r.Way, r.Rows, r.Query)).ToListAsync(cancel);
    }

    /// <summary>The caller's schedules, the next first.</summary>
    public async Task<IReadOnlyList<ReportScheduleRow>> SchedulesAsync(CancellationToken cancel = default)
    {
        var me = call.UserId;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ReportSchedules.AsNoTracking().Where(s => s.UserId == me).OrderBy(s => s.NextAt).ThenBy(s => s.Id)
            .Select(s => new ReportScheduleRow(s.Id, s.ReportId, s.Query, s.Rhythm, s.Weekday, s.At, s.NextAt, s.SentAt)).ToListAsync(cancel);
    }

    public async Task<Result<Guid>> ScheduleAsync(ScheduleReport request, CancellationToken cancel = default)
    {
        if (call.UserId is not { } me || catalogue.Find(request.ReportId, call.Role) is null)
        {
            return NotFound;
        }

        if (request.Query.Length > ReportSchedule.QueryLength)
        {
            return TooLong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.ReportSchedules.CountAsync(s => s.UserId == me, cancel) >= MostSchedules)
        {
            return TooMany;
        }

        var schedule = new ReportSchedule { UserId = me, ReportId = request.ReportId, Query = ReportAsk.Read(new Uri("http://x/?" + request.Query)).Write(), Rhythm = request.Rhythm, Weekday = request.Weekday, At = request.At };
        db.ReportSchedules.Add(schedule.Plan(clock.GetUtcNow(), await ZoneAsync(cancel)));
        await db.SaveChangesAsync(cancel);
        return schedule.Id;
    }

    public async Task<Result> UnscheduleAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.ReportSchedules.FirstOrDefaultAsync(s => s.Id == id && s.UserId == call.UserId, cancel) is not { } schedule)
        {
            return NotFound;
        }

        db.Remove(schedule);
        return await db.TrySaveAsync(Stale, cancel);
    }

    /// <summary>Tells each user whose schedule is due, by a link in the app and by mail; of two nodes one does. Returns how many.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.ReportSchedules.Where(s => s.NextAt != null && s.NextAt <= now).OrderBy(s => s.NextAt).Take(AtOnce).Select(s => s.Id).ToListAsync(cancel);
        var sent = 0;
        foreach (var id in due)
        {
            sent += await SendAsync(id, now, cancel) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> SendAsync(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.ReportSchedules.FirstOrDefaultAsync(s => s.Id == id && s.NextAt <= now, cancel) is not { } schedule)
        {
            return false;
        }

        var user = await db.Users.Where(u => u.Id == schedule.UserId && u.IsActive).Select(u => new { u.FullName, u.Role }).FirstOrDefaultAsync(cancel);
        if (user is null || catalogue.Find(schedule.ReportId, user.Role) is not { } report)
        {
            schedule.End();
            await db.TrySaveAsync(Stale, cancel);
            return false;
        }

        var link = $"/reports/{report.Id}?{schedule.Query}{(schedule.Query.Length > 0 ? "&" : "")}schedule={schedule.Id}";
        db.Notify(schedule.UserId, "report.due", $"Report: {report.Title}", report.Answers, link);
        db.ReportRuns.Add(new() { ReportId = report.Id, UserId = schedule.UserId, UserName = user.FullName, Query = schedule.Query, Way = ReportRunWay.Sent, Rows = 0 });
        schedule.Send(now, await ZoneAsync(cancel));
        return (await db.TrySaveAsync(Stale, cancel)).Succeeded;
    }

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancel) => (await tenants.FindAsync(call.TenantId!.Value, cancel))!.Zone;

    private static string KeyOf(string id) => $"report.{id}";
}
