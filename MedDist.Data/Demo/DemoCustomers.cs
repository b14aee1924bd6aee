using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>Organisations and facilities of a tenant.</summary>
internal static class DemoCustomers
{
    public static List<(Organization Row, string Domain)> Organizations(DemoProfile profile, DateOnly today) =>
        [.. profile.Customers.Select((c, i) => (Organization(c, i, Dice.For(DiceStream.Organization, profile.Key, i), today), c.Domain))];

    /// <summary>The facilities, each with who orders there: its organisation's providers and office staff, or the providers where there is no staff.</summary>
    public static List<DemoSite> Sites(DemoProfile profile, IReadOnlyList<(Organization Row, string Domain)> organizations, IReadOnlyList<User> users, DateOnly today)
    {
        var sites = new List<DemoSite>();
        for (var i = 0; i < organizations.Count; i++)
        {
            var providers = users.Where(u => u.Role == Role.Provider && DemoUsers.WorksAt(u, organizations[i].Domain)).ToList();
            var staff = users.Where(u => u.Role == Role.FacilityManager && DemoUsers.WorksAt(u, organizations[i].Domain)).ToList();
            foreach (var facility in profile.Customers[i].Facilities)
            {
                var dice = Dice.For(DiceStream.Facility, profile.Key, sites.Count);
                sites.Add(new(organizations[i].Row, Facility(organizations[i].Row, facility, dice, sites.Count, today), facility.Place, providers, staff.Count > 0 ? staff : providers));
            }
        }

        return sites;
    }

    /// <summary>A facility of the first organisation that orders nothing yet, because a paper is missing.</summary>
    public static Facility Waiting(DemoProfile profile, Organization organization, DateOnly today)
    {
        var dice = Dice.For(DiceStream.Facility, profile.Key, 999);
        var place = profile.Customers[0].Facilities[0].Place;
        var waiting = new Facility
        {
            Id = dice.Id(today.AddDays(-20), 2999),
            OrganizationId = organization.Id,
            Name = $"{place.City} Annex",
            Type = FacilityType.Satellite,
            Identifier = DemoIdentifiers.Npi(dice),
            IdentifierType = FacilityIdentifierType.Npi,
            IsBillTo = false,
            Details = new() { Address = Address(dice, place), Phone = DemoIdentifiers.Phone(dice, place.AreaCode), PlaceOfService = "11" },
        };
        waiting.Become(AccountStatus.Suspended, "The state licence has not come in.");
        return waiting;
    }

    private static Organization Organization(DemoCustomer customer, int rank, Dice dice, DateOnly today)
    {
        var onboarded = today.AddDays(-400 - rank * 23);
        return new()
        {
            Id = dice.Id(today.AddDays(-420), 1000 + rank),
            Name = customer.Name,
            Type = customer.Type,
            TaxId = DemoIdentifiers.Ein(dice),
            OnboardedOn = onboarded,
            Contract = new($"C-{1200 + rank * 7}", onboarded, rank == 1 ? today.AddDays(38) : rank % 3 == 0 ? null : onboarded.AddYears(3), rank % 2 == 0 ? 30 : 45) { Terms = rank == 1 ? "Consigned stock is counted each quarter." : null },
            Details = new() { Contacts = [new("Accounts payable", "Invoices", DemoIdentifiers.Phone(dice, customer.Facilities[0].Place.AreaCode))] },
        };
    }

    private static Facility Facility(Organization organization, DemoFacility facility, Dice dice, int rank, DateOnly today) => new()
    {
        Id = dice.Id(today.AddDays(-420), 2000 + rank),
        OrganizationId = organization.Id,
        Name = facility.Name,
        Type = facility.Type,
        Identifier = DemoIdentifiers.Npi(dice),
        IdentifierType = FacilityIdentifierType.Npi,
        Details = new()
        {
            Address = Address(dice, facility.Place),
            Phone = DemoIdentifiers.Phone(dice, facility.Place.AreaCode),
            PlaceOfService = facility.PlaceOfService,
            Ptan = $"F{dice.Digits(6)}",
            MacJurisdiction = facility.Place.AbMac,
            ShipTo = rank == 0 ? new("2 Dock Road", "Dock B", facility.Place.City, facility.Place.State, facility.Place.PostalCode) : null,
            LicenseState = rank == 0 ? facility.Place.State : null,
            License = rank == 0 ? "HL-204117" : null,
            LicenseEndsOn = rank == 0 ? today.AddDays(210) : null,
            DeliveryInstructions = dice.Chance(40) ? "Receiving opens at 7:30. Cold packs go to the clinic, not to the dock." : null,
        },
    };

    public static Address Address(Dice dice, DemoPlace place) =>
        new($"{dice.Between(101, 9899)} {dice.Pick(DemoNames.Streets)}", null, place.City, place.State, place.PostalCode);
}
