using System.Collections.Concurrent;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Reports.Exports;

/// <summary>
/// The files that batches of this node are writing: each with its open query, between one part and the next. Another node that takes a batch over, or the same after a restart, finds none here and
/// writes the file anew up to the part it has to do. What no batch has asked for in a while is let go.
/// </summary>
public sealed class ExportRuns(IServiceScopeFactory scopes, DocumentFiles files, ExportSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<Guid, Open> open = new();

    /// <summary>How many are open.</summary>
    public int Count => open.Count;

    /// <summary>The run of an export, written up to a part; null when its user may not export the list any more.</summary>
    internal async Task<ExportRun?> AtPartAsync(Export export, int part, ICallContext who, CancellationToken cancel)
    {
        foreach (var old in open.Where(o => o.Value.UsedAt < clock.GetUtcNow() - Patience).ToList())
        {
            Drop(old.Key);
        }

        if (open.TryGetValue(export.Id, out var known) && known.NextPart == part)
        {
            (known.NextPart, known.UsedAt) = (part + 1, clock.GetUtcNow());
            return known.Run;
        }

        Drop(export.Id);
        if (await BeginAsync(export, who) is not { } begun)
        {
            return null;
        }

        open[export.Id] = begun;
        await begun.Run.WriteAsync(part * settings.PartRows);
        (begun.NextPart, begun.UsedAt) = (part + 1, clock.GetUtcNow());
        cancel.ThrowIfCancellationRequested();
        return begun.Run;
    }

    /// <summary>Ends the file; tells its key, its rows, and who is in those that were written last.</summary>
    internal async Task<(string Key, int Rows, IReadOnlyCollection<Guid> People)> FinishAsync(Guid export)
    {
        open.TryRemove(export, out var run);
        await using (run!)
        {
            await run!.Run.FinishAsync();
            return (run.Key, run.Run.Written, run.Run.TakePeople());
        }
    }

    /// <summary>Lets a run go, with what it has written.</summary>
    public void Drop(Guid export)
    {
        if (open.TryRemove(export, out var run))
        {
            // Disposing has nothing to wait for but the database's answer that it stops.
            run.DisposeAsync().AsTask().GetAwaiter().GetResult();
            files.Delete(run.Key);
        }
    }

    private async Task<Open?> BeginAsync(Export export, ICallContext who)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(who);
        var (key, content) = files.Create(export.TenantId, Guid.CreateVersion7(), export.Format.Extension());

        // Not with the chunk's own token: the query outlives the chunk.
        if (await scope.ServiceProvider.GetRequiredService<ExportMaker>().BeginAsync(export, content, CancellationToken.None) is { } run)
        {
            return new(scope, content, key, run) { UsedAt = clock.GetUtcNow() };
        }

        await content.DisposeAsync();
        await scope.DisposeAsync();
        files.Delete(key);
        return null;
    }

    private sealed class Open(AsyncServiceScope scope, Stream content, string key, ExportRun run) : IAsyncDisposable
    {
        public ExportRun Run => run;

        public string Key => key;

        public int NextPart { get; set; }

        public DateTimeOffset UsedAt { get; set; }

        public async ValueTask DisposeAsync()
        {
            await run.DisposeAsync();
            await content.DisposeAsync();
            await scope.DisposeAsync();
        }
    }
}
