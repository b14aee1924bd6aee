using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MedDist.Data.Database;

/// <summary>One table as the bulk writer sees it: its columns, and how to read a row's values from an entity.</summary>
internal sealed class BulkTable
{
    private readonly string entity;

    private BulkTable(string entity, string name, IReadOnlyList<BulkColumn> columns) => (this.entity, Name, Columns) = (entity, name, columns);

    /// <summary>The table's name, not delimited; the model has no schemas.</summary>
    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    public static BulkTable Of(MedDistDbContext context, Type type)
    {
        var entity = context.Model.FindEntityType(type) ?? throw new ArgumentException($"{type.Name} is no entity of the model.", nameof(type));
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table) ?? throw new ArgumentException($"{type.Name} has no table.", nameof(type));
        return new(type.Name, table.Name, [.. entity.GetFlattenedProperties().Select(p => BulkColumn.Of(p, table))]);
    }

    /// <summary>The values of one row as the provider stores them, null as <see cref="DBNull"/>, in the order of <see cref="Columns"/>.</summary>
    public object[] ValuesOf(object row, Guid? tenant, RowMoments moments)
    {
        var values = new object[Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var column = Columns[i];
            values[i] = column.ToStore(column.Stamp switch
            {
                BulkStamp.Tenant => TenantOf(column.Read(row), tenant),
                BulkStamp.Version => 0,
                BulkStamp.CreatedAt => moments.CreatedAt,
                BulkStamp.UpdatedAt => moments.UpdatedAt,
                _ => column.Read(row),
            });
        }

        return values;
    }

    private Guid? TenantOf(object? own, Guid? tenant) => Equals(own, Guid.Empty) || Equals(own, tenant)
        ? tenant
        : throw new TenantWallException($"A {entity} of another tenant cannot be saved here.");
}

/// <summary>What the bulk writer fills in itself.</summary>
internal enum BulkStamp
{
    None,
    Tenant,
    Version,
    CreatedAt,
    UpdatedAt,
}

/// <summary>One column: its name, its type on this provider, and the way from the property to what is stored.</summary>
internal sealed class BulkColumn
{
    private readonly IClrPropertyGetter getter;
    private readonly Func<object?, object?>? convert;

    private BulkColumn(string name, IProperty property)
    {
        Name = name;
        Mapping = (RelationalTypeMapping)property.GetTypeMapping();
        Stamp = StampOf(property);
        IsNullable = property.IsNullable;
        getter = property.GetGetter();
        convert = Mapping.Converter?.ConvertToProvider;
    }

    public string Name { get; }

    public RelationalTypeMapping Mapping { get; }

    public BulkStamp Stamp { get; }

    public bool IsNullable { get; }

    public static BulkColumn Of(IProperty property, StoreObjectIdentifier table) => property.IsShadowProperty()
        ? throw new NotSupportedException($"{property.DeclaringType.ShortName()}.{property.Name} lives in the change tracker only; it cannot be written in bulk.")
        : new(property.GetColumnName(table) ?? throw new NotSupportedException($"{property.Name} is not a column of {table.Name}."), property);

    public object? Read(object row) => getter.GetClrValueUsingContainingEntity(row);

    public object ToStore(object? value) => (value is null ? null : convert is null ? value : convert(value)) ?? DBNull.Value;

    private static BulkStamp StampOf(IProperty property)
    {
        if (property.DeclaringType is not IEntityType entity)
        {
            return BulkStamp.None;
        }

        return property.Name switch
        {
            nameof(ITenantOwned.TenantId) when typeof(ITenantOwned).IsAssignableFrom(entity.ClrType) => BulkStamp.Tenant,
            nameof(Entity.Version) when typeof(Entity).IsAssignableFrom(entity.ClrType) => BulkStamp.Version,
            nameof(Entity.CreatedAt) when typeof(Entity).IsAssignableFrom(entity.ClrType) => BulkStamp.CreatedAt,
            nameof(Entity.UpdatedAt) when typeof(Entity).IsAssignableFrom(entity.ClrType) => BulkStamp.UpdatedAt,
            _ => BulkStamp.None,
        };
    }
}
