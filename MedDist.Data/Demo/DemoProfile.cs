using MedDist.Core.Catalog;
using MedDist.Core.Manufacturers;
using MedDist.Core.Organizations;

namespace MedDist.Data.Demo;

/// <summary>
/// One tenant of the demo as it is written down: who it is, whom it supplies, whom it buys from. The key keeps the dice of the tenants apart; the accent
/// has at least 4.5:1 against white (WCAG 2.2, 1.4.3); however big the demo, at most about <paramref name="MostOpen"/> orders are open.
/// </summary>
internal sealed record DemoProfile(
    int Key, string Subdomain, string Name, string TimeZone, string AccentColor, string OrderPrefix, int MostOpen, DemoPlace Home,
    IReadOnlyList<DemoCustomer> Customers, IReadOnlyList<DemoMaker> Makers);

/// <summary>An organisation and its facilities; <paramref name="Domain"/> is also how its users are found among the sign-ins.</summary>
internal sealed record DemoCustomer(string Name, OrganizationType Type, string Domain, IReadOnlyList<DemoFacility> Facilities);

/// <summary>One facility; the place of service is the CMS code.</summary>
internal sealed record DemoFacility(string Name, FacilityType Type, string PlaceOfService, DemoPlace Place);

/// <summary>
/// A manufacturer. The brand begins its products' names; the weight says how many orders it gets, compared with the others; one does not take orders,
/// because nobody has entered its order contact yet, and one wants its orders together, once a day.
/// </summary>
internal sealed record DemoMaker(
    string Name, string Brand, string Domain, CategoryType Field, ManufacturerType Type, DemoPlace Place, IReadOnlyList<VerificationRequirement> Requires,
    int LeadTimeDays, TimeOnly CutOff, int Weight, IReadOnlyList<DemoProduct> Products, string RushNote, bool TakesOrders = true,
    CombineOrders Combine = CombineOrders.Immediately);

/// <summary>A product before it has a brand; sizes are empty where it comes in one.</summary>
internal sealed record DemoProduct(
    string Code, string Name, string Category, ProductType Type, string Unit, decimal Price, IReadOnlyList<ProductSize> Sizes, ProductCodeType CodeType = ProductCodeType.Hcpcs,
    bool NeedsVascular = false);
