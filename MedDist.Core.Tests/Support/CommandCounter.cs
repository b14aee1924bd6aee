using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Core.Tests.Support;

/// <summary>Counts what a test asks of the database: registered as an interceptor of its house, then <see cref="OfAsync"/>.</summary>
public sealed class CommandCounter : DbCommandInterceptor
{
    /// <summary>One for the run: EF keeps its services, and so its built models, by this object.</summary>
    public static readonly CommandCounter Instance = new();

    private static readonly AsyncLocal<StrongBox?> Counting = new();

    /// <summary>How many queries the work sends.</summary>
    public static async Task<int> OfAsync(Func<Task> work)
    {
        var count = new StrongBox();
        Counting.Value = count;
        await work();
        Counting.Value = null;
        return count.Queries;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Counting.Value is { } count)
        {
            count.Queries++;
        }

        return ValueTask.FromResult(result);
    }

    private sealed class StrongBox
    {
        public int Queries { get; set; }
    }
}
