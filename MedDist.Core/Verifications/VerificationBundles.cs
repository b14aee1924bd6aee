using MedDist.Core.Documents;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>
/// Asks one manufacturer for verifications of one or many recipients, with or without an order: a dry run, the sending, and the way back. Each case is asked for once, however often and by however many the
/// same is sent.
/// </summary>
public sealed class VerificationBundles(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, TenantDirectory tenants, OutboxService outbox, OrderFactService facts, ForwardingSettings settings, BundleLimits limits, TimeProvider clock)
{
    /// <summary>More cases than this are not asked for in one go.</summary>
    public const int MostCases = 1000;

    private const int Tries = 3;
    private const int AtOnce = 200;

    /// <summary>An older preview is made anew.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);

    /// <summary>What would be sent, to whom, when, and what is left out and why; nothing is written.</summary>
    public async Task<Result<BundleDraft>> PrepareAsync(PrepareBundle what, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var built = await BuildAsync(db, what, clock.GetUtcNow(), cancel);
        return built.Succeeded ? built.Value.Draft : built.Failure;
    }

    /// <summary>One form as it would leave, or left, at that moment: the same bytes as long as nothing changed.</summary>
    public async Task<Result<BundleForm>> FormAsync(PrepareBundle what, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var built = await BuildAsync(db, what, at, cancel);
        return !built.Succeeded ? built.Failure : built.Value.Forms.Count == 1 ? built.Value.Forms[0].Form : VerificationFailures.BundleEmpty;
    }

    /// <summary>The workbook that would go with it, to be sent another way.</summary>
    public async Task<Result<byte[]>> WorkbookAsync(PrepareBundle what, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var built = await BuildAsync(db, what, clock.GetUtcNow(), cancel);
        return !built.Succeeded ? built.Failure : built.Value.Forms.Count > 0 ? built.Value.Workbook(built.Value.Forms) : VerificationFailures.BundleEmpty;
    }

    /// <summary>
    /// Sends what was previewed: marks the cases, opening those that are missing, and queues the messages, all in one save. Refused where anything changed since. With the key of an earlier call it answers what that
    /// one did.
    /// </summary>
    public async Task<Result<SentBundle>> SendAsync(SendBundle send, CancellationToken cancel = default)
    {
        for (var i = 1; ; i++)
        {
            var result = await TryAsync(send, cancel);
            if (i == Tries || result.Failure is not Failure.Stale)
            {
                return result;
            }
        }
    }

    /// <summary>Takes back all messages of a bundle that have not left; each case stands as before. Refused where all have left.</summary>
    public async Task<Result<int>> UndoAsync(Guid bundleId, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayAsk(call.Role))
        {
            return VerificationFailures.NotYourRole;
        }

