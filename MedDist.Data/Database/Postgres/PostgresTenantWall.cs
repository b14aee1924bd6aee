#pragma warning disable EF1001 // the generator's constructor takes Npgsql's options; there is no public way to extend it
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace MedDist.Data.Database.Postgres;

/// <summary>
/// Builds the database wall into each migration: every table with a tenant column gets row-level security, also for its owner. A session sees the
/// rows of <c>app.current_tenant_id</c>; where a row may be without a tenant, the value <c>*</c> (before a tenant is known) opens the table.
/// </summary>
public sealed class PostgresTenantWall(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions npgsql)
    : NpgsqlMigrationsSqlGenerator(dependencies, npgsql)
{
    /// <summary>The session setting that the policies read.</summary>
    public const string Setting = "app.current_tenant_id";

    /// <summary>The value of <see cref="Setting"/> before a tenant is known.</summary>
    public const string BeforeTenant = "*";

    private const string Current = $"current_setting('{Setting}', true)";

    /// <summary>The table whose rows without a tenant every tenant may read.</summary>
    private const string SharedTable = "Settings";

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (operation.Columns.FirstOrDefault(c => c.Name == "TenantId") is not { } column)
        {
            return;
        }

        var table = Dependencies.SqlGenerationHelper.DelimitIdentifier(operation.Name, operation.Schema);
        var write = column.IsNullable ? $"\"TenantId\"::text = {Current} OR {Current} = '{BeforeTenant}'" : $"\"TenantId\" = nullif(nullif({Current}, ''), '{BeforeTenant}')::uuid";
        var read = operation.Name == SharedTable ? $"{write} OR \"TenantId\" IS NULL" : write;
        foreach (var sql in new[]
        {
            $"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
            $"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
            $"CREATE POLICY tenant_isolation ON {table} FOR ALL USING ({read}) WITH CHECK ({write});",
        })
        {
            builder.AppendLine(sql).EndCommand();
        }

        if (AuditWall.Tables.TryGetValue(operation.Name, out var moment))
        {
            Keep(table, moment, builder);
        }
    }

    /// <summary>The wall around the audit trail.</summary>
    private static void Keep(string table, string? moment, MigrationCommandListBuilder builder)
    {
        builder.AppendLine($"""
            CREATE OR REPLACE FUNCTION audit_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' AND TG_NARGS = 1 THEN
                    IF (to_jsonb(OLD) ->> TG_ARGV[0])::timestamptz < now() - interval '{AuditWall.Years} years' THEN RETURN OLD; END IF;
                END IF;
                RAISE EXCEPTION '{AuditWall.Refusal}';
            END $$;
            """).EndCommand();
        builder.AppendLine($"CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_row_is_kept({(moment is null ? "" : $"'{moment}'")});").EndCommand();
        builder.AppendLine($"CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_row_is_kept();").EndCommand();
    }
}
