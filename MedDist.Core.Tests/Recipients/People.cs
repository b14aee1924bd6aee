using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;

namespace MedDist.Core.Tests.Recipients;

/// <summary>A tenant with payers, two organisations and the people a test asks for.</summary>
internal sealed record People(House House, World World, Payer Medicare, Payer Lantern, Payer SelfPay, Organization OtherOrganization, Facility OtherFacility)
{
    public UserCall Ashley => World.Ashley;

    /// <summary>Dr. Reyes, who works for the world's organisation.</summary>
    public UserCall Reyes => World.CallOf(World.Provider, new([World.Organization.Id], []));

    /// <summary>Office staff of the other organisation's facility.</summary>
    public UserCall Office => World.CallOf(World.Provider, new([], [OtherFacility.Id])) with { UserRole = Role.FacilityManager };

    public static async Task<People> BuildAsync(House house, World? world = null)
    {
        world ??= await World.BuildAsync(house);
        var other = new Organization { Name = "Hillside Group", Type = OrganizationType.Practice };
        var people = new People(
            house, world,
            new() { Name = "Medicare Part B", Type = PayerType.Government, Identifier = "MCB" }, new() { Name = "Lantern Health PPO", Type = PayerType.Insurance, Identifier = "LHP" },
            new() { Name = "Self-pay", Type = PayerType.DirectPay }, other, new() { OrganizationId = other.Id, Name = "Hillside Clinic" });
        await house.AddAsync(world.Id, people.Medicare, people.Lantern, people.SelfPay, other, people.OtherFacility);
        return people;
    }

    /// <summary>A saved patient; registered with the world's organisation unless said otherwise.</summary>
    public async Task<Recipient> PatientAsync(string first, string last, DateOnly? born = null, string? mrn = null, string? phone = null, string? member = null, Organization? organization = null)
    {
        var recipient = new Recipient
        {
            Type = RecipientType.Patient,
            Identifier = mrn ?? $"MRN-{Guid.NewGuid().ToString("N")[..8]}",
            FirstName = first,
            LastName = last,
            DateOfBirth = born ?? new DateOnly(1941, 5, 6),
            Details = new(Phone: phone),
            OrganizationId = (organization ?? World.Organization).Id,
        };
        await House.AddAsync(World.Id, recipient);
        if (member is not null)
        {
            await House.AddAsync(World.Id, new CoveragePolicy { RecipientId = recipient.Id, PayerId = Lantern.Id, PolicyNumber = member });
        }

        return recipient;
    }

    /// <summary>A right entry for a patient who is not there yet.</summary>
    public static NewRecipient Entry(string first = "Vera", string last = "Quill") => new()
    {
        FirstName = first,
        LastName = last,
        DateOfBirth = new(1948, 7, 9),
        Identifier = "LW-77",
        Sex = "F",
        Phone = "312.555.0177",
        Street = "9 Elm Street",
        City = "Chicago",
        State = "illinois",
        PostalCode = "606141234",
    };

    public CoverageEntry MedicareEntry(string number = "1EG4-TE5-MK73") => new() { PayerId = Medicare.Id, PayerType = PayerType.Government, PlanType = PlanType.FeeForService, PolicyNumber = number, EffectiveOn = new(2024, 1, 1) };

    public CoverageEntry LanternEntry(string number = "LH-552-901") => new() { PayerId = Lantern.Id, PayerType = PayerType.Insurance, PlanType = PlanType.Ppo, PolicyNumber = number, GroupNumber = "G100" };

    public async Task<IReadOnlyList<string>> NamesAsync(ICallContext who, string text) =>
        [.. (await House.AsAsync<RecipientQueries, RecipientHits>(who, q => q.SearchAsync(text))).Rows.Select(r => r.Name)];

    public Task<Result<Guid>> CreateAsync(ICallContext who, NewRecipient entry) => House.AsAsync<RecipientService, Result<Guid>>(who, s => s.CreateAsync(entry));

    public static async Task<(House House, People People)> OpenAsync(DatabaseProvider provider)
    {
        var house = await House.OpenAsync(provider);
        return (house, await BuildAsync(house));
    }
}
