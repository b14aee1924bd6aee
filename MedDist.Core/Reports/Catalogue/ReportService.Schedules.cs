using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>A colleague who may read a report.</summary>
public sealed record ReportColleague(Guid Id, string Name, Role Role);

/// <summary>A schedule that sends its link to the caller: their own, or one that is shared with them.</summary>
public sealed record ReportScheduleRow(Guid Id, string ReportId, string Query, ReportRhythm Rhythm, DayOfWeek Weekday, TimeOnly At, DateTimeOffset? NextAt, DateTimeOffset? SentAt)
{
    public bool IsMine { get; init; }

    public string OwnerName { get; init; } = "";

    /// <summary>With whom it is shared, by name.</summary>
    public IReadOnlyList<Choice> Readers { get; init; } = [];
}

/// <summary>Sends a report as a link from now on.</summary>
public sealed record ScheduleReport(string ReportId, string Query, ReportRhythm Rhythm, DayOfWeek Weekday, TimeOnly At)
{
    /// <summary>Colleagues who get it too.</summary>
    public IReadOnlyList<Guid> Readers { get; init; } = [];
}

/// <summary>Schedules: who gets which report when. A schedule is its owner's, and ends with their right to read the report; who it is shared with may leave it.</summary>
public sealed partial class ReportService
{
    public const int MostSchedules = 20, MostReaders = 30;

    public static readonly Failure NoReader = new Failure.Invalid(nameof(ScheduleReport.Readers), "Somebody you chose may not read this report, or does not work here any more. Choose again.");

    private const int AtOnce = 200;

    private static readonly Failure Stale = new Failure.Stale("schedule");

    private static readonly Failure TooMany = new Failure.RuleBroken("report.too_many_schedules", $"You have {MostSchedules} schedules, which is the most. Delete one that you do not need any more.");

    private static readonly Failure TooManyReaders = new Failure.Invalid(nameof(ScheduleReport.Readers), $"A schedule goes to at most {MostReaders} colleagues. Leave some out.");

    private static readonly Failure TooLong = new Failure.Invalid(nameof(ScheduleReport.Query), "This report has too many filters to be scheduled. Take some away.");

