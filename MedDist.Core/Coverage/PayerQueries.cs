using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>A payer to choose.</summary>
public sealed record PayerChoice(Guid Id, string Name, PayerType Type, string? Identifier, string? Phone);

/// <summary>Reads payers for the type-ahead.</summary>
public sealed class PayerQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>Active payers whose name holds every word typed, or whose payer id begins with it; those that begin with it first. Without text, the first by name.</summary>
    public async Task<IReadOnlyList<PayerChoice>> SearchAsync(string? typed, int take = 10, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);

        var payers = db.Payers.AsNoTracking().Where(p => p.IsActive);
        var words = (typed ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
#pragma warning disable CA1304, CA1307, CA1310, CA1311, CA1862 // the database lowers and compares; a culture or comparison option cannot be translated
        foreach (var word in words)
        {
            payers = payers.Where(p => p.Name.ToLower().Contains(word) || (p.Identifier != null && p.Identifier.ToLower().StartsWith(word)));
        }

        var begins = words.Length > 0 ? words[0] : "";
        var rows = await payers.OrderBy(p => p.Name.ToLower().StartsWith(begins) ? 0 : 1).ThenBy(p => p.Name).Take(take).ToListAsync(cancel);
#pragma warning restore CA1304, CA1307, CA1310, CA1311, CA1862
        return [.. rows.Select(p => new PayerChoice(p.Id, p.Name, p.Type, p.Identifier, p.Contact.Phone))];
    }
}
