using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace MedDist.Web.Shipping;

/// <summary>The list of parcels: follows its address, and reads again when a parcel changes.</summary>
public sealed partial class ShipmentList
{
    private static readonly string[] Watched = [nameof(Shipment), nameof(Order)];
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);
    private ShipmentFilter filter = new();
    private ShipmentPage? page;
    private IReadOnlyDictionary<ShipmentTab, int>? counts;
    private string typed = "";
    private int typing;
    private int reading;

    [Inject] private PageScript Script { get; set; } = default!;

    private (string Title, string Text) Empty => filter.Search is not null || filter.Carrier is not null
        ? ("No parcel matches", "Check the number, or look under All.")
        : filter.Tab switch
        {
            ShipmentTab.Problems => ("No parcel needs you", "Held up, late, missing and disputed parcels appear here."),
            ShipmentTab.Road => ("Nothing is on the road", "Parcels appear here when their number is recorded."),
            ShipmentTab.Unconfirmed => ("Every delivery is confirmed", "Delivered parcels wait here until their facility has counted them."),
            _ => ("There are no parcels yet", "Record the first one on its order."),
        };

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    /// <summary>A tab in the words of the screen.</summary>
    public static string Name(ShipmentTab tab) => ShipmentExport.Name(tab);

    private static string? Sentence(ShipmentRow row) => row.ProblemSentence is { } sentence && $"{row.Carrier} {row.TrackingNumber}" is var parcel
        ? sentence.StartsWith(parcel, StringComparison.Ordinal) ? "It" + sentence[parcel.Length..] : sentence.Replace(parcel, "it", StringComparison.Ordinal)
        : null;

    protected override async Task OnInitializedAsync()
    {
        filter = ShipmentAddress.Read(new Uri(Navigation.Uri));
        typed = filter.Search ?? "";
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += OnLocationChanged;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var mine = ++reading;
        var (rows, tabs) = (await Queries.ListAsync(filter), await Queries.CountsAsync(filter));
        if (mine == reading)
        {
            (page, counts) = (rows, tabs);
        }
    }

    private void Go(ShipmentFilter wanted) => Navigation.NavigateTo(ShipmentAddress.Write(wanted));

    private async Task TypeAsync()
    {
        var mine = ++typing;
        await Task.Delay(Rest, Time);
        var text = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
        if (mine == typing && text != filter.Search)
        {
            Go(filter with { Search = text, Skip = 0 });
        }
    }

    private Task FocusAsync() => Script.FocusAsync("shipment-search");

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        if (ShipmentAddress.Read(new Uri(e.Location)) is { } wanted && wanted != filter && new Uri(e.Location).AbsolutePath == ShipmentAddress.Path)
        {
            filter = wanted;
            typed = filter.Search ?? "";
            try
            {
                await LoadAsync();
            }
            catch (Exception failure)
            {
                // Nothing awaits this call: the page's error boundary has to be told.
                await DispatchExceptionAsync(failure);
            }

            StateHasChanged();
        }
    });
}
