using System.Data.Common;
using MedDist.Core.Kernel;
using MedDist.Data.Database.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Tests.Support;

/// <summary>The provider's own plan for a query, as text.</summary>
public static class QueryPlan
{
    public static async Task<string> OfAsync<T>(MedDistDbContext db, IQueryable<T> query)
    {
        await using var command = query.CreateDbCommand();
        await db.Database.OpenConnectionAsync();
        if (db is not SqliteMedDistDbContext)
        {
            await using var analyze = command.Connection!.CreateCommand();
            analyze.CommandText = "ANALYZE";
            await analyze.ExecuteNonQueryAsync();
        }

        command.CommandText = (db is SqliteMedDistDbContext ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + WithoutComments(command);
        List<string> lines = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        return string.Join('\n', lines);
    }

    private static string WithoutComments(DbCommand command) => string.Join('\n', command.CommandText.Split('\n').Where(l => !l.StartsWith("--", StringComparison.Ordinal)));
}