    /// <summary>What is sent to the caller, the next first.</summary>
    public async Task<IReadOnlyList<ReportScheduleRow>> SchedulesAsync(CancellationToken cancel = default)
    {
        var me = call.UserId ?? Guid.Empty;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await Mine(db, me).AsNoTracking().OrderBy(s => s.NextAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                Row = new ReportScheduleRow(s.Id, s.ReportId, s.Query, s.Rhythm, s.Weekday, s.At, s.NextAt, s.SentAt),
                s.UserId,
                Owner = db.Users.Where(u => u.Id == s.UserId).Select(u => u.FullName).FirstOrDefault(),
                Readers = s.Readers.Join(db.Users, r => r.UserId, u => u.Id, (r, u) => new Choice(u.Id, u.FullName)).ToList(),
            }).ToListAsync(cancel);
        return [.. rows.Select(r => r.Row with { IsMine = r.UserId == me, OwnerName = r.Owner ?? "", Readers = [.. r.Readers.OrderBy(c => c.Name, StringComparer.Ordinal)] })];
    }

    /// <summary>The colleagues who may read a report and could be sent it, by name.</summary>
    public async Task<IReadOnlyList<ReportColleague>> ColleaguesAsync(string reportId, CancellationToken cancel = default)
    {
        if (catalogue.Find(reportId, call.Role) is null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Colleagues(db, reportId).OrderBy(u => u.FullName).ThenBy(u => u.Id).Select(u => new ReportColleague(u.Id, u.FullName, u.Role)).ToListAsync(cancel);
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

        if (await WrongWithAsync(db, request.ReportId, request.Readers, cancel) is { } wrong)
        {
            return wrong;
        }

        var schedule = new ReportSchedule { UserId = me, ReportId = request.ReportId, Query = ReportAsk.Read(new Uri("http://x/?" + request.Query)).Write(), Rhythm = request.Rhythm, Weekday = request.Weekday, At = request.At };
        schedule.Readers.AddRange(request.Readers.Distinct().Select(r => new ReportReader { ScheduleId = schedule.Id, UserId = r }));
        db.ReportSchedules.Add(schedule.Plan(clock.GetUtcNow(), await ZoneAsync(cancel)));
        await db.SaveChangesAsync(cancel);
        return schedule.Id;
    }

    /// <summary>Shares a schedule of the caller with these colleagues and nobody else.</summary>
    public async Task<Result> ShareAsync(Guid id, IReadOnlyList<Guid> readers, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.ReportSchedules.Include(s => s.Readers).FirstOrDefaultAsync(s => s.Id == id && s.UserId == call.UserId, cancel) is not { } schedule)
        {
            return NotFound;
        }

        if (await WrongWithAsync(db, schedule.ReportId, readers, cancel) is { } wrong)
        {
            return wrong;
        }

        db.RemoveRange(schedule.Readers.Where(r => !readers.Contains(r.UserId)));
        db.AddRange(readers.Distinct().Except(schedule.Readers.Select(r => r.UserId)).Select(r => new ReportReader { ScheduleId = id, UserId = r }));
        return await db.TrySaveAsync(Stale, cancel);
    }

    /// <summary>Ends a schedule of the caller for everybody; one that is shared with them for them alone.</summary>
    public async Task<Result> UnscheduleAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (call.UserId is not { } me || await Mine(db, me).Include(s => s.Readers).FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } schedule)
        {
            return NotFound;
        }

        var isMine = schedule.UserId == me;
        db.RemoveRange(schedule.Readers.Where(r => isMine || r.UserId == me));
        if (isMine)
        {
            db.Remove(schedule);
        }

        return await db.TrySaveAsync(Stale, cancel);
    }

    /// <summary>Tells everybody whose schedule is due, by a link in the app and by mail; of two nodes one does. Returns how many schedules were sent.</summary>
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
        if (await db.ReportSchedules.Include(s => s.Readers).FirstOrDefaultAsync(s => s.Id == id && s.NextAt <= now, cancel) is not { } schedule)
        {
            return false;
        }

        Guid[] to = [schedule.UserId, .. schedule.Readers.Select(r => r.UserId)];
        var active = await db.Users.AsNoTracking().Where(u => to.Contains(u.Id) && u.IsActive).Select(u => new ReportColleague(u.Id, u.FullName, u.Role)).ToListAsync(cancel);
        var readers = active.Where(u => catalogue.Find(schedule.ReportId, u.Role) is not null).ToList();
        if (readers.TrueForAll(r => r.Id != schedule.UserId))
        {
            // Nobody answers for it any more.
            readers.ForEach(r => db.Notify(r.Id, "report.due", "A report is not sent to you any more", "The colleague who shared it with you does not read it any more. Schedule it yourself if you need it.", $"/reports/{schedule.ReportId}"));
            schedule.End();
            await db.TrySaveAsync(Stale, cancel);
            return false;
        }

        readers.ForEach(r => Send(db, schedule, catalogue.Find(schedule.ReportId, r.Role)!, r));
        schedule.Send(now, await ZoneAsync(cancel));
        return (await db.TrySaveAsync(Stale, cancel)).Succeeded;
    }

    private static void Send(MedDistDbContext db, ReportSchedule schedule, IReport report, ReportColleague to)
    {
        var link = $"/reports/{report.Id}?{schedule.Query}{(schedule.Query.Length > 0 ? "&" : "")}schedule={schedule.Id}";
        db.Notify(to.Id, "report.due", $"Report: {report.Title}", report.Answers, link);
        db.ReportRuns.Add(new() { ReportId = report.Id, UserId = to.Id, UserName = to.Name, Query = schedule.Query, Way = ReportRunWay.Sent, Rows = 0 });
    }

    private async Task<Failure?> WrongWithAsync(MedDistDbContext db, string reportId, IReadOnlyList<Guid> readers, CancellationToken cancel)
    {
        var asked = readers.Distinct().ToList();
        return asked.Count > MostReaders ? TooManyReaders
            : asked.Count > 0 && await Colleagues(db, reportId).CountAsync(u => asked.Contains(u.Id), cancel) != asked.Count ? NoReader : null;
    }

    /// <summary>The schedules whose link a user gets.</summary>
    private static IQueryable<ReportSchedule> Mine(MedDistDbContext db, Guid me) => db.ReportSchedules.Where(s => s.UserId == me || s.Readers.Any(r => r.UserId == me));

    /// <summary>Who of the tenant may read a report, but for the caller.</summary>
    private IQueryable<User> Colleagues(MedDistDbContext db, string reportId)
    {
        var (me, tenant) = (call.UserId, call.TenantId ?? Guid.Empty);
        Role[] roles = [.. Enum.GetValues<Role>().Where(r => catalogue.Find(reportId, r) is not null)];
        return db.Users.AsNoTracking().Where(u => u.TenantId == tenant && u.IsActive && u.Id != me && roles.Contains(u.Role));
    }

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancel) => (await tenants.FindAsync(call.TenantId!.Value, cancel))!.Zone;
}
