using System.Security.Cryptography;
using System.Text;
using MedDist.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MedDist.Data.Database;

/// <summary>
/// The key of <see cref="BlindIndexedAttribute"/> columns. Other than the key ring's it does not rotate, or nothing would be found any more; it lies beside the key ring, protected by it, and
/// never in the database.
/// </summary>
public sealed class BlindIndexKey
{
    private const string FileName = "blind-index.key";
    private const int Bytes = 32;

    private readonly byte[] key;

    private BlindIndexKey(byte[] key) => this.key = key;

    /// <summary>A key that lasts as long as the process: for tests and for building the model.</summary>
    public static BlindIndexKey Passing() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The key of the installation; made by the first node that asks.</summary>
    public static BlindIndexKey Open(string folder, IDataProtectionProvider keys)
    {
        var protector = keys.CreateProtector("MedDist.BlindIndex.v1");
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            Make(file, protector);
        }

        return new(protector.Unprotect(Convert.FromBase64String(File.ReadAllText(file))));
    }

    /// <summary>The hash of a value, 44 characters.</summary>
    public string HashOf(string value) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value)));

    /// <summary>Written whole under another name first, so that of two nodes at once one wins and both read the same.</summary>
    private static void Make(string file, IDataProtector protector)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllText(draft, Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(Bytes))));
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}

/// <summary>Stores the hash of a text; what is read back is the hash, which nobody uses.</summary>
public sealed class BlindIndexConverter(BlindIndexKey key) : ValueConverter<string, string>(v => key.HashOf(v), v => v);
