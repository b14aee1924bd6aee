using System.Data.Common;
using MedDist.Core.Kernel;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Data.Database.SqlServer;

/// <summary>The model as stored on SQL Server.</summary>
public sealed class SqlServerMedDistDbContext(DbContextOptions<SqlServerMedDistDbContext> options, ICallContext call, FieldProtector protector)
    : MedDistDbContext(options, call), IProtectedModel
{
    public FieldProtector Protector { get; } = protector;

    protected override bool IsDuplicateKey(DbException refused) => refused is SqlException { Number: 2601 or 2627 };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder, DatabaseProvider.SqlServer);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        ModelConventions.Apply(builder, Protector);
        FilterByTenant(builder);

        // A bit is no condition by itself here.
        foreach (var index in builder.Model.GetEntityTypes().SelectMany(e => e.GetIndexes()).Where(i => i.GetFilter() == "\"IsOpen\""))
        {
            index.SetFilter("[IsOpen] = 1");
        }
    }
}
