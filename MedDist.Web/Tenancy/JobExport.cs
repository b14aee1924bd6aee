using MedDist.Core.Reports.Exports;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Web.Hosting;

namespace MedDist.Web.Tenancy;

/// <summary>The last runs of the jobs as a file: a row for each run that the page shows.</summary>
internal sealed class JobExport(JobDesk desk, JobRuns runs) : ExportSource<JobRunRow>
{
    public override string Kind => "jobs";

    public override string Title => "Job runs";

    public override string Path => "/jobs";

    public override bool MayExport(Role? role) => TenancyPermissions.All.First(p => p.Name == TenancyPermissions.RunJobs).Allows(role);

    protected override IReadOnlyList<ExportColumn<JobRunRow>> Columns { get; } =
    [
        new("job", "Job", ExportKind.Text, r => JobCard.Of(r.Job).Title, 32),
        new("began", "Began", ExportKind.Moment, r => r.StartedAt),
        new("ended", "Ended", ExportKind.Moment, r => r.EndedAt),
        new("outcome", "Outcome", ExportKind.Text, r => r.Outcome.ToString(), 14),
        new("rows", "Rows", ExportKind.Whole, r => r.Rows),
        new("error", "What went wrong", ExportKind.Text, r => r.Error, 40),
        new("asked", "Asked for by", ExportKind.Text, r => r.AskedByName),
    ];

    protected override async Task<ExportList<JobRunRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var plans = await desk.PlansAsync(cancel);
        var latest = await runs.LatestAsync([.. plans.Select(p => p.Card.Name)], cancel: cancel);
        IReadOnlyList<JobRunRow> rows = [.. plans.SelectMany(p => latest[p.Card.Name])];
        return new([], "Job by job, the latest run first", rows.Count, ExportRows.OfAsync(rows));
    }
}
