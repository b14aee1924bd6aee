using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MedDist.Core.Tests.Support;

/// <summary>
/// A throw-away PostgreSQL cluster on a loopback port: <see cref="SharedAsync"/> gives every test of the run the same one, which
/// stops and disappears with the test process. Databases belong to the role <c>meddist</c>, which is no superuser and cannot
/// bypass row-level security (tables it owns still need FORCE ROW LEVEL SECURITY).
/// </summary>
public sealed class PgServer : IAsyncDisposable
{
    private const string Installations = "/usr/lib/postgresql";
    private const string Superuser = "postgres";
    private const string AppRole = "meddist";

    private static readonly Lazy<Task<PgServer>> Shared = new(StartAsync);

    private readonly string programs;
    private readonly string directory;
    private readonly int port = LoopbackPort.Free();
    private readonly ExitGuard guard;
    private int databases;

    private PgServer(string programs)
    {
        this.programs = programs;
        directory = Directory.CreateTempSubdirectory("meddist-pg-").FullName;
        guard = new ExitGuard("stop=$1; shift; \"$@\"; rm -rf \"$stop\"", [directory, .. AsServer("pg_ctl", "-D", Cluster, "-m", "immediate", "-w", "stop")]);
    }

    /// <summary>The folder of the cluster, for tests of this class.</summary>
    public string Location => directory;

    private string Cluster => Path.Combine(directory, "cluster");

    private string Log => Path.Combine(directory, "log");

    /// <summary>The cluster of this test run, started by whoever asks first.</summary>
    public static Task<PgServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a cluster of its own, for tests that stop or break one.</summary>
    public static async Task<PgServer> StartAsync()
    {
        var server = new PgServer(NewestInstallation());
        try
        {
            await server.InitializeAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a database owned by the app's role and returns the connection string of that role.</summary>
    /// <param name="template">The connection string of a database of this cluster to copy, with schema and rows; nobody may hold a connection to it.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases):0000}");
        var source = template is null ? "template0" : Forget(template);
        await ExecuteAsync($"CREATE DATABASE \"{name}\" OWNER {AppRole} TEMPLATE \"{source}\"");
        return ConnectionString(AppRole, name);
    }

    /// <summary>Drops a database, whoever is still connected.</summary>
    public Task DropAsync(string connectionString) => ExecuteAsync($"DROP DATABASE IF EXISTS \"{Forget(connectionString)}\" WITH (FORCE)");

    /// <summary>The same database as the superuser, for what the app's role must not be able to do.</summary>
    public string AsSuperuser(string connectionString) => ConnectionString(Superuser, new NpgsqlConnectionStringBuilder(connectionString).Database!);

    public async ValueTask DisposeAsync()
    {
        await guard.RunAsync();
        guard.Dispose();
    }

    private static string NewestInstallation()
    {
        var newest = (Directory.Exists(Installations) ? Directory.GetDirectories(Installations) : [])
            .Where(d => File.Exists(Path.Combine(d, "bin", "initdb")))
            .MaxBy(d => decimal.TryParse(Path.GetFileName(d), NumberStyles.Number, CultureInfo.InvariantCulture, out var version) ? version : 0);
        return newest ?? throw new InvalidOperationException("PostgreSQL is not installed; run ./test.sh as root or install the package postgresql.");
    }

    /// <summary>The name of the database, with the idle connections to it closed.</summary>
    private static string Forget(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
        return connection.Database;
    }

    private async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", Superuser, directory);
        }

        await RunAsync(AsServer("initdb", "-D", Cluster, "-U", Superuser, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"));
        // No autovacuum and no JIT: plans must not depend on when a test runs.
        var settings = string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 -c timezone=UTC -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off");
        await RunAsync(AsServer("pg_ctl", "-D", Cluster, "-w", "-l", Log, "-o", settings, "start"));
        await ExecuteAsync($"CREATE ROLE {AppRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS");
    }

    private string ConnectionString(string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Database = database,
        IncludeErrorDetail = true,
        // Each database has a pool of its own; together they stay below max_connections.
        MaxPoolSize = 20,
        ConnectionIdleLifetime = 10,
        ConnectionPruningInterval = 5,
    }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(Superuser, "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The command line of a PostgreSQL program under a user it accepts: never root.</summary>
    private string[] AsServer(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(programs, "bin", program), .. arguments];
        return Environment.IsPrivilegedProcess ? ["runuser", "-u", Superuser, "--", .. command] : command;
    }

    private async Task RunAsync(params string[] command)
    {
        // To a file, because a started server inherits its starter's pipes and would keep them open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", Path.Combine(directory, "setup.log"), .. command]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            var said = string.Join('\n', Directory.GetFiles(directory, "*log").SelectMany(File.ReadLines).TakeLast(20));
            throw new InvalidOperationException($"PostgreSQL did not start: {string.Join(' ', command)} ended with {process.ExitCode}.\n{said}");
        }
    }
}
