using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Kernel;

public sealed class ChangeBurstTests
{
    private static readonly Guid Tenant = Guid.NewGuid(), Other = Guid.NewGuid();
    private readonly FixedClock clock = new();
    private readonly ChangeFeed feed = new();
    private readonly List<IReadOnlySet<Change>> told = [];

    [Fact]
    public void Many_saves_are_told_once()
    {
        using var burst = Burst();
        var id = Guid.NewGuid();
        feed.Announce([new(Tenant, "Order", id)]);
        clock.Advance(TimeSpan.FromMilliseconds(200));
        feed.Announce([new(Tenant, "Order", id), new(Tenant, "Order", Guid.NewGuid())]);
        told.ShouldBeEmpty();

        clock.Advance(TimeSpan.FromMilliseconds(100));
        told.ShouldHaveSingleItem().Count.ShouldBe(2);

        clock.Advance(TimeSpan.FromSeconds(5));
        told.Count.ShouldBe(1);
        feed.Announce([new(Tenant, "Order", id)]);
        clock.Advance(ChangeBurst.Pause);
        told.Count.ShouldBe(2);
    }

    [Fact]
    public void Only_what_is_watched_of_ones_own_tenant_is_told()
    {
        using var burst = Burst();
        feed.Announce([new(Tenant, "Recipient", Guid.NewGuid()), new(Other, "Order", Guid.NewGuid())]);
        clock.Advance(ChangeBurst.Pause);

        told.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_told_after_the_end()
    {
        var burst = Burst();
        feed.Announce([new(Tenant, "Order", Guid.NewGuid())]);
        burst.Dispose();
        clock.Advance(ChangeBurst.Pause);

        told.ShouldBeEmpty();
    }

    private ChangeBurst Burst() => new(feed, Tenant, ["Order"], told.Add, clock);
}
