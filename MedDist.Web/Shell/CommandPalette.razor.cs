using MedDist.Core.Orders;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MedDist.Web.Shell;

/// <summary>Type-ahead over the pages a role may open and the orders it may see.</summary>
public sealed partial class CommandPalette(OrderQueries orders, UserClock clock, NavigationManager navigation, TimeProvider time)
{
    private const int MostOrders = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);
    private IReadOnlyList<Hit> hits = [];
    private bool open;
    private bool searching;
    private int chosen;
    private int total;
    private string text = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<NavigationPage> Pages { get; set; } = [];

    /// <summary>Whether the caller may see orders, and is in a tenant.</summary>
    [Parameter]
    public bool SearchesOrders { get; set; }

    private string Foot => (searching, text.Length, hits.Count, total) switch
    {
        (true, _, _, _) => "Searching…",
        (_, > 0, 0, _) => "Nothing found. Try fewer letters, or another word.",
        (_, _, _, > MostOrders) => $"The {MostOrders} most urgent of {total} orders. Type more to narrow down.",
        _ => "↑ ↓ to choose, Enter to open",
    };

    /// <summary>Opens the palette, empty; the search button of the header calls it.</summary>
    public Task ShowAsync()
    {
        (open, text) = (true, "");
        StateHasChanged();
        return SearchAsync();
    }

    private async Task SearchAsync()
    {
        chosen = 0;
        searching = SearchesOrders && text.Trim().Length > 0;
        if (!searching)
        {
            (total, hits) = (0, [.. MatchingPages(text)]);
            return;
        }

        StateHasChanged();
        var asked = text;
        await Task.Delay(Pause, time);
        if (asked != text)
        {
            return;
        }

        var found = await orders.ListAsync(new() { Tab = QueueTab.All, Search = asked.Trim(), Take = MostOrders });
        if (asked == text)
        {
            // What was shown stays until now, so that nothing flickers; arrows pressed meanwhile count.
            (searching, total, hits) = (false, found.Total, [.. MatchingPages(text), .. found.Rows.Select(Of)]);
            chosen = Math.Clamp(chosen, 0, Math.Max(0, hits.Count - 1));
        }
    }

    private IEnumerable<Hit> MatchingPages(string words) =>
        Pages.Where(p => p.Text.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase)).Select(p => new Hit(p.Icon, p.Text, null, "Page", p.Path));

    private Hit Of(OrderRow row)
    {
        var day = row.ServiceDate is { } on ? ", service " + clock.Day(on) : "";
        return new("receipt_long", row.OrderNumber, $"{row.RecipientName ?? UiWords.NotSet} · {row.ManufacturerName ?? UiWords.NotSet}{day}", row.Status.Label(), $"/orders/{row.Id}");
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (hits.Count == 0)
        {
            return;
        }

        switch (key.Key)
        {
            case "ArrowDown":
                chosen = (chosen + 1) % hits.Count;
                break;
            case "ArrowUp":
                chosen = (chosen + hits.Count - 1) % hits.Count;
                break;
            case "Enter" when !searching:
                Go(hits[chosen]);
                break;
        }
    }

    private void Go(Hit hit)
    {
        open = false;
        navigation.NavigateTo(hit.Path);
    }

    private sealed record Hit(string Icon, string Title, string? Detail, string Note, string Path);
}
