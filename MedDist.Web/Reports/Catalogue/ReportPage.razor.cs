using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Workspace;
using MedDist.Web.Tenancy;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Reports.Catalogue;

/// <summary>One report: what it is about lives in its address; an address that says nothing means what the user asked last.</summary>
public sealed partial class ReportPage(
    ReportCatalogue catalogue, ReportService service, OrderQueries orders, SavedFilterService saved, ICallContext call, CurrentTenant tenant, NavigationManager navigation, UserClock clock)
{
    private static readonly string[] WatchedViews = [nameof(SavedFilter)];
    private static readonly TrailStep[] Above = [new("Reports", "/reports")];

    private IReport? report;
    private ReportAsk ask = new();
    private ReportTable? table;
    private Failure? failure;
    private OrderFilterChoices? choices;
    private IReadOnlyList<SavedView> views = [];
    private IReadOnlyList<ReportRunRow> runs = [];
    private string? read;
    private bool scheduling;
    private int reading;

    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private Guid? View { get; set; }

    /// <summary>The schedule whose mail led here.</summary>
    [SupplyParameterFromQuery] private Guid? Schedule { get; set; }

    private NavigationManager Navigation => navigation;

    private UserClock Clock => clock;

    private string List => $"report.{Id}";

    private SavedView? ActiveView => views.FirstOrDefault(v => v.Id == View);

    protected override async Task OnParametersSetAsync()
    {
        report = tenant.Card is null ? null : catalogue.Find(Id, call.Role);
        if (report is null || !RendererInfo.IsInteractive || read == navigation.Uri)
        {
            return;
        }

        var isOther = read is null || new Uri(read).AbsolutePath != new Uri(navigation.Uri).AbsolutePath;
        if (isOther && new Uri(navigation.Uri).Query.Length == 0 && await service.LastAskedAsync(Id) is { Length: > 0 } last)
        {
            navigation.NavigateTo(AddressOf(last), replace: true);
            return;
        }

        (read, ask, table) = (navigation.Uri, ReportAsk.Read(new Uri(navigation.Uri)), null);
        if (isOther)
        {
            choices = await orders.ChoicesAsync();
            views = await saved.ListAsync(List);
        }

        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var mine = ++reading;
        var result = await service.RunAsync(Id, ask, Schedule);
        var log = await service.RunsAsync(Id);
        if (mine == reading)
        {
            (table, failure, runs) = (result.Value, result.Failure, log);
            StateHasChanged();
        }
    }

    private async Task ReadViewsAsync()
    {
        views = await saved.ListAsync(List);
        StateHasChanged();
    }

    private async Task OnSavedAsync(Guid id)
    {
        await ReadViewsAsync();
        navigation.NavigateTo(AddressOf(ask.Write(), id), replace: true);
    }

    private void Go(ReportAsk next) => navigation.NavigateTo(AddressOf(next.Write() is { Length: > 0 } query ? query : "period=last30", ActiveView is null || next == new ReportAsk() ? null : View));

    private string AddressOf(string query, Guid? view = null) => $"/reports/{Id}?{query}{(view is { } id ? $"{(query.Length > 0 ? "&" : "")}view={id}" : "")}";

    private static string Way(ReportRunWay way) => way switch
    {
        ReportRunWay.FromMail => "opened from the mail",
        ReportRunWay.Sent => "sent as a link",
        _ => "opened",
    };
}
