using MedDist.Core.Tenancy;
using MedDist.Web.Ui;

namespace MedDist.Web.Tenancy;

/// <summary>The tenant's calendar: shown, changed, and what follows from it counted again.</summary>
public sealed partial class CalendarPage(CalendarService calendars, CurrentTenant tenant, UserClock clock)
{
    private CalendarDraft? draft;
    private bool busy;
    private string? problem;
    private string? done;

    private CurrentTenant Tenant => tenant;

    private UserClock Clock => clock;

    protected override async Task OnInitializedAsync()
    {
        if (tenant.Card is not null && RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        draft = new(await calendars.GetAsync(), clock.Today);
        (problem, done) = (null, null);
    }

    private async Task SaveAsync()
    {
        if (busy || draft is null)
        {
            return;
        }

        (busy, problem, done) = (true, null, null);
        var result = await calendars.SetAsync(new(draft.Calendar, draft.Version));
        busy = false;
        if (!result.Succeeded)
        {
            problem = result.Failure.Message;
            return;
        }

        draft = new(await calendars.GetAsync(), clock.Today);
        done = result.Value switch
        {
            0 => "Saved. No open order is concerned.",
            1 => "Saved. 1 open order was counted again.",
            var orders => $"Saved. {orders:N0} open orders were counted again.",
        };
    }
}
