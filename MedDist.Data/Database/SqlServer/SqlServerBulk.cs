using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace MedDist.Data.Database.SqlServer;

/// <summary>Bulk rows on SQL Server: SqlBulkCopy in slices, with constraints checked; the security policy's block predicate judges every row.</summary>
internal static class SqlServerBulk
{
    private const int SliceRows = 5000;

    public static async Task WriteAsync(BulkTable table, IEnumerable<object[]> rows, DbTransaction transaction, CancellationToken cancel)
    {
        var sql = (SqlTransaction)transaction;
        using var copy = new SqlBulkCopy(sql.Connection, SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers, sql) { DestinationTableName = $"[{table.Name}]" };
        foreach (var column in table.Columns)
        {
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        foreach (var slice in rows.Chunk(SliceRows))
        {
            using var data = Slice(table, slice);
            await copy.WriteToServerAsync(data, cancel);
        }
    }

    /// <summary>The rows as the client library copies them.</summary>
    private static DataTable Slice(BulkTable table, IEnumerable<object[]> rows)
    {
        var slice = new DataTable(table.Name);
        foreach (var column in table.Columns)
        {
            slice.Columns.Add(column.Name, ClientType(column));
        }

        foreach (var row in rows)
        {
            slice.Rows.Add([.. row.Select(ForClient)]);
        }

        return slice;
    }

    private static Type ClientType(BulkColumn column)
    {
        var stored = column.Mapping.Converter?.ProviderClrType ?? column.Mapping.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        return stored == typeof(DateOnly) ? typeof(DateTime) : stored == typeof(TimeOnly) ? typeof(TimeSpan) : stored;
    }

    // Bulk copy knows neither DateOnly nor TimeOnly.
    private static object ForClient(object value) => value switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        TimeOnly time => time.ToTimeSpan(),
        _ => value,
    };
}
