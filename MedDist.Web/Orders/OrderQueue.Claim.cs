namespace MedDist.Web.Orders;

/// <summary>Claiming the current order.</summary>
public sealed partial class OrderQueue
{
    private OrderClaimDesk? claimDesk;

    private Task ClaimAsync() => view.Current is { } line ? claimDesk!.ToggleAsync(line.Row) : Task.CompletedTask;

    private Task OnClaimedAsync()
    {
        revision++;
        return RefreshAsync();
    }
}
