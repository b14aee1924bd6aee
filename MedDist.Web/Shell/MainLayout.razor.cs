using System.Security.Claims;
using MedDist.Core.Orders;
using MedDist.Core.Users;
using MedDist.Web.Account;
using MedDist.Web.Tenancy;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace MedDist.Web.Shell;

/// <summary>The frame of every page: header, navigation, banner of an entered tenant, and what floats above. Without a sign-in only a box.</summary>
public sealed partial class MainLayout(CurrentTenant tenant, NavigationManager navigation, IJSRuntime js) : IDisposable
{
    private ClaimsPrincipal? user;
    private IReadOnlyList<NavigationPage> pages = [];
    private PageErrorBoundary? boundary;
    private CommandPalette? palette;
    private ShortcutHelp? help;
    private bool ready;
    private bool rail;
    private bool overlay;
    private bool searchesOrders;
    private string accent = AccentColor.Of(null);

    [CascadingParameter]
    private Task<AuthenticationState> Auth { get; set; } = default!;

    [CascadingParameter]
    private Look Look { get; set; } = default!;

    private CurrentTenant Tenant => tenant;

    private string TenantName => tenant.Card?.Name ?? "MedDist";

    private string Live => Word(RendererInfo.IsInteractive);

    protected override async Task OnInitializedAsync()
    {
        rail = Look.Rail;
        user = (await Auth).User;
        await tenant.LoadAsync(user);
        var role = Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var known) ? known : (Role?)null;
        pages = Navigation.For(role, inTenant: tenant.Card is not null);
        searchesOrders = tenant.Card is not null && Permissions.Allow(OrderPermissions.View, role);
        accent = AccentColor.Of(tenant.Card?.Settings.AccentColor);
        navigation.LocationChanged += OnLocationChanged;
        ready = true;
    }

    protected override void OnParametersSet() => boundary?.Recover();

    public void Dispose() => navigation.LocationChanged -= OnLocationChanged;

    private static string Word(bool value) => value ? "true" : "false";

    private async Task ToggleRailAsync()
    {
        rail = !rail;
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./Shell/MainLayout.razor.js");
        await module.InvokeVoidAsync("rememberNavigation", rail);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (overlay)
        {
            overlay = false;
            StateHasChanged();
        }
    }
}
