namespace MedDist.Core.Kernel;

/// <summary>
/// Gathers the changes of one tenant so that a live page asks again once for a burst of saves, not once for each. The call comes at most once per
/// pause, on a thread of its own, with everything that changed since the last one.
/// </summary>
public sealed class ChangeBurst : IDisposable
{
    /// <summary>Short for the eye, long enough for one save's worth of rows.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Lock gate = new();
    private readonly HashSet<Change> gathered = [];
    private readonly IDisposable subscription;
    private readonly ITimer timer;
    private readonly Action<IReadOnlySet<Change>> tell;
    private readonly IReadOnlyList<string> entities;

    /// <param name="feed">The feed of this process.</param>
    /// <param name="tenantId">Whose changes.</param>
    /// <param name="entities">Class names of the entities that matter.</param>
    /// <param name="tell">Called with what changed; must not block.</param>
    /// <param name="clock">Times the pause.</param>
    public ChangeBurst(ChangeFeed feed, Guid tenantId, IReadOnlyList<string> entities, Action<IReadOnlySet<Change>> tell, TimeProvider clock)
    {
        this.tell = tell;
        this.entities = entities;
        timer = clock.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscription = feed.Subscribe(tenantId, Gather);
    }

    public void Dispose()
    {
        subscription.Dispose();
        timer.Dispose();
    }

    private void Gather(IReadOnlyList<Change> changes)
    {
        lock (gate)
        {
            var wasEmpty = gathered.Count == 0;
            gathered.UnionWith(changes.Where(c => entities.Contains(c.Entity)));
            if (wasEmpty && gathered.Count > 0)
            {
                timer.Change(Pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Tell()
    {
        HashSet<Change> all;
        lock (gate)
        {
            all = [.. gathered];
            gathered.Clear();
        }

        tell(all);
    }
}
