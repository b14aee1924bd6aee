using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

/// <summary>The derived facts that the desk filters, counts and sorts by: stored, computed by <see cref="DeskFactRules"/>.</summary>
public sealed partial class Verification
{
    /// <summary>Where it stands on the board.</summary>
    [Derived]
    public DeskColumn Column { get; private set; } = DeskColumn.Needed;

    /// <summary>The next planned service date that needs it; null without an order.</summary>
    [Derived]
    public DateOnly? NextServiceOn { get; private set; }

    /// <summary>The order of that day.</summary>
    [Derived]
    public Guid? NextOrderId { get; private set; }

    /// <summary>Whether it covers that day; null without an order.</summary>
    [Derived]
    public IvrState? NextIvr { get; private set; }

    /// <summary>Whether some order cannot leave because of it.</summary>
    [Derived]
    public bool BlocksOrder { get; private set; }

    /// <summary>What lists sort by: the next service date, else the last valid day, else the far future.</summary>
    [Derived]
    public DateOnly DueOn { get; private set; } = DeskFacts.Far;

    /// <summary>Counts the derivations. They are no new <see cref="Entity.Version"/> of the case: who changes it has not missed anything by them.</summary>
    [Derived]
    public int DeskVersion { get; private set; }

    public DeskFacts Desk => new(Column, NextServiceOn, NextOrderId, NextIvr, BlocksOrder, DueOn);

    public void SetDesk(DeskFacts facts) => (Column, NextServiceOn, NextOrderId, NextIvr, BlocksOrder, DueOn, DeskVersion) =
        (facts.Column, facts.NextServiceOn, facts.NextOrderId, facts.NextIvr, facts.BlocksOrder, facts.DueOn, DeskVersion + 1);
}
