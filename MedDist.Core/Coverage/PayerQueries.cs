using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>A payer to choose.</summary>
public sealed record PayerChoice(Guid Id, string Name, PayerType Type, string? Identifier, string? Phone);

/// <summary>Reads payers for the type-ahead.</summary>
public sealed class PayerQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>Active payers whose name holds every word typed, or whose payer id begins with it; those that begin with it first. Without text, all.</summary>
    public async Task<IReadOnlyList<PayerChoice>> SearchAsync(string? typed, int take = 10, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);

        // A distributor has hundreds of payers at most, so that they are looked through here.
        var payers = await db.Payers.AsNoTracking().Where(p => p.IsActive).OrderBy(p => p.Name).ToListAsync(cancel);
        var words = (typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. payers.Where(p => words.All(w => p.Name.Contains(w, StringComparison.OrdinalIgnoreCase) || p.Identifier?.StartsWith(w, StringComparison.OrdinalIgnoreCase) == true))
                .OrderBy(p => words.Length > 0 && p.Name.StartsWith(words[0], StringComparison.OrdinalIgnoreCase) ? 0 : 1).Take(take)
                .Select(p => new PayerChoice(p.Id, p.Name, p.Type, p.Identifier, p.Contact.Phone)),
        ];
    }
}
