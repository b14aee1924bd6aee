using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Data.Database;

/// <summary>
/// Writes what a save only adds, logs, notifications and metric snapshots, by the bulk writer where the context asks for it (<see cref="MedDistDbContext.InsertsInBulk"/>) and a transaction is open, so that
/// both are saved or neither. Comes after the guard, the audit trail and the announcer, which have seen the rows by then.
/// </summary>
internal sealed class BulkInserts(BulkWriter writer) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = (MedDistDbContext)eventData.Context!;
        if (!context.InsertsInBulk || context.Database.CurrentTransaction is null)
        {
            return result;
        }

        var added = context.ChangeTracker.Entries().Where(e => e.State == EntityState.Added && e.Entity is IAppendOnly or Notification or MetricSnapshot).ToList();
        foreach (var rows in added.GroupBy(e => e.Metadata.ClrType))
        {
            await writer.WriteAsync(context, rows.Key, rows.Select(e => e.Entity), cancellationToken);
        }

        added.ForEach(e => e.State = EntityState.Detached);
        return result;
    }
}
