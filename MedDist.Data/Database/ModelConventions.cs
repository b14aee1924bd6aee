using System.Collections;
using System.Reflection;
using System.Text.Json;
using MedDist.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MedDist.Data.Database;

/// <summary>What holds for every entity on every provider, so that configurations say only what is special.</summary>
internal static class ModelConventions
{
    private const int DefaultTextLength = 256;
    private const int EnumLength = 40;
    private const int HashLength = 44;

    /// <summary>Types that are stored alike wherever they occur.</summary>
    public static void Apply(ModelConfigurationBuilder types, DatabaseProvider provider)
    {
        types.Properties<string>().HaveMaxLength(DefaultTextLength);
        types.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumLength);
        types.Properties<decimal>().HavePrecision(18, 2);
        if (provider == DatabaseProvider.Sqlite)
        {
            // SQLite cannot order DateTimeOffset text; UTC ticks sort right.
            types.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        }
        else
        {
            types.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        }
    }

    /// <summary>Rules over the finished model: identity tables, concurrency, foreign keys that never cascade, encrypted columns.</summary>
    public static void Apply(ModelBuilder model, FieldProtector protector)
    {
        model.Entity<IdentityUserClaim<Guid>>().ToTable("UserClaims");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("UserLogins");
        model.Entity<IdentityUserToken<Guid>>().ToTable("UserTokens");
        model.Entity<IdentityUserPasskey<Guid>>().ToTable("UserPasskeys");
        model.ApplyConfigurationsFromAssembly(typeof(ModelConventions).Assembly);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (typeof(Entity).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(Entity.Version))!.IsConcurrencyToken = true;
                entity.FindProperty(nameof(Entity.Id))!.ValueGenerated = ValueGenerated.Never;
            }

            Restrict(entity);
            Encrypt(entity, protector);
        }
    }

    /// <summary>Stores a typed value as JSON text (<c>jsonb</c> on PostgreSQL).</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) => Json<T>(property);

    /// <summary>Stores a typed value of a complex type as JSON text.</summary>
    public static ComplexTypePropertyBuilder<T> HasJson<T>(this ComplexTypePropertyBuilder<T> property)
    {
        property.HasConversion(new JsonConverter<T>(), new JsonComparer<T>());
        property.Metadata.SetMaxLength(null);
        property.Metadata.SetAnnotation(JsonColumn, true);
        return property;
    }

    /// <summary>Text without a limit of its own.</summary>
    public static PropertyBuilder<T> HasLongText<T>(this PropertyBuilder<T> property)
    {
        property.Metadata.SetMaxLength(null);
        return property;
    }

    /// <summary>Gives JSON columns, also those inside complex types, the provider's own type.</summary>
    public static void JsonColumns(ModelBuilder model, string columnType)
    {
        var all = model.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Concat(e.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties())));
        foreach (var property in all.Where(p => p.FindAnnotation(JsonColumn) is not null))
        {
            property.SetColumnType(columnType);
        }
    }

    private const string JsonColumn = "MedDist:Json";

    private static PropertyBuilder<T> Json<T>(PropertyBuilder<T> property)
    {
        property.HasConversion(new JsonConverter<T>(), new JsonComparer<T>());
        property.Metadata.SetMaxLength(null);
        property.Metadata.SetAnnotation(JsonColumn, true);
        return property;
    }

    private static void Restrict(IMutableEntityType entity)
    {
        foreach (var key in entity.GetForeignKeys().Where(k => k.DeclaringEntityType.ClrType.Namespace != typeof(IdentityUser).Namespace))
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }

    private static void Encrypt(IMutableEntityType entity, FieldProtector protector)
    {
        foreach (var (property, mark) in entity.GetProperties().Select(p => (p, p.PropertyInfo?.GetCustomAttribute<EncryptedAttribute>())).Where(p => p.Item2 is not null))
        {
            property.SetValueConverter(new EncryptedConverter(protector));
            property.SetMaxLength(mark!.IsLong ? null : 1000);
        }

        foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo?.IsDefined(typeof(BlindIndexedAttribute)) == true))
        {
            property.SetValueConverter(new BlindIndexConverter(protector.Index));
            property.SetMaxLength(HashLength);
        }
    }
}

/// <summary>A typed value as JSON text.</summary>
internal sealed class JsonConverter<T>() : ValueConverter<T, string>(
    v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web), v => JsonSerializer.Deserialize<T>(v, JsonSerializerOptions.Web)!);

/// <summary>
/// Compares typed values by their JSON. A list or dictionary that can be changed in place is copied to see that; what cannot be (records, read-only lists: a test holds them to it) is its
/// own copy, so that reading a row costs no JSON and comparing an unchanged one none either.
/// </summary>
internal sealed class JsonComparer<T>() : ValueComparer<T>(
    (a, b) => JsonValues.Same(a, b),
    v => v == null ? 0 : JsonSerializer.Serialize(v, JsonSerializerOptions.Web).GetHashCode(StringComparison.Ordinal),
    v => JsonValues.Snapshot(v));

/// <summary>Equality and copies of typed values that are stored as JSON.</summary>
internal static class JsonValues
{
    /// <summary>Whether values of a type can be changed without being replaced, as far as the type itself says.</summary>
    public static bool CanChangeInPlace(Type type) => typeof(IList).IsAssignableFrom(type) || typeof(IDictionary).IsAssignableFrom(type);

    /// <summary>Most lists and dictionaries of a row are empty, and then nothing need be written to know that they are the same.</summary>
    public static bool Same<T>(T? a, T? b) => ReferenceEquals(a, b)
        || (a is ICollection { Count: 0 } && b is ICollection { Count: 0 })
        || JsonSerializer.SerializeToUtf8Bytes(a, JsonSerializerOptions.Web).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(b, JsonSerializerOptions.Web));

    public static T Snapshot<T>(T value) => !CanChangeInPlace(typeof(T)) ? value
        : value is ICollection { Count: 0 } ? Activator.CreateInstance<T>()
        : JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
}

/// <summary>A moment as UTC ticks (100 ns since 0001-01-01).</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(v => v.UtcTicks, v => new DateTimeOffset(v, TimeSpan.Zero));

/// <summary>A moment, always written as UTC.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(v => v.ToUniversalTime(), v => v);
