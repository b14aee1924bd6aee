using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Data.Database;

/// <summary>Brings the database to the shape of this build before anything uses it.</summary>
public sealed class DatabaseStartup(ContextSource source, TimeProvider clock)
{
    /// <summary>
    /// Creates and migrates. A SQLite file of an older shape is set aside under a dated name, never deleted, and a new one is made; on a server the start is
    /// refused with a sentence instead. Returns a message for the operator, or null when there is nothing to say.
    /// </summary>
    public async Task<string?> PrepareAsync(CancellationToken cancel = default)
    {
        CreateFolder();
        string? message = null;
        await using (var db = source.CreateFor(new BeforeTenantCall()))
        {
            if (await IsOfOlderShapeAsync(db, cancel))
            {
                message = SetAside(db);
            }
        }

        await using var fresh = source.CreateFor(new BeforeTenantCall());
        await fresh.Database.MigrateAsync(cancel);
        return message;
    }

    /// <summary>
    /// Lets SQLite learn how its tables are filled: without, it takes any index of the tenant for a good one and reads whole lists where a few rows are asked for by their ids. It looks at
    /// some rows of each index, a moment also with a million orders. Servers learn by themselves.
    /// </summary>
    public async Task AnalyseAsync(CancellationToken cancel = default)
    {
        if (source.Settings.Provider == DatabaseProvider.Sqlite)
        {
            await using var db = source.CreateFor(new BeforeTenantCall());
            await db.Database.ExecuteSqlRawAsync("PRAGMA analysis_limit=1000; ANALYZE", cancel);
        }
    }

    private void CreateFolder()
    {
        if (source.Settings.Provider == DatabaseProvider.Sqlite
            && Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(source.Settings.ConnectionString).DataSource)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }

    private static async Task<bool> IsOfOlderShapeAsync(MedDistDbContext db, CancellationToken cancel)
    {
        if (!await db.Database.CanConnectAsync(cancel))
        {
            return false;
        }

        var known = db.Database.GetMigrations().ToHashSet();
        return (await db.Database.GetAppliedMigrationsAsync(cancel)).Any(m => !known.Contains(m));
    }

    private string SetAside(MedDistDbContext db)
    {
        if (source.Settings.Provider != DatabaseProvider.Sqlite)
        {
            throw new SettingException(
                "The database has the shape of another version of MedDist. Until 1.0 there is no upgrade: point Database:ConnectionString at an empty database, or use the version that made this one.");
        }

        db.Database.CloseConnection();
        SqliteConnection.ClearAllPools();
        var file = new SqliteConnectionStringBuilder(source.Settings.ConnectionString).DataSource;
        var aside = $"{file}.{clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        foreach (var ending in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(file + ending))
            {
                File.Move(file + ending, aside + ending);
            }
        }

        return $"The database had an older shape. It was set aside as {aside}, and a new one was made.";
    }
}
