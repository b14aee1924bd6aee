using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>Reads the terms of many cases at once: three queries, however many there are.</summary>
public static class VerificationTermsReader
{
    private static readonly VerificationType[] StandOnCover = [VerificationType.Insurance, VerificationType.PriorAuthorization];

    /// <param name="db">The caller's context.</param>
    /// <param name="keys">The cases; in chunks of some hundreds, as every database limits its parameters.</param>
    /// <param name="today">The tenant's day: cover that ended before it is not looked at.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<VerificationKey, VerificationTerms>> ForAsync(MedDistDbContext db, IReadOnlyCollection<VerificationKey> keys, DateOnly today, CancellationToken cancel = default)
    {
        var manufacturers = keys.Select(k => k.ManufacturerId).Distinct().ToList();
        var recipients = keys.Where(k => StandOnCover.Contains(k.Type)).Select(k => k.RecipientId).Distinct().ToList();
        var required = (await db.ManufacturerSettings.AsNoTracking().Where(s => EF.Parameter(manufacturers).Contains(s.ManufacturerId)).ToListAsync(cancel)).ToDictionary(s => s.ManufacturerId, s => s.RequiredVerifications);
        var covers = (await db.CoveragePolicies.Where(p => EF.Parameter(recipients).Contains(p.RecipientId) && p.IsPrimary && (p.TerminatesOn == null || p.TerminatesOn >= today))
            .Select(p => new { p.Id, p.RecipientId, p.EffectiveOn, p.TerminatesOn }).ToListAsync(cancel)).ToLookup(p => p.RecipientId);
        var endsWithPlanYear = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Settings.VerificationsEndWithPlanYear;
        return keys.Distinct().ToDictionary(k => k, k =>
        {
            var frequency = required.GetValueOrDefault(k.ManufacturerId)?.FirstOrDefault(r => r.Type == k.Type)?.Frequency ?? VerificationFrequency.Annual;
            var cover = StandOnCover.Contains(k.Type) ? covers[k.RecipientId].OrderByDescending(p => p.EffectiveOn).FirstOrDefault() : null;
            return new VerificationTerms(frequency, cover?.TerminatesOn, cover?.Id, endsWithPlanYear && StandOnCover.Contains(k.Type));
        });
    }
}
