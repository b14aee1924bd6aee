using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Orders.Readiness;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace MedDist.Web.Orders.Form;

/// <summary>The order form: opens or begins a draft, keeps it saved on the server and in this browser, and submits it. How it is saved is in <c>OrderFormPage.Saving.cs</c>.</summary>
public sealed partial class OrderFormPage(
    OrderDrafts drafts, OrderFormQueries queries, OrderCarryOver carry, OrderSubmission submission, ICallContext call, NavigationManager navigation, Toasts toasts, TimeProvider time, IJSRuntime js)
{
    private static readonly string[] Watched = [nameof(OrderDraft)];
    private static readonly IReadOnlyList<TrailStep> Trail = [new("My orders", "/my/orders")];

    private ElementReference root;
    private FormState? form;
    private SubmitDialog? dialog;
    private Reports.FormTimer? timer;
    private IReadOnlyList<SubmittedOrder>? done;
    private Guid opened;
    private DateTimeOffset begunAt;
    private string? gone;
    private bool mayRestore;

    [Parameter] public Guid? DraftId { get; set; }

    /// <summary>The order to carry over from, for a new draft.</summary>
    [SupplyParameterFromQuery] public Guid? From { get; set; }

    [SupplyParameterFromQuery] public string? Kind { get; set; }

    /// <summary>The recipient on file whom a new draft is for.</summary>
    [SupplyParameterFromQuery] public Guid? Recipient { get; set; }

    private string Title => done is not null ? "Order submitted" : form?.Content switch
    {
        { From: { } from, RequestType: RequestType.Reverification } => $"Re-verification after {from.Name}",
        { From: { } from, RequestType: RequestType.AdditionalApplications } => $"Additional application after {from.Name}",
        { From: { } from } => $"Order again after {from.Name}",
        _ => "New order",
    };

    protected override async Task OnParametersSetAsync()
    {
        if (DraftId is { } same && (same == opened || !RendererInfo.IsInteractive))
        {
            return;
        }

        if (DraftId is not { } id)
        {
            // The form's place is in the address from the start, so that a reload comes back to it.
            // In the first answer it is a redirect, before there is a circuit.
            var query = new Uri(navigation.Uri).Query;
            navigation.NavigateTo($"/orders/new/{Guid.CreateVersion7()}{query}", new NavigationOptions { ReplaceHistoryEntry = true });
            return;
        }

        opened = id;
        await EndAsync();
        await OpenAsync(id);
    }

    private async Task OpenAsync(Guid id)
    {
        begunAt = time.GetUtcNow();
        (form, done, gone, mayRestore, stored, version, saving, met, blocked) = (null, null, null, false, new(), 0, SaveStep.None, null, null);
        var choices = await queries.ChoicesAsync();
        if (await drafts.OpenAsync(id) is not { } draft)
        {
            var begun = From is { } order ? await carry.FromOrderAsync(order, Enum.TryParse<RequestType>(Kind, true, out var kind) ? kind : RequestType.NewRequest, choices)
                : Recipient is { } recipient ? await carry.FromRecipientAsync(recipient, choices) : null;
            Show(choices, begun ?? OrderDraftDefaults.Fresh(choices));
            if (begun is not null)
            {
                Changed();
            }

            return;
        }

        if (draft.IsSubmitted)
        {
            done = (await submission.SubmitAsync(id, new(draft.Version))).Value;
            return;
        }

        if (draft.IsDiscarded)
        {
            (gone, mayRestore) = ("This draft was discarded", true);
            return;
        }

        begunAt = draft.BegunAt;
        (stored, version, savedAt, saving) = (draft.Content, draft.Version, draft.SavedAt, SaveStep.Saved);
        Show(choices, draft.Content);
    }

    private void Show(OrderFormChoices choices, OrderDraftContent content)
    {
        form = new(choices, content, call.Role) { DraftId = opened, SaveAsync = SaveNowAsync };
        form.Changed += Changed;
        starts = true;
    }

    private void Checked(ReadinessAnswer answer)
    {
        if (form is { } now)
        {
            now.Wanted = answer.Wanted;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (starts && form is not null)
        {
            starts = false;
            await StartJournalAsync(form);
        }

        if (form?.FocusOn is { } field)
        {
            form.FocusOn = null;
            await FocusAsync(field);
        }
    }

    private static string NameOf(string field) => DraftFields.Label(field);

    private async Task FocusAsync(string field)
    {
        if (module is not null)
        {
            await module.InvokeVoidAsync("focus", DraftFields.ControlOf(field));
        }
    }

    private async Task BeginSubmitAsync()
    {
        if (form is null || dialog is null)
        {
            return;
        }

        await form.SettledAsync();
        if (form is null)
        {
            return;
        }

        if (form.TryAll() is [var first, ..])
        {
            // A part that was folded away has to come on first.
            StateHasChanged();
            await Task.Yield();
            await FocusAsync(first.Field);
            return;
        }

        if (form.Doubts is [var doubt, ..])
        {
            toasts.Warning("One look before it goes", doubt.Sentence);
            await FocusAsync(FormState.DoubtMark(doubt.Field));
            return;
        }

        await SaveNowAsync();
        if (met is null && blocked is null)
        {
            dialog.Ask(form.Content, call.UserName);
        }
    }

    /// <summary>What the dialog asks for; a failure stays in the dialog, wrong fields are shown on the form.</summary>
    private async Task<Failure?> SubmitAsync(bool attested, string? note)
    {
        await SaveNowAsync();
        var submitted = await submission.SubmitAsync(opened, new(version) { Attested = attested, Note = note });
        if (submitted.Failure is Failure.Invalid invalid && !invalid.Fields.ContainsKey(nameof(SubmitDraft.Attested)) && !invalid.Fields.ContainsKey(nameof(SubmitDraft.Note)))
        {
            await FreshenAsync();
            form!.TryAll();
            form.Show(invalid.Fields);
            dialog!.Close();
            return null;
        }

        if (!submitted.Succeeded)
        {
            return submitted.Failure;
        }

        dialog!.Close();
        // The order is placed: what is tidied up in the browser keeps nobody waiting.
        var timed = timer?.FinishAsync(form!.Content.Facility?.Id, submitted.Value[0].Id) ?? Task.CompletedTask;
        done = submitted.Value;
        StateHasChanged();
        await DropJournalAsync();
        await timed;
        form = null;
        return null;
    }

    /// <summary>What was changed on file meanwhile comes into the form, and what both changed is marked at its field.</summary>
    private async Task FreshenAsync()
    {
        if (form is { } now && await carry.RefreshCoverAsync(now.Content, begunAt) is var fresh && !fresh.SaysTheSameAs(now.Content))
        {
            now.Replace(fresh);
            now.Set(fresh);
        }
    }

    private async Task DiscardAsync()
    {
        await SaveNowAsync();
        await DropJournalAsync();
        var id = opened;
        if (version > 0 && (await drafts.DiscardAsync(id)).Failure is { } failure)
        {
            toasts.Failed(failure);
            return;
        }

        (form, gone) = (null, null);
        if (version > 0)
        {
            toasts.Undo("Draft discarded", time.GetUtcNow().AddSeconds(10), async () =>
            {
                await drafts.RestoreAsync(id);
                navigation.NavigateTo($"/orders/new/{id}");
            });
        }

        navigation.NavigateTo("/my/drafts");
    }

    private async Task RestoreAsync()
    {
        var restored = await drafts.RestoreAsync(opened);
        if (!restored.Succeeded)
        {
            toasts.Failed(restored.Failure);
            return;
        }

        await OpenAsync(opened);
    }

    private async Task OnLeavingAsync(LocationChangingContext context)
    {
        if (form is not null)
        {
            await SaveNowAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        try
        {
            await (module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone.
        }
    }
}
