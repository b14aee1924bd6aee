using MedDist.Core.Tenancy;
using MedDist.Data.Database.Postgres;
using MedDist.Data.Database.Sqlite;
using MedDist.Data.Database.SqlServer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MedDist.Data.Database;

/// <summary>What <c>dotnet ef</c> builds the model with: no server, no keys, no caller.</summary>
internal static class DesignTime
{
    public static readonly FieldProtector Protector = new(new EphemeralDataProtectionProvider(), BlindIndexKey.Passing());

    public static DbContextOptions<T> Options<T>(DatabaseProvider provider)
        where T : DbContext => DatabaseOptions.Build<T>(new DatabaseSettings(provider, provider == DatabaseProvider.Postgres ? "Host=design" : "Data Source=design"), []);
}

/// <summary>For <c>dotnet ef -c SqliteMedDistDbContext</c>.</summary>
public sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteMedDistDbContext>
{
    public SqliteMedDistDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<SqliteMedDistDbContext>(DatabaseProvider.Sqlite), new BeforeTenantCall(), DesignTime.Protector);
}

/// <summary>For <c>dotnet ef -c SqlServerMedDistDbContext</c>.</summary>
public sealed class SqlServerDesignFactory : IDesignTimeDbContextFactory<SqlServerMedDistDbContext>
{
    public SqlServerMedDistDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<SqlServerMedDistDbContext>(DatabaseProvider.SqlServer), new BeforeTenantCall(), DesignTime.Protector);
}

/// <summary>For <c>dotnet ef -c PostgresMedDistDbContext</c>.</summary>
public sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresMedDistDbContext>
{
    public PostgresMedDistDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<PostgresMedDistDbContext>(DatabaseProvider.Postgres), new BeforeTenantCall(), DesignTime.Protector);
}
