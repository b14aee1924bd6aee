using System.Data.Common;
using Npgsql;

namespace MedDist.Data.Database.Postgres;

/// <summary>
/// Bulk rows on PostgreSQL: binary COPY into a temporary table, then one INSERT … SELECT, so that row-level security judges every row. PostgreSQL refuses
/// COPY FROM into a table whose policies bind the caller ("COPY FROM not supported with row-level security").
/// </summary>
internal static class PostgresBulk
{
    public static async Task WriteAsync(BulkTable table, IEnumerable<object[]> rows, DbTransaction transaction, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)transaction.Connection!;
        var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        var waiting = $"\"pg_temp\".\"bulk_{table.Name}\"";
        await RunAsync(connection, $"CREATE TEMP TABLE IF NOT EXISTS \"bulk_{table.Name}\" (LIKE \"{table.Name}\") ON COMMIT DELETE ROWS; TRUNCATE {waiting}", cancel);
        await CopyAsync(connection, $"COPY {waiting} ({columns}) FROM STDIN (FORMAT BINARY)", table, rows, cancel);
        await RunAsync(connection, $"INSERT INTO \"{table.Name}\" ({columns}) SELECT {columns} FROM {waiting}; TRUNCATE {waiting}", cancel);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string copy, BulkTable table, IEnumerable<object[]> rows, CancellationToken cancel)
    {
        var types = table.Columns.Select(c => c.Mapping.StoreTypeNameBase).ToArray();
        await using var importer = await connection.BeginBinaryImportAsync(copy, cancel);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(cancel);
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is DBNull)
                {
                    await importer.WriteNullAsync(cancel);
                }
                else
                {
                    await importer.WriteAsync(row[i], types[i], cancel);
                }
            }
        }

        await importer.CompleteAsync(cancel);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
