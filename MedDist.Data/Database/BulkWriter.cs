using System.Data.Common;
using MedDist.Core.Kernel;
using MedDist.Data.Database.Postgres;
using MedDist.Data.Database.Sqlite;
using MedDist.Data.Database.SqlServer;
using Microsoft.EntityFrameworkCore.Storage;

namespace MedDist.Data.Database;

/// <summary>When a row counts as made and as last changed, for rows that tell an older story than their writing.</summary>
public readonly record struct RowMoments(DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>
/// Writes many new rows of one entity type fast: the columns, converters (encryption, JSON) and flattened complex types of the EF model, but neither
/// change tracking nor the save interceptors. Since it goes past the save guard it does the guard's work itself: it stamps tenant, version 0 and moments,
/// refuses rows of another tenant (<see cref="TenantWallException"/>), and wants a caller with a tenant, or a
/// <see cref="Core.Tenancy.BeforeTenantCall"/> for entities that belong to none. The database's own wall (row-level security) still judges every row.
/// It writes no audit rows and announces nothing: it is for loading; for what users do only <see cref="BulkInserts"/> calls it, after the interceptors. Only the rows themselves are written, no rows they
/// refer to; foreign keys must be set. Nothing is left behind by a failed call.
/// </summary>
public sealed class BulkWriter(TimeProvider clock)
{
    /// <summary>Writes the rows as made now.</summary>
    public Task WriteAsync<T>(MedDistDbContext context, IReadOnlyCollection<T> rows, CancellationToken cancel)
        where T : class => WriteAsync(context, rows, null, cancel);

    /// <summary>Writes the rows in the context's open transaction, or in one of its own; <paramref name="moments"/> says when each was made.</summary>
    public async Task WriteAsync<T>(MedDistDbContext context, IReadOnlyCollection<T> rows, Func<T, RowMoments>? moments, CancellationToken cancel)
        where T : class
    {
        var tenant = TenantFor(context, typeof(T));
        var now = clock.GetUtcNow();
        var table = BulkTable.Of(context, typeof(T));
        var values = rows.Select(row => table.ValuesOf(row, tenant, moments?.Invoke(row) ?? new RowMoments(now, now)));
        if (context.Database.CurrentTransaction is { } open)
        {
            await WriteAsync(context, table, values, open.GetDbTransaction(), cancel);
            return;
        }

        await using var own = await context.Database.BeginTransactionAsync(cancel);
        await WriteAsync(context, table, values, own.GetDbTransaction(), cancel);
        await own.CommitAsync(cancel);
    }

    /// <summary>Writes rows of one type, made now, in the context's open transaction; for a save that has been judged and stamped already.</summary>
    internal Task WriteAsync(MedDistDbContext context, Type type, IEnumerable<object> rows, CancellationToken cancel)
    {
        var (tenant, now) = (TenantFor(context, type), clock.GetUtcNow());
        var table = BulkTable.Of(context, type);
        return WriteAsync(context, table, rows.Select(row => table.ValuesOf(row, tenant, new(now, now))), context.Database.CurrentTransaction!.GetDbTransaction(), cancel);
    }

    private static Guid? TenantFor(MedDistDbContext context, Type type)
    {
        if (typeof(ITenantOwned).IsAssignableFrom(type))
        {
            return context.Call.TenantId ?? throw new TenantWallException($"{type.Name} belongs to a tenant, and nobody's tenant is set.");
        }

        return context.IsBeforeTenant ? null : throw new TenantWallException($"{type.Name} belongs to no tenant; it is loaded before a tenant is known, or not at all.");
    }

    private static Task WriteAsync(MedDistDbContext context, BulkTable table, IEnumerable<object[]> rows, DbTransaction transaction, CancellationToken cancel) => context switch
    {
        SqliteMedDistDbContext => SqliteBulk.WriteAsync(table, rows, transaction, cancel),
        PostgresMedDistDbContext => PostgresBulk.WriteAsync(table, rows, transaction, cancel),
        SqlServerMedDistDbContext => SqlServerBulk.WriteAsync(table, rows, transaction, cancel),
        _ => throw new NotSupportedException($"Nobody has taught the bulk writer {context.GetType().Name}."),
    };
}
