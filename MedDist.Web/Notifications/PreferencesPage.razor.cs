using System.Globalization;
using MedDist.Core.Notifications;
using MedDist.Web.Tenancy;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Notifications;

/// <summary>What the user hears of: shown and saved.</summary>
public sealed partial class PreferencesPage(NotificationPreferences preferences, CurrentTenant tenant)
{
    // Where people in the United States work, from east to west.
    private static readonly string[] Usual =
        ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"];

    private readonly Dictionary<string, EventChoice> choices = [];
    private SetPreferences? saved;
    private TimeOnly digestAt;
    private bool isQuiet;
    private TimeOnly from = new(20, 0);
    private TimeOnly until = new(7, 0);
    private string? zone;
    private bool busy;
    private bool done;
    private string? problem;

    private CurrentTenant Tenant => tenant;

    private IReadOnlyList<NotificationEvent> Events => preferences.Events;

    private IReadOnlyList<string> Zones => zone is null || Usual.Contains(zone) ? Usual : [.. Usual, zone];

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Read(ChangeEventArgs e, TimeOnly before) => TimeOnly.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var time) ? time : before;

    private EventChoice Of(NotificationEvent what) => choices.GetValueOrDefault(what.Code) ?? NotificationPreference.Of(null, what);

    private void Put(EventChoice choice) => choices[choice.Event] = choice;

    private async Task LoadAsync()
    {
        saved = await preferences.GetAsync();
        choices.Clear();
        foreach (var choice in saved.Choices)
        {
            Put(choice);
        }

        (digestAt, isQuiet, zone) = (saved.DigestAt, saved.Quiet is not null, saved.TimeZone);
        (from, until) = saved.Quiet is { } quiet ? (quiet.From, quiet.Until) : (from, until);
    }

    private async Task SaveAsync()
    {
        if (busy || saved is null)
        {
            return;
        }

        (busy, done, problem) = (true, false, null);
        var result = await preferences.SetAsync(new([.. choices.Values], isQuiet ? new(from, until) : null, digestAt, zone, saved.SeenVersion));
        (busy, problem) = (false, result.Failure?.Message);
        if (result.Succeeded)
        {
            await LoadAsync();
            done = true;
        }
    }
}
