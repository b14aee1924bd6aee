using MedDist.Core;
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

namespace MedDist.Benchmarks;

/// <summary>The real composition over a database that is loaded with the demo once and then reused.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Installation(DatabaseProvider provider, string connection)
    {
        (Provider, Connection) = (provider, connection);
        var folder = Path.Combine(Path.GetTempPath(), "meddist-benchmarks");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = connection,
            ["Documents:Folder"] = Path.Combine(folder, "documents"),
            ["Mail:PickupFolder"] = Path.Combine(folder, "mail"),
        }).Build();
        var collection = new ServiceCollection().AddLogging();
        collection.AddDataProtection().SetApplicationName("MedDist").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(folder, "keys")));
        collection.AddSingleton(s => BlindIndexKey.Open(Path.Combine(folder, "keys"), s.GetRequiredService<IDataProtectionProvider>()));
        services = collection.AddTenancy().AddDatabase(configuration).AddCore(configuration).BuildServiceProvider();
    }

    public DatabaseProvider Provider { get; }

    public string Connection { get; }

    public Guid TenantId { get; private set; }

    /// <summary>The demo's coordinator, as her circuit has her.</summary>
    public UserCall Ashley { get; private set; } = null!;

    /// <summary>A scope of the system acting for the tenant, as a job has it.</summary>
    public AsyncServiceScope AsSystem()
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(new SystemCall(TenantId));
        return scope;
    }

    /// <summary>Ashley's scope, as her circuit has it.</summary>
    public AsyncServiceScope AsAshley()
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(Ashley);
        return scope;
    }

    public FieldProtector Protector => services.GetRequiredService<FieldProtector>();

    /// <summary>Writes rows that a benchmark works on, fast: its making is not what is measured.</summary>
    public async Task LoadAsync<T>(IReadOnlyCollection<T> rows)
        where T : class
    {
        await using var db = services.GetRequiredService<ContextSource>().CreateFor(new SystemCall(TenantId));
        await new BulkWriter(TimeProvider.System).WriteAsync(db, rows, default);
    }

    /// <summary>Migrates, and loads the demo if it is not there.</summary>
    public async Task PrepareAsync(int orders)
    {
        await services.GetRequiredService<DatabaseStartup>().PrepareAsync();
        var source = services.GetRequiredService<ContextSource>();
        await new DemoLoader(source, TimeProvider.System, new PasswordHasher<User>(), services.GetRequiredService<OrderFlags>()).LoadAsync(orders, new Progress<string>(Console.WriteLine), default);
        await using var db = source.CreateFor(new BeforeTenantCall());
        TenantId = (await db.Tenants.SingleAsync(t => t.Subdomain == "acme")).Id;
        var ashley = await db.Users.SingleAsync(u => u.Email == "ashley@acme.example");
        Ashley = new(TenantId, ashley.Id, ashley.FullName, ashley.Role, AssignmentScope.None, null, null);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
