using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Documents;

/// <summary>A document for download: its file, open at the beginning, to be read a piece at a time and then closed.</summary>
public sealed record DocumentContent(string FileName, string ContentType, Stream Content, DocumentOwner OwnerType, Guid OwnerId) : IDisposable
{
    public void Dispose() => Content.Dispose();
}

/// <summary>A document that was written for this one download and lies nowhere.</summary>
public sealed record MadeDocument(string FileName, string ContentType, byte[] Bytes);

/// <summary>Reads documents for one caller.</summary>
public sealed class DocumentQueries(IDbContextFactory<MedDistDbContext> contexts, DocumentFiles files)
{
    /// <summary>The file of a document that the caller may open; null otherwise, and when the file is gone.</summary>
    public async Task<DocumentContent?> ContentAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var document = await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel);
        if (document is not { FileKey: { } key, File: { } file } || !DocumentAccess.MayOpen(db.Call.Role, document.Type)
            || (document.OwnerType == DocumentOwner.Draft && document.CreatedByUserId != db.Call.UserId) || !await db.MayUseAsync(document.OwnerType, document.OwnerId, cancel))
        {
            return null;
        }

        return files.Open(key) is { } content ? new(file.FileName, file.ContentType, content, document.OwnerType, document.OwnerId) : null;
    }
}
