using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Data.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Tests.Support;

/// <summary>One installation of MedDist for one test: a database of its own, migrated; folders; a clock; the real composition.</summary>
public sealed class House : IAsyncDisposable
{
    // One for the test run: a model holds its keys, and building models is slow.
    private static readonly EphemeralDataProtectionProvider Keys = new();
    private static readonly FieldProtector Protector = new(Keys, BlindIndexKey.Passing());
    private static readonly SemaphoreSlim TemplateGate = new(1);
    private static readonly Dictionary<DatabaseProvider, string> Templates = [];

    private readonly ServiceProvider services;
    private bool keep;

    private House(DatabaseProvider provider, string connection, string folder, FixedClock clock, IReadOnlyDictionary<string, string>? settings, Action<IServiceCollection>? more)
    {
        (Provider, Connection, Folder, Clock) = (provider, connection, folder, clock);
        services = Compose(provider, connection, folder, clock, settings, more);
    }

    public DatabaseProvider Provider { get; }

    public string Connection { get; }

    public string Folder { get; }

    public FixedClock Clock { get; }

    public IServiceProvider Services => services;

    public string MailFolder => Path.Combine(Folder, "mail");

    /// <summary>An empty, migrated installation on <paramref name="provider"/>; <paramref name="settings"/> override its configuration, <paramref name="more"/> adds services.</summary>
    public static async Task<House> OpenAsync(DatabaseProvider provider, IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("meddist-test-").FullName;
        return new(provider, await CopyTemplateAsync(provider, folder), folder, new FixedClock(), settings, more);
    }

    /// <summary>The same installation with a new process's services, as after a restart; it goes with the house it came from.</summary>
    public House Restart(IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? more = null) => new(Provider, Connection, Folder, Clock, settings, more) { keep = true };

    /// <summary>What encrypts as all houses do and hashes with a key of its own, as after a change of that key.</summary>
    public static FieldProtector WithAnotherIndexKey() => new(Keys, BlindIndexKey.Passing());

    /// <summary>Works as one caller, in a scope of its own.</summary>
    public async Task<T> AsAsync<TService, T>(ICallContext who, Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(who);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A context for one caller, for arranging and asserting.</summary>
    public MedDistDbContext Open(ICallContext who) => services.GetRequiredService<ContextFor>()(who);

    /// <summary>Adds rows as the system of one tenant.</summary>
    public async Task AddAsync(Guid tenant, params object[] rows)
    {
        await using var db = Open(new SystemCall(tenant));
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (keep)
        {
            return;
        }

        if (Provider == DatabaseProvider.Postgres)
        {
            await (await PgServer.SharedAsync()).DropAsync(Connection);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static ServiceProvider Compose(DatabaseProvider provider, string connection, string folder, FixedClock clock, IReadOnlyDictionary<string, string>? settings, Action<IServiceCollection>? more = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = connection,
            ["Documents:Folder"] = Path.Combine(folder, "documents"),
            ["Mail:PickupFolder"] = Path.Combine(folder, "mail"),
        }).AddInMemoryCollection((settings ?? new Dictionary<string, string>()).ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        var all = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(Protector)
            .AddSingleton<IInterceptor>(SqlServerTranslation.Instance)
            .AddTenancy()
            .AddDatabase(configuration)
            .AddCore(configuration);
        more?.Invoke(all);
        return all.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private static async Task<string> CopyTemplateAsync(DatabaseProvider provider, string folder)
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (!Templates.TryGetValue(provider, out var template))
            {
                template = await MigratedAsync(provider);
                Templates[provider] = template;
            }

            return await CopyAsync(provider, template, folder);
        }
        finally
        {
            TemplateGate.Release();
        }
    }

    private static async Task<string> MigratedAsync(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("meddist-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var connection = provider switch
        {
            DatabaseProvider.Sqlite => $"Data Source={folder}/template.db;Pooling=False",
            DatabaseProvider.Postgres => await (await PgServer.SharedAsync()).CreateDatabaseAsync(),
            _ => DatabasesAttribute.SqlServer!,
        };
        await using var services = Compose(provider, connection, folder, new FixedClock(), null);
        await services.GetRequiredService<DatabaseStartup>().PrepareAsync();
        return connection;
    }

    private static async Task<string> CopyAsync(DatabaseProvider provider, string template, string folder)
    {
        switch (provider)
        {
            case DatabaseProvider.Postgres:
                return await (await PgServer.SharedAsync()).CreateDatabaseAsync(template);
            case DatabaseProvider.SqlServer:
                var own = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(template) { InitialCatalog = $"meddist_{Guid.NewGuid():N}" }.ConnectionString;
                await using (var services = Compose(provider, own, folder, new FixedClock(), null))
                {
                    await services.GetRequiredService<DatabaseStartup>().PrepareAsync();
                }

                return own;
            default:
                var file = Path.Combine(folder, "meddist.db");
                var source = new SqliteConnectionStringBuilder(template).DataSource;
                await using (var connection = new SqliteConnection(template))
                {
                    await connection.OpenAsync();
                    await using var checkpoint = connection.CreateCommand();
                    checkpoint.CommandText = $"VACUUM INTO '{file}'";
                    await checkpoint.ExecuteNonQueryAsync();
                }

                // As EF makes it; a copy is not so by itself, and a reader would keep writers waiting.
                await using (var copy = new SqliteConnection($"Data Source={file};Pooling=False"))
                {
                    await copy.OpenAsync();
                    await using var wal = copy.CreateCommand();
                    wal.CommandText = "PRAGMA journal_mode = 'wal'";
                    await wal.ExecuteNonQueryAsync();
                }

                return File.Exists(source) ? $"Data Source={file}" : throw new InvalidOperationException("The SQLite template is gone.");
        }
    }
}
