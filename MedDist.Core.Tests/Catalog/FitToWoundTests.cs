using MedDist.Core.Catalog;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Catalog;

public sealed class FitToWoundTests
{
    [Theory]
    [InlineData(1.8, 1.9, "2 x 2|2 x 3|4 x 4", "1 × 2 x 2 cm", 0.58)]
    [InlineData(1.9, 2.9, "2 x 2|2 x 3|4 x 4", "1 × 2 x 3 cm", 0.49)]
    [InlineData(2.9, 1.9, "2 x 2|2 x 3|4 x 4", "1 × 2 x 3 cm", 0.49)] // turned
    [InlineData(4, 3.9, "2 x 2|2 x 3|4 x 4", "1 × 4 x 4 cm", 0.4)]
    [InlineData(4, 2, "2 x 2|4 x 4", "2 × 2 x 2 cm", 0)]
    [InlineData(5, 2, "2 x 2|2 x 3|4 x 4", "1 × 2 x 3 cm, 1 × 2 x 2 cm", 0)]
    [InlineData(6, 4, "2 x 3|4 x 4", "4 × 2 x 3 cm", 0)]
    [InlineData(8, 4, "2 x 2|4 x 4", "2 × 4 x 4 cm", 0)] // as much as eight small ones, in fewer pieces
    [InlineData(4.1, 2, "2 x 2|4 x 4|2 x 5", "1 × 2 x 5 cm", 1.8)]
    public void The_sizes_with_the_least_waste_are_chosen_and_then_the_fewest(decimal length, decimal width, string sizes, string pieces, decimal discarded)
    {
        var answer = FitToWound.Answer(new(length, width), Sizes(sizes)).Answer!;
        string.Join(", ", answer.Pieces.Select(p => $"{p.Count} × {p.Size.Label}")).ShouldBe(pieces);
        answer.DiscardedCm2.ShouldBe(discarded);
    }

    [Fact]
    public void The_overlap_counts_as_wound_on_every_side()
    {
        var answer = FitToWound.Answer(new(2, 2, 0.5m), Sizes("2 x 2|3 x 3|4 x 4")).Answer!;
        answer.Pieces.ShouldHaveSingleItem().Size.Label.ShouldBe("3 x 3 cm");
        answer.DiscardedCm2.ShouldBe(0);
    }

