using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Documents.Uploads;

/// <summary>Photos and documents that people add to orders, drafts, recipients, organisations and facilities. A file is looked at as a whole, piece by piece, before it comes to its place.</summary>
public sealed class DocumentUploads(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, UploadIntake intake)
{
    /// <summary>Of one order, draft or recipient.</summary>
    public const int MostFiles = 30;

    /// <summary>Keeps a file. Fails as not your role, not found, too many, or invalid with what to do; then nothing is stored.</summary>
    public async Task<Result<UploadRow>> AddAsync(AddUpload upload, CancellationToken cancel = default)
    {
        if (!DocumentAccess.MayUpload(call.Role) || call.TenantId is not { } tenant)
        {
            return UploadFailures.NotUploading;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.MayUseAsync(upload.OwnerType, upload.OwnerId, cancel))
        {
            return UploadFailures.OwnerNotFound;
        }

        if (await db.Documents.CountAsync(d => d.OwnerType == upload.OwnerType && d.OwnerId == upload.OwnerId, cancel) >= MostFiles)
        {
            return UploadFailures.TooMany;
        }

        var id = Guid.CreateVersion7();
        var taken = await intake.TakeAsync(tenant, id, upload.File, cancel);
        if (!taken.Succeeded)
        {
            return taken.Failure;
        }

        using var file = taken.Value;
        var document = DocumentOf(upload, id, file);
        db.Add(document);
        var saved = await db.TrySaveAsync(UploadFailures.Stale, cancel);
        if (!saved.Succeeded)
        {
            return saved.Failure;
        }

        file.Keep();
        return RowOf(document);
    }

    /// <summary>The uploaded files of an order, draft or recipient, the first first; none for callers who may not see it.</summary>
    public async Task<IReadOnlyList<UploadRow>> ListAsync(DocumentOwner ownerType, Guid ownerId, CancellationToken cancel = default)
    {
        if (!DocumentAccess.MayUpload(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.MayUseAsync(ownerType, ownerId, cancel))
        {
            return [];
        }

        var rows = await Uploaded(db).AsNoTracking().Where(d => d.OwnerType == ownerType && d.OwnerId == ownerId).OrderBy(d => d.Id).ToListAsync(cancel);
        return [.. rows.Where(d => ownerType != DocumentOwner.Draft || d.CreatedByUserId == call.UserId).Select(RowOf)];
    }

    /// <summary>Takes a file away, for who uploaded it and for coordinators. Fails as not found, or where it was not uploaded.</summary>
    public async Task<Result> RemoveAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var document = await db.Documents.FirstOrDefaultAsync(d => d.Id == id, cancel);
        var mine = document?.CreatedByUserId == call.UserId || (document?.OwnerType != DocumentOwner.Draft && OrderPermissions.MayTriage(call.Role));
        if (document is null || !DocumentAccess.MayUpload(call.Role) || !mine || !await db.MayUseAsync(document.OwnerType, document.OwnerId, cancel))
        {
            return UploadFailures.NotFound;
        }

        if (document.Type is not (DocumentType.Photo or DocumentType.Other) || document.FileKey is not { } key)
        {
            return UploadFailures.NotUploaded;
        }

        db.Remove(document);
        var saved = await db.TrySaveAsync(UploadFailures.Stale, cancel);
        if (saved.Succeeded && !await db.Documents.AnyAsync(d => d.FileKey == key, cancel))
        {
            files.Delete(key);
        }

        return saved;
    }

    /// <summary>
    /// Gives the files of a draft, whoever of its writers added them, to the orders that came of it, in the caller's context; the caller has seen that the draft is theirs, and saves. With several orders each has its row, and all share the files. Returns the documents of
    /// each order.
    /// </summary>
    public static async Task<ILookup<Guid, Guid>> AdoptAsync(MedDistDbContext db, Guid draftId, IReadOnlyList<Guid> orderIds, CancellationToken cancel = default)
    {
        var drafted = await db.Documents.Where(d => d.OwnerType == DocumentOwner.Draft && d.OwnerId == draftId).OrderBy(d => d.Id).ToListAsync(cancel);
        List<(Guid Order, Guid Document)> given = [];
        foreach (var document in drafted)
        {
            foreach (var order in orderIds.Skip(1))
            {
                var copy = document.CopyFor(DocumentOwner.Order, order);
                db.Add(copy);
                given.Add((order, copy.Id));
            }

            document.GiveTo(DocumentOwner.Order, orderIds[0]);
            given.Add((orderIds[0], document.Id));
        }

        return given.ToLookup(g => g.Order, g => g.Document);
    }

    private Document DocumentOf(AddUpload upload, Guid id, KeptUpload file) => new()
    {
        Id = id,
        Type = file.IsPhoto ? DocumentType.Photo : DocumentType.Other,
        OwnerType = upload.OwnerType,
        OwnerId = upload.OwnerId,
        RequirementName = upload.RequirementName,
        FileKey = file.Key,
        File = file.Details,
        CreatedByUserId = call.UserId,
    };

    private static IQueryable<Document> Uploaded(MedDistDbContext db) => db.Documents.Where(d => d.FileKey != null && (d.Type == DocumentType.Photo || d.Type == DocumentType.Other));

    private static UploadRow RowOf(Document document) =>
        new(document.Id, document.File?.FileName ?? "file", document.Type == DocumentType.Photo, document.File?.Bytes ?? 0, document.RequirementName, document.CreatedAt);
}
