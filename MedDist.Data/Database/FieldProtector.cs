using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MedDist.Data.Database;

/// <summary>Encrypts and decrypts single fields with the installation's rotating key ring; old values stay readable after a rotation.</summary>
public sealed class FieldProtector(IDataProtectionProvider keys, BlindIndexKey index)
{
    private readonly IDataProtector protector = keys.CreateProtector("MedDist.Fields.v1");

    public string Protect(string value) => protector.Protect(value);

    public string Unprotect(string value) => protector.Unprotect(value);

    /// <summary>The value; null where it was not made by this installation's keys.</summary>
    public string? TryUnprotect(string value)
    {
        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Hashes what is found by its exact value; does not rotate.</summary>
    public BlindIndexKey Index { get; } = index;
}

/// <summary>Stores a text property encrypted.</summary>
public sealed class EncryptedConverter(FieldProtector protector)
    : ValueConverter<string, string>(v => protector.Protect(v), v => protector.Unprotect(v));

/// <summary>A context whose model holds the keys of one installation.</summary>
internal interface IProtectedModel
{
    FieldProtector Protector { get; }
}

/// <summary>Keeps models apart by key ring: their converters hold the keys.</summary>
internal sealed class ProtectedModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as IProtectedModel)?.Protector, designTime);
}
