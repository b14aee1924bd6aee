using MedDist.Core.Kernel;
using MedDist.Data.Database.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MedDist.Data.Database;

/// <summary>
/// On SQLite, writes the rows that a save for many (<see cref="MedDistDbContext.InsertsInBulk"/>) changes in the same columns with one prepared statement, where EF would prepare one for each row;
/// servers get EF's batches. Comes last: the guard, the audit trail and the announcer have seen the rows. A row that somebody else saved first ends the save as it does with EF.
/// </summary>
internal sealed class BulkUpdates : SaveChangesInterceptor
{
    // Below, there is nothing to gain.
    private const int Few = 8;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not SqliteMedDistDbContext { InsertsInBulk: true } context || context.Database.CurrentTransaction is null)
        {
            return result;
        }

        var entries = context.ChangeTracker.Entries().ToList();
        var added = entries.Where(e => e.State == EntityState.Added).Select(e => e.Metadata).ToHashSet();
        foreach (var alike in entries.Where(e => e.State == EntityState.Modified && e.Entity is TenantEntity).GroupBy(e => e.Metadata).Where(g => g.Count() >= Few).SelectMany(SameColumns))
        {
            var columns = alike.First().Modified();
            if (alike.Count() >= Few && columns.TrueForAll(p => IsPlain(p, added)))
            {
                await SqliteBulk.UpdateAsync(StatementOf(alike.First().Metadata, columns), alike.Select(e => ValuesOf(e, columns)), context.Database.CurrentTransaction.GetDbTransaction(), cancellationToken);
                foreach (var entry in alike)
                {
                    Accept(entry, columns);
                }
            }
        }

        return result;
    }

    private static IEnumerable<IGrouping<string, EntityEntry>> SameColumns(IEnumerable<EntityEntry> entries) => entries.GroupBy(e => string.Join(',', e.Modified().Select(p => p.GetIndex())));

    /// <summary>Whether the order of the rows does not matter for a column: it points to nothing that this save adds, and two rows may hold the same.</summary>
    private static bool IsPlain(IProperty property, HashSet<IEntityType> added) => property.DeclaringType is IEntityType && !property.IsShadowProperty()
        && !property.GetContainingForeignKeys().Any(k => added.Contains(k.PrincipalEntityType)) && !property.GetContainingIndexes().Any(i => i.IsUnique);

    private static IEnumerable<IProperty> Identity(IEntityType type) => type.GetProperties().Where(p => p.IsPrimaryKey() || p.IsConcurrencyToken);

    private static BulkUpdate StatementOf(IEntityType type, List<IProperty> columns)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        return new(table.Name, [.. columns.Select(p => BulkColumn.Of(p, table))], [.. Identity(type).Select(p => BulkColumn.Of(p, table))]);
    }

    /// <summary>What is set, then what the row must still be.</summary>
    private static object?[] ValuesOf(EntityEntry entry, List<IProperty> columns)
    {
        var row = entry.Row();
        return [.. columns.Select(row.GetCurrentValue), .. Identity(entry.Metadata).Select(row.GetOriginalValue)];
    }

    private static void Accept(EntityEntry entry, List<IProperty> columns)
    {
        var row = entry.Row();
        foreach (var property in columns)
        {
            row.SetOriginalValue(property, property.GetValueComparer().Snapshot(row.GetCurrentValue(property)));

            // With the last of them the row is unchanged; setting its state instead would go through all its columns.
            entry.Property(property).IsModified = false;
        }
    }
}

/// <summary>An update of one row by its key and what it was read as.</summary>
internal sealed record BulkUpdate(string Table, IReadOnlyList<BulkColumn> Set, IReadOnlyList<BulkColumn> Where);
