using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Manufacturers;

/// <summary>Where a manufacturer answers an order without signing in: static, plain form posts, each of which does nothing the second time.</summary>
public sealed partial class ReplyPage(ReplyDoor door)
{
    /// <summary>A little above the largest file, so that one that is too large gets a sentence and not a broken connection.</summary>
    public const int MostBytes = UploadRules.MaxBytes + (2 * 1024 * 1024);

    private ReplyView? view;
    private string? problem;
    private string? said;

    [Parameter]
    public string Token { get; set; } = "";

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private bool Shows(string form) => view is not null && form switch
    {
        "confirm" => view is { State: ReplyState.Open, IsConfirmed: false },
        "ship" => view.State == ReplyState.Open,
        "attach" => view.State != ReplyState.Rejected,
        _ => view.MayReject,
    };

    protected override async Task OnInitializedAsync() => await ShowAsync();

    private Task ConfirmAsync() => DoAsync((replies, hash) => replies.ConfirmAsync(hash, Http.RequestAborted), "Thank you. The order is confirmed.");

    private async Task RejectAsync()
    {
        var form = await Http.Request.ReadFormAsync(Http.RequestAborted);
        await DoAsync((replies, hash) => replies.RejectAsync(hash, form["reason"], form["words"], Http.RequestAborted), "The order is rejected. We have been told.");
    }

    private async Task ShipAsync()
    {
        var form = await Http.Request.ReadFormAsync(Http.RequestAborted);
        var quantities = form.Where(f => f.Key.StartsWith("quantity-", StringComparison.Ordinal) && Guid.TryParseExact(f.Key["quantity-".Length..], "N", out _))
            .ToDictionary(f => Guid.ParseExact(f.Key["quantity-".Length..], "N"), f => int.TryParse(f.Value, out var count) && count > 0 ? count : 0);
        var request = new ReplyShipment(form["numbers"], form["carrier"], quantities.Count == 0 ? null : quantities);
        await DoAsync((replies, hash) => replies.ShipAsync(hash, request, Http.RequestAborted), "Thank you. The parcels are recorded.");
    }

    private async Task AttachAsync()
    {
        var form = await Http.Request.ReadFormAsync(Http.RequestAborted);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            problem = "Choose a file first.";
            return;
        }

        // What is larger than 64 KB of it lies in a file of the server already.
        var upload = new UploadedFile(file.FileName, _ => file.OpenReadStream()) { Bytes = file.Length };
        await DoAsync((replies, hash) => replies.AttachAsync(hash, upload, Http.RequestAborted), "Thank you. The document has arrived.");
    }

    private async Task DoAsync(Func<ManufacturerReplies, string, Task<Result>> answer, string thanks)
    {
        Failure? failure = null;
        await AtDoorAsync(async (replies, hash) => failure = (await answer(replies, hash)).Failure);
        (problem, said) = (failure?.Message, failure is null ? thanks : null);
        await ShowAsync();
    }

    private async Task ShowAsync()
    {
        view = null;
        await AtDoorAsync(async (replies, hash) => view = (await replies.ViewAsync(hash, Http.RequestAborted)).Value);
        if (view is null && !Http.Response.HasStarted)
        {
            // Not 404: there the framework shows a page of its own.
            Http.Response.StatusCode = StatusCodes.Status410Gone;
        }
    }

    private async Task AtDoorAsync(Func<ManufacturerReplies, string, Task> work)
    {
        var host = await HostTenant.OfAsync(Http);
        await door.TryAsync(Token, host.Tenant?.Id, Http.Connection.RemoteIpAddress?.ToString(), work, Http.RequestAborted);
    }

    private static string Standing(ReplyView view) => view.State switch
    {
        ReplyState.Rejected => "You have rejected this order. Call us to take it up again.",
        ReplyState.Waiting => "The order waits on our side. Please look again later, or call us.",
        ReplyState.Done => "The order has arrived. Thank you.",
        _ => view.Status switch
        {
            OrderStatus.Shipped => "Shipped in full.",
            OrderStatus.PartiallyShipped => "Shipped in part; the rest is still to come.",
            OrderStatus.Confirmed => "Confirmed. We wait for the parcels.",
            _ => "Waiting for your confirmation.",
        },
    };
}
