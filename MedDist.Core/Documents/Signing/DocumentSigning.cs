using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Documents.Signing;

/// <summary>Order forms that wait for a signature: which are the caller's to sign, what they say, and the signature itself.</summary>
public sealed class DocumentSigning(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, TenantDirectory tenants, OrderFactService facts, PhiAccess phi, TimeProvider clock)
{
    /// <summary>What waits for the caller's signature, the oldest first. Orders that are over ask for none any more.</summary>
    public async Task<IReadOnlyList<DocumentToSign>> ListAsync(CancellationToken cancel = default)
    {
        if (call.UserId is null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await (from document in Mine(db)
                      join order in db.VisibleOrders() on document.OwnerId equals order.Id
                      where order.Section != QueueSection.Done
                      orderby document.Id
                      select new DocumentToSign(document.Id, order.Id, order.OrderNumber, order.RecipientName, order.Manufacturer!.Name, order.ServiceDate, document.CreatedAt, order.Version)
                      {
                          RecipientId = order.RecipientId,
                          Because = db.Documents.Where(v => v.OwnerType == DocumentOwner.Order && v.OwnerId == order.Id && v.Status == DocumentStatus.SignatureVoid)
                              .OrderByDescending(v => v.VoidedAt).Select(v => v.VoidReason).FirstOrDefault(),
                      })
            .AsNoTracking().ToListAsync(cancel);
    }

    /// <summary>The form that is to be signed, as the order stands now; recorded as a view of it. Fails as not found for everybody but its signer.</summary>
    public async Task<Result<MadeDocument>> OpenAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Mine(db).AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } document || await OrderOfAsync(db, document, cancel) is not { } order)
        {
            return SigningFailures.NotFound;
        }

        var pdf = OrderFormPdf.Build(order, await TenantAsync(cancel), clock.GetUtcNow());
        await phi.RecordAsync("document", id, PhiAction.View, "Order form opened for signing", cancel);
        return new MadeDocument($"{order.OrderNumber}-to-sign.pdf", "application/pdf", pdf);
    }

    /// <summary>
    /// Signs a document with time and address, and keeps the form with the signature on it. Fails for others, where it is signed already, where the name is another one or nothing is confirmed, and
    /// where the order was changed since it was read.
    /// </summary>
    public async Task<Result> SignAsync(Guid id, SignDocument request, CancellationToken cancel = default)
    {
        if (OrderRequestRules.Check(request) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Documents.FirstOrDefaultAsync(d => d.Id == id && d.RequiresSignature, cancel) is not { } document || await OrderOfAsync(db, document, cancel) is not { } order)
        {
            return SigningFailures.NotFound;
        }

        return await RefusalAsync(db, document, order, request, cancel) is { } refusal ? refusal : await SignAsync(db, document, order, request, cancel);
    }

    private async Task<Failure?> RefusalAsync(MedDistDbContext db, Document document, Order order, SignDocument request, CancellationToken cancel)
    {
        if (document.SignerUserId != call.UserId || await db.Users.Where(u => u.Id == call.UserId).Select(u => u.FullName).FirstOrDefaultAsync(cancel) is not { } name)
        {
            return SigningFailures.NotSigner;
        }

        return document.Status != DocumentStatus.PendingSignature ? SigningFailures.AlreadySigned
            : order.Version != request.SeenVersion ? SigningFailures.Stale
            : !request.IsNameOf(name) ? SigningFailures.OtherName(name)
            : request.Attested ? null : SigningFailures.NotAttested;
    }

    private async Task<Result> SignAsync(MedDistDbContext db, Document document, Order order, SignDocument request, CancellationToken cancel)
    {
        var (now, tenant) = (clock.GetUtcNow(), await TenantAsync(cancel));
        var role = order.Provider?.Npi is { } npi ? $"Provider, NPI {npi}" : "Provider";
        var signature = new Signature(request.TypedName!.Trim(), role, now) { UserId = call.UserId, Statement = SignDocument.Attestation, IpAddress = call.IpAddress };
        var pdf = OrderFormPdf.Build(order, tenant, now, signature);

        // A name of its own: of two who sign at once the loser takes only their own file away.
        var (key, details) = await files.SaveAsync(tenant.Id, Guid.CreateVersion7(), $"{order.OrderNumber}-signed.pdf", "application/pdf", pdf, cancel);
        var signed = document.Sign(call.UserId, signature, SignedFacts.Write(OrderFormPdf.Facts(order)), key, details);
        if (signed.Succeeded)
        {
            await using var all = await db.Database.BeginTransactionAsync(cancel);
            signed = await db.TrySaveAsync(SigningFailures.AlreadySigned, cancel);
            if (signed.Succeeded)
            {
                await facts.RefreshOpenAsync(db, o => o.Id == order.Id, cancel);
                await all.CommitAsync(cancel);
                return signed;
            }
        }

        files.Delete(key);
        return signed;
    }

    private IQueryable<Document> Mine(MedDistDbContext db) => db.Documents.Where(d => d.SignerUserId == call.UserId && d.Status == DocumentStatus.PendingSignature && d.OwnerType == DocumentOwner.Order);

    private static Task<Order?> OrderOfAsync(MedDistDbContext db, Document document, CancellationToken cancel) => db.VisibleOrders().AsNoTracking()
        .Include(o => o.Items).ThenInclude(i => i.Product)
        .Include(o => o.Manufacturer).Include(o => o.Recipient).Include(o => o.Provider).Include(o => o.Facility).Include(o => o.Organization)
        .FirstOrDefaultAsync(o => o.Id == document.OwnerId, cancel);

    private async Task<TenantCard> TenantAsync(CancellationToken cancel) => (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
}
