namespace MedDist.Core.Catalog;

/// <summary>A wound to be covered, in cm, with the overlap wanted on each side.</summary>
public sealed record FitQuestion(decimal LengthCm, decimal WidthCm, decimal MarginCm = 0)
{
    public decimal CoverLengthCm => LengthCm + 2 * MarginCm;

    public decimal CoverWidthCm => WidthCm + 2 * MarginCm;
}

/// <summary>A piece as it lies on the wound, in cm from one corner; what lies beyond the wound is cut off.</summary>
public sealed record PlacedPiece(string Label, decimal X, decimal Y, decimal LengthCm, decimal WidthCm, bool IsRound = false);

/// <summary>How many of one size.</summary>
public sealed record FitPiece(ProductSize Size, int Count);

/// <summary>A combination of sizes that covers the wound.</summary>
/// <param name="Question">The wound.</param>
/// <param name="Pieces">The sizes, the largest first.</param>
/// <param name="Placed">How they lie.</param>
public sealed record FitAnswer(FitQuestion Question, IReadOnlyList<FitPiece> Pieces, IReadOnlyList<PlacedPiece> Placed)
{
    public int Count => Pieces.Sum(p => p.Count);

    public decimal AreaCm2 => Pieces.Sum(p => p.Count * p.Size.AreaCm2!.Value);

    /// <summary>What is ordered beyond the wound and its overlap.</summary>
    public decimal DiscardedCm2 => AreaCm2 - Question.CoverLengthCm * Question.CoverWidthCm;
}

/// <summary>The answer, or why there is none.</summary>
public sealed record FitResult(FitAnswer? Answer, string? WhyNot);

/// <summary>
/// Which sizes cover a wound with the least discarded cm², then with the fewest pieces (product idea I18; since 2026 discarded product is not paid). The rule of covering: pieces lie in rows along one
/// side of the wound, in either direction each; in a row their sides add up to the length at least, the narrowest piece is the row's width, and the rows' widths add up to the other side at
/// least. A round piece counts alone, where the wound's corners lie inside it. The search is exact under this rule for at most <see cref="MostPieces"/> pieces, in steps of a millimetre.
/// Knows no prices.
/// </summary>
public static class FitToWound
{
    public const int MostPieces = 8;
    private const int MostMm = 500;

    public static FitResult Answer(FitQuestion wound, IReadOnlyList<ProductSize>? sizes)
    {
        var known = (sizes ?? []).Where(s => s.AreaCm2 > 0).Select(s => (Size: s, Shape: SheetShape.Of(s.Label))).Where(s => s.Shape is not null).Select(s => new Sheet(s.Size, s.Shape!)).ToList();
        if (known.Count == 0)
        {
            return new(null, "This product is not sold in sheets with sides, so that sizes cannot be fitted. Order by its own unit.");
        }

        var (length, width) = (Millimetres(wound.CoverLengthCm), Millimetres(wound.CoverWidthCm));
        if (length <= 0 || width <= 0 || length > MostMm || width > MostMm)
        {
            return new(null, $"Sizes are fitted to wounds up to {MostMm / 10} cm on a side. Choose the sizes yourself.");
        }

        var flat = known.FindAll(s => !s.Shape.IsRound);
        var best = Candidates().Where(c => c is not null).OrderBy(c => c!.AreaCm2).ThenBy(c => c!.Count).FirstOrDefault();
        return best is null ? new(null, $"No {MostPieces} pieces of this product cover the wound. Choose a larger one, or the sizes yourself.") : new(best, null);

        IEnumerable<FitAnswer?> Candidates()
        {
            yield return new RowFit(flat, length, width).Solve() is { } along ? Of(wound, along, false) : null;
            yield return new RowFit(flat, width, length).Solve() is { } across ? Of(wound, across, true) : null;
            foreach (var round in known.Where(s => s.Shape.IsRound && s.Shape.LongMm * s.Shape.LongMm >= length * length + width * width))
            {
                var diameter = round.Shape.LongMm / 10m;
                yield return new(wound, [new(round.Size, 1)], [new(round.Size.Label, (wound.CoverLengthCm - diameter) / 2, (wound.CoverWidthCm - diameter) / 2, diameter, diameter, true)]);
            }
        }
    }

    // A wound is never covered too little by rounding.
    private static int Millimetres(decimal cm) => (int)Math.Ceiling(cm * 10);

