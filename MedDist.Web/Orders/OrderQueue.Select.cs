using System.Web;
using MedDist.Core.Batches;
using MedDist.Core.Orders;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Orders;

/// <summary>Selecting orders for a bulk action.</summary>
public sealed partial class OrderQueue
{
    // Null for those who do not triage: they get no boxes.
    private RowSelection? selection;
    private OrderBulkDialog? bulk;

    [Inject] private BatchQueries Batches { get; set; } = default!;

    /// <summary>Where the rows of a batch with one result are selected: <c>/orders?tab=all&amp;select=failed&amp;of=…</c>.</summary>
    public static string AddressToSelect(Guid batch, BatchResult result) => $"{QueueAddress.Path}?tab=all&select={result.ToString().ToLowerInvariant()}&of={batch}";

    protected override void OnInitialized() => selection = MayTriage ? new() : null;

    private async Task SelectFromAddressAsync()
    {
        var query = HttpUtility.ParseQueryString(new Uri(navigation.Uri).Query);
        if (selection is not null && Guid.TryParse(query["of"], out var batch) && Enum.TryParse<BatchResult>(query["select"], ignoreCase: true, out var result))
        {
            selection.Only(await Batches.IdsAsync(batch, result));
        }
    }

    private void ShowSelection() => selection?.Show([.. view.Lines.Where(l => !l.HasLeft).Select(l => l.Row.Id)], view.Total);

    /// <summary>A selection belongs to what the list was narrowed to; its order and its page do not matter.</summary>
    private void LetGoOfSelection(OrderFilter next)
    {
        if (selection is { Count: > 0 and var count } && Kept(next) != Kept(address.Filter))
        {
            selection.Clear();
            toasts.Warning(count == 1 ? "1 order is no longer selected" : $"{count:N0} orders are no longer selected", "The selection belonged to the list as it was before.");
        }

        static OrderFilter Kept(OrderFilter filter) => filter with { Skip = 0, Take = 0, Sort = OrderSort.Urgency, Descending = false };
    }
}
