using System.Data.Common;
using MedDist.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Data.Database.Sqlite;

/// <summary>The model as stored on SQLite, the embedded default.</summary>
public sealed class SqliteMedDistDbContext(DbContextOptions<SqliteMedDistDbContext> options, ICallContext call, FieldProtector protector)
    : MedDistDbContext(options, call), IProtectedModel
{
    public FieldProtector Protector { get; } = protector;

    protected override bool IsDuplicateKey(DbException refused) => refused is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder, DatabaseProvider.Sqlite);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        ModelConventions.Apply(builder, Protector);
        FilterByTenant(builder);
    }
}
