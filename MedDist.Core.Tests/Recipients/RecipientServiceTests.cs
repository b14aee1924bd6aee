using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Recipients;

public sealed class RecipientServiceTests
{
    [Theory, Databases]
    public async Task A_new_patient_is_stored_as_entered_with_both_covers_and_found_at_once(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        var created = await people.CreateAsync(people.Reyes, People.Entry() with { Primary = people.MedicareEntry(), Secondary = people.LanternEntry() });
        created.Failure.ShouldBeNull();

        await using var db = house.Open(people.World.System);
        var row = await db.Recipients.SingleAsync(r => r.Id == created.Value);
        (row.FullName, row.Identifier, row.Details.Phone, row.Details.Address!.ToString(), row.OrganizationId, row.FacilityId).ShouldBe(
            ("Vera Quill", "LW-77", "(312) 555-0177", "9 Elm Street, Chicago, IL 60614-1234", people.World.Organization.Id, people.World.Facility.Id));
        (await db.CoveragePolicies.Where(p => p.RecipientId == row.Id).ToListAsync()).OrderByDescending(p => p.IsPrimary)
            .Select(p => (p.PayerId, p.PolicyNumber, p.IsPrimary)).ShouldBe([(people.Medicare.Id, "1EG4TE5MK73", true), (people.Lantern.Id, "LH-552-901", false)]);
        foreach (var text in new[] { "quill vera", "LW-77", "312-555-0177", "LH552901", "7/9/1948" })
        {
            (await people.NamesAsync(people.Reyes, text)).ShouldBe(["Vera Quill"], text);
        }
    }

    [Theory, Databases]
    public async Task Customers_and_facilities_have_one_name_and_a_number_of_ours_until_there_is_one(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        foreach (var type in new[] { RecipientType.Customer, RecipientType.Facility })
        {
            (await people.CreateAsync(people.Ashley, new() { Type = type, LastName = $"{type} Hollow", FirstName = "ignored" })).Succeeded.ShouldBeTrue();
        }

        await using var db = house.Open(people.World.System);
        var rows = await db.Recipients.Where(r => r.Type != RecipientType.Patient).OrderBy(r => r.LastName).ToListAsync();
        rows.Select(r => (r.FullName, r.Identifier.StartsWith("R-", StringComparison.Ordinal), r.Identifier.Length, r.OrganizationId)).ShouldBe([("Customer Hollow", true, 10, null), ("Facility Hollow", true, 10, null)]);
        (await people.NamesAsync(people.Ashley, "hollow")).Count.ShouldBe(2);
    }

