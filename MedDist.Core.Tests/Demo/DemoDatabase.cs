using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Database;
using MedDist.Data.Demo;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedDist.Core.Tests.Demo;

/// <summary>An installation with the usual demo in it, on the database that the subclass names.</summary>
public abstract class DemoDatabase : IAsyncLifetime
{
    /// <summary>A Monday, 9:30 in Chicago.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 9, 14, 30, 0, TimeSpan.Zero);

    /// <summary>All flags of the product.</summary>
    public static readonly OrderFlags Flags = new ServiceCollection().AddCore(new ConfigurationBuilder().AddInMemoryCollection([new("Documents:Folder", "unused"), new("Mail:PickupFolder", "unused")]).Build())
        .BuildServiceProvider().GetRequiredService<OrderFlags>();

    public static TimeProvider Clock => new StoppedClock();

    public ContextSource Contexts { get; private set; } = null!;

    public Guid Acme { get; private set; }

    public Guid Bluebird { get; private set; }

    public async Task InitializeAsync()
    {
        Contexts = await EmptyAsync("first");
        await LoaderOf(Contexts).LoadAsync(DemoLoader.UsualOrders, null, CancellationToken.None);
        await using var context = Contexts.CreateFor(new BeforeTenantCall());
        Acme = (await context.Tenants.SingleAsync(t => t.Subdomain == "acme")).Id;
        Bluebird = (await context.Tenants.SingleAsync(t => t.Subdomain == "bluebird")).Id;
    }

    public abstract Task DisposeAsync();

    /// <summary>A new database of that name with the schema and nothing else.</summary>
    public async Task<ContextSource> EmptyAsync(string name)
    {
        var contexts = new ContextSource(await CreateAsync(name), new FieldProtector(new EphemeralDataProtectionProvider(), BlindIndexKey.Passing()), new ChangeFeed(), new StoppedClock(), []);
        await using var context = contexts.CreateFor(new BeforeTenantCall());
        await context.Database.MigrateAsync();
        return contexts;
    }

    public static DemoLoader LoaderOf(ContextSource contexts) => new(contexts, new StoppedClock(), new PasswordHasher<User>(), Flags);

    public MedDistDbContext InAcme() => Contexts.CreateFor(new SystemCall(Acme));

    public MedDistDbContext InBluebird() => Contexts.CreateFor(new SystemCall(Bluebird));

    protected abstract Task<DatabaseSettings> CreateAsync(string name);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>Tests that only read the demo share one.</summary>
[CollectionDefinition(Name)]
public sealed class SqliteDemo : ICollectionFixture<SqliteDemoDatabase>
{
    public const string Name = "The demo on SQLite";
}

/// <summary>The demo on SQLite, in files of its own.</summary>
public sealed class SqliteDemoDatabase : DemoDatabase
{
    private readonly string folder = Directory.CreateTempSubdirectory("meddist-demo-").FullName;

    public override Task DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    protected override Task<DatabaseSettings> CreateAsync(string name) =>
        Task.FromResult(new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, name + ".db")}"));
}
