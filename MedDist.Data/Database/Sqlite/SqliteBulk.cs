using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Data.Database.Sqlite;

/// <summary>Bulk rows on SQLite: one prepared INSERT, executed once per row inside the caller's transaction.</summary>
internal static class SqliteBulk
{
    // The 2 MB that SQLite begins with do not hold the index pages that a batch touches, and after each 4 MB of its log it would copy the same pages into the file again. Both stay with the connection until the pool closes it.
    private const string Roomier = "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000";

    public static async Task WriteAsync(BulkTable table, IEnumerable<object[]> rows, DbTransaction transaction, CancellationToken cancel)
    {
        await using (var roomier = transaction.Connection!.CreateCommand())
        {
            (roomier.Transaction, roomier.CommandText) = (transaction, Roomier);
            await roomier.ExecuteNonQueryAsync(cancel);
        }

        await using var insert = Insert(table, transaction);
        await insert.PrepareAsync(cancel);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                insert.Parameters[i].Value = row[i];
            }

            await insert.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>The same for rows that change in the same columns; each must still be as it was read.</summary>
    public static async Task UpdateAsync(BulkUpdate update, IEnumerable<object?[]> rows, DbTransaction transaction, CancellationToken cancel)
    {
        List<BulkColumn> columns = [.. update.Set, .. update.Where];
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"UPDATE \"{update.Table}\" SET {string.Join(", ", update.Set.Select((c, i) => $"\"{c.Name}\" = $p{i}"))} WHERE "
            + string.Join(" AND ", update.Where.Select((c, i) => $"\"{c.Name}\" = $p{update.Set.Count + i}"));
        columns.ForEach(c => command.Parameters.Add(c.Mapping.CreateParameter(command, $"$p{command.Parameters.Count}", null, nullable: true)));
        await command.PrepareAsync(cancel);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = columns[i].ToStore(row[i]);
            }

            if (await command.ExecuteNonQueryAsync(cancel) != 1)
            {
                throw new DbUpdateConcurrencyException($"A row of {update.Table} has changed since it was read.");
            }
        }
    }

    private static DbCommand Insert(BulkTable table, DbTransaction transaction)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"$p{i}"))})";
        for (var i = 0; i < table.Columns.Count; i++)
        {
            command.Parameters.Add(table.Columns[i].Mapping.CreateParameter(command, $"$p{i}", null, nullable: true));
        }

        return command;
    }
}