    public static TheoryData<string, string, Func<NewRecipient, NewRecipient>> Mistakes => new()
    {
        { "FirstName", "first name", e => e with { FirstName = " " } },
        { "LastName", "last name", e => e with { LastName = null } },
        { "LastName", "customer's name", e => e with { Type = RecipientType.Customer, LastName = null } },
        { "DateOfBirth", "such as 2/3/1950", e => e with { DateOfBirth = null } },
        { "DateOfBirth", "has not come yet", e => e with { DateOfBirth = new(2099, 1, 1) } },
        { "DateOfBirth", "1900 or later", e => e with { DateOfBirth = new(1850, 1, 1) } },
        { "Phone", "ten digits", e => e with { Phone = "555-0142" } },
        { "Email", "name@example.com", e => e with { Email = "at home" } },
        { "Sex", "Choose F, M or X", e => e with { Sex = "W" } },
        { "State", "is no state", e => e with { State = "XX" } },
        { "PostalCode", "five digits", e => e with { PostalCode = "123" } },
        { "Street", "street and number", e => e with { Street = "" } },
        { "City", "the city", e => e with { City = null } },
        { "FirstName", "100 characters", e => e with { FirstName = new string('x', 101) } },
        { "Primary.PolicyNumber", "must be a digit", e => e with { Primary = e.Primary! with { PolicyNumber = "1EGATE5MK73" } } },
        { "Primary.PolicyNumber", "red, white and blue card", e => e with { Primary = e.Primary! with { PolicyNumber = "" } } },
        { "Secondary.PayerId", "from the list", e => e with { Secondary = new() { PolicyNumber = "12345" } } },
        { "Primary.SubscriberName", "subscriber's name", e => e with { Primary = e.Primary! with { IsSelf = false } } },
        { "Primary.TerminatesOn", "before the first one", e => e with { Primary = e.Primary! with { TerminatesOn = new(2020, 1, 1) } } },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task Each_mistake_is_told_at_its_field_and_nothing_is_stored(string field, string part, Func<NewRecipient, NewRecipient> make)
    {
        var (house, people) = await People.OpenAsync(DatabaseProvider.Sqlite);
        await using var _ = house;
        var entry = make(People.Entry() with { Primary = people.MedicareEntry() });
        var failure = (await people.CreateAsync(people.Ashley, entry)).Failure.ShouldBeOfType<Failure.Invalid>();
        failure.Fields.Keys.ShouldContain(field);
        string.Join(' ', failure.Fields[field]).ShouldContain(part);
        (await house.AsAsync<RecipientService, Failure?>(people.Ashley, s => s.CheckAsync(entry))).ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldContain(field);
        await using var db = house.Open(people.World.System);
        ((await db.Recipients.CountAsync()), (await db.CoveragePolicies.CountAsync())).ShouldBe((1, 0));
    }

    [Theory, Databases]
    public async Task People_are_registered_only_with_places_of_ones_own(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        (await people.CreateAsync(people.Reyes, People.Entry() with { OrganizationId = people.OtherOrganization.Id })).Failure.ShouldBe(RecipientFailures.NotYourPlace);
        (await people.CreateAsync(people.Office, People.Entry() with { FacilityId = people.World.Facility.Id })).Failure.ShouldBe(RecipientFailures.NotYourPlace);
        (await people.CreateAsync(people.Ashley, People.Entry() with { OrganizationId = people.OtherOrganization.Id, FacilityId = people.World.Facility.Id })).Failure.ShouldBe(RecipientFailures.WrongPlace);
        (await people.CreateAsync(people.World.CallOf(people.World.Provider), People.Entry())).Failure.ShouldBe(RecipientFailures.NotYourPlace);
        foreach (var role in new[] { Role.Viewer, Role.SalesRep })
        {
            (await people.CreateAsync(people.World.CallOf(role), People.Entry())).Failure.ShouldBe(RecipientFailures.NotYourRole);
        }

        var created = await people.CreateAsync(people.Office, People.Entry());
        (await people.NamesAsync(people.Office, "quill")).ShouldBe(["Vera Quill"]);
        (await people.NamesAsync(people.Reyes, "quill")).ShouldBeEmpty();
        created.Succeeded.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task An_edit_puts_the_name_right_everywhere_it_is_still_used(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        var open = await people.World.OrderAsync();
        var over = await people.World.OrderAsync(null, OrderAction.Submit, OrderAction.Deny);
        var id = people.World.Recipient.Id;
        var edit = await EntryAsync(house, people, id);

        (await EditAsync(people.Ashley, edit with { FirstName = "Janet", LastName = "Pubblic", Phone = "3125550199" })).Failure.ShouldBeNull();

        (await people.NamesAsync(people.Ashley, "janet pubblic")).ShouldBe(["Janet Pubblic"]);
        (await people.NamesAsync(people.Ashley, "public")).ShouldBeEmpty();
        (await people.NamesAsync(people.Ashley, "3125550199")).ShouldBe(["Janet Pubblic"]);
        await using var db = house.Open(people.World.System);
        (await db.Orders.SingleAsync(o => o.Id == open.Id)).RecipientName.ShouldBe("Janet Pubblic");
        (await db.Orders.SingleAsync(o => o.Id == open.Id)).SearchText.ShouldContain("janet pubblic");
        (await db.Orders.SingleAsync(o => o.Id == over.Id)).RecipientName.ShouldBe("Jane Public");
        (await db.RecipientTerms.Where(t => t.RecipientId == id).Select(t => t.Term).ToListAsync()).Order().ShouldBe(["1001", "3125550199", "janet", "mrn1001", "pubblic"]);

        (await EditAsync(people.Ashley, edit)).Failure.ShouldBe(RecipientFailures.Stale);
        (await EditAsync(people.Office, edit with { SeenVersion = 1 })).Failure.ShouldBe(RecipientFailures.NotFound);
        (await EditAsync(people.World.CallOf(Role.Viewer), edit with { SeenVersion = 1 })).Failure.ShouldBe(RecipientFailures.NotYourRole);
        (await EditAsync(people.Ashley, edit with { SeenVersion = 1, Phone = "12" })).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["Phone"]);
        var log = (await db.ActivityLogs.SingleAsync(l => l.Action == "Recipient.Modified")).Changes;
        log.ShouldContain(c => c.Field == "FirstName" && c.After == "•••");

        Task<Result> EditAsync(ICallContext who, EditRecipient to) => house.AsAsync<RecipientService, Result>(who, s => s.EditAsync(id, to));
    }

    [Theory, Databases]
    public async Task Possible_duplicates_are_named_with_the_reason_and_block_nothing(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        var same = await people.PatientAsync("Quill", "Véra", new(1948, 7, 9), phone: "(312) 555-0177");
        var card = await people.PatientAsync("Walter", "Zimmerman", member: "LH552901");
        var near = await people.PatientAsync("Victoria", "Quill", new(1948, 7, 9));
        await people.PatientAsync("Vera", "Quill", new(1950, 7, 9));
        await people.PatientAsync("Vera", "Quill", new(1948, 7, 9), organization: people.OtherOrganization);

        var entry = People.Entry() with { Primary = people.LanternEntry() };
        (await FindAsync(people.Reyes, entry)).Select(c => (c.Id, string.Join(", ", c.Reasons))).ShouldBe([
            (same.Id, "Same name and date of birth, Same phone number"), (card.Id, "Same member id"), (near.Id, "Same last name, initial and date of birth")]);
        (await FindAsync(people.Ashley, entry)).Count.ShouldBe(4);
        (await FindAsync(people.Ashley, People.Entry("Nobody", "Known") with { Phone = null, DateOfBirth = new(1990, 1, 1) })).ShouldBeEmpty();
        (await FindAsync(people.World.CallOf(Role.Viewer), entry)).ShouldBeEmpty();
        (await people.CreateAsync(people.Reyes, entry)).Succeeded.ShouldBeTrue();
        (await FindAsync(people.Reyes, People.Entry("Ann", "Other") with { Phone = null, DateOfBirth = new(1990, 1, 1) })).Single().Reasons.ShouldBe(["Same record number"]);
        await people.CreateAsync(people.Ashley, new() { Type = RecipientType.Customer, LastName = "Hollow Home Care" });
        (await FindAsync(people.Ashley, new NewRecipient { Type = RecipientType.Customer, LastName = "Home Care Hollow" })).Single().Reasons.ShouldBe(["Same name"]);

        Task<IReadOnlyList<DuplicateCandidate>> FindAsync(ICallContext who, RecipientEntry e) => house.AsAsync<RecipientDuplicates, IReadOnlyList<DuplicateCandidate>>(who, d => d.FindAsync(e));
    }

    private static async Task<EditRecipient> EntryAsync(House house, People people, Guid id) =>
        (await house.AsAsync<RecipientDisclosure, RecipientIdentity?>(people.Ashley, d => d.RevealAsync(id, "opened for editing")))!.Entry;
}
