using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace MedDist.Web.Orders;

/// <summary>
/// The editable part of an order: shows it, and edits it in place. An edit that is not saved yet stays as its author has it whatever others save meanwhile; what moved is marked.
/// </summary>
public sealed partial class OrderEditor(OrderEditQueries queries, OrderEditing editing, Toasts toasts, NavigationManager navigation, PageScript script)
{
    private readonly Dictionary<FieldSlot, string> news = [];
    private OrderEditState? state;
    private OrderEdit? draft;
    private IReadOnlyDictionary<string, string[]> problems = new Dictionary<string, string[]>();
    private OrderConflictDialog? conflicts;
    private ConfirmDialog? confirm;
    private Guid shown;
    private int seen;
    private string? problem;
    private bool busy;
    private bool focus;
    private bool resubmit;

    [Parameter, EditorRequired] public OrderDetails Details { get; set; } = default!;

    /// <summary>Counts up when the order was saved.</summary>
    [Parameter] public int Revision { get; set; }

    /// <summary>The recipient's name may be shown now.</summary>
    [Parameter] public bool ShowRecipient { get; set; }

    /// <summary>Opens for editing by itself once the order is there: it was sent back, and its comments stand at the fields.</summary>
    [Parameter] public bool Fix { get; set; }

    /// <summary>Editing began or ended.</summary>
    [Parameter] public EventCallback<bool> Editing { get; set; }

    /// <summary>The order was saved.</summary>
    [Parameter] public EventCallback Saved { get; set; }

    /// <summary>Whether somebody is editing here.</summary>
    public bool IsEditing => draft is not null;

    private bool IsDirty => draft is { } d && OrderMerge.Changes(d.Original, d.Mine).Count > 0;

    private OrderFields Mine => draft!.Mine;

    /// <summary>Why all but the internal notes is locked; null when it is not.</summary>
    private string? Lock => state?.Locks.GetValueOrDefault(OrderField.ServiceDate);

    /// <summary>Opens the editor with the cursor in its first field.</summary>
    public async Task EditAsync()
    {
        if (draft is not null || state is null)
        {
            return;
        }

        await ReadAsync();
        (draft, problem, focus) = (new(state.Fields, state.Fields), null, true);
        (problems, busy) = (new Dictionary<string, string[]>(), false);
        news.Clear();
        await Editing.InvokeAsync(true);
        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        if (shown != Details.Row.Id)
        {
            (shown, state, seen) = (Details.Row.Id, null, Revision);
            await EndAsync();
            await ReadAsync();
            if (Fix && Details.Row.Status == OrderStatus.SentBack)
            {
                await EditAsync();
            }
        }
        else if (seen != Revision)
        {
            seen = Revision;
            await ReadAsync();
            Follow();
        }
    }

    private async Task ReadAsync()
    {
        var mine = shown;
        var now = await queries.OpenAsync(mine);
        if (mine == shown)
        {
            state = now;
        }
    }

    /// <summary>The stored order moved: what the author has not touched comes along, and every change of somebody else is marked.</summary>
    private void Follow()
    {
        if (draft is not { } before || state is not { } now)
        {
            return;
        }

        foreach (var change in OrderMerge.Changes(before.Original, now.Fields).Where(c => !busy))
        {
            var touched = OrderMerge.Changes(before.Original, before.Mine).Any(m => m.Slot == change.Slot);
            var who = now.Editors.GetValueOrDefault(change.Slot.Field) ?? "Somebody";
            news[change.Slot] = touched
                ? $"{who} changed this to {OrderEditRules.Text(change.Slot.Field, change.After) ?? "nothing"} meanwhile. Saving asks which is to stand."
                : $"{who} changed this meanwhile, from {OrderEditRules.Text(change.Slot.Field, change.Before) ?? "nothing"}.";
        }

        draft = OrderMerge.Follow(before, now.Fields);
    }

    private void Set(OrderFields to)
    {
        draft = draft! with { Mine = to };
        problem = null;
        Check();
    }

