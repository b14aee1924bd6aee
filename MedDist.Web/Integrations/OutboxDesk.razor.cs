using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace MedDist.Web.Integrations;

/// <summary>The outbox desk: follows its address, reads the list, and hands keys to the open message.</summary>
public sealed partial class OutboxDesk(OutboxQueries outbox, NavigationManager navigation, ICallContext call, UserClock clock, TimeProvider time, PageScript script)
{
    private static readonly string[] Watched = [nameof(QueueItem)];
    private static readonly QueueType[] Kinds = [QueueType.OutboundOrder, QueueType.VerificationRequest, QueueType.Notification];
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(250);

    // Changes of the address that came from here; the browser reports each back after a round trip, when the user may be further on already.
    private readonly Queue<Uri> awaited = new();
    private OutboxAddress address = new(new OutboxFilter());
    private OutboxList page = new([], 0);
    private OutboxCounts? counts;
    private IReadOnlyList<Choice> manufacturers = [];
    private OutboxPane? pane;
    private Func<OutboxPane, Task>? work;
    private Guid? currentId;
    private Guid? openId;
    private bool loading = true;
    private bool paneWantsFocus;
    private int reading;
    private int settling;
    private int revision;
    private ITimer? tick;

    private bool MayWork => IntegrationPermissions.MayWork(call.Role);

    private string? Subtitle => counts is null ? null : page.Total == 1 ? "1 message" : $"{page.Total:N0} messages";

    protected override async Task OnInitializedAsync()
    {
        address = OutboxAddress.Read(new Uri(navigation.Uri));
        (openId, currentId) = (address.OpenMessage, address.OpenMessage);
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        navigation.LocationChanged += OnLocationChanged;
        tick = time.CreateTimer(_ => InvokeAsync(Tick), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        manufacturers = await outbox.ManufacturersAsync();
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (work is { } waiting && pane is { IsReady: true } ready)
        {
            work = null;
            await waiting(ready);
        }

        if (paneWantsFocus && openId is not null)
        {
            paneWantsFocus = false;
            await script.FocusAsync("outbox-pane-title");
        }
    }

    public void Dispose()
    {
        navigation.LocationChanged -= OnLocationChanged;
        tick?.Dispose();
    }

    /// <summary>Draws again while something is about to leave, else once in a quarter of a minute.</summary>
    private void Tick()
    {
        var now = clock.Now;
        if (now.Second % 15 == 0 || page.Rows.Any(r => r.Status == QueueStatus.Pending && r.LeavesAt - now < TimeSpan.FromMinutes(2)))
        {
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        var mine = ++reading;
        var (list, numbers) = (await outbox.ListAsync(address.Filter), await outbox.CountsAsync(address.Filter));
        if (mine != reading)
        {
            return;
        }

        var place = currentId is { } was ? page.Rows.ToList().FindIndex(r => r.Id == was) : 0;
        (page, counts, loading) = (list, numbers, false);
        if (openId is null && page.Rows.All(r => r.Id != currentId))
        {
            // What the user was on has left the list: they stay at its place.
            currentId = page.Rows.Count == 0 ? null : page.Rows[Math.Clamp(place, 0, page.Rows.Count - 1)].Id;
        }

        if (page.Rows.Count == 0 && page.Total > 0)
        {
            await GoAsync(new(address.Filter with { Skip = (page.Total - 1) / address.Filter.Take * address.Filter.Take }), replace: true);
        }

        StateHasChanged();
    }

    private Task OnChangedAsync(IReadOnlySet<Change> changes) => ReloadAsync();

    private Task ReloadAsync()
    {
        revision++;
        return LoadAsync();
    }

    private async Task StepAsync(int by)
    {
        var rows = page.Rows.ToList();
        var here = rows.FindIndex(r => r.Id == currentId);
        var there = Math.Clamp(here + by, 0, rows.Count - 1);
        if (there >= 0 && there < rows.Count && there != here)
        {
            currentId = rows[there].Id;
            if (openId is not null)
            {
                openId = currentId;
                _ = SettleAsync();
            }

            await script.ShowAsync(OutboxTable.IdOf(rows[there].Id));
        }
    }

    private async Task SettleAsync()
    {
        var mine = ++settling;
        await Task.Delay(SettleTime, time);
        if (mine == settling && openId != address.OpenMessage)
        {
            await GoAsync(address with { OpenMessage = openId }, replace: true);
        }
    }

    private Task OpenAsync(Guid id)
    {
        currentId = id;
        return GoAsync(address with { OpenMessage = id }, replace: openId is not null);
    }

    private async Task EnterAsync()
    {
        paneWantsFocus = true;
        if (openId is null && currentId is { } id)
        {
            await OpenAsync(id);
        }
    }

    private async Task CloseAsync()
    {
        await GoAsync(address with { OpenMessage = null });
        await script.FocusAsync("outbox-list");
    }

    /// <summary>A key for the current message: its pane does it once it shows it.</summary>
    private async Task WorkAsync(Func<OutboxPane, Task> what)
    {
        if (openId is not null && pane is { IsReady: true } ready)
        {
            await what(ready);
            return;
        }

        work = what;
        if (openId is null && currentId is { } id)
        {
            await OpenAsync(id);
        }
    }

    private Task NarrowAsync(Func<OutboxFilter, OutboxFilter> change) => GoAsync(address.With(change));

    /// <summary>Shows something else at once; the browser's address follows.</summary>
    private Task GoAsync(OutboxAddress next, bool replace = false)
    {
        awaited.Enqueue(navigation.ToAbsoluteUri(next.Write()));
        navigation.NavigateTo(next.Write(), new NavigationOptions { ReplaceHistoryEntry = replace });
        return FollowAsync(next);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        var uri = new Uri(e.Location);
        if (awaited.TryPeek(out var own) && own == uri)
        {
            awaited.Dequeue();
        }
        else if (uri.AbsolutePath == OutboxAddress.Path || uri.AbsolutePath.StartsWith(OutboxAddress.Path + "/", StringComparison.Ordinal))
        {
            _ = InvokeAsync(() => FollowBrowserAsync(OutboxAddress.Read(uri)));
        }
    }

    private async Task FollowBrowserAsync(OutboxAddress next)
    {
        try
        {
            await FollowAsync(next);
        }
        catch (Exception failure)
        {
            // Nothing awaits what follows a navigation: the page's error boundary has to be told.
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task FollowAsync(OutboxAddress next)
    {
        var isOtherList = next.Filter != address.Filter;
        settling++;
        (address, openId) = (next, next.OpenMessage);
        currentId = openId ?? currentId;
        StateHasChanged();
        if (isOtherList)
        {
            await LoadAsync();
        }
    }
}
