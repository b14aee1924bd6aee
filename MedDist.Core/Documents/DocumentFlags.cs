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
        if (around.Manufacturer is not { Settings: { } settings } manufacturer)
        {
            return null;
        }

        List<string> sentences = [];
        foreach (var (required, _) in around.AnswersFor(order).Where(a => !a.Answer.Covers))
        {
            Ask(required.Documents ?? [], $"{manufacturer.Name} wants it with the {VerificationPolicy.Label(required.Type)}.");
        }

        Ask(settings.OnboardingDocuments, $"{manufacturer.Name} wants it once from each customer.");
        return sentences.Count == 0 ? null : string.Join(' ', sentences);

        void Ask(IReadOnlyList<string> names, string why)
        {
            var missing = names.Where(n => !around.Documents.Any(d => Plain(d).Contains(Plain(n), StringComparison.Ordinal))).ToList();
            if (missing.Count > 0)
            {
                sentences.Add($"Not on file: {string.Join(", ", missing)}. {why}");
            }
        }
    }

    /// <summary>Lower-case letters and digits: "Insurance_Card (2).pdf" holds "insurance card".</summary>
    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
