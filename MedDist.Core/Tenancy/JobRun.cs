using MedDist.Core.Kernel;

namespace MedDist.Core.Tenancy;

/// <summary>What came of one run.</summary>
public enum JobOutcome
{
    Running,
    Done,
    Failed,

    /// <summary>It began and never ended: its node stopped.</summary>
    Interrupted,
}

/// <summary>One run of a background job for one tenant.</summary>
public sealed class JobRun : TenantEntity
{
    public const int ErrorLength = 500;

    public required string Job { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public JobOutcome Outcome { get; private set; } = JobOutcome.Running;

    /// <summary>How many rows it changed, or messages it sent.</summary>
    public int? Rows { get; private set; }

    /// <summary>What went wrong, without PHI; the log knows more.</summary>
    public string? Error { get; private set; }

    /// <summary>Who asked for it; null where it was due.</summary>
    public Guid? AskedByUserId { get; init; }

    public string? AskedByName { get; init; }

    /// <summary>The job's name while it runs; unique per tenant, so that no second node runs it at the same time.</summary>
    public string? Guard { get; private set; }

    /// <summary>Keeps others from running it until it ends.</summary>
    public JobRun Hold()
    {
        Guard = Job;
        return this;
    }

    public JobRun Done(int rows, DateTimeOffset now)
    {
        (Outcome, Rows, EndedAt, Guard) = (JobOutcome.Done, rows, now, null);
        return this;
    }

    public JobRun Fail(string error, DateTimeOffset now)
    {
        (Outcome, Error, EndedAt, Guard) = (JobOutcome.Failed, error.Length > ErrorLength ? error[..ErrorLength] : error, now, null);
        return this;
    }

    public void Interrupt(DateTimeOffset now) => (Outcome, EndedAt, Guard) = (JobOutcome.Interrupted, now, null);
}
