using MedDist.Core.Orders;
using MedDist.Core.Verifications;

namespace MedDist.Core.Documents;

/// <summary>
/// A document that the manufacturer wants is not on file: those of a verification while it does not cover the order, and those that each customer hands in once. A
/// document counts by its <see cref="Document.RequirementName"/>, else by its file name.
/// </summary>
public sealed class DocumentMissingFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("document.missing", FlagSeverity.Warns, "Document missing");

    public FlagReason? Judge(Order order, OrderSurroundings around)
    {
        var sentences = Asked(order, around).Select(a => $"Not on file: {string.Join(", ", a.Missing)}. {a.Why}").ToList();
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    /// <summary>The names of the documents that are wanted and not on file, each once.</summary>
    public static IReadOnlyList<string> Missing(Order order, OrderSurroundings around) => [.. Asked(order, around).SelectMany(a => a.Missing).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<(IReadOnlyList<string> Missing, string Why)> Asked(Order order, OrderSurroundings around)
    {
        if (around.Manufacturer is not { Settings: { } settings } manufacturer)
        {
            return [];
        }

        return around.AnswersFor(order).Where(a => !a.Answer.Covers)
            .Select(a => (a.Required.Documents ?? [], $"{manufacturer.Name} wants it with the {VerificationPolicy.Label(a.Required.Type)}."))
            .Append((settings.OnboardingDocuments, $"{manufacturer.Name} wants it once from each customer."))
            .Select(a => (NotOnFile(a.Item1, around), a.Item2)).Where(a => a.Item1.Count > 0);
    }

    private static IReadOnlyList<string> NotOnFile(IReadOnlyList<string> names, OrderSurroundings around) =>
        [.. names.Where(n => !around.Documents.Any(d => Plain(d).Contains(Plain(n), StringComparison.Ordinal)))];

    /// <summary>Lower-case letters and digits: "Insurance_Card (2).pdf" holds "insurance card".</summary>
    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
