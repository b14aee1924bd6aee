using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Support;

public sealed class FixedClockTests
{
    [Fact]
    public void The_clock_moves_only_when_told_to()
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 3, 1, 2, 0, 0, TimeSpan.FromHours(-5)));
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 3, 1, 7, 0, 0, TimeSpan.Zero));
        clock.GetUtcNow().Offset.ShouldBe(TimeSpan.Zero);

        var before = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMinutes(90));

        clock.Now.ShouldBe(new DateTimeOffset(2026, 3, 1, 8, 30, 0, TimeSpan.Zero));
        clock.GetElapsedTime(before).ShouldBe(TimeSpan.FromMinutes(90));
    }

    [Fact]
    public void Setting_the_clock_back_does_not_undo_elapsed_time()
    {
        var clock = new FixedClock();
        var before = clock.GetTimestamp();
        clock.Set(clock.Now.AddHours(2));
        clock.Set(clock.Now.AddHours(-5));

        clock.Now.ShouldBe(new FixedClock().Now.AddHours(-3));
        clock.GetElapsedTime(before).ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_passes_it()
    {
        var clock = new FixedClock();
        var delay = Task.Delay(TimeSpan.FromMinutes(10), clock);

        clock.Advance(TimeSpan.FromMinutes(9));
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Timers_ring_in_order_each_at_its_own_moment()
    {
        var clock = new FixedClock();
        var start = clock.Now;
        var rings = new List<string>();
        using var late = clock.CreateTimer(_ => rings.Add($"once {(clock.Now - start).TotalSeconds}"), null, TimeSpan.FromSeconds(25), Timeout.InfiniteTimeSpan);
        using var every = clock.CreateTimer(_ => rings.Add($"every {(clock.Now - start).TotalSeconds}"), null, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        clock.Advance(TimeSpan.FromSeconds(30));
        every.Dispose();
        clock.Advance(TimeSpan.FromSeconds(30));

        rings.ShouldBe(["every 0", "every 10", "every 20", "once 25", "every 30"]);
        clock.Now.ShouldBe(start.AddSeconds(60));
    }
}
