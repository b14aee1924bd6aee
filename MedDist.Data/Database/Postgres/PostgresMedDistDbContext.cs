using System.Data.Common;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MedDist.Data.Database.Postgres;

/// <summary>The model as stored on PostgreSQL.</summary>
public sealed class PostgresMedDistDbContext(DbContextOptions<PostgresMedDistDbContext> options, ICallContext call, FieldProtector protector)
    : MedDistDbContext(options, call), IProtectedModel
{
    public FieldProtector Protector { get; } = protector;

    protected override bool IsDuplicateKey(DbException refused) => refused is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Apply(configurationBuilder, DatabaseProvider.Postgres);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        ModelConventions.Apply(builder, Protector);
        FilterByTenant(builder);
        ModelConventions.JsonColumns(builder, "jsonb");
    }
}
