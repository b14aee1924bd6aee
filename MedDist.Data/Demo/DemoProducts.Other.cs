using MedDist.Core.Catalog;
using static MedDist.Core.Catalog.ProductType;

namespace MedDist.Data.Demo;

internal static partial class DemoProducts
{
    private const string Legs = "Lower limb braces";
    private const string Spine = "Spine and arm braces";
    private const string Mobility = "Walking aids";
    private const string Beds = "Beds and support surfaces";
    private const string Topical = "Topical";
    private const string Rinses = "Rinses and solutions";

    /// <summary>HCPCS Level II codes of prefabricated orthoses (2020 long descriptors).</summary>
    public static readonly IReadOnlyList<DemoProduct> Braces =
    [
        Brace("L1833", "adjustable knee brace", Legs, 612m), Brace("L1812", "elastic knee brace with joints", Legs, 118m), Brace("L1902", "ankle gauntlet", Legs, 84m),
        Brace("L1906", "multiligament ankle support", Legs, 126m), Brace("L1971", "plastic ankle-foot brace with joint", Legs, 478m), Brace("L4361", "pneumatic walking boot", Legs, 305m),
        Brace("L1930", "plastic ankle-foot brace", Legs, 272m), Brace("L0648", "lumbar brace with rigid panels", Spine, 890m), Brace("L3908", "wrist cock-up brace", Spine, 62m),
        Brace("L1830", "knee immobilizer", Legs, 96m),
    ];

    /// <summary>HCPCS Level II codes of durable medical equipment (2020 long descriptors).</summary>
    public static readonly IReadOnlyList<DemoProduct> HomeEquipment =
    [
        Equipped("E0100", "cane", Mobility, 24m), Equipped("E0114", "underarm crutches, pair", Mobility, 48m), Equipped("E0143", "folding wheeled walker", Mobility, 112m),
        Equipped("E0149", "heavy duty wheeled walker", Mobility, 198m), Equipped("E0163", "commode chair", Mobility, 96m), Equipped("E0184", "dry pressure mattress", Beds, 245m),
        Equipped("E0185", "gel mattress pad", Beds, 289m), Equipped("E0191", "heel protector", Beds, 11m), Equipped("E0260", "semi-electric hospital bed", Beds, 1290m),
        Equipped("E0277", "powered air mattress", Beds, 3480m),
    ];

    /// <summary>National drug codes in FDA's 5-4-2 form; the labeler 99999 and the numbers are made up, as the word DEMO in each name says.</summary>
    public static readonly IReadOnlyList<DemoProduct> Pharmacy =
    [
        Medicine("99999-0101-30", "DEMO collagenase ointment, 30 g", Topical, 286m), Medicine("99999-0102-15", "DEMO mupirocin ointment 2 %, 15 g", Topical, 24m),
        Medicine("99999-0103-60", "DEMO silver sulfadiazine cream 1 %, 60 g", Topical, 31m), Medicine("99999-0104-12", "DEMO lidocaine gel 4 %, 12 g", Topical, 19m),
        Medicine("99999-0201-50", "DEMO hypochlorous solution, 500 ml", Rinses, 28m), Medicine("99999-0202-10", "DEMO saline flush, 10 ml", Rinses, 2.20m),
    ];

    private static DemoProduct Brace(string code, string name, string category, decimal price) =>
        new(code, name, category, Device, "each", price, [new("Small", price), new("Medium", price), new("Large", price), new("X-large", price)]);

    private static DemoProduct Equipped(string code, string name, string category, decimal price) => new(code, name, category, Equipment, "each", price, []);

    private static DemoProduct Medicine(string ndc, string name, string category, decimal price) => new(ndc, name, category, Drug, "each", price, [], ProductCodeType.Ndc);
}
