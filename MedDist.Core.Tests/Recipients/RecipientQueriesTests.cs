using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Recipients;

public sealed class RecipientQueriesTests
{
    [Theory, Databases]
    public async Task A_name_is_found_in_any_order_by_its_beginnings_the_best_first(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        await people.PatientAsync("Joan", "Publicover");
        await people.PatientAsync("José", "O’Neal-Muñoz");
        await people.PatientAsync("Walter", "Zimmerman");

        foreach (var (text, names) in new (string, string[])[]
        {
            ("jane public", ["Jane Public"]), ("PUBLIC, Jane", ["Jane Public"]), ("pub", ["Jane Public", "Joan Publicover"]), ("public", ["Jane Public", "Joan Publicover"]),
            ("publicover j", ["Joan Publicover"]), ("jo", ["Joan Publicover", "José O’Neal-Muñoz"]), ("oneal", ["José O’Neal-Muñoz"]), ("munoz jose", ["José O’Neal-Muñoz"]), ("zimm", ["Walter Zimmerman"]),
            ("zzz", []), ("jane zimmerman", []), ("ublic", []), ("a", []), ("%", []),
        })
        {
            (await people.NamesAsync(people.Ashley, text)).ShouldBe(names, text);
        }
    }

    [Theory, Databases]
    public async Task Birth_date_record_number_phone_and_exact_member_id_find_one(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        await people.PatientAsync("Vera", "Quill", new(1948, 7, 9), "LW-20077", "(312) 555-0177", "XK-4471-90");
        await people.PatientAsync("Vera", "Stone", new(1951, 1, 2), "LW-20078", "(312) 555-0178", "XK-4471-91");

        foreach (var text in new[]
        {
            "7/9/1948", "1948-07-09", "vera 7/9/48", "quill 07-09-1948", "LW-20077", "lw20077", "lw 20077", "20077", "vera 20077", "312-555-0177", "(312) 555 0177", "vera 3125550177",
            "XK-4471-90", "xk447190", "xk 4471 90", "xk447190 7/9/1948",
        })
        {
            (await people.NamesAsync(people.Ashley, text)).ShouldBe(["Vera Quill"], text);
        }

        (await people.NamesAsync(people.Ashley, "LW-2007")).ShouldBe(["Vera Quill", "Vera Stone"]);
        (await people.NamesAsync(people.Ashley, "XK-4471")).ShouldBeEmpty(); // a beginning of a member id finds nobody
        (await people.NamesAsync(people.Ashley, "stone 7/9/1948")).ShouldBeEmpty();
        (await people.NamesAsync(people.Ashley, "xk447190 1/2/1951")).ShouldBeEmpty();
        (await house.AsAsync<RecipientQueries, RecipientHits>(people.Ashley, q => q.SearchAsync("xk447190"))).Rows.Single().Why.ShouldBe("member id");
    }

