using MedDist.Core.Catalog;
using MedDist.Core.Manufacturers;
using MedDist.Core.Organizations;
using MedDist.Core.Verifications;

namespace MedDist.Data.Demo;

/// <summary>Acme Medical Distribution, the tenant that Ashley coordinates.</summary>
internal static class AcmeProfile
{
    public static readonly DemoProfile Profile = new(
        1, "acme", "Acme Medical Distribution", "America/Chicago", "#0f766e", "ORD", 10_000, DemoPlace.Chicago, Customers(), [.. WoundMakers(), .. OtherMakers()]);

    private static DemoCustomer[] Customers() =>
    [
        new("Larkspur Wound Center", OrganizationType.Clinic, "larkspur",
        [
            new("Larkspur Main Clinic", FacilityType.Main, "11", DemoPlace.Chicago),
            new("Larkspur Peoria", FacilityType.Satellite, "11", DemoPlace.Peoria),
        ]),
        new("Prairie Fern Podiatry", OrganizationType.Practice, "prairiefern", [new("Prairie Fern Podiatry", FacilityType.Main, "11", DemoPlace.DesMoines)]),
        new("Gatewell Regional Hospital", OrganizationType.Hospital, "gatewell",
        [
            new("Gatewell Main Campus", FacilityType.Main, "22", DemoPlace.StLouis), new("Gatewell Outpatient Wound Clinic", FacilityType.Clinic, "19", DemoPlace.StLouis),
            new("Gatewell Surgery Pavilion", FacilityType.Satellite, "24", DemoPlace.StLouis),
        ]),
        new("Blue Alder Vascular Associates", OrganizationType.Practice, "bluealder", [new("Blue Alder Vascular", FacilityType.Main, "11", DemoPlace.Asheville)]),
        new("Sunfield Foot & Ankle", OrganizationType.Practice, "sunfield",
        [
            new("Sunfield Dallas", FacilityType.Main, "11", DemoPlace.Dallas),
            new("Sunfield Houston", FacilityType.Satellite, "11", DemoPlace.Houston),
        ]),
        new("Magnolia Path Home Health", OrganizationType.HomeHealth, "magnoliapath", [new("Magnolia Path Branch Office", FacilityType.Main, "12", DemoPlace.Atlanta)]),
        new("Great Birch Orthopedic Group", OrganizationType.Clinic, "greatbirch",
        [
            new("Great Birch Downtown", FacilityType.Main, "11", DemoPlace.Milwaukee),
            new("Great Birch Brace Shop", FacilityType.Clinic, "11", DemoPlace.Milwaukee),
        ]),
        new("Hudson Fern Surgery Center", OrganizationType.Clinic, "hudsonfern", [new("Hudson Fern Surgery Center", FacilityType.Main, "24", DemoPlace.Albany)]),
        new("Cypress Lantern Pharmacy", OrganizationType.Pharmacy, "cypresslantern",
        [
            new("Cypress Lantern Pharmacy", FacilityType.Main, "01", DemoPlace.Tampa),
            new("Cypress Lantern at Bayside Nursing", FacilityType.Satellite, "31", DemoPlace.Tampa),
        ]),
        new("Highmeadow Limb Preservation", OrganizationType.Clinic, "highmeadow",
        [
            new("Highmeadow Denver", FacilityType.Main, "11", DemoPlace.Denver),
            new("Highmeadow Columbus", FacilityType.Satellite, "11", DemoPlace.Columbus),
        ]),
    ];

    private static DemoMaker[] WoundMakers() =>
    [
        new("Alderbrook Biologics", "Alderbrook", "alderbrook.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Newark,
            [
                new(VerificationType.Insurance, VerificationFrequency.Annual, ["insurance card"]),
                new(VerificationType.PriorAuthorization, VerificationFrequency.Quarterly, ["wound notes", "letter of medical necessity"]),
            ],
            1, new(15, 0), 22, DemoProducts.SheetGrafts, "Susan handles rush orders: call (973) 555-0117 after sending."),
        new("Cedarline Tissue Works", "Cedarline", "cedarline.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Columbus,
            [new(VerificationType.Insurance, VerificationFrequency.PerOrder, ["insurance card", "wound notes"])],
            2, new(14, 0), 18, DemoProducts.CellularGrafts, "Write RUSH in the subject; rush orders ship until 4 pm."),
        new("Harrow & Finch Dressings", "Harrow", "harrowfinch.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Milwaukee,
            [new(VerificationType.Insurance, VerificationFrequency.Annual)], 1, new(16, 0), 18, DemoProducts.Dressings, "No rush service on Fridays."),
        new("Northlake Wound Systems", "Northlake", "northlake.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Chicago,
            [new(VerificationType.Insurance, VerificationFrequency.Quarterly, ["wound measurements"])], 1, new(13, 0), 10, DemoProducts.NegativePressure, "Rush pumps leave from Chicago by courier: ask for Devon."),
        new("Pinecrest Regenerative", "Pinecrest", "pinecrest.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Denver,
            [new(VerificationType.Insurance, VerificationFrequency.Annual)], 2, new(15, 0), 0, DemoProducts.NewGrafts, "", TakesOrders: false),
    ];

    private static DemoMaker[] OtherMakers() =>
    [
        new("Ironwood Orthopedics", "Ironwood", "ironwoodortho.example", CategoryType.Orthopedic, ManufacturerType.Manufacturer, DemoPlace.Dallas,
            [new(VerificationType.Insurance, VerificationFrequency.Annual)], 2, new(15, 0), 14, DemoProducts.Braces, "Custom sizes cannot be rushed."),
        new("Summerhill Home Medical", "Summerhill", "summerhill.example", CategoryType.Dme, ManufacturerType.Distributor, DemoPlace.Atlanta,
            [], 1, new(17, 0), 12, DemoProducts.HomeEquipment, "Same-day delivery in Atlanta before noon."),
        new("Brightwater Compounding", "Brightwater", "brightwater.example", CategoryType.Pharmaceutical, ManufacturerType.Compounding, DemoPlace.Tampa,
            [new(VerificationType.Insurance, VerificationFrequency.Monthly, ["prescription"])], 1, new(12, 0), 6, DemoProducts.Pharmacy, "Pharmacist on call for rush: (813) 555-0148."),
        new("Larchmont Dressings", "Larchmont", "larchmont.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Newark,
            [new(VerificationType.Insurance, VerificationFrequency.Annual)], 1, new(16, 0), 0, DemoProducts.Dressings,
            "Packs once a day. Rush orders leave at once: ring (973) 555-0126 as well.", Combine: CombineOrders.AtCutOff),
    ];
}