        List<Guid> items;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            items = await db.VerificationRequests.Where(r => r.BundleId == bundleId && !r.IsWithdrawn).Select(r => r.QueueItemId).Distinct().ToListAsync(cancel);
        }

        var (undone, refused) = (0, VerificationFailures.AlreadyLeft);
        foreach (var item in items.Order())
        {
            var done = await outbox.CancelAsync(item, cancel);
            undone += done.Succeeded ? 1 : 0;
            refused = done.Failure ?? refused;
        }

        return undone > 0 ? undone : refused;
    }

    /// <summary>What was sent for a manufacturer's own request.</summary>
    public async Task<SentForRequest> SentForAsync(Guid requestId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return VerificationPermissions.MayAsk(call.Role) ? await SentForAsync(db, requestId, cancel) : new(0, 0, null, null, null, null);
    }

    internal static async Task<SentForRequest> SentForAsync(MedDistDbContext db, Guid requestId, CancellationToken cancel)
    {
        var sent = await db.VerificationRequests.AsNoTracking().Where(r => r.ManufacturerRequestId == requestId && !r.IsWithdrawn).OrderBy(r => r.RequestedAt).ToListAsync(cancel);
        if (sent.Count == 0)
        {
            return new(0, 0, null, null, null, null);
        }

        var (last, messages) = (sent[^1], sent.Select(r => r.QueueItemId).Distinct().ToList());
        var attached = (await db.IntegrationQueue.AsNoTracking().FirstOrDefaultAsync(q => q.Id == last.QueueItemId, cancel))?.Payload.DocumentIds ?? [];
        var workbook = await db.Documents.Where(d => attached.Contains(d.Id) && d.OwnerType == DocumentOwner.Manufacturer).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancel);
        var by = await db.Users.Where(u => u.Id == last.RequestedByUserId).Select(u => u.FullName).FirstOrDefaultAsync(cancel);
        return new(sent.Sum(r => r.Cases.Count), messages.Count, workbook, last.RequestedAt, by, last.QueueItemId);
    }

    private async Task<Result<BuiltBundle>> BuildAsync(MedDistDbContext db, PrepareBundle what, DateTimeOffset at, CancellationToken cancel)
    {
        if (!VerificationPermissions.MayAsk(call.Role))
        {
            return VerificationFailures.NotYourRole;
        }

        return what.Keys.Count > MostCases ? VerificationFailures.BundleTooLong
            : what.RequestId is { } request && !await db.ManufacturerRequests.AnyAsync(r => r.Id == request && r.ManufacturerId == what.ManufacturerId, cancel) ? ManufacturerFailures.RequestNotFound
            : await BundleBuilder.BuildAsync(db, (await tenants.FindAsync(call.TenantId!.Value, cancel))!, what, at, clock.GetUtcNow() + settings.UndoTime, limits, cancel);
    }

    private async Task<Result<SentBundle>> TryAsync(SendBundle send, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (VerificationPermissions.MayAsk(call.Role) && await KnownAsync(db, send.Key, cancel) is { } known)
        {
            return known;
        }

        var built = await BuildAsync(db, send.What, send.At, cancel);
        if (!built.Succeeded)
        {
            return built.Failure;
        }

        if (built.Value.Forms.Count == 0)
        {
            return VerificationFailures.BundleEmpty;
        }

        var now = clock.GetUtcNow();
        if (built.Value.Draft.Digest != send.Digest || send.At > now || send.At < now - Freshness)
        {
            return VerificationFailures.BundleChanged;
        }

        return await SaveAsync(db, built.Value, send, now, cancel);
    }

    private async Task<Result<SentBundle>> SaveAsync(MedDistDbContext db, BuiltBundle bundle, SendBundle send, DateTimeOffset now, CancellationToken cancel)
    {
        var held = now + settings.UndoTime;
        var leaves = send.LeaveNow || bundle.Draft.LeavesAt < held ? held : bundle.Draft.LeavesAt;
        List<Document> documents = [];
        for (var i = 0; i < bundle.Parts.Count; i++)
        {
            var (message, forms) = (Guid.CreateVersion7(), bundle.Forms.Take(bundle.Parts[i]).ToList());
            var requests = forms.ConvertAll(f => Ask(db, bundle, f, send, message, now));
            var mine = await FilesAsync(bundle, forms, now, cancel);
            documents.AddRange(mine);
            db.AddRange(requests);
            db.AddRange(mine);
            db.Add(BundleMail.For(bundle, send, i, requests, mine, held, leaves));
        }

        await BeginRequestAsync(db, send.What.RequestId, cancel);
        var saved = await SaveAllAsync(db, bundle, cancel);
        if (!saved.Succeeded)
        {
            documents.ForEach(d => files.Delete(d.FileKey!));
            return saved.Failure;
        }

        return new SentBundle(send.Key, held, leaves, bundle.Parts.Count, bundle.Draft.Cases);
    }

    /// <summary>Marks the cases of one recipient as sent and notes how they stood.</summary>
    private VerificationRequest Ask(MedDistDbContext db, BuiltBundle bundle, BuiltForm form, SendBundle send, Guid message, DateTimeOffset now)
    {
        List<RequestedCase> asked = [];
        foreach (var (required, known) in form.Wanted)
        {
            var open = known ?? new Verification { RecipientId = form.Recipient.Id, ManufacturerId = bundle.Maker.Id, Type = required.Type };
            asked.Add(new(open.Id, open.Type, open.Status, open.SubmittedByUserId, open.SubmittedAt, known is null));
            open.Send(call.UserId, now);
            if (known is null)
            {
                db.Add(open);
            }
        }

        return new()
        {
            OrderId = form.Order?.Id,
            BundleId = send.Key,
            ManufacturerRequestId = send.What.RequestId,
            RecipientId = form.Recipient.Id,
            ManufacturerId = bundle.Maker.Id,
            QueueItemId = message,
            RequestedByUserId = call.UserId,
            RequestedAt = now,
            Cases = asked,
        };
    }

    private async Task<List<Document>> FilesAsync(BuiltBundle bundle, List<BuiltForm> forms, DateTimeOffset now, CancellationToken cancel)
    {
        List<Document> made = [];
        foreach (var form in forms)
        {
            made.Add(await FileAsync(bundle, form.Form.FileName, "application/pdf", form.Form.Pdf, DocumentOwner.Recipient, form.Recipient.Id, now, cancel));
        }

        if (bundle.Draft.Sending != VerificationSending.OneByOne)
        {
            made.Add(await FileAsync(bundle, BundleWorkbook.FileName, XlsxFile.ContentType, bundle.Workbook(forms), DocumentOwner.Manufacturer, bundle.Maker.Id, now, cancel));
        }

        return made;
    }

    private async Task<Document> FileAsync(BuiltBundle bundle, string name, string contentType, byte[] bytes, DocumentOwner owner, Guid ownerId, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        var (key, details) = await files.SaveAsync(bundle.Tenant.Id, id, name, contentType, bytes, cancel);
        var document = new Document { Id = id, Type = DocumentType.Verification, OwnerType = owner, OwnerId = ownerId, FileKey = key, File = details, CreatedByUserId = call.UserId };
        document.Submit(bundle.Draft.Contacts.To, now);
        return document;
    }

    private async Task<Result> SaveAllAsync(MedDistDbContext db, BuiltBundle bundle, CancellationToken cancel)
    {
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        if (await db.TrySaveAsync(VerificationFailures.Stale, cancel) is { Succeeded: false } refused)
        {
            return refused;
        }

        foreach (var some in bundle.Forms.Select(f => (f.Recipient.Id, bundle.Maker.Id)).Chunk(AtOnce))
        {
            await VerificationOrders.RefreshAsync(db, facts, some, cancel);
        }

        if (await db.TrySaveAsync(VerificationFailures.Stale, cancel) is { Succeeded: false } late)
        {
            return late;
        }

        await all.CommitAsync(cancel);
        return Result.Ok;
    }

    private static async Task BeginRequestAsync(MedDistDbContext db, Guid? requestId, CancellationToken cancel)
    {
        if (requestId is { } id && await db.ManufacturerRequests.FirstOrDefaultAsync(r => r.Id == id, cancel) is { IsOpen: true } request)
        {
            request.Begin();
        }
    }

    /// <summary>What an earlier call with this key did.</summary>
    private static async Task<SentBundle?> KnownAsync(MedDistDbContext db, Guid key, CancellationToken cancel)
    {
        var first = BundleMail.KeyOf(key, 0);
        if (await db.IntegrationQueue.AsNoTracking().FirstOrDefaultAsync(q => q.IdempotencyKey == first, cancel) is not { } item)
        {
            return null;
        }

        var sent = await db.VerificationRequests.AsNoTracking().Where(r => r.BundleId == key).ToListAsync(cancel);
        return new(key, item.HeldUntil!.Value, item.ProcessAfter, sent.Select(r => r.QueueItemId).Distinct().Count(), sent.Sum(r => r.Cases.Count));
    }
}
