using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Reports;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Data.Database;

/// <summary>
/// Writes what a save only adds, logs, notifications, metric snapshots and the rows of batches and imports, by the bulk writer where the context asks for it (<see cref="MedDistDbContext.InsertsInBulk"/>) and a transaction is open, so that
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

        var added = context.ChangeTracker.Entries().Where(e => e.State == EntityState.Added && e.Entity is IAppendOnly or Notification or BatchItem or StagedRow or MetricSnapshot).ToList();
        foreach (var rows in added.GroupBy(e => e.Metadata.ClrType))
        {
            await writer.WriteAsync(context, rows.Key, rows.Select(e => e.Entity), cancellationToken);
        }

        added.ForEach(e => e.State = EntityState.Detached);
        await WritePeriodsAsync(context, cancellationToken);
        return result;
    }

    /// <summary>Periods of cases that are there already. They stay in the context, as their cases hold them.</summary>
    private async Task WritePeriodsAsync(MedDistDbContext context, CancellationToken cancel)
    {
        var opened = context.ChangeTracker.Entries<Verification>().Where(e => e.State == EntityState.Added).Select(e => e.Entity.Id).ToHashSet();
        var periods = context.ChangeTracker.Entries<VerificationPeriod>().Where(e => e.State == EntityState.Added && !opened.Contains(e.Entity.VerificationId)).ToList();
        if (periods.Count > 0)
        {
            await writer.WriteAsync(context, typeof(VerificationPeriod), periods.Select(e => e.Entity), cancel);
            periods.ForEach(e => e.State = EntityState.Unchanged);
        }
    }
}