    [Fact]
    public void Enough_area_of_the_wrong_shape_does_not_cover()
    {
        // 4 cm² of 1.5 × 3 pieces: one has more area than the wound, and is too narrow.
        var answer = FitToWound.Answer(new(2, 2), Sizes("1.5 x 3|3 x 3")).Answer!;
        answer.Pieces.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Size.Label.ShouldBe("3 x 3 cm"), p => p.Count.ShouldBe(1));
    }

    [Fact]
    public void A_round_piece_covers_a_wound_whose_corners_lie_inside()
    {
        ProductSize disc = new("7.5 cm disc", 0, 44.2m);
        FitToWound.Answer(new(5, 5), [disc]).Answer!.Placed.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.IsRound.ShouldBeTrue(), p => p.X.ShouldBe(-1.25m));
        FitToWound.Answer(new(5.5m, 5.5m), [disc]).Answer.ShouldBeNull();
    }

    [Fact]
    public void A_fit_that_is_not_possible_says_why()
    {
        FitToWound.Answer(new(2, 2), [new("40 mg vial", 1)]).WhyNot!.ShouldStartWith("This product is not sold in sheets");
        FitToWound.Answer(new(2, 2), null).WhyNot!.ShouldStartWith("This product is not sold in sheets");
        FitToWound.Answer(new(30, 30), Sizes("2 x 2")).WhyNot!.ShouldStartWith("No 8 pieces of this product cover the wound.");
        FitToWound.Answer(new(60, 3), Sizes("2 x 2")).WhyNot!.ShouldStartWith("Sizes are fitted to wounds up to 50 cm");
    }

    [Theory]
    [InlineData("2 x 3 cm", 30, 20)]
    [InlineData("2 × 3 cm", 30, 20)]
    [InlineData("3 x 3.5 cm", 35, 30)]
    [InlineData("20x30mm", 30, 20)]
    [InlineData("7.5 cm disc", 75, 75)]
    public void Sides_are_read_from_labels(string label, int longer, int shorter) => SheetShape.Of(label).ShouldBe(new SheetShape(longer, shorter, label.EndsWith("disc", StringComparison.Ordinal)));

    [Theory]
    [InlineData("40 mg vial")]
    [InlineData("Large")]
    [InlineData("0 x 3 cm")]
    public void A_label_without_sides_has_none(string label) => SheetShape.Of(label).ShouldBeNull();

    /// <summary>Trying every combination of up to four pieces, laid out by an independent rule, never finds a better one; and what the search finds covers.</summary>
    [Fact]
    public void No_combination_of_up_to_four_pieces_beats_the_search()
    {
        var dice = new Random(20260615);
        for (var round = 0; round < 120; round++)
        {
            var sizes = Enumerable.Range(0, dice.Next(1, 4)).Select(_ => (Long: dice.Next(2, 9), Short: dice.Next(2, 6))).Distinct()
                .Select(s => Size(Math.Max(s.Long, s.Short), Math.Min(s.Long, s.Short))).DistinctBy(s => s.Label).ToList();
            var (length, width) = (dice.Next(4, 26) / 2m, dice.Next(4, 18) / 2m);
            var found = FitToWound.Answer(new(length, width), sizes).Answer;
            var brute = Combinations(sizes, 4).Where(c => Covers(c, length, width)).Select(c => (Area: c.Sum(s => s.AreaCm2!.Value), c.Count)).OrderBy(c => c.Area).ThenBy(c => c.Count).ToList();
            var what = $"{length} × {width} of {string.Join(", ", sizes.Select(s => s.Label))}";
            if (brute.Count > 0)
            {
                found.ShouldNotBeNull(what);
                (found.AreaCm2, found.AreaCm2 == brute[0].Area ? found.Count : 0).ShouldBeLessThanOrEqualTo((brute[0].Area, found.AreaCm2 == brute[0].Area ? brute[0].Count : 0), what);
            }

            found?.Placed.Count.ShouldBe(found.Count, what);
            if (found is not null)
            {
                IsCoveredEverywhere(found).ShouldBeTrue(what);
            }
        }
    }

    /// <summary>Samples the wound at the middle of every half millimetre square of a coarse grid: each point lies under a piece.</summary>
    private static bool IsCoveredEverywhere(FitAnswer fit)
    {
        for (var x = 0.05m; x < fit.Question.CoverLengthCm; x += 0.25m)
        {
            for (var y = 0.05m; y < fit.Question.CoverWidthCm; y += 0.25m)
            {
                if (!fit.Placed.Any(p => p.X <= x && x <= p.X + p.LengthCm && p.Y <= y && y <= p.Y + p.WidthCm))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static IEnumerable<List<ProductSize>> Combinations(List<ProductSize> sizes, int most, int from = 0)
    {
        for (var i = from; i < sizes.Count && most > 0; i++)
        {
            yield return [sizes[i]];
            foreach (var more in Combinations(sizes, most - 1, i))
            {
                yield return [sizes[i], .. more];
            }
        }
    }

    private static bool Covers(List<ProductSize> pieces, decimal length, decimal width) => Rows(pieces, length, width) || Rows(pieces, width, length);

    /// <summary>Takes any part of the pieces as a row, in any directions, and covers the rest with what is left.</summary>
    private static bool Rows(List<ProductSize> left, decimal length, decimal width)
    {
        if (width <= 0)
        {
            return true;
        }

        for (var part = 1; part < 1 << left.Count; part++)
        {
            var row = left.Where((_, i) => (part >> i & 1) == 1).ToList();
            var rest = left.Where((_, i) => (part >> i & 1) == 0).ToList();
            for (var turns = 0; turns < 1 << row.Count; turns++)
            {
                var sides = row.Select((s, i) => (turns >> i & 1) == 1 ? (Along: Side(s, 0), Across: Side(s, 1)) : (Along: Side(s, 1), Across: Side(s, 0))).ToList();
                if (sides.Sum(s => s.Along) >= length && Rows(rest, length, width - sides.Min(s => s.Across)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static decimal Side(ProductSize size, int which) => decimal.Parse(size.Label.Replace(" cm", "", StringComparison.Ordinal).Split(" x ")[which], System.Globalization.CultureInfo.InvariantCulture);

    private static List<ProductSize> Sizes(string sizes) => [.. sizes.Split('|').Select(s => s.Split(" x ")).Select(s =>
        Size(decimal.Parse(s[0], System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(s[1], System.Globalization.CultureInfo.InvariantCulture)))];

    private static ProductSize Size(decimal one, decimal other) => new(FormattableString.Invariant($"{one} x {other} cm"), 0, one * other);
}
