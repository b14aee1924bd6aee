using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Documents;

/// <summary>A document's bytes for download.</summary>
public sealed record DocumentContent(string FileName, string ContentType, byte[] Bytes, DocumentOwner OwnerType, Guid OwnerId);

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

        return await files.ReadAsync(key, cancel) is { } bytes ? new(file.FileName, file.ContentType, bytes, document.OwnerType, document.OwnerId) : null;
    }
}
