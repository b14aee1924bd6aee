using System.Data.Common;
using System.Diagnostics;
using MedDist.Core.Orders;
using MedDist.Data.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MedDist.Benchmarks;

/// <summary>The first page of the queue through the service beside the same SQL by hand, run in turns; medians and their ratio.</summary>
internal static class QueueBenchmark
{
    private const int Rounds = 60;
    private const int PageSize = 50;

    public static async Task RunAsync(Installation house)
    {
        Console.WriteLine($"{house.Provider}: page of {PageSize} and count, median of {Rounds} in turns");
        Console.WriteLine($"{"tab",-14}{"service ms",12}{"raw ms",12}{"ratio",8}{"p95 ms",10}{"matching",10}");
        foreach (var tab in Enum.GetValues<QueueTab>())
        {
            List<double> service = [], raw = [];
            var (mine, byHand) = (0, 0);
            for (var round = -5; round < Rounds; round++)
            {
                var (a, total) = await TimeAsync(() => ServiceAsync(house, tab));
                var (b, count) = await TimeAsync(() => RawAsync(house, tab));
                (mine, byHand) = (total, count);
                if (round >= 0)
                {
                    service.Add(a);
                    raw.Add(b);
                }
            }

            Console.WriteLine($"{tab,-14}{Median(service),12:0.00}{Median(raw),12:0.00}{Median(service) / Median(raw),8:0.00}{service.Order().ElementAt(Rounds * 95 / 100),10:0.00}{mine,10}{(mine == byHand ? "" : $" raw says {byHand}!")}");
        }

        Console.WriteLine(await PlanAsync(house));
    }

    private static async Task<int> ServiceAsync(Installation house, QueueTab tab)
    {
        await using var scope = house.AsAshley();
        return (await scope.ServiceProvider.GetRequiredService<OrderQueries>().ListAsync(new() { Tab = tab, Take = PageSize })).Total;
    }

    private static async Task<int> RawAsync(Installation house, QueueTab tab)
    {
        await using var connection = await OpenAsync(house);
        await using var page = Command(connection, house, PageSql(tab), tab);
        List<OrderRow> rows = [];
        await using (var reader = await page.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                rows.Add(Read(reader));
            }
        }

        await using var count = Command(connection, house, $"SELECT count(*) FROM \"Orders\" o {Where(tab)}", tab);
        return Convert.ToInt32(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static OrderRow Read(DbDataReader r) => new()
    {
        Id = r.GetGuid(0),
        Version = r.GetInt32(1),
        OrderNumber = r.GetString(2),
        Type = Enum.Parse<OrderType>(r.GetString(3)),
        Status = Enum.Parse<OrderStatus>(r.GetString(4)),
        SendState = Enum.Parse<SendState>(r.GetString(5)),
        RecipientName = r.GetString(6),
        ProviderName = r.GetString(7),
        FacilityName = r.GetString(8),
        ManufacturerName = r.GetString(9),
        ServiceDate = r.IsDBNull(10) ? null : r.GetFieldValue<DateOnly>(10),
        RequestedDeliveryDate = r.IsDBNull(11) ? null : r.GetFieldValue<DateOnly>(11),
        ProviderSubmittedAt = Moment(r, 12),
        SendBy = Moment(r, 13),
        ManufacturerSubmittedAt = Moment(r, 16),
        IvrState = Enum.Parse<Core.Verifications.IvrState>(r.GetString(14)),
        IvrSentence = r.GetString(15),
    };

    private static DateTimeOffset? Moment(DbDataReader r, int i) =>
        r.IsDBNull(i) ? null : r.GetFieldType(i) == typeof(long) ? new DateTimeOffset(r.GetInt64(i), TimeSpan.Zero) : r.GetFieldValue<DateTimeOffset>(i);

    private static string PageSql(QueueTab tab) =>
        $"""
        SELECT o."Id", o."Version", o."OrderNumber", o."Type", o."Status", o."SendState", o."RecipientName", p."FullName", f."Name", m."Name", o."ServiceDate",
               o."RequestedDeliveryDate", o."ProviderSubmittedAt", o."SendBy", o."IvrState", o."IvrSentence", o."ManufacturerSubmittedAt"
        FROM "Orders" o LEFT JOIN "Users" p ON p."Id" = o."ProviderId" LEFT JOIN "Facilities" f ON f."Id" = o."FacilityId" LEFT JOIN "Manufacturers" m ON m."Id" = o."ManufacturerId"
        {Where(tab)} ORDER BY o."QueuePosition", o."Id" LIMIT {PageSize}
        """;

    private static string Where(QueueTab tab) => OrderFilter.SectionOf(tab) is null ? "WHERE o.\"TenantId\" = @t AND o.\"Section\" <> 'Draft'" : "WHERE o.\"TenantId\" = @t AND o.\"Section\" = @s";

    internal static async Task<DbConnection> OpenAsync(Installation house)
    {
        DbConnection connection = house.Provider == DatabaseProvider.Postgres ? new NpgsqlConnection(house.Connection) : new SqliteConnection(house.Connection);
        await connection.OpenAsync();
        if (house.Provider == DatabaseProvider.Postgres)
        {
            // Row-level security shows nothing otherwise, to hand-written SQL too.
            await using var tenant = connection.CreateCommand();
            tenant.CommandText = $"SELECT set_config('app.current_tenant_id', '{house.TenantId}', false)";
            await tenant.ExecuteNonQueryAsync();
        }

        return connection;
    }

    private static DbCommand Command(DbConnection connection, Installation house, string sql, QueueTab tab)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        Add("t", house.Provider == DatabaseProvider.Postgres ? house.TenantId : house.TenantId.ToString().ToUpperInvariant());
        if (OrderFilter.SectionOf(tab) is { } section)
        {
            Add("s", section.ToString());
        }

        return command;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static async Task<string> PlanAsync(Installation house)
    {
        await using var connection = await OpenAsync(house);
        await using var explain = Command(connection, house, (house.Provider == DatabaseProvider.Postgres ? "EXPLAIN (ANALYZE, COSTS OFF) " : "EXPLAIN QUERY PLAN ") + PageSql(QueueTab.Action), QueueTab.Action);
        List<string> lines = [];
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add("  " + reader.GetString(reader.FieldCount - 1));
        }

        return string.Join('\n', lines);
    }

    private static async Task<(double Milliseconds, int Result)> TimeAsync(Func<Task<int>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, result);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
