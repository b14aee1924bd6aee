using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>Who else has which order of the list open, for this browser tab. Filled by <see cref="PresenceWatch"/>, shown by the marks of the rows.</summary>
public sealed class PresenceBoard
{
    private ILookup<Guid, PresentUser> present = Array.Empty<PresentUser>().ToLookup(p => p.OrderId);

    /// <summary>Raised with the orders whose people changed.</summary>
    public event Action<IReadOnlySet<Guid>>? Changed;

    public IReadOnlyList<PresentUser> At(Guid order) => [.. present[order]];

    /// <summary>Takes over a newer reading; tells only where it differs.</summary>
    public void Show(IReadOnlyList<PresentUser> now)
    {
        var before = present;
        present = now.ToLookup(p => p.OrderId);
        var changed = before.Select(g => g.Key).Union(present.Select(g => g.Key)).Where(order => !before[order].SequenceEqual(present[order])).ToHashSet();
        if (changed.Count > 0)
        {
            Changed?.Invoke(changed);
        }
    }
}
