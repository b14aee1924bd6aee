using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>Finds whom the rows of a workbook may be about, among those that the caller may see: some queries for all rows together, none for a single one.</summary>
public sealed class PersonIndex
{
    private const int AtOnce = 500, MostLostZeros = 5, LongestNumber = 15;

    private readonly Dictionary<Guid, KnownPerson> people = [];
    private readonly Dictionary<DateOnly, List<KnownPerson>> byDay = [];
    private readonly Dictionary<string, List<KnownPerson>> byMember = [], byNumber = [], byName = [];

    private PersonIndex()
    {
    }

    /// <summary>Whoever may be meant by a row.</summary>
    public IEnumerable<KnownPerson> For(VerificationLine line)
    {
        var found = new HashSet<KnownPerson>(ReferenceEqualityComparer.Instance);
        Add(line.Born is { } born ? byDay.GetValueOrDefault(born) : null);
        Add(byMember.GetValueOrDefault(PersonMatch.Zeroless(line.Member)));
        Add(byNumber.GetValueOrDefault(PersonMatch.RecordKey(line.RecordNumber)));
        Add(byName.GetValueOrDefault(line.NameKey));
        return found;

        void Add(List<KnownPerson>? some) => found.UnionWith(some ?? []);
    }

    public KnownPerson? Find(Guid id) => people.GetValueOrDefault(id);

    /// <summary>Reads everybody that one of the lines may mean, and those of <paramref name="also"/>.</summary>
    public static async Task<PersonIndex> ReadAsync(MedDistDbContext db, IReadOnlyList<VerificationLine> lines, IReadOnlyCollection<Guid> also, CancellationToken cancel)
    {
        var index = new PersonIndex();
        var rows = new List<(Guid Id, string Name, DateOnly? Born, string Number)>();
        var visible = db.VisibleRecipients().AsNoTracking();
        var namedOn = lines.Where(l => l.Born is not null).GroupBy(l => l.Born!.Value).ToDictionary(g => g.Key, g => g.SelectMany(l => l.Words).ToHashSet(StringComparer.Ordinal));
        foreach (var days in namedOn.Keys.Order().Chunk(AtOnce))
        {
            await AddBornAsync(rows, visible.Where(r => r.DateOfBirth != null && EF.Parameter(days).Contains(r.DateOfBirth.Value)), namedOn, cancel);
        }

        // Who is not found by birth date and name is looked for by numbers and name; a chosen person and one of our own reference by id.
        var known = rows.Select(r => (r.Born, PersonMatch.NameKey(SearchWords.Of(r.Name)))).ToHashSet();
        var open = lines.Where(l => !known.Contains((l.Born, l.NameKey))).ToList();
        var ids = also.Concat(await IdsAsync(db, open, cancel)).ToHashSet();
        ids.ExceptWith(rows.Select(r => r.Id));
        foreach (var some in ids.Chunk(AtOnce))
        {
            rows.AddRange(await RowsAsync(visible.Where(r => EF.Parameter(some).Contains(r.Id)), cancel));
        }

        var members = await MembersAsync(db, [.. rows.Select(r => r.Id).Distinct()], cancel);
        foreach (var row in rows.DistinctBy(r => r.Id))
        {
            index.Add(new(row.Id, row.Name, row.Born, row.Number) { Members = [.. members[row.Id]] });
        }

        return index;
    }

    private void Add(KnownPerson person)
    {
        people[person.Id] = person;
        if (person.Born is { } born)
        {
            Put(byDay, born);
        }

        foreach (var member in person.Members.Select(PersonMatch.Zeroless).Distinct().Where(m => m.Length > 0))
        {
            Put(byMember, member);
        }

        if (PersonMatch.RecordKey(person.RecordNumber) is { Length: > 0 } number)
        {
            Put(byNumber, number);
        }

        Put(byName, person.NameKey);

        void Put<TKey>(Dictionary<TKey, List<KnownPerson>> index, TKey key)
            where TKey : notnull
        {
            if (!index.TryGetValue(key, out var list))
            {
                index[key] = list = [];
            }

            list.Add(person);
        }
    }

