using MedDist.Core.Kernel;

namespace MedDist.Web.Ui;

/// <summary>How a message looks and how long it stays.</summary>
public enum ToastKind
{
    Done,
    Warning,
    Failed,
    Undo,
}

/// <summary>One message at the lower edge of the screen.</summary>
public sealed record Toast(Guid Id, ToastKind Kind, string Title, string? Text)
{
    /// <summary>When the chance to undo ends.</summary>
    public DateTimeOffset Until { get; init; }

    public Func<Task>? Undo { get; init; }
}

/// <summary>
/// Says what came of an action: <c>Toasts.Done("Order 1042 approved")</c>, <c>Toasts.Failed(result.Failure)</c>,
/// <c>Toasts.Undo("Order 1042 goes to Acme Biologics", until, UndoAsync)</c>. No recipient names. Failures stay until closed.
/// </summary>
public sealed class Toasts
{
    private const int AtMost = 4;
    private readonly List<Toast> shown = [];

    /// <summary>Raised when messages came or went; <see cref="ToastHost"/> shows them.</summary>
    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => shown;

    public void Done(string title, string? text = null) => Add(new(Guid.NewGuid(), ToastKind.Done, title, text));

    public void Warning(string title, string? text = null) => Add(new(Guid.NewGuid(), ToastKind.Warning, title, text));

    public void Failed(Failure failure) => Add(new(Guid.NewGuid(), ToastKind.Failed, TitleOf(failure), failure.Message));

    /// <summary>Offers to take something back until a moment; returns the message's id, for <see cref="Close"/>.</summary>
    public Guid Undo(string title, DateTimeOffset until, Func<Task> undo)
    {
        var toast = new Toast(Guid.NewGuid(), ToastKind.Undo, title, null) { Until = until, Undo = undo };
        Add(toast);
        return toast.Id;
    }

    public void Close(Guid id)
    {
        if (shown.RemoveAll(t => t.Id == id) > 0)
        {
            Changed?.Invoke();
        }
    }

    /// <summary>The two or three words above a failure's own sentence.</summary>
    public static string TitleOf(Failure failure) => failure switch
    {
        Failure.Invalid => "Not saved",
        Failure.NotFound => "Not found",
        Failure.RuleBroken => "Not possible",
        Failure.Forbidden => "Not allowed",
        Failure.Stale => "Changed meanwhile",
        _ => "Not checked",
    };

    private void Add(Toast toast)
    {
        shown.Add(toast);
        // A chance to undo is never pushed out.
        while (shown.Count > AtMost && shown.Find(t => t.Kind != ToastKind.Undo && t != toast) is { } oldest)
        {
            shown.Remove(oldest);
        }

        Changed?.Invoke();
    }
}
