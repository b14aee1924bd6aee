using MedDist.Core.Catalog;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>The clinical and billing context of an order. ICD-10-CM and CPT codes are real and fit the wound or complaint.</summary>
internal static class DemoIntake
{
    private static readonly (string Type, string Location, string[] Codes)[] Wounds =
    [
        ("Diabetic foot ulcer", "Right heel", ["E11.621", "L97.412"]), ("Diabetic foot ulcer", "Left heel", ["E11.621", "L97.422"]), ("Diabetic foot ulcer", "Right foot", ["E11.621", "L97.512"]),
        ("Venous leg ulcer", "Right calf", ["I87.311", "L97.212"]), ("Venous leg ulcer", "Left calf", ["I87.312", "L97.222"]), ("Venous leg ulcer", "Right ankle", ["I83.013"]),
        ("Venous leg ulcer", "Left ankle", ["I83.023"]), ("Arterial ulcer", "Right heel", ["I70.234", "L97.412"]), ("Non-healing surgical wound", "Right lower leg", ["L97.812"]),
    ];

    private static readonly string[] Complaints = ["M17.11", "M17.12", "M54.50", "S93.401A", "S93.402A", "G56.01"];

    private static readonly string[] Frailties = ["M62.81", "R26.89", "Z74.09"];

    private static readonly string[] Treatments = ["Debridement", "Offloading", "Compression", "Moist dressings", "Antibiotics", "Negative pressure"];

    public static OrderIntake For(OrderPlan plan, DemoPerson person, DemoSupplier supplier, User provider, Dice dice)
    {
        var details = person.Site.Facility.Details;
        var payer = person.Payer is { } index ? DemoPayer.All[index] : null;
        var isPartB = supplier.Maker.Field == CategoryType.WoundCare && supplier.Products[0].Type == ProductType.Biologic;
        var intake = new OrderIntake
        {
            PlaceOfService = details.PlaceOfService,
            FacilityPtan = details.Ptan,
            ProviderPtan = provider.Ptan,
            MacJurisdiction = isPartB ? person.Site.Place.AbMac : person.Site.Place.DmeMac,
            PayerPhone = payer is null ? null : DemoIdentifiers.Phone(dice, person.Site.Place.AreaCode),
            PlanType = payer?.Plan,
            NetworkStatus = payer?.Network,
            SnfStatus = details.PlaceOfService == "31",
            SnfDays = details.PlaceOfService == "31" ? dice.Between(3, 60) : null,
        };
        return person.Type == RecipientType.Patient ? Clinical(intake, plan, supplier.Maker.Field, dice) : intake;
    }

    private static OrderIntake Clinical(OrderIntake intake, OrderPlan plan, CategoryType field, Dice dice)
    {
        if (field != CategoryType.WoundCare)
        {
            return intake with { DiagnosisCodes = [dice.Pick(field == CategoryType.Orthopedic ? Complaints : Frailties)] };
        }

        var (type, location, codes) = dice.Pick(Wounds);
        var hadSurgery = dice.Chance(3);
        return intake with
        {
            Wound = new(dice.Between(10, 80) / 10m, dice.Between(10, 50) / 10m, dice.Between(1, 12) / 10m, type, location),
            PreviousTreatments = [.. Treatments.Skip(dice.Next(3)).Take(dice.Between(1, 3))],
            TreatmentDurationWeeks = dice.Between(4, 20),
            DiagnosisCodes = codes,
            HospiceStatus = dice.Chance(1),
            GlobalPeriodStatus = hadSurgery,
            GlobalPeriodCpt = hadSurgery ? "28810" : null,
            GlobalPeriodSurgeryDate = hadSurgery ? plan.StartsOn.AddDays(-dice.Between(10, 60)) : null,
        };
    }
}
