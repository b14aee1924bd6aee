using MedDist.Core.Catalog;
using MedDist.Core.Manufacturers;
using MedDist.Core.Organizations;
using MedDist.Core.Verifications;

namespace MedDist.Data.Demo;

/// <summary>Bluebird Surgical Supply, the second tenant, whose rows Acme must never see.</summary>
internal static class BluebirdProfile
{
    public static readonly DemoProfile Profile = new(
        2, "bluebird", "Bluebird Surgical Supply", "America/Los_Angeles", "#1d4ed8", "BB", 3_000, DemoPlace.Sacramento, Customers(), [.. WoundMakers(), .. OtherMakers()]);

    private static DemoCustomer[] Customers() =>
    [
        new("Sagebrush Foot Clinic", OrganizationType.Practice, "sagebrush", [new("Sagebrush Foot Clinic", FacilityType.Main, "11", DemoPlace.Boise)]),
        new("Redwood Hollow Surgical", OrganizationType.Clinic, "redwoodhollow",
        [
            new("Redwood Hollow Sacramento", FacilityType.Main, "24", DemoPlace.Sacramento),
            new("Redwood Hollow Los Angeles", FacilityType.Satellite, "11", DemoPlace.LosAngeles),
        ]),
        new("Rain Harbor Hospital", OrganizationType.Hospital, "rainharbor",
        [
            new("Rain Harbor Main", FacilityType.Main, "22", DemoPlace.Seattle),
            new("Rain Harbor Wound Clinic", FacilityType.Clinic, "19", DemoPlace.Seattle),
        ]),
        new("Desert Lantern Podiatry", OrganizationType.Practice, "desertlantern", [new("Desert Lantern Phoenix", FacilityType.Main, "11", DemoPlace.Phoenix)]),
        new("Silver Juniper Vascular", OrganizationType.Practice, "silverjuniper", [new("Silver Juniper Vascular", FacilityType.Main, "11", DemoPlace.LasVegas)]),
        new("Wasatch Fern Home Health", OrganizationType.HomeHealth, "wasatchfern", [new("Wasatch Fern Branch", FacilityType.Main, "12", DemoPlace.SaltLakeCity)]),
        new("Palm Cove Wound Care", OrganizationType.Clinic, "palmcove", [new("Palm Cove Honolulu", FacilityType.Main, "11", DemoPlace.Honolulu)]),
        new("Boulder Fork Orthopedics", OrganizationType.Clinic, "boulderfork",
        [
            new("Boulder Fork Portland", FacilityType.Main, "11", DemoPlace.Portland),
            new("Boulder Fork Seattle", FacilityType.Satellite, "11", DemoPlace.Seattle),
        ]),
    ];

    private static DemoMaker[] WoundMakers() =>
    [
        new("Tidewell Biologics", "Tidewell", "tidewell.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.LosAngeles,
            [new(VerificationType.Insurance, VerificationFrequency.Annual), new(VerificationType.PriorAuthorization, VerificationFrequency.Quarterly, ["wound notes"])],
            1, new(14, 0), 22, DemoProducts.SheetGrafts, "Rush line: (213) 555-0163."),
        new("Fernwick Cellular", "Fernwick", "fernwick.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Portland,
            [new(VerificationType.Insurance, VerificationFrequency.PerOrder, ["insurance card"])], 2, new(13, 0), 16, DemoProducts.CellularGrafts, "Ask for Noor on rush orders."),
        new("Copperline Dressings", "Copperline", "copperline.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Phoenix,
            [new(VerificationType.Insurance, VerificationFrequency.Annual)], 1, new(15, 0), 20, DemoProducts.Dressings, "Rush orders by noon."),
        new("Glacier Loop Therapies", "Glacier Loop", "glacierloop.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.Seattle,
            [new(VerificationType.Insurance, VerificationFrequency.Quarterly)], 1, new(13, 0), 8, DemoProducts.NegativePressure, "Courier in the Seattle area only."),
        new("Quailrun Regenerative", "Quailrun", "quailrun.example", CategoryType.WoundCare, ManufacturerType.Manufacturer, DemoPlace.SaltLakeCity,
            [new(VerificationType.Insurance, VerificationFrequency.Annual)], 2, new(15, 0), 0, DemoProducts.NewGrafts, "", TakesOrders: false),
    ];

    private static DemoMaker[] OtherMakers() =>
    [
        new("Basalt Bracing", "Basalt", "basaltbracing.example", CategoryType.Orthopedic, ManufacturerType.Manufacturer, DemoPlace.Boise,
            [new(VerificationType.Insurance, VerificationFrequency.Annual)], 2, new(15, 0), 16, DemoProducts.Braces, "No rush on custom braces."),
        new("Harborlight Home Care", "Harborlight", "harborlight.example", CategoryType.Dme, ManufacturerType.Distributor, DemoPlace.Sacramento,
            [], 1, new(16, 0), 12, DemoProducts.HomeEquipment, "Same-day delivery around Sacramento."),
        new("Mission Fern Pharmacy", "Mission Fern", "missionfern.example", CategoryType.Pharmaceutical, ManufacturerType.Pharmacy, DemoPlace.LosAngeles,
            [new(VerificationType.Insurance, VerificationFrequency.Monthly, ["prescription"])], 1, new(12, 0), 6, DemoProducts.Pharmacy, "Call before noon for rush."),
    ];
}
