using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Web.Account;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Notifications;

/// <summary>The bell of the header: what the user should know, live.</summary>
public sealed partial class NotificationBell(NotificationService notifications, ChangeFeed feed, ICallContext call) : IDisposable
{
    private IReadOnlyList<NotificationRow>? rows;
    private IDisposable? subscription;
    private int unread;
    private bool unreadOnly;
    private string? announcement;
    private ElementReference heading;

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive && call.TenantId is { } tenant)
        {
            subscription = feed.Subscribe(tenant, changes =>
            {
                if (changes.Any(c => c.Entity == nameof(Notification)))
                {
                    _ = InvokeAsync(RefreshAsync);
                }
            });
        }

        unread = await notifications.UnreadAsync();
    }

    // Somebody who has entered a tenant stays where the link says, on this site.
    private static string Local(string? link) => AccountEndpoints.LocalOnly(link);

    private async Task LoadAsync() => rows = await notifications.ListAsync(unreadOnly: unreadOnly);

    private Task FilterAsync(ChangeEventArgs e)
    {
        unreadOnly = e.Value is true;
        return LoadAsync();
    }

    private async Task RefreshAsync()
    {
        var before = unread;
        unread = await notifications.UnreadAsync();
        rows = rows is null ? null : await notifications.ListAsync(unreadOnly: unreadOnly);
        announcement = unread > before ? $"{unread} unread notifications" : null;
        StateHasChanged();
    }

    // The button that was pressed goes away; the focus must not go with it.
    private async Task MarkAsync(NotificationRow? row)
    {
        await ReadAsync(row);
        await heading.FocusAsync();
    }

    private async Task ReadAsync(NotificationRow? row)
    {
        if (row is { IsRead: true })
        {
            return;
        }

        await notifications.MarkReadAsync(row?.Id);
        await RefreshAsync();
    }
}
