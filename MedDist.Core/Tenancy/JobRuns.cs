using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Tenancy;

/// <summary>A call of a job.</summary>
/// <param name="Name">The job.</param>
/// <param name="IsFrequent">It runs every few seconds: only runs that did something, failed or were asked for are kept.</param>
public sealed record JobCall(string Name, bool IsFrequent = false)
{
    /// <summary>The one tenant it was asked for; null for all.</summary>
    public Guid? OnlyTenant { get; init; }

    public Guid? AskedByUserId { get; init; }

    public string? AskedByName { get; init; }

    public bool IsAsked => AskedByName is not null;
}

/// <summary>One line of a job's history.</summary>
public sealed record JobRunRow(string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, JobOutcome Outcome, int? Rows, string? Error, string? AskedByName);

/// <summary>Writes and reads the history of jobs for the caller's tenant.</summary>
public sealed class JobRuns(IDbContextFactory<MedDistDbContext> contexts, TimeProvider clock)
{
    /// <summary>After this time a run that has not ended is one whose node stopped.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private static readonly Failure Busy = new Failure.Stale("job");
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan FrequentKept = TimeSpan.FromDays(2);

    /// <summary>Begins a run that is alone in its tenant; null where the job runs already, here or on another node.</summary>
    public async Task<Guid?> BeginAsync(JobCall call, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.JobRuns.FirstOrDefaultAsync(r => r.Guard == call.Name, cancel) is { } other)
        {
            if (other.StartedAt > now - Longest)
            {
                return null;
            }

            other.Interrupt(now);
            if (!(await db.TrySaveAsync(Busy, cancel)).Succeeded)
            {
                return null;
            }
        }

        var run = RunOf(call, now).Hold();
        db.Add(run);
        return (await db.TrySaveAsync(Busy, cancel)).Succeeded ? run.Id : null;
    }

    /// <summary>Ends it; old runs of the job are forgotten.</summary>
    public async Task EndAsync(Guid id, int rows, CancellationToken cancel = default)
    {
        await ChangeAsync(id, (run, now) => run.Done(rows, now), cancel);
        await ForgetAsync(cancel);
    }

    public Task FailAsync(Guid id, Exception failure, CancellationToken cancel = default) => ChangeAsync(id, (run, now) => run.Fail(Words(failure), now), cancel);

    /// <summary>Writes down a run of a frequent job that has ended.</summary>
    public async Task RecordAsync(JobCall call, DateTimeOffset startedAt, int rows, Exception? failure, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = RunOf(call, startedAt);
        db.Add(failure is null ? run.Done(rows, clock.GetUtcNow()) : run.Fail(Words(failure), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The last runs of each job, the latest first.</summary>
    public async Task<ILookup<string, JobRunRow>> LatestAsync(IReadOnlyList<string> jobs, int each = 5, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        List<JobRunRow> all = [];
        foreach (var job in jobs)
        {
            all.AddRange(await db.JobRuns.AsNoTracking().Where(r => r.Job == job).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(each)
                .Select(r => new JobRunRow(r.Job, r.StartedAt, r.EndedAt, r.Outcome, r.Rows, r.Error, r.AskedByName)).ToListAsync(cancel));
        }

        return all.ToLookup(r => r.Job);
    }

    private async Task ForgetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (old, frequent) = (now - Kept, now - FrequentKept);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.JobRuns.Where(r => r.StartedAt < old || (r.StartedAt < frequent && FrequentJobs.Contains(r.Job))).ExecuteDeleteAsync(cancel);
    }

    // Their runs are kept for two days only.
    private static readonly string[] FrequentJobs = ["DispatchOutbox", "RunBatches"];

    private async Task ChangeAsync(Guid id, Action<JobRun, DateTimeOffset> change, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.JobRuns.FirstOrDefaultAsync(r => r.Id == id && r.Outcome == JobOutcome.Running, cancel) is { } run)
        {
            change(run, clock.GetUtcNow());
            await db.TrySaveAsync(Busy, cancel);
        }
    }

    private static JobRun RunOf(JobCall call, DateTimeOffset at) => new() { Job = call.Name, StartedAt = at, AskedByUserId = call.AskedByUserId, AskedByName = call.AskedByName };

    /// <summary>The kind of failure only: a database's message may name values of rows.</summary>
    private static string Words(Exception failure) => failure is TimeoutException ? "It took too long." : $"{failure.GetBaseException().GetType().Name}. The log says more.";
}
