using MedDist.Core.Catalog;
using static MedDist.Core.Catalog.ProductType;

namespace MedDist.Data.Demo;

/// <summary>
/// What the made-up manufacturers sell. Names are made up, codes are real (HCPCS Level II; skin substitutes and dressings checked against CMS OPPS
/// Addendum B of April 2026 and the 2020 long descriptors). The unit is the code's own: not every Q41xx is billed by the square centimetre.
/// </summary>
internal static partial class DemoProducts
{
    public const string Grafts = "Skin substitutes";
    private const string Advanced = "Advanced dressings";
    private const string Basic = "Bandages and gauze";
    private const string Pressure = "Negative pressure";

    public static readonly IReadOnlyList<DemoProduct> SheetGrafts =
    [
        Sheet("Q4186", "amnion sheet", 118m, "2 x 2", "2 x 3", "4 x 4", "5 x 6"),
        Sheet("Q4187", "cord matrix", 124m, "2 x 3", "3 x 5", "5 x 6"),
        Sheet("Q4154", "dehydrated membrane", 109m, "2 x 2", "3 x 3.5", "4 x 4", "6 x 6"),
        Sheet("Q4159", "fresh amnion", 127.14m, "1.5 x 1.5", "2.5 x 2.5"),
        Sheet("Q4160", "chorion shield", 112m, "2 x 3", "4 x 4", "6 x 6"),
        Sheet("Q4151", "dual layer membrane", 104m, "2 x 2", "2 x 4", "4 x 6"),
        Sheet("Q4133", "placental sheet", 121m, "2 x 2", "3 x 4", "5 x 5"),
        new("Q4145", "amnion powder", Grafts, Biologic, "1 mg", 9.80m, [new("40 mg vial", 392m), new("100 mg vial", 980m)]),
        new("Q4168", "membrane particulate", Grafts, Biologic, "1 mg", 8.40m, [new("40 mg vial", 336m), new("160 mg vial", 1344m)]),
    ];

    public static readonly IReadOnlyList<DemoProduct> CellularGrafts =
    [
        Sheet("Q4101", "living bilayer", 127.14m, "7.5 cm disc=44.2"),
        Sheet("Q4102", "submucosa matrix", 88m, "3 x 3.5", "3 x 7"),
        Sheet("Q4121", "split-thickness graft", 116m, "2 x 2", "3 x 4.2", "5 x 7.5"),
        Sheet("Q4110", "dermal scaffold", 99m, "4 x 4", "6 x 6", "8 x 8"),
        Sheet("Q4122", "acellular dermis", 125m, "2 x 3", "4 x 4", "5 x 9"),
        Sheet("Q4158", "fish skin matrix", 96m, "3 x 3.5", "3 x 7", "7 x 10"),
        Sheet("Q4196", "collagen antimicrobial sheet", 92m, "2 x 4", "3 x 4", "5 x 9"),
        new("Q4114", "flowable matrix", Grafts, Biologic, "1 cc", 410m, [new("3 cc kit", 1230m)]),
        new("Q4118", "urinary bladder powder", Grafts, Biologic, "1 mg", 3.10m, [new("100 mg", 310m), new("500 mg", 1550m)]),
    ];

    public static readonly IReadOnlyList<DemoProduct> NewGrafts =
    [
        Sheet("Q4205", "membrane wrap", 119m, "2 x 2", "4 x 4"), Sheet("Q4124", "tri-layer matrix", 94m, "3 x 3.5", "5 x 7"), Sheet("Q4128", "dermal allograft", 127.14m, "4 x 4", "4 x 8", "5 x 10"),
    ];

    public static readonly IReadOnlyList<DemoProduct> Dressings =
    [
        Dressing("A6021", "collagen pad, 16 sq in or less", 22.40m), Dressing("A6022", "collagen pad, 16 to 48 sq in", 31.90m), Dressing("A6196", "alginate, 16 sq in or less", 8.10m),
        Dressing("A6197", "alginate, 16 to 48 sq in", 18.20m), Dressing("A6203", "composite with border, 16 sq in or less", 3.70m), Dressing("A6206", "contact layer, 16 sq in or less", 7.60m),
        Dressing("A6209", "foam, 16 sq in or less", 8.30m), Dressing("A6212", "foam with border, 16 sq in or less", 10.80m), Dressing("A6213", "foam with border, 16 to 48 sq in", 16.50m),
        Dressing("A6234", "hydrocolloid, 16 sq in or less", 7.20m), Dressing("A6242", "hydrogel, 16 sq in or less", 6.90m), Dressing("A6251", "absorptive, 16 sq in or less", 2.30m),
        Dressing("A6257", "transparent film, 16 sq in or less", 1.70m), new("A6402", "sterile gauze, 16 sq in or less", Basic, Supply, "each", 0.14m, []),
        new("A6446", "conforming bandage, 3 to 5 in", Basic, Supply, "yard", 0.47m, []), new("A6452", "high compression bandage, 3 to 5 in", Basic, Supply, "yard", 6.30m, []) { NeedsVascular = true },
        new("A6456", "zinc paste bandage, 3 to 5 in", Basic, Supply, "yard", 1.40m, []) { NeedsVascular = true },
    ];

    public static readonly IReadOnlyList<DemoProduct> NegativePressure =
    [
        new("E2402", "portable pump", Pressure, Equipment, "month", 1380m, []),
        new("A6550", "dressing set", Pressure, Supply, "each", 24.90m, [new("Small", 22.90m), new("Medium", 24.90m), new("Large", 31.50m)]),
        new("A6154", "wound pouch", Pressure, Supply, "each", 15.60m, []),
    ];

    private static DemoProduct Dressing(string code, string name, decimal price) => new(code, name, Advanced, Supply, "each", price, []);

    /// <summary>A sheet billed by the square centimetre; "2 x 3" is in centimetres, "=44.2" names the area of what is not a rectangle.</summary>
    private static DemoProduct Sheet(string code, string name, decimal perCm2, params string[] sizes) =>
        new(code, name, Grafts, Biologic, "sq cm", perCm2, [.. sizes.Select(s => Sized(s, perCm2))]);

    private static ProductSize Sized(string size, decimal perCm2)
    {
        var named = size.Split('=');
        if (named.Length == 2)
        {
            return OfArea(named[0], Number(named[1]), perCm2);
        }

        var sides = size.Split(" x ");
        return OfArea($"{size} cm", Number(sides[0]) * Number(sides[1]), perCm2);
    }

    private static ProductSize OfArea(string label, decimal area, decimal perCm2) => new(label, decimal.Round(area * perCm2, 2), area);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
