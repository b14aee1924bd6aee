using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;

namespace MedDist.Core.Reports.Exports;

/// <summary>Opens the grid of an export as its caller and writes it.</summary>
public sealed class ExportMaker(ExportSources sources, TenantDirectory tenants, ICallContext call, TimeProvider clock)
{
    /// <summary>The file, begun; null when the caller may not export this list any more.</summary>
    public async Task<ExportRun?> BeginAsync(Export export, Stream output, CancellationToken cancel)
    {
        if (sources.Find(export.Kind) is not { } source || !source.MayExport(call.Role) || await tenants.FindAsync(export.TenantId, cancel) is not { } card)
        {
            return null;
        }

        var grid = await source.OpenAsync(export.Ask, cancel);
        var paper = new ExportPaper(grid, card, export.UserName, clock.GetUtcNow(), export.HoldsPhi ? ExportWords.Purpose(export.Purpose, export.PurposeText) : "");
        return new(grid.Rows.GetAsyncEnumerator(cancel), ExportWriter.Of(export.Format, paper, output));
    }
}

/// <summary>A file that is being written: some rows, some more, and its end.</summary>
public sealed class ExportRun : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ExportLine> rows;
    private readonly ExportWriter writer;
    private HashSet<Guid> people = [];

    internal ExportRun(IAsyncEnumerator<ExportLine> rows, ExportWriter writer) => (this.rows, this.writer) = (rows, writer);

    public int Written { get; private set; }

    /// <summary>Writes up to so many rows.</summary>
    public async Task WriteAsync(int most)
    {
        for (var i = 0; i < most && await rows.MoveNextAsync(); i++)
        {
            writer.Write(rows.Current.Cells);
            Written++;
            if (rows.Current.Person is { } person)
            {
                people.Add(person);
            }
        }
    }

    /// <summary>The recipients of the rows written since this was asked last: what is kept of them does not grow with the file.</summary>
    public IReadOnlyCollection<Guid> TakePeople()
    {
        var taken = people;
        people = [];
        return taken;
    }

    /// <summary>Writes what is left, and the end.</summary>
    public async Task FinishAsync()
    {
        await WriteAsync(int.MaxValue);
        writer.Finish(Written);
    }

    public async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync();
        writer.Dispose();
    }
}
