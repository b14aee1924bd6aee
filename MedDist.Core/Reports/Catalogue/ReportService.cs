using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Workspace;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>A line of the run log.</summary>
public sealed record ReportRunRow(DateTimeOffset At, string UserName, ReportRunWay Way, int Rows, string Query);

/// <summary>Runs reports, remembers what somebody asked, keeps the log of runs, and sends scheduled ones as a link.</summary>
public sealed partial class ReportService(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, ReportCatalogue catalogue, TenantDirectory tenants, UserPreferences preferences, TimeProvider clock)
{
    private const int MostRuns = 20;

    public static readonly Failure NotFound = new Failure.NotFound("report");

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
        var fromMail = schedule is { } known && await Mine(db, me).AnyAsync(s => s.Id == known && s.ReportId == id, cancel);
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

    private static string KeyOf(string id) => $"report.{id}";
}
