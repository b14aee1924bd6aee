using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Database;

public sealed class DatabaseStartTests
{
    [Theory]
    [InlineData("", "x", "Write one of Sqlite, SqlServer, Postgres.")]
    [InlineData("Oracle", "x", "Write one of Sqlite, SqlServer, Postgres.")]
    [InlineData("2", "x", "Write one of Sqlite, SqlServer, Postgres.")]
    [InlineData("Postgres", " ", "Host=localhost")]
    [InlineData("SqlServer", null, "Server=localhost")]
    public void A_wrong_setting_is_refused_with_what_to_write(string provider, string? connection, string advice)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["Database:ConnectionString"] = connection }).Build();
        Should.Throw<SettingException>(() => DatabaseSettings.From(settings)).Message.ShouldContain(advice);
    }

    [Fact]
    public async Task A_SQLite_file_of_an_older_shape_is_set_aside_and_never_deleted()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        await World.BuildAsync(house);
        await ExecuteAsync(new SqliteConnection(house.Connection), "UPDATE __EFMigrationsHistory SET MigrationId = '20200101000000_Initial'");
        SqliteConnection.ClearAllPools();

        await using (var restarted = house.Restart())
        {
            (await restarted.Services.GetRequiredService<DatabaseStartup>().PrepareAsync()).ShouldNotBeNull().ShouldContain("set aside as");
            await using var db = restarted.Open(new BeforeTenantCall());
            (await db.Tenants.CountAsync()).ShouldBe(0);
            var aside = Directory.GetFiles(house.Folder, "meddist.db.2026*").Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)).ShouldHaveSingleItem();
            await using var old = new SqliteConnection($"Data Source={aside};Pooling=False");
            await old.OpenAsync();
            await using var count = new SqliteCommand("SELECT COUNT(*) FROM Tenants", old);
            (await count.ExecuteScalarAsync()).ShouldBe(1L);
        }
    }

    [Fact]
    public async Task A_server_database_of_another_shape_stops_the_start()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Postgres);
        await ExecuteAsync(new NpgsqlConnection(house.Connection), "UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20200101000000_Initial'");
        var start = house.Services.GetRequiredService<DatabaseStartup>();
        (await Should.ThrowAsync<SettingException>(() => start.PrepareAsync())).Message.ShouldContain("empty database");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_migrations_are_those_of_the_model(DatabaseProvider provider)
    {
        using var db = Model(provider);
        db.Database.HasPendingModelChanges().ShouldBeFalse("Run build/migrations.sh.");
    }

    [Fact]
    public void The_SQL_Server_migration_scripts_with_a_security_policy_for_every_tenant_table()
    {
        using var db = Model(DatabaseProvider.SqlServer);
        var script = Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<Microsoft.EntityFrameworkCore.Migrations.IMigrator>(db)
            .GenerateScript(options: Microsoft.EntityFrameworkCore.Migrations.MigrationsSqlGenerationOptions.Idempotent);
        var walled = db.Model.GetEntityTypes().Where(e => e.FindProperty("TenantId") is not null).Select(e => e.GetTableName()!).Distinct().ToList();
        walled.Count.ShouldBeGreaterThan(25);
        foreach (var table in walled)
        {
            script.ShouldContain($"CREATE SECURITY POLICY dbo.[{table}_TenantWall]");
        }
    }

    private static Core.Kernel.MedDistDbContext Model(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteDesignFactory().CreateDbContext([]),
        DatabaseProvider.Postgres => new PostgresDesignFactory().CreateDbContext([]),
        _ => new SqlServerDesignFactory().CreateDbContext([]),
    };

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var own = connection;
        await own.OpenAsync();
        await using var command = own.CreateCommand();
        command.CommandText = sql;
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
