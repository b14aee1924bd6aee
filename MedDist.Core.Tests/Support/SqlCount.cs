using System.Diagnostics;

namespace MedDist.Core.Tests.Support;

/// <summary>Counts the statements that a piece of work sends to its database, whatever else runs at the same time.</summary>
public static class SqlCount
{
    private static readonly AsyncLocal<int[]?> Current = new();
    private static readonly IDisposable Listening = DiagnosticListener.AllListeners.Subscribe(new Sink<DiagnosticListener>(listener =>
    {
        if (listener.Name == "Microsoft.EntityFrameworkCore")
        {
            listener.Subscribe(new Sink<KeyValuePair<string, object?>>(e =>
            {
                if (e.Key == "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting" && Current.Value is { } count)
                {
                    Interlocked.Increment(ref count[0]);
                }
            }));
        }
    }));

    /// <summary>How many statements <paramref name="work"/> sent.</summary>
    public static async Task<int> OfAsync(Func<Task> work)
    {
        GC.KeepAlive(Listening);
        int[] count = [0];
        Current.Value = count;
        await work();
        Current.Value = null;
        return count[0];
    }

    private sealed class Sink<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