    [Theory, Databases]
    public async Task The_member_id_is_found_but_stands_nowhere_in_the_database(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        await people.PatientAsync("Vera", "Quill", member: "1EG4TE5MK73");
        await people.PatientAsync("Vera", "Stone", member: "1EG4-TE5-MK73");
        await using var db = house.Open(people.World.System);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT "PolicyNumber" || ' ' || "MemberKey", "MemberKey" FROM "CoveragePolicies" """;
        List<string> keys = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                reader.GetString(0).ShouldNotContain("MK73", Case.Insensitive);
                keys.Add(reader.GetString(1));
            }
        }

        (keys.Count, keys.Distinct().Count(), keys[0].Length).ShouldBe((2, 1, 44));

        // Reading computes it from the encrypted number, so that nothing looks changed.
        var policy = await db.CoveragePolicies.FirstAsync();
        (policy.MemberKey, db.ChangeTracker.HasChanges()).ShouldBe(("1EG4TE5MK73", false));
        (await people.NamesAsync(people.Ashley, "1EG4-TE5-MK73")).ShouldBe(["Vera Quill", "Vera Stone"]);
    }

    [Theory, Databases]
    public async Task Who_is_limited_to_assignments_finds_their_places_people_and_those_of_their_orders(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        var mine = await people.PatientAsync("Mina", "Sample");
        var theirs = await people.PatientAsync("Theo", "Sample", organization: people.OtherOrganization);
        var ordered = await people.PatientAsync("Olga", "Sample", organization: people.OtherOrganization);
        await people.World.OrderAsync(people.World.Draft(recipient: ordered));

        (await people.NamesAsync(people.Ashley, "sample")).ShouldBe(["Mina Sample", "Olga Sample", "Theo Sample"]);
        (await people.NamesAsync(people.Reyes, "sample")).ShouldBe(["Mina Sample", "Olga Sample"]);
        (await people.NamesAsync(people.World.CallOf(people.World.Provider, new([people.OtherOrganization.Id], [])), "sample")).ShouldBe(["Olga Sample", "Theo Sample"]);
        (await people.NamesAsync(people.World.CallOf(people.World.Provider), "sample")).ShouldBeEmpty();
        (await people.NamesAsync(people.World.CallOf(Role.SalesRep), "sample")).ShouldBeEmpty();
        (await people.NamesAsync(people.World.CallOf(Role.Viewer), "sample")).ShouldAllBe(n => n.EndsWith(" S•••", StringComparison.Ordinal));

        (await GetAsync(people.Reyes, mine.Id)).ShouldNotBeNull();
        (await GetAsync(people.Reyes, theirs.Id)).ShouldBeNull();
        (await GetAsync((await World.BuildAsync(house, "bluebird")).Ashley, mine.Id)).ShouldBeNull();
        (await GetAsync(people.World.CallOf(Role.SalesRep), ordered.Id)).ShouldBeNull();

        Task<RecipientOverview?> GetAsync(ICallContext who, Guid id) => house.AsAsync<RecipientDetailQueries, RecipientOverview?>(who, q => q.GetAsync(id));
    }

    [Theory, Databases]
    public async Task Each_list_view_and_reveal_is_recorded_with_who_what_for_and_where(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        var vera = await people.PatientAsync("Vera", "Quill");
        await people.PatientAsync("Verena", "Stone");
        await house.AsAsync<RecipientQueries, bool>(people.Ashley, async q =>
        {
            await q.SearchAsync("ver");
            await q.SearchAsync("vera"); // narrows the same look
            await q.SearchAsync("zzz"); // shows nobody
            await q.SearchAsync("jane"); // somebody else
            return true;
        });
        await house.AsAsync<RecipientDetailQueries, RecipientOverview?>(people.Ashley, q => q.GetAsync(vera.Id));
        await house.AsAsync<RecipientDetailQueries, RecipientOverview?>(people.Ashley, q => q.GetAsync(vera.Id, opened: false));
        (await house.AsAsync<RecipientDisclosure, RecipientIdentity?>(people.Reyes, d => d.RevealAsync(vera.Id, "name shown")))!.FullName.ShouldBe("Vera Quill");
        (await house.AsAsync<RecipientDisclosure, RecipientIdentity?>(people.World.CallOf(Role.Viewer), d => d.RevealAsync(vera.Id, "name shown"))).ShouldBeNull();
        (await house.AsAsync<RecipientDisclosure, RecipientIdentity?>(people.Office, d => d.RevealAsync(vera.Id, "name shown"))).ShouldBeNull();
        await house.AsAsync<RecipientDisclosure, bool>(people.Ashley, async d =>
        {
            await d.PrintedAsync(vera.Id);
            return true;
        });

        await using var db = house.Open(people.World.System);
        var log = (await db.PhiAccessLogs.ToListAsync()).OrderBy(l => l.Id).ToList();
        log.OrderBy(l => l.Reason).ThenBy(l => l.Subjects.Count).Select(l => (l.ResourceType, l.Action, l.Reason, l.Subjects.Count)).ShouldBe([
            ("recipient", PhiAction.View, "Payment and supply: recipient page opened", 0), ("recipient", PhiAction.Print, "Payment and supply: recipient page printed", 0),
            ("recipient.list", PhiAction.View, "Payment and supply: search hit list", 1), ("recipient.list", PhiAction.View, "Payment and supply: search hit list", 2),
            ("recipient", PhiAction.Reveal, "Treatment: name shown", 0)]);
        log.ShouldAllBe(l => l.IpAddress == "127.0.0.1" && l.SessionId == "session" && !(l.Reason + l.ResourceIdentifier).Contains("Quill", StringComparison.OrdinalIgnoreCase));
        log.Single(l => l.Action == PhiAction.Reveal).UserId.ShouldBe(people.World.Provider.Id);

        db.Entry(log[0]).Property(l => l.Reason).CurrentValue = "nothing happened";
        await Should.ThrowAsync<TenantWallException>(() => db.SaveChangesAsync());
    }

    [Theory, Databases]
    public async Task The_last_opened_are_shown_by_initials_the_latest_first(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        var (vera, walt) = (await people.PatientAsync("Vera", "Quill"), await people.PatientAsync("Walter", "Zimmerman"));
        foreach (var id in new[] { vera.Id, walt.Id, vera.Id })
        {
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.AsAsync<RecipientDetailQueries, RecipientOverview?>(people.Ashley, q => q.GetAsync(id));
        }

        var recent = await house.AsAsync<RecipientQueries, IReadOnlyList<RecentRecipient>>(people.Ashley, q => q.RecentAsync());
        recent.Select(r => (r.Id, r.Masked, r.Place)).ShouldBe([(vera.Id, "V••• Q•••", "Lakeside Health"), (walt.Id, "W••• Z•••", "Lakeside Health")]);
        (await house.AsAsync<RecipientQueries, IReadOnlyList<RecentRecipient>>(people.Reyes, q => q.RecentAsync())).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task The_search_goes_over_indexes_not_over_everybody(DatabaseProvider provider)
    {
        var (house, people) = await People.OpenAsync(provider);
        await using var _ = house;
        await house.AddAsync(people.World.Id, [.. Enumerable.Range(0, 3000).Select(i => new Recipient
        {
            Type = RecipientType.Patient, Identifier = $"MRN-{i:00000}", FirstName = $"First{Letters(i)}", LastName = $"Last{Letters(i * 7)}", DateOfBirth = new DateOnly(1930, 1, 1).AddDays(i * 5), Details = new(Phone: $"312555{i:0000}"),
        })]);
        await using var db = house.Open(people.Ashley);
        foreach (var query in new IQueryable<Recipient>[]
        {
            RecipientFinder.ByNameOrBirth(db, RecipientSearch.Parse("firstbcde lastih", new(2026, 6, 15))).Take(100),
            RecipientFinder.ByNameOrBirth(db, RecipientSearch.Parse("1/6/1940", new(2026, 6, 15))).Take(100),
            RecipientFinder.ByNumber(db, db.VisibleRecipients(), "mrn01234").Take(100),
            RecipientFinder.ByMember(db, db.VisibleRecipients(), "1EG4TE5MK73").Take(100),
        })
        {
            var plan = await QueryPlan.OfAsync(db, query);
            plan.ShouldNotContain(provider == DatabaseProvider.Sqlite ? "SCAN" : "Seq Scan on \"Recipient");
        }

        static string Letters(int i) => string.Concat(i.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => (char)('a' + c - '0')));
    }
}
