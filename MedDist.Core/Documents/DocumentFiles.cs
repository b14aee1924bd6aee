using System.Security.Cryptography;

namespace MedDist.Core.Documents;

/// <summary>The files behind documents: a folder per tenant below <paramref name="root"/>, outside the database. Keys are made here, never by a caller.</summary>
public sealed class DocumentFiles(string root, TimeProvider clock)
{
    private const int Piece = 64 * 1024;
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private bool swept;

    /// <summary>Stores the bytes under a new key and tells what was stored.</summary>
    public async Task<(string Key, FileDetails Details)> SaveAsync(Guid tenantId, Guid documentId, string fileName, string contentType, byte[] content, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await SaveAsync(tenantId, documentId, fileName, contentType, stream, cancel);
    }

    /// <summary>The same from a stream, piece by piece. The file is in its place only when all of it is written; given up half way, nothing stays.</summary>
    public async Task<(string Key, FileDetails Details)> SaveAsync(Guid tenantId, Guid documentId, string fileName, string contentType, Stream content, CancellationToken cancel)
    {
        var key = $"{tenantId:N}/{documentId:N}{Path.GetExtension(fileName)}";
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = Path.Combine(Incoming(), documentId.ToString("N") + Guid.NewGuid().ToString("N"));
        try
        {
            var details = await WriteAsync(part, content, cancel);
            File.Move(part, path, overwrite: true);
            return (key, new FileDetails(fileName, contentType, details.Bytes, details.Sha256));
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>A file that is gone when it is closed. What a killed process left goes after a day.</summary>
    public FileStream Scratch()
    {
        var folder = Incoming();
        if (!swept)
        {
            swept = true;
            var before = clock.GetUtcNow() - Forgotten;
            foreach (var old in new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
            {
                old.Delete();
            }
        }

        return new FileStream(Path.Combine(folder, Guid.NewGuid().ToString("N")), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = Piece,
        });
    }

    /// <summary>Beside the documents, so that a file that is whole comes to its place in one step.</summary>
    private string Incoming() => Directory.CreateDirectory(Path.Combine(root, ".incoming")).FullName;

    private static async Task<(long Bytes, string Sha256)> WriteAsync(string path, Stream content, CancellationToken cancel)
    {
        await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Piece, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[Piece];
        for (var got = await content.ReadAsync(piece, cancel); got > 0; got = await content.ReadAsync(piece, cancel))
        {
            hash.AppendData(piece, 0, got);
            await to.WriteAsync(piece.AsMemory(0, got), cancel);
        }

        return (to.Position, Convert.ToHexStringLower(hash.GetHashAndReset()));
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
