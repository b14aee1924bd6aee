using MedDist.Core.Auditing;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Recipients;

/// <summary>What identifies a recipient, shown on purpose. Each time is recorded.</summary>
public sealed class RecipientDisclosure(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, PhiAccess phi)
{
    /// <summary>Whether a role may see recipients by name at all.</summary>
    public static bool MayReveal(Users.Role? role) => OrderPermissions.SeesRecipientNames(role);

    /// <summary>Name, birth date, numbers and address, and the record of the reveal; null for callers who may not read them. <paramref name="purpose"/> says what for, without names.</summary>
    public async Task<RecipientIdentity?> RevealAsync(Guid id, string purpose, CancellationToken cancel = default)
    {
        if (!MayReveal(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleRecipients().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } recipient)
        {
            return null;
        }

        await phi.RecordAsync(RecipientQueries.Resource, id, PhiAction.Reveal, purpose, cancel);
        var policies = await db.CoveragePolicies.AsNoTracking().Include(p => p.Payer).Where(p => p.RecipientId == id).ToListAsync(cancel);
        return new(EditRecipient.Of(recipient), recipient.FullName, policies.ToDictionary(p => p.Id, CoverageEntry.Of));
    }

    /// <summary>Records that the page of a recipient went to paper.</summary>
    public Task PrintedAsync(Guid id, CancellationToken cancel = default) => phi.RecordAsync(RecipientQueries.Resource, id, PhiAction.Print, "recipient page printed", cancel);
}
