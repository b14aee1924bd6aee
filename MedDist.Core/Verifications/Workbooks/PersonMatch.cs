using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Coverage;
using MedDist.Core.Recipients;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>What is known of a recipient when a row may be about them.</summary>
public sealed record KnownPerson(Guid Id, string Name, DateOnly? Born, string RecordNumber)
{
    public IReadOnlyList<string> Words { get; } = SearchWords.Of(Name);

    public string NameKey => field ??= PersonMatch.NameKey(Words);

    public IReadOnlyList<string> Members { get; init; } = [];
}

/// <summary>What came of looking for a row's person: one, with what it rests on; or several that somebody has to choose from; or nobody.</summary>
public sealed record PersonAnswer(Guid? Id, int Confidence, string Why, IReadOnlyList<StagedCandidate> Candidates);

/// <summary>
/// The rule of who is meant: two facts have to agree (of name, birth date, member id, record number) and none may contradict, and nobody else may fit as well. Everything else is asked. Lost leading zeros
/// are no contradiction; a name without its middle initial is none either.
/// </summary>
public static class PersonMatch
{
    private const int MostCandidates = 5, LeastToAsk = 30;

    private enum Fit
    {
        Unknown,
        Agrees,

        /// <summary>Neither speaks for nor against: an initial, a second first name.</summary>
        Close,
        Differs,
    }

    public static PersonAnswer Find(VerificationLine line, IEnumerable<KnownPerson> people)
    {
        var found = people.Select(p => new Comparison(line, p)).Where(c => c.Score >= LeastToAsk).OrderByDescending(c => c.Score).ThenBy(c => c.Person.Id).ToList();
        var sure = found.FindAll(c => c.IsSure);
        if (sure.Count > 1)
        {
            // Of two with the same name and birth date, the one whose number agrees, where the other's is not known.
            sure = sure.FindAll(c => c.HasNumber) is [var numbered] ? [numbered] : sure;
        }

        return sure is [var one]
            ? new(one.Person.Id, one.Confidence, one.Words, [])
            : new(null, 0, sure.Count > 1 ? "Several people fit equally well." : "", [.. (sure.Count > 1 ? sure : found).Take(MostCandidates).Select(c => new StagedCandidate(c.Person.Id, Math.Min(c.Confidence, 89), c.Words))]);
    }

    /// <summary>What in a row speaks against the person that our own reference names; null where nothing does.</summary>
    public static string? Contradiction(VerificationLine line, KnownPerson person) => new Comparison(line, person) is { Name: Fit.Differs } or { Born: Fit.Differs } ? new Comparison(line, person).Words : null;

    /// <summary>Words in an order that does not depend on how they were written.</summary>
    public static string NameKey(IReadOnlyList<string> words) => words switch
    {
        [] => "",
        [var one] => one,
        [var a, var b] => string.CompareOrdinal(a, b) <= 0 ? $"{a} {b}" : $"{b} {a}",
        _ => string.Join(' ', words.Order(StringComparer.Ordinal)),
    };

    /// <summary>Numbers as they are compared: letters and digits, without leading zeros.</summary>
    public static string Zeroless(string? number)
    {
        var plain = string.Concat((number ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return plain.TrimStart('0');
    }

    /// <summary>A record number by its digits: <c>MRN-00123</c> is 123.</summary>
    public static string RecordKey(string? number) => SearchWords.Joined(number).TrimStart([.. "abcdefghijklmnopqrstuvwxyz"]).TrimStart('0');

    private sealed class Comparison(VerificationLine line, KnownPerson person)
    {
        public KnownPerson Person => person;

        public Fit Name { get; } = line.NameKey.Length > 0 && line.NameKey == person.NameKey ? Fit.Agrees : NameFit(line.Words, person.Words);

        public Fit Born { get; } = line.Born is null || person.Born is null ? Fit.Unknown : line.Born == person.Born ? Fit.Agrees : Fit.Differs;

        public Fit Member { get; } = MemberFit(line.Member, person.Members);

        public Fit Number { get; } = line.RecordNumber is null || RecordKey(line.RecordNumber).Length == 0 ? Fit.Unknown : RecordKey(line.RecordNumber) == RecordKey(person.RecordNumber) ? Fit.Agrees : Fit.Differs;

        private IEnumerable<(Fit Fit, string Word, int For, int Against)> Facts =>
            [(Name, "name", 40, -30), (Born, "birth date", 30, -30), (Member, "member ID", 30, -15), (Number, "record number", 25, -15)];

        public int Score => Facts.Sum(f => f.Fit switch { Fit.Agrees => f.For, Fit.Differs => f.Against, Fit.Close => f.For / 2, _ => 0 });

        public bool HasNumber => Member == Fit.Agrees || Number == Fit.Agrees;

        public bool IsSure => Facts.Count(f => f.Fit == Fit.Agrees) >= 2 && Facts.All(f => f.Fit is not Fit.Differs) && Name is not Fit.Close;

        public int Confidence => IsSure ? Facts.Count(f => f.Fit == Fit.Agrees) > 2 ? 100 : 95 : Math.Clamp(Score, 1, 89);

        public string Words
        {
            get
            {
                var (agree, differ) = (Names(Fit.Agrees), Names(Fit.Differs));
                var close = Name == Fit.Close ? "the name is close" : null;
                var parts = new[] { Says(agree, "agree"), close, Says(differ, "differ") }.OfType<string>().ToList();
                return parts.Count == 0 ? "Nothing to compare." : char.ToUpperInvariant(parts[0][0]) + string.Join("; ", parts)[1..] + ".";
            }
        }

        private static string? Says(string? names, string verb) => names is null ? null : $"{names} {verb}{(names.Contains(" and ", StringComparison.Ordinal) ? "" : "s")}";

        private string? Names(Fit fit) => Facts.Where(f => f.Fit == fit).Select(f => f.Word).ToList() switch
        {
            [] => null,
            [var one] => one,
            var some => string.Join(", ", some.SkipLast(1)) + " and " + some[^1],
        };

        private static Fit NameFit(IReadOnlyList<string> said, IReadOnlyList<string> known)
        {
            if (said.Count == 0 || known.Count == 0)
            {
                return Fit.Unknown;
            }

            var (a, b) = (said.Order(StringComparer.Ordinal).ToList(), known.Order(StringComparer.Ordinal).ToList());
            if (a.SequenceEqual(b))
            {
                return Fit.Agrees;
            }

            // Middle initials and second names that one of the two leaves out.
            var (fewer, more) = a.Count <= b.Count ? (a, b) : (b, a);
            if (fewer.Count >= 2 && fewer.All(more.Contains))
            {
                return more.Except(fewer).All(w => w.Length == 1) ? Fit.Agrees : Fit.Close;
            }

            var shared = a.Intersect(b).Any(w => w.Length > 1);
            return shared && a.Except(b).All(x => b.Except(a).Any(y => x[0] == y[0])) ? Fit.Close : Fit.Differs;
        }

        private static Fit MemberFit(string? said, IReadOnlyList<string> known)
        {
            var key = Zeroless(said);
            return MemberId.KeyOf(said) is null && key.Length < 4 || known.Count == 0 ? Fit.Unknown : known.Any(k => Zeroless(k) == key) ? Fit.Agrees : Fit.Differs;
        }
    }
}
