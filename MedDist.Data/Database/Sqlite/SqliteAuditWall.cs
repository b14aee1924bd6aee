using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace MedDist.Data.Database.Sqlite;

/// <summary>Builds the wall around the audit trail (<see cref="AuditWall"/>) into each migration.</summary>
public sealed class SqliteAuditWall(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations) : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    // Moments are UTC ticks: days since 1 January of year 1 (julian day 1721425.5) times the ticks of a day.
    private static readonly string Young = string.Create(CultureInfo.InvariantCulture, $"CAST((julianday('now', '-{AuditWall.Years} years') - 1721425.5) * {TimeSpan.TicksPerDay} AS INTEGER)");

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (!AuditWall.Tables.TryGetValue(operation.Name, out var column))
        {
            return;
        }

        var table = Dependencies.SqlGenerationHelper.DelimitIdentifier(operation.Name);
        var kept = column is null ? "" : $"WHEN OLD.\"{column}\" >= {Young} ";
        builder.AppendLine($"CREATE TRIGGER \"{operation.Name}_Unchanged\" BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{AuditWall.Refusal}'); END;").EndCommand();
        builder.AppendLine($"CREATE TRIGGER \"{operation.Name}_Kept\" BEFORE DELETE ON {table} {kept}BEGIN SELECT RAISE(ABORT, '{AuditWall.Refusal}'); END;").EndCommand();
    }
}
