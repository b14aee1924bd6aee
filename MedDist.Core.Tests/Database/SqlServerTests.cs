using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Database;

public sealed class SqlServerTests
{
    [SqlServerFact]
    public async Task The_suite_ran_on_a_real_SQL_Server()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.SqlServer);
        (await World.BuildAsync(house)).Id.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_query_that_SQL_Server_cannot_translate_fails_the_test_that_runs_it()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Postgres);
        var world = await World.BuildAsync(house);
        await using var db = house.Open(world.System);

        // Only PostgreSQL has ILIKE.
        var planted = db.Orders.Where(o => EF.Functions.ILike(o.OrderNumber, "ord%"));
        (await Should.ThrowAsync<Exception>(() => planted.ToListAsync())).ToString().ShouldContain("could not be translated");
        var before = SqlServerTranslation.Count;
        (await db.Orders.Where(o => o.OrderNumber.StartsWith("planted-" + before)).ToListAsync()).ShouldBeEmpty();
        SqlServerTranslation.Count.ShouldBeGreaterThan(before);
    }
}

/// <summary>The only test that may be skipped: it needs a SQL Server, named by <c>MEDDIST_TEST_SQLSERVER</c>.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute() => Skip = DatabasesAttribute.SqlServer is null ? "MEDDIST_TEST_SQLSERVER names no SQL Server; its provider translated every query instead." : null;
}
