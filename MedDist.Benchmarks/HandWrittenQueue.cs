using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MedDist.Benchmarks;

/// <summary>The queue's questions as SQL written by hand over plain ADO.NET: what the service is compared with.</summary>
internal sealed class HandWrittenQueue(Installation house, int pageSize)
{
    private const string From =
        """
        FROM "Orders" o LEFT JOIN "Users" p ON p."Id" = o."ProviderId" LEFT JOIN "Facilities" f ON f."Id" = o."FacilityId" LEFT JOIN "Manufacturers" m ON m."Id" = o."ManufacturerId"
        """;

    /// <summary>A page, read into the same rows, and the count behind it; returns the count.</summary>
    public async Task<int> ListAsync(OrderFilter filter)
    {
        await using var connection = await OpenAsync();
        await using var page = Command(connection, PageSql(filter), filter);
        List<OrderRow> rows = [];
        await using (var reader = await page.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                rows.Add(Read(reader));
            }
        }

        await using var count = Command(connection, $"SELECT count(*) FROM \"Orders\" o {Where(filter)}", filter);
        return Convert.ToInt32(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>A page, and the counts beside the tabs of open orders: what a change of tab waits for; returns the count of the page.</summary>
    public async Task<int> TabChangeAsync(OrderFilter filter)
    {
        var total = await ListAsync(filter);
        await using var connection = await OpenAsync();
        await OpenSumAsync(connection);
        await BoundedAsync(connection, QueueTab.Mine);
        await BoundedAsync(connection, QueueTab.Failed);
        return total;
    }

    /// <summary>The counts of all tabs, those with finished orders up to the same bound as the service's; returns that of the tab All.</summary>
    public async Task<int> CountsAsync()
    {
        await using var connection = await OpenAsync();
        var open = await OpenSumAsync(connection);
        await BoundedAsync(connection, QueueTab.Mine);
        await BoundedAsync(connection, QueueTab.Failed);
        return Math.Min(await BoundedAsync(connection, QueueTab.Done) + open, QueueCounts.Most + 1);
    }

    private async Task<int> OpenSumAsync(DbConnection connection)
    {
        var open = 0;
        await using var sections = Command(
            connection, "SELECT o.\"Section\", count(*) FROM \"Orders\" o WHERE o.\"TenantId\" = @t AND o.\"Section\" IN ('RequiresAction', 'WithProvider', 'WithManufacturer', 'InTransit') GROUP BY o.\"Section\"", new() { Tab = QueueTab.All });
        await using var reader = await sections.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            open += Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture);
        }

