using System.ComponentModel.DataAnnotations;

namespace MedDist.Core.Documents.Signing;

/// <summary>A signature: one's own name, typed, and the statement confirmed.</summary>
/// <param name="SeenVersion">Which state of the order was read; a later one is read first.</param>
public sealed record SignDocument(int SeenVersion)
{
    public const string Attestation = "I have read this order form. It is correct, the product is medically necessary, and I sign it electronically with my name.";

    [Required(ErrorMessage = "Type your name.")]
    [StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string? TypedName { get; init; }

    public bool Attested { get; init; }

    /// <summary>Whether the typed name is that of the account: letters count; capitals, titles in front and degrees behind do not.</summary>
    public bool IsNameOf(string fullName) => Letters(TypedName ?? "") is { Length: > 0 } typed && typed == Letters(fullName);

    private static string Letters(string name) =>
        string.Join(' ', name.Split(',')[0].ToLowerInvariant().Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(w => w is "dr" or "prof"));
}

/// <summary>A document that waits for the caller's signature.</summary>
public sealed record DocumentToSign(Guid Id, Guid OrderId, string OrderNumber, string? RecipientName, string? ManufacturerName, DateOnly? ServiceDate, DateTimeOffset AskedAt, int OrderVersion)
{
    /// <summary>Why an earlier signature does not count any more; null where it is the first that is asked for.</summary>
    public string? Because { get; init; }

    public Guid? RecipientId { get; init; }
}
