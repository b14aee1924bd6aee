using MedDist.Core.Kernel;
using Microsoft.Extensions.Configuration;

namespace MedDist.Data.Database;

/// <summary>The databases MedDist runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    Postgres,
}

/// <summary>Which database, and how to reach it: <c>Database:Provider</c> and <c>Database:ConnectionString</c>.</summary>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>Reads the settings; a wrong one stops the start with a sentence that says what to write.</summary>
    public static DatabaseSettings From(IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"];
        if (!Enum.GetNames<DatabaseProvider>().Contains(provider) || !Enum.TryParse<DatabaseProvider>(provider, out var known))
        {
            throw new SettingException($"Database:Provider is '{provider}'. Write one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
        }

        var connection = configuration["Database:ConnectionString"];
        return string.IsNullOrWhiteSpace(connection)
            ? throw new SettingException($"Database:ConnectionString is empty. Write one for {known}, for example: {ExampleOf(known)}")
            : new(known, connection);
    }

    private static string ExampleOf(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => "Data Source=App_Data/meddist.db",
        DatabaseProvider.SqlServer => "Server=localhost;Database=MedDist;User Id=meddist;Password=…;Encrypt=true",
        _ => "Host=localhost;Database=meddist;Username=meddist;Password=…",
    };
}
