using Npgsql;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Support;

public sealed class PgServerTests
{
    [Fact]
    public async Task The_cluster_gives_each_test_its_own_database()
    {
        var server = await PgServer.SharedAsync();
        var first = await server.CreateDatabaseAsync();
        var second = await server.CreateDatabaseAsync();
        await ExecuteAsync(first, "CREATE TABLE only_here (id int)");

        (await ScalarAsync(first, "SELECT to_regclass('only_here') IS NOT NULL")).ShouldBe(true);
        (await ScalarAsync(second, "SELECT to_regclass('only_here') IS NOT NULL")).ShouldBe(false);
        (await PgServer.SharedAsync()).ShouldBeSameAs(server);
    }

    [Fact]
    public async Task A_database_can_be_copied_from_a_template_in_use_a_moment_ago()
    {
        var server = await PgServer.SharedAsync();
        var template = await server.CreateDatabaseAsync();
        await ExecuteAsync(template, "CREATE TABLE seed AS SELECT 42 AS answer");

        var copies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.CreateDatabaseAsync(template)));

        foreach (var copy in copies)
        {
            (await ScalarAsync(copy, "SELECT answer FROM seed")).ShouldBe(42);
        }
    }

    [Fact]
    public async Task A_dropped_database_is_gone_even_while_someone_is_connected()
    {
        var server = await PgServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();

        await server.DropAsync(database);

        (await Should.ThrowAsync<PostgresException>(() => ScalarAsync(database, "SELECT 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidCatalogName);
    }

    [Fact]
    public async Task The_app_role_is_not_a_superuser()
    {
        var server = await PgServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();

        (await ScalarAsync(database, "SELECT current_user::text")).ShouldBe("meddist");
        (await ScalarAsync(database, "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user")).ShouldBe(false);
        (await ScalarAsync(server.AsSuperuser(database), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).ShouldBe(true);
    }

    [Fact]
    public async Task Forced_row_level_security_binds_the_app_role_though_it_owns_the_table()
    {
        var server = await PgServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE TABLE note (tenant int);
            INSERT INTO note VALUES (1), (2);
            ALTER TABLE note ENABLE ROW LEVEL SECURITY;
            ALTER TABLE note FORCE ROW LEVEL SECURITY;
            CREATE POLICY own ON note USING (tenant = 1);
            """);

        (await ScalarAsync(database, "SELECT count(*) FROM note")).ShouldBe(1L);
        (await ScalarAsync(server.AsSuperuser(database), "SELECT count(*) FROM note")).ShouldBe(2L);
    }

    [Fact]
    public async Task A_stopped_cluster_leaves_nothing_behind()
    {
        string location, database;
        await using (var server = await PgServer.StartAsync())
        {
            location = server.Location;
            database = await server.CreateDatabaseAsync();
            Directory.Exists(location).ShouldBeTrue();
        }

        Directory.Exists(location).ShouldBeFalse();
        await Should.ThrowAsync<NpgsqlException>(() => ScalarAsync(database, "SELECT 1"));
    }

    private static async Task ExecuteAsync(string database, string sql) => await ScalarAsync(database, sql);

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
