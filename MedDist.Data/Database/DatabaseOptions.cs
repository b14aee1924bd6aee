using MedDist.Data.Database.Postgres;
using MedDist.Data.Database.Sqlite;
using MedDist.Data.Database.SqlServer;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Data.Database;

/// <summary>Builds the options of a context for one database; the application, <c>dotnet ef</c> and the tests all come through here.</summary>
public static class DatabaseOptions
{
    // Identity reads its schema version from the application's services; without them the model would be version 1.
    private static readonly ServiceProvider Identity =
        new ServiceCollection().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    public static DbContextOptions<T> Build<T>(DatabaseSettings settings, IEnumerable<IInterceptor> interceptors)
        where T : DbContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        switch (settings.Provider)
        {
            case DatabaseProvider.Sqlite:
                builder.UseSqlite(settings.ConnectionString).ReplaceService<IMigrationsSqlGenerator, SqliteAuditWall>();
                break;
            case DatabaseProvider.SqlServer:
                builder.UseSqlServer(settings.ConnectionString).ReplaceService<IMigrationsSqlGenerator, SqlServerTenantWall>();
                break;
            default:
                builder.UseNpgsql(settings.ConnectionString).ReplaceService<IMigrationsSqlGenerator, PostgresTenantWall>();
                break;
        }

        return builder
            .ReplaceService<IModelCacheKeyFactory, ProtectedModelCacheKeyFactory>()
            .UseApplicationServiceProvider(Identity)
            .AddInterceptors(interceptors)
            .Options;
    }
}
