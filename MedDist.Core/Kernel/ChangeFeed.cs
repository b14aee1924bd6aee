using System.Collections.Concurrent;

namespace MedDist.Core.Kernel;

/// <summary>Something of a tenant was saved: which kind of entity, and which row. Carries no content, so readers ask again.</summary>
/// <param name="TenantId">The tenant whose row changed.</param>
/// <param name="Entity">The entity's class name, for example <c>Order</c>.</param>
/// <param name="Id">The row.</param>
public readonly record struct Change(Guid TenantId, string Entity, Guid Id);

/// <summary>Tells live pages of this process what was committed. One per process; other nodes feed it through <c>Publish</c>.</summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Guid, Action<IReadOnlyList<Change>>>> subscribers = new();

    /// <summary>Raised with everything that this process committed; a relay to other nodes listens here.</summary>
    public event Action<IReadOnlyList<Change>>? Committed;

    /// <summary>Calls <paramref name="onChange"/> for each commit of that tenant until the returned handle is disposed. The call must not block.</summary>
    public IDisposable Subscribe(Guid tenantId, Action<IReadOnlyList<Change>> onChange)
    {
        var mine = subscribers.GetOrAdd(tenantId, _ => new());
        var key = Guid.NewGuid();
        mine[key] = onChange;
        return new Subscription(() => mine.TryRemove(key, out _));
    }

    /// <summary>Announces what this process has committed, here and to other nodes.</summary>
    public void Announce(IReadOnlyList<Change> changes)
    {
        Publish(changes);
        Committed?.Invoke(changes);
    }

    /// <summary>Hands changes to this process's subscribers only; used for what another node committed.</summary>
    public void Publish(IReadOnlyList<Change> changes)
    {
        foreach (var ofTenant in changes.GroupBy(c => c.TenantId))
        {
            if (subscribers.TryGetValue(ofTenant.Key, out var mine))
            {
                Change[] list = [.. ofTenant];
                foreach (var subscriber in mine.Values)
                {
                    subscriber(list);
                }
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
