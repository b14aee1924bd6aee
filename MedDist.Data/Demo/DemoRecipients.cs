using System.Globalization;
using MedDist.Core.Coverage;
using MedDist.Core.Recipients;

namespace MedDist.Data.Demo;

/// <summary>What an order takes over from its recipient. The payer is the index of the primary one, null for customers and facilities.</summary>
internal sealed record DemoPerson(int Number, Guid Id, RecipientType Type, string? FirstName, string LastName, DemoSite Site, int? Payer, Guid PolicyId)
{
    public string FullName => FirstName is null ? LastName : $"{FirstName} {LastName}";
}

/// <summary>The recipients of a tenant, each made from its number alone, so that none has to be kept.</summary>
internal sealed class DemoRecipients(DemoTenant demo)
{
    private const int OneCustomerIn = 40;
    private const int OneFacilityIn = 60;

    // Two people of one name: who says no more of them than that has to be asked.
    private static readonly int[] JohnSmiths = [8, 9];

    private static readonly string[] Companies = ["Home Care", "Rehab Partners", "Senior Living", "Wellness Supply"];

    public static RecipientType TypeOf(int number) =>
        number % OneFacilityIn == OneFacilityIn - 1 ? RecipientType.Facility : number % OneCustomerIn == OneCustomerIn - 1 ? RecipientType.Customer : RecipientType.Patient;

    public DemoPerson Person(int number)
    {
        var dice = demo.Dice(DiceStream.Recipient, number);
        var id = dice.Id(demo.Calendar.Today.AddDays(-400), number);
        var site = demo.Sites[dice.Next(demo.Sites.Count)];
        var type = TypeOf(number);
        var last = dice.Pick(DemoNames.Last);
        DemoPerson person = type switch
        {
            RecipientType.Patient => new(number, id, type, dice.Pick(DemoNames.First), last, site, dice.Weighted(DemoPayer.Weights), dice.Id(demo.Calendar.Today.AddDays(-399), number)),
            RecipientType.Customer => new(number, id, type, null, $"{last} {dice.Pick(Companies)}", site, null, Guid.Empty),
            _ => new(number, id, type, null, $"{last} Court Nursing", site, null, Guid.Empty),
        };
        return JohnSmiths.Contains(number) ? person with { FirstName = "John", LastName = "Smith" } : person;
    }

    public Recipient Row(DemoPerson person)
    {
        var dice = demo.Dice(DiceStream.Recipient, person.Number, 1);
        var isPatient = person.Type == RecipientType.Patient;
        return new()
        {
            Id = person.Id,
            Type = person.Type,
            OrganizationId = person.Site.Organization.Id,
            FacilityId = person.Site.Facility.Id,
            Identifier = string.Create(CultureInfo.InvariantCulture, $"{(isPatient ? "MRN" : person.Type == RecipientType.Customer ? "CUS" : "FAC")}-{100_000 + person.Number}"),
            FirstName = person.FirstName,
            LastName = person.LastName,
            DateOfBirth = isPatient ? new DateOnly(1931, 1, 1).AddDays(dice.Next(55 * 365)) : null,
            Details = new(isPatient ? (dice.Chance(50) ? "F" : "M") : null, DemoIdentifiers.Phone(dice, person.Site.Place.AreaCode), DemoCustomers.Address(dice, person.Site.Place)),
        };
    }

    /// <summary>The primary policy, and for one patient in five a secondary one.</summary>
    public IEnumerable<CoveragePolicy> Policies(DemoPerson person)
    {
        if (person.Payer is not { } payer)
        {
            yield break;
        }

        var dice = demo.Dice(DiceStream.Coverage, person.Number);
        yield return Policy(person, payer, person.PolicyId, isPrimary: true, dice);
        if (dice.Chance(20))
        {
            yield return Policy(person, DemoPayer.All[payer].IsMedicare ? 2 : 5, dice.Id(demo.Calendar.Today.AddDays(-398), person.Number), isPrimary: false, dice);
        }
    }

    private CoveragePolicy Policy(DemoPerson person, int payer, Guid id, bool isPrimary, Dice dice)
    {
        var plan = DemoPayer.All[payer];
        var isSelf = !isPrimary || plan.IsMedicare || dice.Chance(75);
        return new()
        {
            Id = id,
            RecipientId = person.Id,
            PayerId = demo.Payers[payer].Id,
            PolicyNumber = plan.Type == PayerType.DirectPay ? null : plan.Plan == PlanType.FeeForService ? DemoIdentifiers.Mbi(person.Number) : $"DEMO{dice.Digits(8)}",
            GroupNumber = plan.IsMedicare ? null : $"G{dice.Digits(5)}",
            IsPrimary = isPrimary,
            EffectiveOn = new DateOnly(demo.Calendar.Today.Year - dice.Between(1, 6), 1, 1),
            Details = new(plan.Name, plan.Plan, plan.Network, demo.Payers[payer].Contact.Phone),
            Subscriber = isSelf ? null : new($"{dice.Pick(DemoNames.First)} {person.LastName}", new DateOnly(1950, 1, 1).AddDays(dice.Next(12_000)), dice.Chance(80) ? "spouse" : "parent"),
        };
    }
}
