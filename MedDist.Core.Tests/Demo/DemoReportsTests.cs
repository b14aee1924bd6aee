using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Demo;

[Collection(SqliteDemo.Name)]
public sealed class DemoReportsTests(SqliteDemoDatabase database)
{
    [Fact]
    public async Task The_manager_of_each_tenant_has_saved_reports_and_schedules_with_runs_that_others_share()
    {
        foreach (var open in new[] { database.InAcme, database.InBluebird })
        {
            await using var db = open();
            var manager = await db.Users.Where(u => u.TenantId == db.CurrentTenantId && u.Role == Role.Viewer).Select(u => u.Id).SingleAsync();
            (await db.SavedFilters.CountAsync(f => f.UserId == manager && f.EntityType.StartsWith("report."))).ShouldBe(2);
            var schedules = await db.ReportSchedules.Include(s => s.Readers).ToListAsync();
            schedules.Count(s => s.UserId == manager || s.Readers.Any(r => r.UserId == manager)).ShouldBe(3);
            schedules.SelectMany(s => s.Readers).Count().ShouldBe(3);
            schedules.ShouldAllBe(s => s.NextAt > s.SentAt && s.Query == ReportAsk.Read(new Uri("http://x/?" + s.Query)).Write());
            var runs = await db.ReportRuns.ToListAsync();
            runs.Count(r => r is { Way: ReportRunWay.FromMail, Rows: > 0 }).ShouldBeGreaterThan(20);
            runs.ShouldContain(r => r.UserId == manager && r.Way == ReportRunWay.Sent);
            runs.Max(r => r.CreatedAt).ShouldBeLessThan(await db.ReportSchedules.MinAsync(s => s.NextAt!.Value));
        }
    }
}
