using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Xunit;

namespace MedDist.Core.Tests.Demo;

/// <summary>The demo on PostgreSQL, in databases of its own.</summary>
public sealed class PostgresDemoDatabase : DemoDatabase
{
    private readonly List<string> databases = [];

    public override async Task DisposeAsync()
    {
        foreach (var database in databases)
        {
            await (await PgServer.SharedAsync()).DropAsync(database);
        }
    }

    protected override async Task<DatabaseSettings> CreateAsync(string name)
    {
        databases.Add(await (await PgServer.SharedAsync()).CreateDatabaseAsync());
        return new(DatabaseProvider.Postgres, databases[^1]);
    }
}

/// <summary>Tests that only read the demo share one.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresDemo : ICollectionFixture<PostgresDemoDatabase>
{
    public const string Name = "The demo on PostgreSQL";
}

[Collection(PostgresDemo.Name)]
public sealed class PostgresDemoContentTests(PostgresDemoDatabase database) : DemoContentTests(database);

[Collection(PostgresDemo.Name)]
public sealed class PostgresDemoFactsTests(PostgresDemoDatabase database) : DemoFactsTests(database);

[Collection(PostgresDemo.Name)]
public sealed class PostgresDemoRepeatTests(PostgresDemoDatabase database) : DemoRepeatTests(database);

public sealed class PostgresBulkWriterTests(PostgresDemoDatabase database) : BulkWriterTests(database), IClassFixture<PostgresDemoDatabase>;
