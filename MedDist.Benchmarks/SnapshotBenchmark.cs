using System.Diagnostics;
using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Reports;
using MedDist.Core.Reports.Metrics;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Benchmarks;

/// <summary>
/// Counting twelve months of orders for all dimensions through the service beside SQL by hand that aggregates the same numbers (counts, value, percentiles) into memory, in turns. The SQL stores
/// nothing; the service is timed three times: counting alone, counting and storing for the first time, and running again when nothing has changed.
/// </summary>
internal static class SnapshotBenchmark
{
    private const int Rounds = 2;

    private static readonly (string Name, string Column)[] Dimensions =
    [
        ("tenant", "'all'"), ("facility", "o.\"FacilityId\""), ("manufacturer", "o.\"ManufacturerId\""), ("provider", "o.\"ProviderId\""), ("category", "i.\"CategoryId\""), ("payer", "p.\"PayerId\""),
    ];

    // What is counted on the day of a moment: the condition, and the step whose hours are ranked.
    private static readonly (string At, string? Since, string Extra)[] Steps =
    [
        ("ReceivedAt", null, "sum(i.\"Value\")"), ("SentBackAt", null, "0"), ("ApprovedAt", "ReceivedAt", "sum(CASE WHEN o.\"SentBackAt\" IS NULL THEN 1 ELSE 0 END)"),
        ("ManufacturerSubmittedAt", "ApprovedAt", "0"), ("ManufacturerConfirmedAt", "ManufacturerSubmittedAt", "0"), ("ShippedAt", "ManufacturerConfirmedAt", "0"),
        ("FinishedAt", null, "sum(CASE WHEN o.\"Status\" NOT IN ('Denied', 'Cancelled') AND o.\"ActualDeliveryDate\" <= o.\"RequestedDeliveryDate\" THEN 1 ELSE 0 END)"),
    ];

    public static async Task RunAsync(Installation house)
    {
        await using (var scope = house.AsSystem())
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync())
        {
            Console.WriteLine($"{house.Provider}: {await db.Orders.CountAsync():N0} orders of the tenant, {await db.MetricSnapshots.CountAsync():N0} snapshots, {await db.MetricSnapshots.Select(s => s.Day).Distinct().CountAsync()} days");
        }

        Console.WriteLine($"{"round",-8}{"count s",10}{"SQL s",10}{"ratio",8}{"first run s",14}{"ratio",8}{"again s",10}{"peak MB",10}");
        for (var round = 1; round <= Rounds; round++)
        {
            var sql = await TimeAsync(() => ByHandAsync(house));
            var count = await TimeAsync(() => CountAsync(house));
            await ForgetAsync(house);
            var first = await TimeAsync(() => RefreshAsync(house));
            var again = await TimeAsync(() => RefreshAsync(house));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{round,-8}{count,10:0.00}{sql,10:0.00}{count / sql,8:0.00}{first,14:0.00}{first / sql,8:0.00}{again,10:0.00}{Process.GetCurrentProcess().PeakWorkingSet64 / 1048576,10}"));
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task CountAsync(Installation house)
    {
        await using var scope = house.AsSystem();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var from = today.AddDays(-367); from <= today; from = from.AddDays(92))
        {
            await MetricSnapshots.CountAsync(db, MetricType.Orders, from, from.AddDays(91) > today ? today : from.AddDays(91), default);
        }
    }

    private static async Task RefreshAsync(Installation house)
    {
        await using var scope = house.AsSystem();
        await scope.ServiceProvider.GetRequiredService<MetricSnapshots>().RefreshAsync();
    }

    private static async Task ForgetAsync(Installation house)
    {
        await using var connection = await HandWrittenQueue.OpenAsync(house);
        foreach (var table in new[] { "MetricSnapshots", "MetricProgress" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM \"{table}\"";
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>One statement for each step and dimension: day, key, count, sum, and the 50th, 80th and 90th percentile of the hours by nearest rank.</summary>
    private static async Task ByHandAsync(Installation house)
    {
        await using var connection = await HandWrittenQueue.OpenAsync(house);
        var rows = 0;
        foreach (var (name, column) in Dimensions)
        {
            foreach (var step in Steps)
            {
                await using var command = connection.CreateCommand();
                (command.CommandText, command.CommandTimeout) = (Sql(house.Provider, name, column, step), 0);
                var tenant = command.CreateParameter();
                (tenant.ParameterName, tenant.Value) = ("t", house.Provider == DatabaseProvider.Postgres ? house.TenantId : house.TenantId.ToString().ToUpperInvariant());
                command.Parameters.Add(tenant);
                await using var reader = await command.ExecuteReaderAsync();
                var values = new object[reader.FieldCount];
                while (await reader.ReadAsync())
                {
                    reader.GetValues(values);
                    rows++;
                }
            }
        }

        GC.KeepAlive(rows);
    }

    private static string Sql(DatabaseProvider provider, string name, string column, (string At, string? Since, string Extra) step)
    {
        var isPostgres = provider == DatabaseProvider.Postgres;
        var day = isPostgres ? $"(o.\"{step.At}\" AT TIME ZONE 'America/Chicago')::date" : $"(o.\"{step.At}\" - 180000000000) / 864000000000";
        var from = "FROM \"Orders\" o"
            + (name == "category" || step.Extra.Contains("i.", StringComparison.Ordinal)
                ? $" JOIN (SELECT x.\"OrderId\", {(name == "category" ? "c.\"CategoryId\", " : "")}sum(x.\"Quantity\" * CAST(x.\"UnitPrice\" AS {(isPostgres ? "numeric" : "REAL")})) AS \"Value\" FROM \"OrderItems\" x {(name == "category" ? "JOIN \"Products\" c ON c.\"Id\" = x.\"ProductId\" GROUP BY x.\"OrderId\", c.\"CategoryId\"" : "GROUP BY x.\"OrderId\"")}) i ON i.\"OrderId\" = o.\"Id\"" : "")
            + (name == "payer" ? " JOIN \"CoveragePolicies\" p ON p.\"RecipientId\" = o.\"RecipientId\" AND p.\"IsPrimary\"" : "");
        var where = $"WHERE o.\"TenantId\" = @t AND o.\"{step.At}\" IS NOT NULL";
        if (step.Since is null)
        {
            return $"SELECT {day}, {column}, count(*), {step.Extra} {from} {where} GROUP BY 1, 2";
        }

        var hours = isPostgres ? $"extract(epoch FROM o.\"{step.At}\" - o.\"{step.Since}\") / 3600" : $"(o.\"{step.At}\" - o.\"{step.Since}\") / 36000000000.0";
        return isPostgres
            ? $"SELECT {day}, {column}, count(*), {step.Extra}, percentile_disc(ARRAY[0.5, 0.8, 0.9]) WITHIN GROUP (ORDER BY {hours}) {from} {where} GROUP BY 1, 2"
            : $"""
            SELECT d, k, max(n), sum(e), min(CASE WHEN r >= (n * 50 + 99) / 100 THEN h END), min(CASE WHEN r >= (n * 80 + 99) / 100 THEN h END), min(CASE WHEN r >= (n * 90 + 99) / 100 THEN h END) FROM
              (SELECT d, k, h, e, row_number() OVER (PARTITION BY d, k ORDER BY h) AS r, count(*) OVER (PARTITION BY d, k) AS n FROM
                (SELECT {day} AS d, {column} AS k, {hours} AS h, {(step.Extra.StartsWith("sum(", StringComparison.Ordinal) ? step.Extra[4..^1] : step.Extra)} AS e {from} {where}))
            GROUP BY d, k
            """;
    }
}
