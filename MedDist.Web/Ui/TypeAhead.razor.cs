using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MedDist.Web.Ui;

/// <summary>The keys and the search behind TypeAhead.razor.</summary>
public sealed partial class TypeAhead<TItem>
{
    /// <summary>How many rows a list shows.</summary>
    public const int AtMost = 8;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(120);
    private IReadOnlyList<TItem> found = [];
    private string typed = "";
    private string? toldTyped;
    private TItem? told;
    private bool open;
    private bool answered;
    private bool dirty;
    private int active = -1;
    private int asking;
    private int typedUnder;
    private bool gone;

    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public TItem? Value { get; set; }

    [Parameter] public EventCallback<TItem?> ValueChanged { get; set; }

    /// <summary>How a row reads, and the field once it is chosen.</summary>
    [Parameter, EditorRequired] public Func<TItem, string> Text { get; set; } = default!;

    /// <summary>What tells rows apart, beside the text.</summary>
    [Parameter] public Func<TItem, string?>? Detail { get; set; }

    /// <summary>A row that is more than text and detail.</summary>
    [Parameter] public RenderFragment<TItem>? Option { get; set; }

    /// <summary>A short list, searched here by words of text and detail.</summary>
    [Parameter] public IReadOnlyList<TItem>? Items { get; set; }

    /// <summary>Asks for the rows that fit; with no text, for those worth offering first.</summary>
    [Parameter] public Func<string, CancellationToken, Task<IReadOnlyList<TItem>>>? Search { get; set; }

    /// <summary>What the last row offers to create from the text; null offers nothing.</summary>
    [Parameter] public Func<string, string?>? CreateText { get; set; }

    [Parameter] public EventCallback<string> Create { get; set; }

    /// <summary>What was typed and not chosen, for drafts.</summary>
    [Parameter] public string? Typed { get; set; }

    [Parameter] public EventCallback<string?> TypedChanged { get; set; }

    /// <summary>Counts how often the page's values came from elsewhere; one that came since the last letter is shown also while the field has the focus.</summary>
    [Parameter] public int Replacements { get; set; }

    [Parameter] public string? Problem { get; set; }

    [Parameter] public string? Hint { get; set; }

    [Parameter] public string? Placeholder { get; set; }

    /// <summary>What stands in the list when nothing fits.</summary>
    [Parameter] public string None { get; set; } = "Nothing fits. Try fewer letters.";

    [Parameter] public string? Class { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Parameter] public bool Required { get; set; }

    [Parameter] public bool Autofocus { get; set; }

    /// <summary>Whether the field is empty again after a choice, for adding one after the other.</summary>
    [Parameter] public bool Clears { get; set; }

    /// <summary>Hears of a choice by key before its answer is there: what must not run ahead of it waits for the task.</summary>
    [Parameter] public Action<Task>? Taking { get; set; }

    /// <summary>The field was left, with or without a choice.</summary>
    [Parameter] public EventCallback Left { get; set; }

    private bool Shows => open && (found.Count > 0 || CreateRow is not null || answered);

    private string? CreateRow => typed.Trim().Length == 0 ? null : CreateText?.Invoke(typed.Trim());

    private int Rows => found.Count + (CreateRow is null ? 0 : 1);

    protected override void OnParametersSet()
    {
        // While one types, the field is ahead of the page.
        if ((dirty && typedUnder == Replacements) || (Same(Value, told) && Typed == toldTyped))
        {
            return;
        }

        (told, toldTyped) = (Value, Typed);
        typed = Value is null ? Typed ?? "" : Text(Value);
        if (dirty)
        {
            Close();
        }
    }

    private static bool Same(TItem? one, TItem? other) => EqualityComparer<TItem?>.Default.Equals(one, other);

    private async Task TypeAsync(string? text)
    {
        (typed, dirty, open, gone, typedUnder) = (text ?? "", true, true, false, Replacements);
        if (told is not null)
        {
            told = default;
            await ValueChanged.InvokeAsync(default);
        }

        await TellTypedAsync(typed.Trim().Length == 0 ? null : typed);
        if (await FindAsync(Items is null) && gone)
        {
            Close();
        }
    }

    private async Task TellTypedAsync(string? text)
    {
        if (text != toldTyped)
        {
            toldTyped = text;
            await TypedChanged.InvokeAsync(text);
        }
    }

    /// <summary>Looks for what fits the text; of several questions only the last one's answer counts. Returns whether this one's did.</summary>
    private async Task<bool> FindAsync(bool rests)
    {
        var mine = ++asking;
        answered = false;
        if (rests)
        {
            await Task.Delay(Rest, Time);
            if (mine != asking)
            {
                return false;
            }
        }

        var text = dirty ? typed.Trim() : "";
        var rows = Search is null ? Fitting(text) : await Search(text, CancellationToken.None);
        if (mine != asking)
        {
            return false;
        }

        (found, answered) = ([.. rows.Take(AtMost)], true);
        active = text.Length > 0 && Rows > 0 ? 0 : -1;
        return true;
    }

    /// <summary>The items with all words; those that begin with the text come first.</summary>
    private IReadOnlyList<TItem> Fitting(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. (Items ?? [])
            .Where(i => words.All(w => $"{Text(i)} {Detail?.Invoke(i)}".Contains(w, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(i => Text(i).StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 0 : 1)];
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        if (e.CtrlKey || e.AltKey || e.MetaKey)
        {
            return;
        }

        gone = false;
        switch (e.Key)
        {
            case "ArrowDown" or "ArrowUp" when !open:
                open = true;
                await FindAsync(false);
                active = Rows > 0 ? 0 : -1;
                break;
            case "ArrowDown":
                active = Rows == 0 ? -1 : (active + 1) % Rows;
                break;
            case "ArrowUp":
                active = Rows == 0 ? -1 : (active <= 0 ? Rows : active) - 1;
                break;
            case "Enter" or "Tab" when open:
                var taking = TakeAsync();
                Taking?.Invoke(taking);
                await taking;
                break;
            case "Escape":
                (open, asking) = (false, asking + 1);
                break;
        }
    }

    /// <summary>Takes the highlighted row, waiting for the answer where it is still on its way.</summary>
    private async Task TakeAsync()
    {
        if (!answered && !await FindAsync(false))
        {
            return;
        }

        if (active >= 0)
        {
            await ChooseAsync(active);
        }
        else if (gone)
        {
            Close();
        }
    }

    private async Task ChooseAsync(int index)
    {
        open = false;
        asking++;
        if (index >= found.Count)
        {
            var text = typed.Trim();
            (dirty, typed) = (false, Clears ? "" : typed);
            await Create.InvokeAsync(text);
            return;
        }

        var item = found[index];
        (told, toldTyped, typed, dirty) = (Clears ? default : item, null, Clears ? "" : Text(item), false);
        await ValueChanged.InvokeAsync(item);
        if (Typed is not null)
        {
            await TypedChanged.InvokeAsync(null);
        }
    }

    private async Task LeaveAsync()
    {
        // Tab has its answer still to come; a list that nobody waits for closes, at the latest with its answer.
        gone = true;
        if (answered || typed.Trim().Length == 0)
        {
            Close();
        }

        await Left.InvokeAsync();
    }

    private void Close() => (open, asking, dirty) = (false, asking + 1, false);

    private static void Stay()
    {
        // With preventDefault beside it, the press leaves the focus in the field.
    }
}
