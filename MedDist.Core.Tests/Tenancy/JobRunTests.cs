using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Tenancy;

public sealed class JobRunTests
{
    private static readonly JobCall Nightly = new("Nightly");

    [Theory, Databases]
    public async Task Each_tenant_has_its_own_history_with_rows_and_with_what_went_wrong(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, other) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));

        await Should.ThrowAsync<AggregateException>(() => Runner(house).RunAsync(Nightly, (s, _) => s.GetRequiredService<ICallContext>().TenantId == world.Id
            ? Task.FromResult(7) : throw new InvalidOperationException("Jane Public is broken")));

        (await LatestAsync(house, world)).Select(r => (r.Outcome, r.Rows, r.Error)).ShouldBe([(JobOutcome.Done, 7, null)]);
        var failed = (await LatestAsync(house, other)).Single();
        (failed.Outcome, failed.Rows).ShouldBe((JobOutcome.Failed, null));
        failed.Error!.ShouldNotContain("Jane");
    }

    [Theory, Databases]
    public async Task A_job_runs_once_at_a_time_in_a_tenant_also_on_two_nodes(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await using var node = house.Restart();
        var (began, ends) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = Runner(house).RunAsync(Nightly, async (_, _) =>
        {
            began.SetResult();
            await ends.Task;
            return 1;
        });
        await began.Task;
        var second = false;
        await Runner(node).RunAsync(Nightly with { AskedByName = "Ashley" }, Second);
        second.ShouldBeFalse();
        ends.SetResult();
        await first;

        await Runner(node).RunAsync(Nightly with { AskedByName = "Ashley" }, Second);
        second.ShouldBeTrue();
        (await LatestAsync(house, world)).Select(r => r.AskedByName).ShouldBe(["Ashley", null]);

        Task<int> Second(IServiceProvider services, CancellationToken cancel)
        {
            second = true;
            return Task.FromResult(1);
        }
    }

    [Theory, Databases]
    public async Task A_run_whose_node_died_gives_way_after_its_time(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        (await house.AsAsync<JobRuns, Guid?>(world.System, r => r.BeginAsync(Nightly))).ShouldNotBeNull();
        house.Clock.Advance(JobRuns.Longest - TimeSpan.FromMinutes(1));
        (await house.AsAsync<JobRuns, Guid?>(world.System, r => r.BeginAsync(Nightly))).ShouldBeNull();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        (await house.AsAsync<JobRuns, Guid?>(world.System, r => r.BeginAsync(Nightly))).ShouldNotBeNull();
        (await LatestAsync(house, world)).Select(r => r.Outcome).ShouldBe([JobOutcome.Running, JobOutcome.Interrupted]);
    }

    [Theory, Databases]
    public async Task A_frequent_job_keeps_only_runs_that_did_something_and_old_runs_are_forgotten(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await Runner(house).RunAsync(new("DispatchOutbox", true), (_, _) => Task.FromResult(0));
        await Runner(house).RunAsync(new("DispatchOutbox", true), (_, _) => Task.FromResult(3));
        await Runner(house).RunAsync(Nightly, (_, _) => Task.FromResult(0));
        (await CountAsync()).ShouldBe(2);
        house.Clock.Advance(TimeSpan.FromDays(3));
        await Runner(house).RunAsync(Nightly, (_, _) => Task.FromResult(0));
        (await CountAsync()).ShouldBe(2);
        house.Clock.Advance(TimeSpan.FromDays(31));
        await Runner(house).RunAsync(Nightly, (_, _) => Task.FromResult(0));
        (await CountAsync()).ShouldBe(1);

        async Task<int> CountAsync()
        {
            await using var db = house.Open(world.System);
            return await db.JobRuns.CountAsync();
        }
    }

    [Theory]
    [InlineData("30, 14, 7", null)]
    [InlineData("1", null)]
    [InlineData("", "Write 1 to 6")]
    [InlineData("1 2 3 4 5 6 7", "Write 1 to 6")]
    [InlineData("0", "from 1 to 180")]
    [InlineData("181", "from 1 to 180")]
    [InlineData("7, 7", "twice")]
    public void Thresholds_are_checked(string text, string? says)
    {
        var failure = new SetNotices(SetNotices.Read(text)!, null, 0).Check();
        if (says is null)
        {
            failure.ShouldBeNull();
        }
        else
        {
            failure!.Message.ShouldContain(says);
        }

        SetNotices.Read("seven").ShouldBeNull();
        new SetNotices([7], 0, 0).Check()!.Message.ShouldContain("hours");
    }

    [Theory, Databases]
    public async Task Warnings_are_changed_by_the_desk_only_and_leave_a_trace(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var seen = await house.AsAsync<NoticeSettings, SetNotices>(world.Ashley, s => s.GetAsync());
        (await SetAsync(world.CallOf(Role.Provider))).Failure.ShouldBeOfType<Failure.Forbidden>();
        (await SetAsync(world.Ashley)).ShouldBe(Result.Ok);
        (await SetAsync(world.Ashley)).Failure.ShouldBeOfType<Failure.Stale>();
        await using var db = house.Open(world.System);
        (await db.ActivityLogs.SingleAsync(l => l.Action == "tenant.notices_changed")).Changes.ShouldContain(new FieldChange("WarnDays", "30, 14, 7", "21, 5"));

        Task<Result> SetAsync(UserCall who) => house.AsAsync<NoticeSettings, Result>(who, s => s.SetAsync(seen with { WarnDays = [5, 21], EscalateAfterHours = 8 }));
    }

    private static JobRunner Runner(House house) => house.Services.GetRequiredService<JobRunner>();

    private static async Task<List<JobRunRow>> LatestAsync(House house, World world) =>
        [.. (await house.AsAsync<JobRuns, ILookup<string, JobRunRow>>(world.System, r => r.LatestAsync([Nightly.Name])))[Nightly.Name]];
}
