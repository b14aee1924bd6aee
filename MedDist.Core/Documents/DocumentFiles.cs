using System.Security.Cryptography;

namespace MedDist.Core.Documents;

/// <summary>The files behind documents: a folder per tenant below <paramref name="root"/>, outside the database. Keys are made here, never by a caller.</summary>
public sealed class DocumentFiles(string root)
{
    /// <summary>Stores the bytes under a new key and tells what was stored.</summary>
    public async Task<(string Key, FileDetails Details)> SaveAsync(Guid tenantId, Guid documentId, string fileName, string contentType, byte[] content, CancellationToken cancel)
    {
        var key = $"{tenantId:N}/{documentId:N}{Path.GetExtension(fileName)}";
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content, cancel);
        return (key, new FileDetails(fileName, contentType, content.LongLength, Convert.ToHexStringLower(SHA256.HashData(content))));
    }

    /// <summary>The stored bytes, or null when the file is gone.</summary>
    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancel) =>
        File.Exists(PathOf(key)) ? await File.ReadAllBytesAsync(PathOf(key), cancel) : null;

    /// <summary>Removes a file whose decision was undone.</summary>
    public void Delete(string key) => File.Delete(PathOf(key));

    private string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(root, key));
        return path.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidOperationException("A document key points outside the document folder.");
    }
}
