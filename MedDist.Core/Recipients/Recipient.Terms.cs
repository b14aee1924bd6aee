using MedDist.Core.Kernel;

namespace MedDist.Core.Recipients;

/// <summary>What a recipient is found by.</summary>
public sealed partial class Recipient
{
    private readonly List<RecipientTerm> terms = [];

    /// <summary>The words and numbers that the search looks up; follow from name, identifier and phone.</summary>
    public IReadOnlyList<RecipientTerm> Terms => terms;

    private List<RecipientTerm> Describe(string newIdentifier, string? first, string? last, RecipientDetails newDetails)
    {
        (identifier, firstName, lastName, details) = (newIdentifier, first, last, newDetails);
        var name = string.Join(' ', new[] { first, last }.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p!.Trim()));
        FullName = name.Length > 0 ? name : identifier;
        var wanted = Wanted().Distinct().ToList();
        SearchText = string.Concat(wanted.Select(w => " " + w.Term));
        var gone = terms.Where(t => !wanted.Contains((t.Kind, t.Term))).ToList();
        gone.ForEach(t => terms.Remove(t));
        terms.AddRange(wanted.Where(w => !terms.Exists(t => (t.Kind, t.Term) == w)).Select(w => new RecipientTerm { RecipientId = Id, TenantId = TenantId, Kind = w.Kind, Term = w.Term }));
        return gone;
    }

    private IEnumerable<(RecipientTermKind Kind, string Term)> Wanted()
    {
        foreach (var word in SearchWords.Of(FullName))
        {
            yield return (RecipientTermKind.Name, word);
        }

        // MRN-1001 is found as mrn1001 and as 1001.
        var plain = SearchWords.Joined(identifier);
        var digits = plain.TrimStart([.. "abcdefghijklmnopqrstuvwxyz"]);
        foreach (var form in new[] { plain, digits }.Where(f => f.Length > 0))
        {
            yield return (RecipientTermKind.Identifier, form);
        }

        if (PhoneNumber.DigitsOf(details.Phone) is { } phone)
        {
            yield return (RecipientTermKind.Phone, phone);
        }
    }
}

/// <summary>What a term of a recipient is.</summary>
public enum RecipientTermKind
{
    Name,
    Identifier,
    Phone,
}

/// <summary>One word or number that a recipient is found by: an index of the search, made and removed with what it follows from. No record of its own, so it carries no version and leaves no trail.</summary>
public sealed class RecipientTerm : ITenantOwned
{
    public const int MaxLength = 100;

    public Guid TenantId { get; init; }

    public required Guid RecipientId { get; init; }

    public required RecipientTermKind Kind { get; init; }

    /// <summary>Lower-case letters a to z and digits.</summary>
    public required string Term { get; init; }
}
