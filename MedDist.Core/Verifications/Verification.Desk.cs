namespace MedDist.Core.Verifications;

/// <summary>The derived facts that the desk filters, counts and sorts by: stored, computed by <see cref="DeskFactRules"/>.</summary>
public sealed partial class Verification
{
    /// <summary>Where it stands on the board.</summary>
    public DeskColumn Column { get; private set; } = DeskColumn.Needed;

    /// <summary>The next planned service date that needs it; null without an order.</summary>
    public DateOnly? NextServiceOn { get; private set; }

    /// <summary>The order of that day.</summary>
    public Guid? NextOrderId { get; private set; }

    /// <summary>Whether it covers that day; null without an order.</summary>
    public IvrState? NextIvr { get; private set; }

    /// <summary>Whether some order cannot leave because of it.</summary>
    public bool BlocksOrder { get; private set; }

    /// <summary>What lists sort by: the next service date, else the last valid day, else the far future.</summary>
    public DateOnly DueOn { get; private set; } = DeskFacts.Far;

    public DeskFacts Desk => new(Column, NextServiceOn, NextOrderId, NextIvr, BlocksOrder, DueOn);

    public void SetDesk(DeskFacts facts) => (Column, NextServiceOn, NextOrderId, NextIvr, BlocksOrder, DueOn) =
        (facts.Column, facts.NextServiceOn, facts.NextOrderId, facts.NextIvr, facts.BlocksOrder, facts.DueOn);
}