    private static async Task<List<(Guid, string, DateOnly?, string)>> RowsAsync(IQueryable<Recipient> recipients, CancellationToken cancel) =>
        [.. (await recipients.Select(r => new { r.Id, r.FullName, r.DateOfBirth, r.Identifier }).ToListAsync(cancel)).Select(r => (r.Id, r.FullName, r.DateOfBirth, r.Identifier))];

    /// <summary>
    /// Of those born on a day only who shares a word of a name with a row of that day: nobody else could fit it by the birth date, and half a tenant may be born on one of the days of a long file. They are looked at
    /// as they come, so that the others are never held.
    /// </summary>
    private static async Task AddBornAsync(List<(Guid, string, DateOnly?, string)> rows, IQueryable<Recipient> born, Dictionary<DateOnly, HashSet<string>> namedOn, CancellationToken cancel)
    {
        await foreach (var r in born.Select(r => new { r.Id, r.FullName, r.DateOfBirth, r.Identifier }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (SearchWords.Of(r.FullName).Any(namedOn[r.DateOfBirth!.Value].Contains))
            {
                rows.Add((r.Id, r.FullName, r.DateOfBirth, r.Identifier));
            }
        }
    }

    private static async Task<HashSet<Guid>> IdsAsync(MedDistDbContext db, List<VerificationLine> lines, CancellationToken cancel)
    {
        HashSet<Guid> ids = [];
        foreach (var keys in lines.SelectMany(l => Padded(MemberId.KeyOf(l.Member))).Distinct().Chunk(AtOnce))
        {
            ids.UnionWith(await db.CoveragePolicies.Where(p => p.MemberKey != null && EF.Parameter(keys).Contains(p.MemberKey)).Select(p => p.RecipientId).ToListAsync(cancel));
        }

        foreach (var numbers in lines.Where(l => l.RecordNumber is not null).SelectMany(l => Padded(SearchWords.Joined(l.RecordNumber)).Append(SearchWords.Joined(l.RecordNumber))).Distinct().Chunk(AtOnce))
        {
            ids.UnionWith(await db.RecipientTerms.Where(t => t.Kind == RecipientTermKind.Identifier && EF.Parameter(numbers).Contains(t.Term)).Select(t => t.RecipientId).ToListAsync(cancel));
        }

        // The longest word of a name is the rarest, as a rule.
        foreach (var words in lines.Select(l => l.Words.MaxBy(w => w.Length)).OfType<string>().Distinct().Chunk(AtOnce))
        {
            ids.UnionWith(await db.RecipientTerms.Where(t => t.Kind == RecipientTermKind.Name && EF.Parameter(words).Contains(t.Term)).Select(t => t.RecipientId).Take(WorkbookCandidates).ToListAsync(cancel));
        }

        return ids;
    }

    private const int WorkbookCandidates = 5_000;

    /// <summary>A number and how it may have been before a spreadsheet took its zeros.</summary>
    private static IEnumerable<string> Padded(string? number) => number is null ? []
        : !number.All(char.IsAsciiDigit) ? [number]
        : Enumerable.Range(0, MostLostZeros + 1).Where(n => n == 0 || number.Length + n <= LongestNumber).Select(n => number.PadLeft(number.Length + n, '0'));

    private static async Task<ILookup<Guid, string>> MembersAsync(MedDistDbContext db, IReadOnlyList<Guid> recipients, CancellationToken cancel)
    {
        List<(Guid Recipient, string Number)> all = [];
        foreach (var some in recipients.Chunk(AtOnce))
        {
            all.AddRange((await db.CoveragePolicies.AsNoTracking().Where(p => EF.Parameter(some).Contains(p.RecipientId) && p.PolicyNumber != null)
                .Select(p => new { p.RecipientId, p.PolicyNumber }).ToListAsync(cancel)).Select(p => (p.RecipientId, p.PolicyNumber!)));
        }

        return all.ToLookup(p => p.Recipient, p => p.Number);
    }
}
