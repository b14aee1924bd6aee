using MedDist.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Reports.Exports;

/// <summary>A grid of the product that can be taken along as a file. Its area registers it (<c>AddExport&lt;…&gt;</c>), beside the query that the screen asks.</summary>
public interface IExportSource
{
    /// <summary>Its stable name, for example <c>orders</c>.</summary>
    string Kind { get; }

    /// <summary>What the file is called.</summary>
    string Title { get; }

    /// <summary>The page that shows it.</summary>
    string Path { get; }

    /// <summary>Whether its rows are about people: then a purpose is asked, and the file is marked.</summary>
    bool HoldsPhi { get; }

    bool MayExport(Role? role);

    /// <summary>Every column it can have.</summary>
    IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>The grid as the caller sees it; rows are read when they are asked for.</summary>
    Task<ExportGrid> OpenAsync(ExportAsk ask, CancellationToken cancel);
}

/// <summary>What every source has in common: it names its columns and reads its rows.</summary>
public abstract class ExportSource<TRow> : IExportSource
{
    public abstract string Kind { get; }

    public abstract string Title { get; }

    public abstract string Path { get; }

    public virtual bool HoldsPhi => false;

    public abstract bool MayExport(Role? role);

    IReadOnlyList<ExportColumn> IExportSource.Columns => Columns;

    public async Task<ExportGrid> OpenAsync(ExportAsk ask, CancellationToken cancel) => ExportGrid.Of(Title, ask, Columns, await ReadAsync(ask, cancel), PersonOf);

    /// <summary>The recipient whom a row is about. What holds protected health information names them, so that one can ask later in which files somebody was.</summary>
    protected virtual Guid? PersonOf(TRow row) => null;

    protected abstract IReadOnlyList<ExportColumn<TRow>> Columns { get; }

    protected abstract Task<ExportList<TRow>> ReadAsync(ExportAsk ask, CancellationToken cancel);
}

/// <summary>The grids that areas have registered.</summary>
public sealed class ExportSources(IEnumerable<IExportSource> all)
{
    public IReadOnlyList<IExportSource> All { get; } = [.. all];

    public IExportSource? Find(string kind) => All.FirstOrDefault(s => s.Kind == kind);
}

/// <summary>How an area adds a grid.</summary>
public static class ExportRegistration
{
    public static IServiceCollection AddExport<TSource>(this IServiceCollection services)
        where TSource : class, IExportSource => services.AddScoped<IExportSource, TSource>();
}
