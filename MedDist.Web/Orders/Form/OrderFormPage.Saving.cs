using System.Text.Json;
using MedDist.Core.Kernel;
using MedDist.Core.Orders.Drafts;
using Microsoft.JSInterop;

namespace MedDist.Web.Orders.Form;

/// <summary>How far a form's saving is.</summary>
public enum SaveStep
{
    /// <summary>Nothing has been typed yet.</summary>
    None,
    Saving,
    Saved,

    /// <summary>Something has to be decided first.</summary>
    Waits,
}

/// <summary>How the form is kept: on the server within two seconds of the last key, and before that in this browser.</summary>
public sealed partial class OrderFormPage
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);
    private OrderDraftContent stored = new();
    private int version;
    private SaveStep saving;
    private DateTimeOffset savedAt;
    private DateTimeOffset? unsavedSince;
    private DraftSaved? met;
    private string? blocked;
    private Task? running;
    private IJSObjectReference? module;
    private IJSObjectReference? journal;
    private DotNetObjectReference<OrderFormPage>? self;
    private bool starts;
    private bool keeps = true;
    private bool keeping;

    /// <summary>The form changed: it is kept in the browser at once, and saved when the typing rests.</summary>
    private void Changed()
    {
        if (form is null)
        {
            return;
        }

        unsavedSince ??= time.GetUtcNow();
        saving = met is null && blocked is null ? SaveStep.Saving : SaveStep.Waits;
        _ = InvokeAsync(KeepAsync);
        _ = InvokeAsync(() => SaveWhenRestingAsync(form.Edits));
        StateHasChanged();
    }

    private async Task SaveWhenRestingAsync(int edit)
    {
        await Task.Delay(Rest, time);
        if (form is not null && (form.Edits == edit || time.GetUtcNow() - unsavedSince > AtMost))
        {
            await SaveNowAsync();
            StateHasChanged();
        }
    }

    /// <summary>Saves what is not saved yet, and returns when all of it is, or something has to be decided.</summary>
    private Task SaveNowAsync()
    {
        if (running is not { IsCompleted: false })
        {
            running = SaveAllAsync();
        }

        return running;
    }

    private async Task SaveAllAsync()
    {
        while (form is { } now && met is null && blocked is null && !now.Content.SaysTheSameAs(stored))
        {
            var mine = now.Content;
            unsavedSince = null;
            var saved = await drafts.SaveAsync(opened, new(version, stored, mine));
            if (!saved.Succeeded)
            {
                (blocked, saving) = (saved.Failure.Message, SaveStep.Waits);
                return;
            }

            if (!saved.Value.IsSaved)
            {
                (met, saving) = (saved.Value, SaveStep.Waits);
                return;
            }

            Follow(mine, saved.Value);
        }

        if (version > 0 && met is null && blocked is null)
        {
            saving = SaveStep.Saved;
        }
    }

    /// <summary>What is stored now becomes what the form started from; what others changed comes on, what was typed meanwhile stays.</summary>
    private void Follow(OrderDraftContent mine, DraftSaved saved)
    {
        if (form is not { } now)
        {
            return;
        }

        (stored, version, savedAt) = (saved.Stored, saved.Version, saved.At);
        if (!saved.Stored.SaysTheSameAs(mine))
        {
            var typed = DraftMerge.Of(mine, now.Content, saved.Stored);
            now.Replace(typed.Conflicts.Count == 0 ? typed.Merged : DraftMerge.Of(mine, now.Content, saved.Stored, typed.Conflicts.Select(c => c.Field).ToHashSet()).Merged);
            toasts.Warning("Also changed in another window", string.Join(", ", saved.AlsoChanged));
        }
    }

    /// <summary>The user has chosen which values stand.</summary>
    private async Task ResolveAsync(IReadOnlySet<string> mineWins)
    {
        if (met is not { } outcome || form is not { } now)
        {
            return;
        }

        now.Replace(DraftMerge.Of(stored, now.Content, outcome.Stored, mineWins).Merged);
        (stored, version, met, saving) = (outcome.Stored, outcome.Version, null, SaveStep.Saving);
        await SaveNowAsync();
    }

    /// <summary>Another tab or a colleague saved this draft: what is not typed here comes along.</summary>
    private async Task OnChangedAsync(IReadOnlySet<Change> changes)
    {
        if (changes.All(c => c.Id != opened))
        {
            return;
        }

        // It may be one's own save, or one that came while that was under way.
        await (running ?? Task.CompletedTask);
        if (form is null || version == 0 || met is not null || await drafts.OpenAsync(opened) is not { } now || now.Version <= version)
        {
            return;
        }

        if (now.IsDiscarded || now.IsSubmitted)
        {
            (blocked, saving) = ((now.IsSubmitted ? DraftFailures.AlreadySubmitted : DraftFailures.Discarded).Message, SaveStep.Waits);
            return;
        }

        var merge = DraftMerge.Of(stored, form.Content, now.Content);
        if (merge.Conflicts.Count > 0)
        {
            (met, saving) = (new(now.Version, now.Content, merge.AlsoChanged, merge.Conflicts, now.SavedBy, now.SavedAt), SaveStep.Waits);
            return;
        }

        (stored, version, savedAt) = (now.Content, now.Version, now.SavedAt);
        form.Replace(merge.Merged);
    }

    private async Task StartJournalAsync(FormState now)
    {
        module ??= await js.InvokeAsync<IJSObjectReference>("import", "./Orders/Form/OrderFormPage.razor.js");
        self ??= DotNetObjectReference.Create(this);
        journal = await module.InvokeAsync<IJSObjectReference>("start", root, opened, call.UserId, self);
        keeps = await journal.InvokeAsync<bool>("works");
        await using var bytes = await journal.InvokeAsync<IJSStreamReference>("kept");
        if (bytes.Length > 0)
        {
            await using var stream = await bytes.OpenReadStreamAsync(4_000_000);
            using var reader = new StreamReader(stream);
            Replay(now, await reader.ReadToEndAsync());
        }

        await journal.InvokeVoidAsync("retype");
        await module.InvokeVoidAsync("begin", DraftFields.ControlOf(now.Content.Recipient is null && now.Content.NewRecipient is null ? "recipient" : now.Content.From is null ? "primary.payer" : "serviceDate"));
        StateHasChanged();
    }

    /// <summary>What this browser kept and the server has not: laid over what is stored, as any other tab's would be.</summary>
    private void Replay(FormState now, string json)
    {
        if (JsonSerializer.Deserialize<Kept>(json) is not { } kept)
        {
            return;
        }

        var (original, mine) = (OrderDraftContent.Read(kept.Original), OrderDraftContent.Read(kept.Mine));
        // What has been typed while the journal was read stays as well.
        var merge = DraftMerge.Of(original, mine, version == 0 && now.Edits == 0 ? original : now.Content);
        if (merge.Conflicts.Count > 0)
        {
            now.Replace(mine);
            (stored, met, saving) = (original, new(version, stored, merge.AlsoChanged, merge.Conflicts, call.UserName, savedAt), SaveStep.Waits);
        }
        else if (!merge.Merged.SaysTheSameAs(now.Content))
        {
            now.Set(merge.Merged);
        }
    }

    private async Task KeepAsync()
    {
        // One message at a time; the next one takes what has come together meanwhile.
        if (keeping || journal is null)
        {
            return;
        }

        keeping = true;
        await Task.Delay(TimeSpan.FromMilliseconds(60), time);
        keeping = false;
        if (journal is { } open && form is { } now)
        {
            try
            {
                await open.InvokeVoidAsync("keep", JsonSerializer.Serialize(new Kept(stored.Write(), now.Content.Write())));
            }
            catch (JSDisconnectedException)
            {
                // The tab is gone; what it sent so far is saved.
            }
        }
    }

    private async Task DropJournalAsync()
    {
        if (journal is { } open)
        {
            await open.InvokeVoidAsync("drop");
        }

        await EndAsync();
    }

    private async Task EndAsync()
    {
        if (form is not null)
        {
            form.Changed -= Changed;
        }

        if (journal is { } open)
        {
            journal = null;
            try
            {
                await open.InvokeVoidAsync("dispose");
                await open.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The tab is gone, and its listeners with it.
            }
        }

        self?.Dispose();
        self = null;
    }

    /// <summary>Called by the browser: the tab goes out of sight, and may be closed.</summary>
    [JSInvokable]
    public Task OnHiddenAsync() => InvokeAsync(SaveNowAsync);

    private sealed record Kept(string Original, string Mine);
}
