using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Users;
using MedDist.Core.Workspace;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>Reports that the manager of the demo has saved and has sent to her and to others, with the runs of the last weeks.</summary>
internal sealed class DemoReports
{
    private const int Back = 35;

    private readonly DemoTenant demo;
    private readonly User manager;
    private readonly User coordinator;
    private readonly List<(ReportRun Row, DateTimeOffset At)> runs = [];
    private int rank;

    public DemoReports(DemoTenant demo)
    {
        (this.demo, manager, coordinator) = (demo, demo.UsersOf(Role.Viewer).First(), demo.Coordinators[0]);
        Schedules =
        [
            Schedule(manager, "order-activity", "period=last7", ReportRhythm.Weekly, new(7, 0), [coordinator, demo.Coordinators[^1]], 42),
            Schedule(coordinator, "exceptions", "period=last7", ReportRhythm.Daily, new(8, 30), [manager], 9),
            Schedule(manager, "ivr-forecast", "", ReportRhythm.Monthly, new(6, 30), [], 12),
        ];
    }

    public List<ReportSchedule> Schedules { get; }

    public List<ReportReader> Readers => [.. Schedules.SelectMany(s => s.Readers)];

    /// <summary>Each link that was sent, and those that were opened.</summary>
    public List<ReportRun> Runs => [.. runs.Select(r => r.Row)];

    public IEnumerable<SavedFilter> Views() =>
    [
        View(manager, "order-activity", "Last quarter", "period=last90", shared: true),
        View(manager, "order-activity", $"This month at {demo.Suppliers[0].Manufacturer.Name}", $"period=thismonth&manufacturer={demo.Suppliers[0].Manufacturer.Id}", shared: true),
        View(coordinator, "exceptions", "This week", "period=last7", shared: false),
    ];

    /// <summary>When a run happened.</summary>
    public RowMoments MomentsOf(ReportRun run) => runs.Find(r => r.Row.Id == run.Id).At is var at ? new(at, at) : default;

    private ReportSchedule Schedule(User owner, string report, string query, ReportRhythm rhythm, TimeOnly at, User[] readers, int rows)
    {
        var schedule = new ReportSchedule { Id = NextId(), TenantId = demo.TenantId, UserId = owner.Id, ReportId = report, Query = query, Rhythm = rhythm, Weekday = DayOfWeek.Monday, At = at };
        User[] all = [owner, .. readers.Where(r => r.Id != owner.Id).DistinctBy(r => r.Id)];
        schedule.Readers.AddRange(all[1..].Select(r => new ReportReader { Id = NextId(), TenantId = demo.TenantId, ScheduleId = schedule.Id, UserId = r.Id }));
        schedule.Plan(demo.Calendar.End.AddDays(-Back), demo.Calendar.Zone);
        while (schedule.NextAt <= demo.Calendar.End)
        {
            var sent = schedule.NextAt!.Value;
            schedule.Send(sent, demo.Calendar.Zone);
            for (var i = 0; i < all.Length; i++)
            {
                Run(all[i], schedule, ReportRunWay.Sent, 0, sent);
                if (i == 0)
                {
                    Run(all[i], schedule, ReportRunWay.FromMail, rows, sent.AddMinutes(40));
                }
            }
        }

        return schedule;
    }

    private void Run(User who, ReportSchedule schedule, ReportRunWay way, int rows, DateTimeOffset at)
    {
        if (at <= demo.Calendar.End)
        {
            runs.Add((new() { Id = NextId(), TenantId = demo.TenantId, ReportId = schedule.ReportId, UserId = who.Id, UserName = who.FullName, Query = schedule.Query, Way = way, Rows = rows }, at));
        }
    }

    private SavedFilter View(User owner, string report, string name, string query, bool shared)
    {
        var view = new SavedFilter { Id = NextId(), TenantId = demo.TenantId, UserId = owner.Id, OwnerName = owner.FullName, EntityType = "report." + report };
        view.Rename(name);
        view.Keep(query);
        view.Share(shared);
        return view;
    }

    private Guid NextId() => demo.Dice(DiceStream.Report, rank).Id(demo.Calendar.WorkDaysAgo(20), rank++);
}
