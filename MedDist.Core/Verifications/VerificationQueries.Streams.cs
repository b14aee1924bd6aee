using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>Whole lists, for files.</summary>
public sealed partial class VerificationQueries
{
    /// <summary>All rows of the table in its order, by one query, never all in memory.</summary>
    public async IAsyncEnumerable<VerificationRow> StreamAsync(VerificationFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var row in Rows(db, Ordered(await MatchingAsync(db, filter, cancel), filter)).AsAsyncEnumerable().WithCancellation(cancel))
        {
            yield return Masked(row);
        }
    }

    /// <summary>How many cases a list holds.</summary>
    public async Task<int> CountAsync(VerificationFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await (await MatchingAsync(db, filter, cancel)).CountAsync(cancel);
    }
}
