using System.Data.Common;
using MedDist.Core.Kernel;
using MedDist.Data.Database.Postgres;
using MedDist.Data.Database.SqlServer;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Data.Database;

/// <summary>Tells the database, each time a connection is opened, for which tenant; on SQLite it sets how long a writer waits for another.</summary>
internal sealed class TenantSession(DatabaseProvider provider) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData.Context as MedDistDbContext);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, eventData.Context as MedDistDbContext);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection, MedDistDbContext? context)
    {
        var command = connection.CreateCommand();
        if (provider == DatabaseProvider.Sqlite)
        {
            // journal_mode must not be set here: EF probes an existing file over a read-only connection, and WAL is a property of the file.
            command.CommandText = "PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;";
            return command;
        }

        command.CommandText = provider == DatabaseProvider.Postgres
            ? $"SELECT set_config('{PostgresTenantWall.Setting}', @tenant, false)"
            : $"EXEC sp_set_session_context @key = N'{SqlServerTenantWall.SessionKey}', @value = @tenant";
        var tenant = command.CreateParameter();
        tenant.ParameterName = "tenant";
        tenant.Value = context is null ? "" : context.IsBeforeTenant ? PostgresTenantWall.BeforeTenant : context.Call.TenantId?.ToString() ?? "";
        command.Parameters.Add(tenant);
        return command;
    }
}