    /// <summary>The same rules as on saving; shown only for what was changed here.</summary>
    private void Check()
    {
        var wrong = (OrderRequestRules.Check(Mine.Tidy()) as Failure.Invalid)?.Fields ?? new Dictionary<string, string[]>();
        var changed = OrderMerge.Changes(draft!.Original, Mine).Select(c => c.Slot.Item is { } item ? $"Items[{item}].{c.Slot.Field}" : c.Slot.Field.ToString()).ToHashSet();
        problems = wrong.Where(w => changed.Contains(w.Key) || changed.Contains(nameof(OrderFields.ServiceDate)) || !w.Key.StartsWith("Items", StringComparison.Ordinal)).ToDictionary();
    }

    private async Task SaveAsync()
    {
        if (draft is { } edit && !busy)
        {
            await SaveEditAsync(edit);
        }
    }

    private async Task SaveEditAsync(OrderEdit edit)
    {
        busy = true;
        var result = await editing.SaveAsync(shown, edit);
        busy = false;
        if (!result.Succeeded)
        {
            problems = (result.Failure as Failure.Invalid)?.Fields ?? problems;
            problem = result.Failure.Message;
            return;
        }

        if (!result.Value.IsSaved)
        {
            conflicts!.Ask(edit, result.Value);
            return;
        }

        Tell(result.Value);
        resubmit = Details.Row.Status == OrderStatus.SentBack;
        await EndAsync();
        await Saved.InvokeAsync();
    }

    private void Tell(OrderEditOutcome outcome)
    {
        if (outcome.ApprovalLost)
        {
            toasts.Warning("Saved; the approval is withdrawn", "After the edit the IVR no longer covers the order. Review it again.");
        }
        else if (outcome.Written.Count > 0)
        {
            toasts.Done($"{Details.Row.OrderNumber}: saved");
        }

        if (outcome.AlsoChanged.Count > 0)
        {
            toasts.Warning("Also changed meanwhile", string.Join("; ", outcome.AlsoChanged.GroupBy(c => c.Who).Select(g => $"{g.Key ?? "Somebody"}: {string.Join(", ", g.Select(c => OrderEditRules.InSentence(c.What.Label)))}")));
        }
    }

    private async Task CancelAsync()
    {
        if (!IsDirty || await confirm!.AskAsync(new("Discard your changes?", "What you changed here has not been saved.", "Discard"), _ => Task.FromResult(Result.Ok)))
        {
            await EndAsync();
        }
    }

    private async Task EndAsync()
    {
        if (draft is not null)
        {
            draft = null;
            await Editing.InvokeAsync(false);
        }
    }

    /// <summary>Somebody leaves with an edit that is not saved.</summary>
    private async Task OnLeavingAsync(LocationChangingContext context)
    {
        if (!IsDirty)
        {
            return;
        }

        context.PreventNavigation();
        if (await confirm!.AskAsync(new("Leave without saving?", "What you changed here has not been saved.", "Leave"), _ => Task.FromResult(Result.Ok)))
        {
            await EndAsync();
            navigation.NavigateTo(context.TargetLocation, new NavigationOptions { HistoryEntryState = context.HistoryEntryState });
        }
    }

    private decimal? MeasureOf(OrderField field) => (decimal?)OrderEditRules.For(field).Get!(Mine);

    private void SetMeasure(OrderField field, decimal? value) => Set(OrderEditRules.For(field).Set!(Mine, value));

    private string? TextOf(OrderField field) => (string?)OrderEditRules.For(field).Get!(Mine);

    private void SetText(OrderField field, string? value) => Set(OrderEditRules.For(field).Set!(Mine, value));

    private string? ProblemOf(string field) => problems.GetValueOrDefault(field)?[0];

    private string? NewsOf(OrderField field, Guid? item = null) => news.GetValueOrDefault(new(field, item)) ?? state?.Comments.GetValueOrDefault(field);

    private void Change(OrderLine line, OrderLine to) => Set(Mine with { Items = [.. Mine.Items.Select(l => l.Id == line.Id ? to : l)] });

    private void Remove(OrderLine line) => Set(Mine with { Items = [.. Mine.Items.Where(l => l.Id != line.Id)] });

    private void Add(ChangeEventArgs e)
    {
        if (Guid.TryParse($"{e.Value}", out var id) && state!.Products.FirstOrDefault(p => p.Id == id) is { } product)
        {
            Set(Mine with { Items = [.. Mine.Items, new(Guid.CreateVersion7(), product.Id, product.Name, 1, product.Sizes.Count > 0 ? product.Sizes[0] : null)] });
        }
    }
}
