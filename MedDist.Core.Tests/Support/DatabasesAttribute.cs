using System.Reflection;
using MedDist.Data.Database;
using Xunit.Sdk;

namespace MedDist.Core.Tests.Support;

/// <summary>Runs a theory once on each database that this machine has: SQLite, PostgreSQL, and SQL Server where <c>MEDDIST_TEST_SQLSERVER</c> names one.</summary>
public sealed class DatabasesAttribute : DataAttribute
{
    /// <summary>Connection string of a SQL Server that tests may create databases on; null where there is none.</summary>
    public static string? SqlServer => Environment.GetEnvironmentVariable("MEDDIST_TEST_SQLSERVER");

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return [DatabaseProvider.Sqlite];
        yield return [DatabaseProvider.Postgres];
        if (SqlServer is not null)
        {
            yield return [DatabaseProvider.SqlServer];
        }
    }
}
