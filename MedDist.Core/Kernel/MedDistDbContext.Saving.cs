using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    /// <summary>
    /// Saves; where somebody else saved one of the rows, or a row with the same unique key, first, nothing is written and <paramref name="stale"/> is the answer.
    /// </summary>
    public async Task<Result> TrySaveAsync(Failure stale, CancellationToken cancel = default)
    {
        try
        {
            await SaveChangesAsync(cancel);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            ChangeTracker.Clear();
            return stale;
        }
        catch (DbUpdateException refused) when (refused.InnerException is DbException { } inner && IsDuplicateKey(inner))
        {
            ChangeTracker.Clear();
            return stale;
        }
    }

    /// <summary>Whether the database refused a row because its unique key exists.</summary>
    protected abstract bool IsDuplicateKey(DbException refused);
}