    private static FitAnswer Of(FitQuestion wound, IReadOnlyList<FitRow> rows, bool isAcross)
    {
        List<PlacedPiece> placed = [];
        var y = 0m;
        foreach (var row in rows.OrderByDescending(r => r.WidthMm))
        {
            var x = 0m;
            foreach (var (sheet, along, across) in row.Pieces)
            {
                var (a, c) = (along / 10m, across / 10m);
                placed.Add(isAcross ? new(sheet.Size.Label, y, x, c, a) : new(sheet.Size.Label, x, y, a, c));
                x += a;
            }

            y += row.WidthMm / 10m;
        }

        var pieces = rows.SelectMany(r => r.Pieces).GroupBy(p => p.Sheet.Size).Select(g => new FitPiece(g.Key, g.Count())).OrderByDescending(p => p.Size.AreaCm2).ThenBy(p => p.Size.Label, StringComparer.Ordinal);
        return new(wound, [.. pieces], placed);
    }
}

/// <summary>A size and its sides.</summary>
internal sealed record Sheet(ProductSize Size, SheetShape Shape);

/// <summary>Pieces side by side: each with its extent along the row and across it; the narrowest makes the row.</summary>
internal sealed record FitRow(int WidthMm, IReadOnlyList<(Sheet Sheet, int AlongMm, int AcrossMm)> Pieces)
{
    public decimal AreaCm2 => Pieces.Sum(p => p.Sheet.Size.AreaCm2!.Value);
}

/// <summary>Covers a rectangle with rows of sheets: the best row for each width and number of pieces, then the best rows for the other side. Both by dynamic programming over millimetres.</summary>
internal sealed class RowFit(IReadOnlyList<Sheet> sheets, int lengthMm, int widthMm)
{
    private const int Most = FitToWound.MostPieces;

    private readonly List<(Sheet Sheet, int Along, int Across)> turned =
    [
        .. sheets.SelectMany(s => s.Shape.LongMm == s.Shape.ShortMm ? [(s, s.Shape.LongMm, s.Shape.ShortMm)] : new[] { (s, s.Shape.LongMm, s.Shape.ShortMm), (s, s.Shape.ShortMm, s.Shape.LongMm) }),
    ];

    /// <summary>The rows with the least area, then the fewest pieces; null where <see cref="FitToWound.MostPieces"/> do not suffice.</summary>
    public IReadOnlyList<FitRow>? Solve()
    {
        var rows = turned.Select(t => t.Across).Distinct().SelectMany(RowsOf).ToList();
        var best = new (decimal Area, FitRow? Last)[Most + 1, widthMm + 1];
        for (var pieces = 0; pieces <= Most; pieces++)
        {
            for (var wide = 1; wide <= widthMm; wide++)
            {
                best[pieces, wide] = (decimal.MaxValue, null);
                foreach (var row in rows.Where(r => r.Pieces.Count <= pieces))
                {
                    var before = best[pieces - row.Pieces.Count, Math.Max(0, wide - row.WidthMm)];
                    if (before.Area < decimal.MaxValue && before.Area + row.AreaCm2 < best[pieces, wide].Area)
                    {
                        best[pieces, wide] = (before.Area + row.AreaCm2, row);
                    }
                }
            }
        }

        var count = Enumerable.Range(0, Most + 1).MinBy(p => best[p, widthMm].Area);
        return best[count, widthMm].Last is null ? null : [.. Back(count)];

        IEnumerable<FitRow> Back(int pieces)
        {
            for (var wide = widthMm; wide > 0;)
            {
                var row = best[pieces, wide].Last!;
                yield return row;
                (pieces, wide) = (pieces - row.Pieces.Count, wide - row.WidthMm);
            }
        }
    }

    /// <summary>For each number of pieces the row of least area whose pieces are all at least this wide and reach the length.</summary>
    private IEnumerable<FitRow> RowsOf(int rowWidth)
    {
        var fitting = turned.Where(t => t.Across >= rowWidth).ToList();
        var best = new (decimal Area, int Last)[Most + 1, lengthMm + 1];
        for (var pieces = 1; pieces <= Most; pieces++)
        {
            for (var along = 1; along <= lengthMm; along++)
            {
                best[pieces, along] = (decimal.MaxValue, -1);
                for (var i = 0; i < fitting.Count; i++)
                {
                    var rest = Math.Max(0, along - fitting[i].Along);
                    var before = rest == 0 ? pieces == 1 ? 0 : decimal.MaxValue : pieces == 1 ? decimal.MaxValue : best[pieces - 1, rest].Area;
                    if (before < decimal.MaxValue && before + fitting[i].Sheet.Size.AreaCm2!.Value < best[pieces, along].Area)
                    {
                        best[pieces, along] = (before + fitting[i].Sheet.Size.AreaCm2!.Value, i);
                    }
                }
            }

            if (best[pieces, lengthMm].Last >= 0)
            {
                yield return new(rowWidth, [.. Back(pieces)]);
            }
        }

        IEnumerable<(Sheet, int, int)> Back(int pieces)
        {
            for (var along = lengthMm; along > 0; pieces--)
            {
                var piece = fitting[best[pieces, along].Last];
                yield return piece;
                along -= piece.Along;
            }
        }
    }
}
