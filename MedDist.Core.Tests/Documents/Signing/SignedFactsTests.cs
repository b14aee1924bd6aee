using MedDist.Core.Documents.Signing;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Signing;

public sealed class SignedFactsTests
{
    private static readonly FormFact[] Signed = [new("Service date", "22 Jun 2026"), new("Quantity", "2"), new("Notes", null), new("Place of service", "11")];

    [Theory]
    [InlineData("Service date", "22 Jun 2026", "")]
    [InlineData("Service date", "23 Jun 2026", "Service date")]
    [InlineData("Service date", null, "Service date")]
    [InlineData("Notes", null, "")]
    [InlineData("Notes", " ", "")]
    [InlineData("Notes", "Leave at the desk", "Notes")]
    [InlineData("Quantity", "20", "Quantity")]
    [InlineData("Quantity", "2 ", "Quantity")]
    public void What_reads_differently_than_when_it_was_signed_is_named(string label, string? value, string changed) =>
        string.Join(", ", SignedFacts.Changed(SignedFacts.Write(Signed), [.. Signed.Select(f => f.Label == label ? f with { Value = value } : f)])).ShouldBe(changed);

    [Fact]
    public void A_line_that_came_or_went_is_a_change() =>
        (string.Join(", ", SignedFacts.Changed(SignedFacts.Write(Signed), [.. Signed, new("Rush", "yes")])), string.Join(", ", SignedFacts.Changed(SignedFacts.Write(Signed), Signed[1..])))
            .ShouldBe(("Rush", "Service date"));

    [Fact]
    public void Where_it_is_not_known_what_was_signed_nothing_is_said_to_differ() => SignedFacts.Changed(null, Signed).ShouldBeEmpty();

    [Theory]
    [InlineData("Service date", "Ashley Nguyen", "Service date changed after the signature, by Ashley Nguyen.")]
    [InlineData("Service date|Items", null, "Service date and items changed after the signature.")]
    [InlineData("Service date|Items|Notes", "Ben Ortiz", "Service date, items and notes changed after the signature, by Ben Ortiz.")]
    public void The_reason_names_labels_and_never_a_value(string labels, string? who, string words) => SignedFacts.Reason(labels.Split('|'), who).ShouldBe(words);
}
