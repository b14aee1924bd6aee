using MedDist.Core.Auditing;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Recipients;

/// <summary>Finds who may be the same as somebody being entered: a warning with the reason in words. Looks only among those that the caller may see.</summary>
public sealed class RecipientDuplicates(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, PhiAccess phi)
{
    private const int Most = 5;
    private const int Candidates = 50;

    /// <summary>Who has the same name and birth date, member id, record number or phone; the strongest reasons first. <paramref name="except"/> is the one being edited.</summary>
    public async Task<IReadOnlyList<DuplicateCandidate>> FindAsync(RecipientEntry entry, Guid? except = null, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayEdit(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var reasons = new Dictionary<Guid, List<(int Weight, string Words)>>();
        var rows = new Dictionary<Guid, Recipient>();
        foreach (var (weight, words, found) in await LookAsync(db, entry, cancel))
        {
            foreach (var recipient in found.Where(r => r.Id != except))
            {
                rows[recipient.Id] = recipient;
                (reasons.TryGetValue(recipient.Id, out var known) ? known : reasons[recipient.Id] = []).Add((weight, words));
            }
        }

        var best = rows.Values.OrderByDescending(r => reasons[r.Id].Sum(x => x.Weight)).ThenBy(r => r.FullName, StringComparer.OrdinalIgnoreCase).Take(Most).ToList();
        await phi.RecordHitsAsync(RecipientQueries.Resource, [.. best.Select(r => r.Id)], "possible duplicates", cancel);
        var places = await RecipientQueries.PlacesAsync(db, best, cancel);
        return [.. best.Select(r => new DuplicateCandidate(
            r.Id, r.Type, r.FullName, r.DateOfBirth, r.Identifier, RecipientQueries.PlaceOf(r, places), [.. reasons[r.Id].OrderByDescending(x => x.Weight).Select(x => x.Words).Distinct()]))];
    }

    private static async Task<IReadOnlyList<(int Weight, string Words, IReadOnlyList<Recipient> Found)>> LookAsync(MedDistDbContext db, RecipientEntry entry, CancellationToken cancel)
    {
        List<(int, string, IReadOnlyList<Recipient>)> all = [.. await ByNameAsync(db, entry, cancel)];
        var visible = db.VisibleRecipients().AsNoTracking();
        foreach (var key in MemberKeys(entry))
        {
            all.Add((8, "Same member id", await RecipientFinder.ByMember(db, visible, key).Take(Candidates).ToListAsync(cancel)));
        }

        if (SearchWords.Joined(entry.Identifier) is { Length: > 0 } number)
        {
            all.Add((4, "Same record number", await ByTermAsync(db, visible, RecipientTermKind.Identifier, number, cancel)));
        }

        if (PhoneNumber.DigitsOf(entry.Phone) is { } phone)
        {
            all.Add((2, "Same phone number", await ByTermAsync(db, visible, RecipientTermKind.Phone, phone, cancel)));
        }

        return all;
    }

    private static async Task<IReadOnlyList<(int, string, IReadOnlyList<Recipient>)>> ByNameAsync(MedDistDbContext db, RecipientEntry entry, CancellationToken cancel)
    {
        var mine = SearchWords.Of($"{entry.FirstName} {entry.LastName}");
        if (mine.Count == 0)
        {
            return [];
        }

        if (entry.DateOfBirth is not { } born)
        {
            // Customers and facilities have no birth date: the same name is enough.
            return entry.FirstName is not null ? [] : [(4, "Same name", [.. (await ByTermAsync(db, db.VisibleRecipients().AsNoTracking().Where(r => r.Type != RecipientType.Patient), RecipientTermKind.Name, mine.MaxBy(w => w.Length)!, cancel))
                .Where(r => IsSame(mine, SearchWords.Of(r.FullName)))])];
        }

        var sameDay = await db.VisibleRecipients().AsNoTracking().Where(r => r.DateOfBirth == born).Take(Candidates * 4).ToListAsync(cancel);
        var same = sameDay.Where(r => IsSame(mine, SearchWords.Of(r.FullName))).ToList();
        var last = SearchWords.Of(entry.LastName);
        var first = SearchWords.Joined(entry.FirstName);
        var near = sameDay.Except(same).Where(r => first.Length > 0 && IsSame(last, SearchWords.Of(r.LastName)) && SearchWords.Joined(r.FirstName).StartsWith(first[..1], StringComparison.Ordinal)).ToList();
        return [(10, "Same name and date of birth", same), (5, "Same last name, initial and date of birth", near)];
    }

    private static async Task<IReadOnlyList<Recipient>> ByTermAsync(MedDistDbContext db, IQueryable<Recipient> among, RecipientTermKind kind, string term, CancellationToken cancel) =>
        await db.RecipientTerms.Where(t => t.Kind == kind && t.Term == term).Join(among, t => t.RecipientId, r => r.Id, (t, r) => r).Take(Candidates).ToListAsync(cancel);

    private static IEnumerable<string> MemberKeys(RecipientEntry entry) =>
        entry is NewRecipient { } fresh ? new[] { fresh.Primary, fresh.Secondary }.Select(c => MemberId.KeyOf(c?.PolicyNumber)).OfType<string>().Distinct() : [];

    /// <summary>The same words, whichever of them stands first.</summary>
    private static bool IsSame(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.Count > 0 && a.Order(StringComparer.Ordinal).SequenceEqual(b.Order(StringComparer.Ordinal));
}
