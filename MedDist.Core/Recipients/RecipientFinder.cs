using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Recipients;

/// <summary>A recipient that was found, how well (0 is best) and by what.</summary>
public sealed record FoundRecipient(Recipient Recipient, int Rank, string? Why);

/// <summary>
/// Looks up what a search was taken apart into: each way to be found is one question that an index answers, and the candidates are ranked here. Where a name, a birth date and a number are given, all
/// of them must fit.
/// </summary>
public sealed class RecipientFinder(MedDistDbContext db, RecipientSearch search)
{
    private readonly Dictionary<Guid, FoundRecipient> found = [];

    public async Task<IReadOnlyCollection<FoundRecipient>> FindAsync(CancellationToken cancel)
    {
        await ByNumbersAsync(cancel);
        if (search.Numbers.Count == 0 && search.Phone is null && search.WholeNumber is null)
        {
            Keep(await ByNameOrBirth(db, search).Take(RecipientQueries.Candidates).ToListAsync(cancel), 3, null);
        }

        return found.Values;
    }

    /// <summary>Recipients by their name's words and birth date; ordered so that the beginning is worth looking at.</summary>
    public static IQueryable<Recipient> ByNameOrBirth(MedDistDbContext db, RecipientSearch search)
    {
        var narrowed = Narrow(db.VisibleRecipients().AsNoTracking(), search);
        if (search.BornOn is not null || search.Words.Count == 0)
        {
            return search.BornOn is null ? narrowed.Where(r => false) : narrowed.OrderBy(r => r.FullName).ThenBy(r => r.Id);
        }

        var word = search.Words.MaxBy(w => w.Length)!;
        var to = word + SearchWords.Last;
        return db.RecipientTerms.Where(t => t.Kind == RecipientTermKind.Name && t.Term.CompareTo(word) >= 0 && t.Term.CompareTo(to) <= 0)
            .Join(narrowed, t => t.RecipientId, r => r.Id, (t, r) => new { t.Term, Recipient = r }).OrderBy(f => f.Term).ThenBy(f => f.Recipient.Id).Select(f => f.Recipient);
    }

    /// <summary>Recipients whose record number or phone begins with one of these.</summary>
    public static IQueryable<Recipient> ByNumber(MedDistDbContext db, IQueryable<Recipient> among, string number)
    {
        var to = number + SearchWords.Last;
        return db.RecipientTerms.Where(t => (t.Kind == RecipientTermKind.Identifier || t.Kind == RecipientTermKind.Phone) && t.Term.CompareTo(number) >= 0 && t.Term.CompareTo(to) <= 0)
            .Join(among, t => t.RecipientId, r => r.Id, (t, r) => new { t.Term, Recipient = r }).OrderBy(f => f.Term).ThenBy(f => f.Recipient.Id).Select(f => f.Recipient);
    }

    /// <summary>Recipients with exactly this member id.</summary>
    public static IQueryable<Recipient> ByMember(MedDistDbContext db, IQueryable<Recipient> among, string key) =>
        db.CoveragePolicies.Where(p => p.MemberKey == key).Join(among, p => p.RecipientId, r => r.Id, (p, r) => r);

    private static IQueryable<Recipient> Narrow(IQueryable<Recipient> recipients, RecipientSearch search)
    {
        foreach (var word in search.Words)
        {
            var begins = " " + word;
            recipients = recipients.Where(r => r.SearchText.Contains(begins));
        }

        return search.BornOn is { } day ? recipients.Where(r => r.DateOfBirth == day) : recipients;
    }

    private async Task ByNumbersAsync(CancellationToken cancel)
    {
        var all = db.VisibleRecipients().AsNoTracking();
        if (search.MemberKey is { } member)
        {
            Keep(await ByMember(db, search.BornOn is { } day ? all.Where(r => r.DateOfBirth == day) : all, member).Take(RecipientQueries.Candidates).ToListAsync(cancel), 0, "member id");
        }

        if (search.Phone is { } phone)
        {
            Keep(await ByNumber(db, Narrow(all, search), phone).Take(RecipientQueries.Candidates).ToListAsync(cancel), 1, "phone");
        }

        foreach (var number in search.Numbers)
        {
            Keep(await ByNumber(db, Narrow(all, search), number).Take(RecipientQueries.Candidates).ToListAsync(cancel), 2, "number");
        }

        if (search.WholeNumber is { } whole)
        {
            Keep(await ByNumber(db, all, whole).Take(RecipientQueries.Candidates).ToListAsync(cancel), 2, "number");
        }
    }

    private void Keep(List<Recipient> recipients, int rank, string? why)
    {
        foreach (var recipient in recipients)
        {
            var mine = new FoundRecipient(recipient, (rank * 10) + Fit(recipient, why), why);
            if (!found.TryGetValue(recipient.Id, out var before) || mine.Rank < before.Rank)
            {
                found[recipient.Id] = mine;
            }
        }
    }

    /// <summary>Words that are whole parts of the name are better than beginnings, and a whole record number than its beginning.</summary>
    private int Fit(Recipient recipient, string? why)
    {
        if (why == "number")
        {
            var joined = SearchWords.Joined(recipient.Identifier);
            return search.Numbers.Append(search.WholeNumber).Any(n => n is not null && joined.EndsWith(n, StringComparison.Ordinal)) ? 0 : 1;
        }

        var parts = SearchWords.Of(recipient.FullName);
        var whole = search.Words.Count(w => parts.Contains(w));
        return search.Words.Count - whole + (parts.Count > search.Words.Count ? 1 : 0);
    }
}
