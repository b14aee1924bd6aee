using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    /// <summary>Saves; where somebody else saved one of the rows first, nothing is written and <paramref name="stale"/> is the answer.</summary>
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
    }
}
