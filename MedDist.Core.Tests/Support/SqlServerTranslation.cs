using System.Collections.Concurrent;
using System.Linq.Expressions;
using MedDist.Core.Tenancy;
using MedDist.Data.Database.SqlServer;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace MedDist.Core.Tests.Support;

/// <summary>
/// Has every query that a test runs translated by SQL Server's provider as well, against its own model. A query that it cannot translate fails the test that
/// ran it. No server is needed.
/// </summary>
public sealed class SqlServerTranslation : IQueryExpressionInterceptor
{
    /// <summary>One for the run: EF keeps its services, and so its built models, by this object.</summary>
    public static readonly SqlServerTranslation Instance = new();

    private static readonly ConcurrentDictionary<string, bool> Translated = new();
    private static readonly Data.Database.FieldProtector Protector = new(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider(), Data.Database.BlindIndexKey.Passing());

    /// <summary>How many different queries have been translated in this run.</summary>
    public static int Count => Translated.Count;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is not SqlServerMedDistDbContext && Translated.TryAdd(queryExpression.ToString(), true))
        {
            Translate(queryExpression);
        }

        return queryExpression;
    }

    private static void Translate(Expression query)
    {
        using var sqlServer = new SqlServerMedDistDbContext(
            Data.Database.DatabaseOptions.Build<SqlServerMedDistDbContext>(new(Data.Database.DatabaseProvider.SqlServer, "Server=none"), []), new BeforeTenantCall(), Protector);
        var own = new RootSwap(sqlServer.Model).Visit(query);
        var database = sqlServer.GetService<IDatabase>();
        var result = own.Type.IsGenericType && own.Type.GetInterfaces().Append(own.Type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQueryable<>)) is { } queryable
            ? typeof(IEnumerable<>).MakeGenericType(queryable.GetGenericArguments())
            : own.Type;
        typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!.MakeGenericMethod(result).Invoke(database, [own, false]);
    }

    /// <summary>Puts the entity types of another model where the query's roots are.</summary>
    private sealed class RootSwap(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root ? new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!) : base.VisitExtension(node);
    }
}
