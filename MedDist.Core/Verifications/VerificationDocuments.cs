using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>
/// The written answer that goes with a verification, for one case or for many at once. One that is about one recipient is that recipient's; one about several is kept with the manufacturer, where only who may
/// update verifications opens it: it names them all.
/// </summary>
public sealed class VerificationDocuments(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, UploadIntake intake, DocumentFiles files)
{
    private const int AtOnce = 1000;

    /// <summary>Keeps the file; its id is what <see cref="VerificationChange.DocumentId"/> names. Fails as not yours, not found, or as <see cref="UploadInspection"/> says, and then nothing is stored.</summary>
    public async Task<Result<Guid>> AddAsync(IReadOnlyList<Guid> cases, UploadedFile upload, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role) || call.TenantId is not { } tenant)
        {
            return VerificationFailures.NotYours;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await OwnerAsync(db, cases, cancel) is not { } owner)
        {
            return VerificationFailures.NotFound;
        }

        var id = Guid.CreateVersion7();
        var taken = await intake.TakeAsync(tenant, id, upload, cancel);
        if (!taken.Succeeded)
        {
            return taken.Failure;
        }

        using var file = taken.Value;
        db.Add(new Document { Id = id, Type = DocumentType.Verification, OwnerType = owner.Type, OwnerId = owner.Id, FileKey = file.Key, File = file.Details, CreatedByUserId = call.UserId });
        var saved = await db.TrySaveAsync(UploadFailures.Stale, cancel);
        if (!saved.Succeeded)
        {
            return saved.Failure;
        }

        file.Keep();
        return id;
    }

    /// <summary>Takes a file away that was added and then not used. One that a case refers to stays.</summary>
    public async Task<Result> RemoveAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Documents.FirstOrDefaultAsync(d => d.Id == id && d.Type == DocumentType.Verification && d.CreatedByUserId == call.UserId, cancel) is not { FileKey: { } key } document
            || await db.VerificationPeriods.AnyAsync(p => p.DocumentId == id, cancel))
        {
            return UploadFailures.NotFound;
        }

        db.Remove(document);
        var saved = await db.TrySaveAsync(UploadFailures.Stale, cancel);
        if (saved.Succeeded)
        {
            files.Delete(key);
        }

        return saved;
    }

    private static async Task<(DocumentOwner Type, Guid Id)?> OwnerAsync(MedDistDbContext db, IReadOnlyList<Guid> cases, CancellationToken cancel)
    {
        (Guid Recipient, Guid Manufacturer)? first = null;
        foreach (var some in cases.Chunk(AtOnce))
        {
            foreach (var one in await db.VisibleVerifications().Where(v => EF.Parameter(some).Contains(v.Id)).Select(v => new { v.RecipientId, v.ManufacturerId }).Distinct().ToListAsync(cancel))
            {
                first ??= (one.RecipientId, one.ManufacturerId);
                if (one.RecipientId != first.Value.Recipient)
                {
                    return (DocumentOwner.Manufacturer, first.Value.Manufacturer);
                }
            }
        }

        return first is { } only ? (DocumentOwner.Recipient, only.Recipient) : null;
    }
}
