using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace MedDist.Data.Database.SqlServer;

/// <summary>
/// Builds the database wall into each migration: every table with a tenant column gets a security policy that reads
/// <c>SESSION_CONTEXT(N'TenantId')</c>, on reads and on writes.
/// </summary>
public sealed class SqlServerTenantWall(MigrationsSqlGeneratorDependencies dependencies, ICommandBatchPreparer batches)
    : SqlServerMigrationsSqlGenerator(dependencies, batches)
{
    /// <summary>The session key that the policies read.</summary>
    public const string SessionKey = "TenantId";

    /// <summary>The value of <see cref="SessionKey"/> before a tenant is known.</summary>
    public const string BeforeTenant = "*";

    private const string Predicates = """
        IF OBJECT_ID(N'dbo.TenantRows') IS NULL EXEC(N'CREATE FUNCTION dbo.TenantRows(@TenantId uniqueidentifier) RETURNS TABLE WITH SCHEMABINDING AS RETURN
            SELECT 1 AS Visible WHERE @TenantId = TRY_CAST(SESSION_CONTEXT(N''TenantId'') AS uniqueidentifier)');
        IF OBJECT_ID(N'dbo.TenantOrOpenRows') IS NULL EXEC(N'CREATE FUNCTION dbo.TenantOrOpenRows(@TenantId uniqueidentifier) RETURNS TABLE WITH SCHEMABINDING AS RETURN
            SELECT 1 AS Visible WHERE @TenantId = TRY_CAST(SESSION_CONTEXT(N''TenantId'') AS uniqueidentifier) OR CAST(SESSION_CONTEXT(N''TenantId'') AS nvarchar(40)) = N''*''');
        IF OBJECT_ID(N'dbo.TenantOrSharedRows') IS NULL EXEC(N'CREATE FUNCTION dbo.TenantOrSharedRows(@TenantId uniqueidentifier) RETURNS TABLE WITH SCHEMABINDING AS RETURN
            SELECT 1 AS Visible WHERE @TenantId IS NULL OR @TenantId = TRY_CAST(SESSION_CONTEXT(N''TenantId'') AS uniqueidentifier)');
        """;

    /// <summary>The table whose rows without a tenant every tenant may read.</summary>
    private const string SharedTable = "Settings";

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (operation.Columns.FirstOrDefault(c => c.Name == "TenantId") is not { } column)
        {
            return;
        }

        var write = column.IsNullable ? "dbo.TenantOrOpenRows" : "dbo.TenantRows";
        var read = operation.Name == SharedTable ? "dbo.TenantOrSharedRows" : write;
        builder.AppendLine(Predicates).EndCommand();
        builder.AppendLine($"""
            EXEC(N'CREATE SECURITY POLICY dbo.[{operation.Name}_TenantWall]
                ADD FILTER PREDICATE {read}([TenantId]) ON dbo.[{operation.Name}],
                ADD BLOCK PREDICATE {write}([TenantId]) ON dbo.[{operation.Name}] WITH (STATE = ON)');
            """).EndCommand();
        if (AuditWall.Tables.TryGetValue(operation.Name, out var moment))
        {
            // The wall around the audit trail.
            var young = moment is null ? "" : $" WHERE [{moment}] >= DATEADD(year, -{AuditWall.Years}, SYSDATETIMEOFFSET())";
            builder.AppendLine($"""
                EXEC(N'CREATE TRIGGER dbo.[{operation.Name}_Kept] ON dbo.[{operation.Name}] AFTER UPDATE, DELETE AS
                    IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted{young}) THROW 50001, ''{AuditWall.Refusal}'', 1');
                """).EndCommand();
        }
    }
}
