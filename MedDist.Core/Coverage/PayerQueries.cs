using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>A payer to choose.</summary>
public sealed record PayerChoice(Guid Id, string Name, PayerType Type, string? Identifier, string? Phone)
{
    /// <summary>The type of its only plan; null where it has several, or none is known.</summary>
    public PlanType? OnlyPlan { get; init; }

    /// <summary>What a new policy begins with.</summary>
    public PlanType? Plan => OnlyPlan ?? CoverageEntry.UsualPlan(Type, Name);
}

/// <summary>Reads payers for the type-ahead.</summary>
public sealed class PayerQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>Active payers by the beginning of name, payer id or alias, then by the beginnings of words. Without text, the first by name.</summary>
    public async Task<IReadOnlyList<PayerChoice>> SearchAsync(string? typed, int take = 10, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await BeginningSearch.FindAsync(db.Payers.AsNoTracking().Where(p => p.IsActive), typed, take, cancel);
        return [.. rows.Select(p => new PayerChoice(p.Id, p.Name, p.Type, p.Identifier, p.Contact.Phone) { OnlyPlan = p.Details.Plans is [var only] ? only.Type : null })];
    }
}
