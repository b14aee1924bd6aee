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

    /// <summary>A new file to write to, and its key: for what is too large to be held in memory.</summary>
    public (string Key, Stream Content) Create(Guid tenantId, Guid documentId, string extension)
    {
        var key = $"{tenantId:N}/{documentId:N}{extension}";
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return (key, new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024));
    }

    /// <summary>The stored file to read from, or null when it is gone.</summary>
    public Stream? Open(string key) => File.Exists(PathOf(key)) ? new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;

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