        return open;
    }

    private async Task<int> BoundedAsync(DbConnection connection, QueueTab tab)
    {
        var filter = new OrderFilter { Tab = tab };
        await using var count = Command(connection, $"SELECT count(*) FROM (SELECT 1 FROM \"Orders\" o {Where(filter)} LIMIT {QueueCounts.Most + 1}) few", filter);
        return Convert.ToInt32(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The database's own plan of a page.</summary>
    public async Task<string> PlanAsync(OrderFilter filter)
    {
        await using var connection = await OpenAsync();
        await using var explain = Command(connection, (house.Provider == DatabaseProvider.Postgres ? "EXPLAIN (ANALYZE, COSTS OFF) " : "EXPLAIN QUERY PLAN ") + PageSql(filter), filter);
        List<string> lines = [];
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add("  " + reader.GetString(reader.FieldCount - 1));
        }

        return string.Join('\n', lines);
    }

    private string PageSql(OrderFilter filter) =>
        $"""
        SELECT o."Id", o."Version", o."OrderNumber", o."Type", o."Status", o."SendState", o."RecipientName", p."FullName", f."Name", m."Name", o."ServiceDate",
               o."RequestedDeliveryDate", o."ProviderSubmittedAt", o."SendBy", o."IvrState", o."IvrSentence", o."ManufacturerSubmittedAt", o."ClaimedByUserId", o."ClaimedByName",
               o."RecipientId", o."ManufacturerId", o."SendByReason", o."Flags", o."HoldOverAt" IS NOT NULL, o."ShipmentProblem"
        {From}
        {Where(filter)} ORDER BY {Key(filter.Sort)}{(filter.Descending ? " DESC" : "")}, o."Id"{(filter.Descending ? " DESC" : "")} LIMIT {pageSize} OFFSET {filter.Skip}
        """;

    private static string Key(OrderSort sort) => sort switch
    {
        OrderSort.Recipient => "o.\"RecipientName\"",
        OrderSort.ServiceDate => "o.\"ServiceDate\"",
        OrderSort.Number => "o.\"OrderNumber\"",
        _ => "o.\"QueuePosition\"",
    };

    private static string Where(OrderFilter filter)
    {
        var tab = filter.Tab switch
        {
            QueueTab.Mine => "o.\"ClaimedByUserId\" = @me AND o.\"Section\" <> 'Draft'",
            QueueTab.Failed => "o.\"SendState\" = 'Failed' AND o.\"Section\" <> 'Draft'",
            _ => OrderFilter.SectionOf(filter.Tab) is null ? "o.\"Section\" <> 'Draft'" : "o.\"Section\" = @s",
        };
        return $"WHERE o.\"TenantId\" = @t AND {tab}"
            + (filter.ManufacturerId is null ? "" : " AND o.\"ManufacturerId\" = @m")
            + (filter.FacilityId is null ? "" : " AND o.\"FacilityId\" = @fac")
            + (filter.Status is null ? "" : " AND o.\"Status\" = @st")
            + (filter.Ivr is null ? "" : " AND o.\"IvrState\" = @ivr");
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
        IvrState = Enum.Parse<IvrState>(r.GetString(14)),
        IvrSentence = r.GetString(15),
        ManufacturerSubmittedAt = Moment(r, 16),
        ClaimedByUserId = r.IsDBNull(17) ? null : r.GetGuid(17),
        ClaimedByName = r.IsDBNull(18) ? null : r.GetString(18),
        RecipientId = r.IsDBNull(19) ? null : r.GetGuid(19),
        ManufacturerId = r.IsDBNull(20) ? null : r.GetGuid(20),
        SendByReason = r.IsDBNull(21) ? null : r.GetString(21),
        Flags = JsonSerializer.Deserialize<List<OrderFlag>>(r.GetString(22), JsonSerializerOptions.Web)!,
        IsHoldOver = r.GetBoolean(23),
        ShipmentProblem = r.IsDBNull(24) ? null : r.GetString(24),
    };

    private static DateTimeOffset? Moment(DbDataReader r, int i) =>
        r.IsDBNull(i) ? null : r.GetFieldType(i) == typeof(long) ? new DateTimeOffset(r.GetInt64(i), TimeSpan.Zero) : r.GetFieldValue<DateTimeOffset>(i);

    public Task<DbConnection> OpenAsync() => OpenAsync(house);

    /// <summary>A connection that sees the tenant of the benchmark.</summary>
    public static async Task<DbConnection> OpenAsync(Installation house)
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

    private DbCommand Command(DbConnection connection, string sql, OrderFilter filter)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        Add("t", Key(house.TenantId));
        Add("me", Key(house.Ashley.User));
        Add("s", OrderFilter.SectionOf(filter.Tab)?.ToString());
        Add("m", filter.ManufacturerId is { } m ? Key(m) : null);
        Add("fac", filter.FacilityId is { } f ? Key(f) : null);
        Add("st", filter.Status?.ToString());
        Add("ivr", filter.Ivr?.ToString());
        return command;

        void Add(string name, object? value)
        {
            if (value is not null && sql.Contains('@' + name, StringComparison.Ordinal))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
        }
    }

    private object Key(Guid id) => house.Provider == DatabaseProvider.Postgres ? id : id.ToString().ToUpperInvariant();
}
