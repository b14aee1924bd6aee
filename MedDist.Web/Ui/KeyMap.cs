namespace MedDist.Web.Ui;

/// <summary>One key (or several that do the same) of a page, what it does in the words of the help overlay, and what to call.</summary>
public sealed record KeyBinding(IReadOnlyList<string> Keys, string Text, string Group, Func<Task> Press, bool Repeats);

/// <summary>
/// The keys that work right now, in this browser tab. Parts add theirs while they are on screen; the latest one wins, so that a page takes <c>/</c> over from
/// the palette. <see cref="ShortcutListener"/> listens, the help overlay lists.
/// </summary>
public sealed class KeyMap
{
    private readonly List<KeyBinding> bindings = [];

    /// <summary>Raised when keys came or went.</summary>
    public event Action? Changed;

    /// <summary>The keys that do something now, by the group they are listed under; the newest group first.</summary>
    public IReadOnlyList<IGrouping<string, KeyBinding>> Groups =>
        [.. bindings.Select(b => b with { Keys = [.. b.Keys.Where(k => Winner(k) == b)] }).Where(b => b.Keys.Count > 0).GroupBy(b => b.Group).Reverse()];

    /// <summary>Each key once, with whether holding it down repeats it.</summary>
    public IReadOnlyDictionary<string, bool> Wanted =>
        bindings.SelectMany(b => b.Keys).Distinct().ToDictionary(k => k, k => Winner(k)!.Repeats);

    /// <summary>Splits what a page writes, <c>"j arrowdown"</c>, into keys.</summary>
    public static IReadOnlyList<string> Split(string keys) => keys.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Adds keys until the returned handle is disposed.</summary>
    public IDisposable Add(KeyBinding binding)
    {
        bindings.Add(binding);
        Changed?.Invoke();
        return new Entry(() =>
        {
            bindings.Remove(binding);
            Changed?.Invoke();
        });
    }

    /// <summary>Calls whoever holds the key now.</summary>
    public Task PressAsync(string key) => Winner(key) is { } binding ? binding.Press() : Task.CompletedTask;

    private KeyBinding? Winner(string key) => bindings.LastOrDefault(b => b.Keys.Contains(key, StringComparer.Ordinal));

    private sealed class Entry(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose()
        {
            end?.Invoke();
            end = null;
        }
    }
}
