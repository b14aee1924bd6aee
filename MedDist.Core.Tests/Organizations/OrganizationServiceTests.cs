using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Organizations;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tests.Documents.Uploads;
using MedDist.Core.Tests.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Organizations;

public sealed class OrganizationServiceTests
{
    private static readonly AddressEntry Home = new("40 Mill Street", null, "Peoria", "il", "61602");

    [Theory, Databases]
    public async Task A_customer_is_made_with_its_facility_and_changed_and_the_trail_tells_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var entry = new OrganizationEntry
        {
            Name = " Mill Street Wound Care ",
            TaxId = "89 7654321",
            ContractNumber = "C-9",
            StartsOn = new(2026, 1, 1),
            EndsOn = new(2027, 1, 1),
            BillTo = Home,
            Contacts = [new("Ann Lee", "Buys", "309 555 0123", "ann@mill.example"), new("")],
        };
        var id = (await AsAsync(house, world.Ashley, s => s.CreateAsync(entry))).Value;
        var site = new FacilityEntry
        {
            Name = "Main Street",
            Npi = "1234567893",
            Dea = "ab1234563",
            License = "L-7",
            LicenseState = "Illinois",
            PlaceOfService = "11",
            Phone = "309 555 0144",
            Address = Home,
            Metadata = "ERP customer: 4711\nRoute: 12: B",
            IsBillTo = false,
        };
        var facility = (await AsAsync(house, world.Ashley, s => s.AddFacilityAsync(id, site))).Value;

        var read = (await ReadAsync(house, world, q => q.GetAsync(id))).ShouldNotBeNull();
        (read.Entry.Name, read.Entry.TaxId, read.Entry.BillTo.State, read.Entry.Contacts.Single().Phone, read.Facilities.Single().Town).ShouldBe(("Mill Street Wound Care", "89-7654321", "IL", "(309) 555-0123", "Peoria, IL"));
        var place = (await ReadAsync(house, world, q => q.GetFacilityAsync(facility))).ShouldNotBeNull();
        (place.Entry.Npi, place.Entry.Dea, place.Entry.License, place.Entry.LicenseState, place.Entry.IsBillTo, place.Entry.Metadata).ShouldBe(("1234567893", "AB1234563", "L-7", "IL", false, "ERP customer: 4711\nRoute: 12: B"));

        (await AsAsync(house, world.Ashley, s => s.ChangeFacilityAsync(facility, place.Entry with { Npi = null, Ptan = "F1" }))).Failure.ShouldBeNull();
        (await AsAsync(house, world.Ashley, s => s.ChangeFacilityAsync(facility, place.Entry))).Failure.ShouldBe(OrganizationFailures.FacilityStale);
        (await AsAsync(house, world.Ashley, s => s.ChangeAsync(id, read.Entry with { Name = "Mill Street" }))).Failure.ShouldBeNull();
        (await AsAsync(house, world.Ashley, s => s.ChangeAsync(id, read.Entry))).Failure.ShouldBe(OrganizationFailures.Stale);
        await using var db = house.Open(world.System);
        (await db.Facilities.SingleAsync(f => f.Id == facility)).ShouldSatisfyAllConditions(f => (f.Identifier, f.IdentifierType).ShouldBe(("AB1234563", FacilityIdentifierType.Dea)), f => f.Npi.ShouldBeNull());
        (await db.ActivityLogs.Where(l => l.EntityId == id || l.EntityId == facility).Select(l => l.Action).ToListAsync()).ShouldBe(["Organization.Added", "Organization.Modified", "Facility.Added", "Facility.Modified"], ignoreOrder: true);
    }

    [Theory, Databases]
    public async Task What_is_wrong_stands_at_its_field_and_others_see_and_change_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, other) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var bad = new OrganizationEntry { TaxId = "12", StartsOn = new(2026, 5, 1), EndsOn = new(2026, 4, 1), TermDays = "x", WarnDays = "0", BillTo = new("1 Way"), Contacts = [new("", null, "12", "no")], SeenVersion = 1 };
        Keys((await AsAsync(house, world.Ashley, s => s.CreateAsync(bad))).Failure).ShouldBe(
            ["Name", "TaxId", "ContractNumber", "EndsOn", "TermDays", "WarnDays", "BillTo.City", "BillTo.State", "BillTo.PostalCode", "Contacts[0].Name", "Contacts[0].Phone", "Contacts[0].Email"], ignoreOrder: true);
        var place = new FacilityEntry { Npi = "1234567890", Dea = "AB1234564", License = "7", PlaceOfService = "97", Phone = "1", Metadata = "no colon" };
        Keys((await AsAsync(house, world.Ashley, s => s.AddFacilityAsync(world.Organization.Id, place))).Failure).ShouldBe(["Name", "Npi", "Dea", "LicenseState", "PlaceOfService", "Phone", "Metadata", "Address.Line1"], ignoreOrder: true);
        Keys((await AsAsync(house, world.Ashley, s => s.CreateAsync(new() { Name = "Lakeside Health" }))).Failure).ShouldBe(["Name"]);
        Keys((await AsAsync(house, world.Ashley, s => s.AddFacilityAsync(world.Organization.Id, new() { Name = "Lakeside Wound Clinic", Address = Home }))).Failure).ShouldBe(["Name"]);
        Keys((await AsAsync(house, world.Ashley, s => s.CreateAsync(new() { Name = "New", ContractNumber = "1", StartsOn = new(2026, 1, 1), ContractDocumentId = Guid.NewGuid() }))).Failure).ShouldBe(["ContractDocumentId"]);

        (await AsAsync(house, world.Ashley, s => s.AddFacilityAsync(other.Organization.Id, new() { Name = "Planted", Address = Home }))).Failure.ShouldBe(OrganizationFailures.NotFound);
        (await AsAsync(house, world.Ashley, s => s.SetFacilityStatusAsync(other.Facility.Id, new(AccountStatus.Suspended, "x", 1)))).Failure.ShouldBe(OrganizationFailures.FacilityNotFound);
        (await ReadAsync(house, world, q => q.GetAsync(other.Organization.Id))).ShouldBeNull();
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not (Role.TenantAdmin or Role.SuperAdmin)))
        {
            (await AsAsync(house, world.CallOf(role), s => s.CreateAsync(new() { Name = "X" }))).Failure.ShouldBe(OrganizationFailures.NotYours);
            (await house.AsAsync<OrganizationQueries, OrganizationList>(world.CallOf(role), q => q.ListAsync(new()))).Total.ShouldBe(0);
        }
    }

    [Theory, Databases]
    public async Task Who_is_on_hold_or_inactive_or_receives_no_goods_is_not_offered_and_not_ordered_for(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var world = desk.World;
        await house.AddAsync(world.Id, new Facility { OrganizationId = world.Organization.Id, Name = "Annex" });
        var draft = Guid.CreateVersion7();
        await desk.SaveAsync(draft, 0, new(), desk.Filled());

        (await SetAsync(AccountStatus.Suspended, " ")).ShouldBe(OrganizationFailures.NoReason);
        (await SetAsync(AccountStatus.Suspended, "The licence is missing.")).ShouldBeNull();
        (await OfferedAsync()).ShouldBe(["Annex"]);
        Said(await desk.SubmitAsync(draft, 1)).ShouldBe("Lakeside Wound Clinic cannot order now: on hold (The licence is missing). Choose another facility, or ask the order coordinator.");
        (await SetAsync(AccountStatus.Active, null)).ShouldBeNull();
        (await OfferedAsync()).ShouldBe(["Annex", "Lakeside Wound Clinic"]);

        await ChangeAsync(e => e with { IsShipTo = false });
        (await OfferedAsync()).ShouldBe(["Annex"]);
        Said(await desk.SubmitAsync(draft, 1)).ShouldStartWith("Lakeside Wound Clinic receives no goods.");
        await ChangeAsync(e => e with { IsShipTo = true });

        // A second organisation, without which the first could not be put away.
        await house.AddAsync(world.Id, new Organization { Name = "Elsewhere", Type = OrganizationType.Clinic });
        (await AsAsync(house, world.Ashley, async s => await s.SetStatusAsync(world.Organization.Id, new(AccountStatus.Closed, "Sold", (await ReadAsync(house, world, q => q.GetAsync(world.Organization.Id)))!.Entry.SeenVersion!.Value)))).Failure.ShouldBeNull();
        (await OfferedAsync()).ShouldBeEmpty();
        Said(await desk.SubmitAsync(draft, 1)).ShouldStartWith("Lakeside Health cannot order now: inactive (Sold).");

        async Task<Failure?> SetAsync(AccountStatus status, string? reason) => (await AsAsync(house, world.Ashley, async s => await s.SetFacilityStatusAsync(world.Facility.Id, new(status, reason, await VersionAsync())))).Failure;

        async Task<int> VersionAsync() => (await ReadAsync(house, world, q => q.GetFacilityAsync(world.Facility.Id)))!.Entry.SeenVersion!.Value;

        async Task ChangeAsync(Func<FacilityEntry, FacilityEntry> change)
        {
            var now = (await ReadAsync(house, world, q => q.GetFacilityAsync(world.Facility.Id)))!.Entry;
            (await AsAsync(house, world.Ashley, s => s.ChangeFacilityAsync(world.Facility.Id, change(now)))).Failure.ShouldBeNull();
        }

        async Task<IEnumerable<string>> OfferedAsync() => (await desk.ChoicesAsync()).Facilities.Select(f => f.Name);

        static string Said(Result<IReadOnlyList<SubmittedOrder>> result) => result.Failure.ShouldBeOfType<Failure.Invalid>().Fields["facility"].Single();
    }

    [Theory, Databases]
    public async Task What_still_needs_a_place_is_counted_and_the_last_of_its_kind_stays(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await world.OrderAsync();
        await house.AddAsync(world.Id, new UserAssignment { UserId = world.Provider.Id, AssignableType = AssignableType.Organization, AssignableId = world.Organization.Id });
        var use = await ReadAsync(house, world, q => q.UseAsync(world.Organization.Id));
        (use.OpenOrders, use.People, use.ActiveFacilities).ShouldBe((1, 1, 1));
        (await ReadAsync(house, world, q => q.FacilityUseAsync(world.Facility.Id))).OpenOrders.ShouldBe(1);
        (await ReadAsync(house, world, q => q.GetFacilityAsync(world.Facility.Id)))!.People.Single().ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Dr. Elena Reyes"), p => p.ByOrganization.ShouldBeTrue());

        (await CloseFacilityAsync(world.Facility.Id)).ShouldBe(OrganizationFailures.LastFacility);
        (await AsAsync(house, world.Ashley, s => s.SetStatusAsync(world.Organization.Id, new(AccountStatus.Closed, "Sold", world.Organization.Version)))).Failure.ShouldBe(OrganizationFailures.LastOrganization);
        var annex = new Facility { OrganizationId = world.Organization.Id, Name = "Annex" };
        await house.AddAsync(world.Id, annex);

        // Two who put the last two away at once: one of them succeeds.
        (await Task.WhenAll(CloseFacilityAsync(world.Facility.Id), CloseFacilityAsync(annex.Id))).Count(f => f is null).ShouldBe(1);

        async Task<Failure?> CloseFacilityAsync(Guid id) =>
            (await AsAsync(house, world.Ashley, async s => await s.SetFacilityStatusAsync(id, new(AccountStatus.Closed, "Moved", (await ReadAsync(house, world, q => q.GetFacilityAsync(id)))!.Entry.SeenVersion!.Value)))).Failure;
    }

    [Theory, Databases]
    public async Task Goods_go_to_the_dock_and_invoices_to_the_organisation_on_the_form_that_the_manufacturer_gets(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var world = desk.World;
        var order = await world.OrderAsync();
        (await FormAsync()).ShouldSatisfyAllConditions(t => t.ShouldContain("12 Harbor Way"), t => t.ShouldNotContain("Bill to"));

        var entry = (await ReadAsync(house, world, q => q.GetFacilityAsync(world.Facility.Id)))!.Entry;
        (await AsAsync(house, world.Ashley, s => s.ChangeFacilityAsync(world.Facility.Id, entry with { ShipTo = new("2 Dock Road", "Dock B", "Cicero", "IL", "60804"), IsBillTo = false }))).Failure.ShouldBeNull();
        var owner = (await ReadAsync(house, world, q => q.GetAsync(world.Organization.Id)))!.Entry;
        (await AsAsync(house, world.Ashley, s => s.ChangeAsync(world.Organization.Id, owner with { BillTo = Home }))).Failure.ShouldBeNull();

        (await FormAsync()).ShouldSatisfyAllConditions(t => t.ShouldContain("2 Dock Road"), t => t.ShouldNotContain("12 Harbor Way"), t => t.ShouldContain("40 Mill Street"));
        (await desk.ChoicesAsync()).Facilities.Single().ShipTo.ShouldBe("2 Dock Road, Dock B, Cicero, IL 60804");

        async Task<string> FormAsync() => PdfText.Read((await house.AsAsync<OrderDisclosure, Result<MadeDocument>>(world.Ashley, d => d.FormAsync(order.Id))).Value!.Bytes);
    }

    [Theory, Databases]
    public async Task The_desk_is_told_once_of_a_contract_that_ends_and_again_of_another_last_day(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var today = DayCount.DayOf(house.Clock.Now, world.Tenant.Zone);
        await ContractAsync(today.AddDays(30), "29");
        (await WarnAsync()).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await WarnAsync()).ShouldBe(1);
        (await WarnAsync()).ShouldBe(0);
        (await house.AsAsync<OrganizationQueries, OrganizationList>(world.Ashley, q => q.ListAsync(new(Ending: true)))).Rows.Single().IsEnding.ShouldBeTrue();
        await ContractAsync(today.AddDays(20), "29");
        (await WarnAsync()).ShouldBe(1);
        await ContractAsync(today.AddYears(1), "29");
        (await WarnAsync()).ShouldBe(0);
        await using var db = house.Open(world.System);
        (await db.Notifications.OrderBy(n => n.CreatedAt).ThenBy(n => n.Id).Select(n => n.Title).ToListAsync()).ShouldBe(["Lakeside Health: the contract ends in 29 days", "Lakeside Health: the contract ends in 19 days"]);

        Task<int> WarnAsync() => house.AsAsync<ContractWarnings, int>(world.System, w => w.WarnAsync());

        async Task ContractAsync(DateOnly ends, string warn)
        {
            var now = (await ReadAsync(house, world, q => q.GetAsync(world.Organization.Id)))!.Entry;
            (await AsAsync(house, world.Ashley, s => s.ChangeAsync(world.Organization.Id, now with { ContractNumber = "C-1", StartsOn = new(2020, 1, 1), EndsOn = ends, WarnDays = warn }))).Failure.ShouldBeNull();
        }
    }

    [Theory, Databases]
    public async Task A_customer_is_found_by_its_facilities_too_and_the_file_has_a_row_for_each(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var empty = new Organization { Name = "Prairie Home Health", Type = OrganizationType.HomeHealth };
        await house.AddAsync(world.Id, empty, new Facility { OrganizationId = world.Organization.Id, Name = "Annex", Details = new() { Address = new("1 Way", null, "Müllerville", "IL", "60601") } });

        (await FoundAsync("prairie")).ShouldBe(["Prairie Home Health: "]);
        (await FoundAsync("muller")).ShouldBe(["Lakeside Health: Annex"]);
        (await FoundAsync("lakeside 1234567893")).ShouldBe(["Lakeside Health: Lakeside Wound Clinic"]);
        (await FoundAsync("health")).ShouldBe(["Lakeside Health: Annex, Lakeside Wound Clinic", "Prairie Home Health: "]);
        (await FoundAsync(null, OrganizationType.HomeHealth)).ShouldBe(["Prairie Home Health: "]);

        var file = await house.AsAsync<ExportSources, ExportGrid>(world.Ashley, s => s.All.Single(e => e.Kind == "organizations").OpenAsync(new(ExportAsk.AddressOf("/organizations?q=health")!, "Public"), default));
        file.Count.ShouldBe(3);

        await using var db = house.Open(world.Ashley);
        var plan = await QueryPlan.OfAsync(db, db.Organizations.Where(o => o.Status == AccountStatus.Active).OrderBy(o => o.Name).Take(25));
        if (provider == DatabaseProvider.Sqlite)
        {
            plan.ShouldContain("TenantId_Status_Name");
        }

        async Task<IEnumerable<string>> FoundAsync(string? words, OrganizationType? type = null) =>
            (await ReadAsync(house, world, q => q.ListAsync(new(words, type)))).Rows.Select(r => $"{r.Name}: {string.Join(", ", r.Facilities.Select(f => f.Name))}");
    }

    [Theory, Databases]
    public async Task Papers_of_a_customer_are_kept_for_who_manages_it_and_one_can_be_the_contract(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, other) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var paper = (await AddAsync(world.Ashley, DocumentOwner.Organization, world.Organization.Id)).Value!;
        (await AddAsync(world.Ashley, DocumentOwner.Facility, world.Facility.Id)).Failure.ShouldBeNull();
        (await AddAsync(other.Ashley, DocumentOwner.Organization, world.Organization.Id)).Failure.ShouldBe(UploadFailures.OwnerNotFound);
        (await AddAsync(world.CallOf(world.Provider, new([world.Organization.Id], [])), DocumentOwner.Facility, world.Facility.Id)).Failure.ShouldBe(UploadFailures.OwnerNotFound);

        var read = (await ReadAsync(house, world, q => q.GetAsync(world.Organization.Id)))!;
        read.Documents.Single().ShouldBe(new PlaceDocument(paper.Id, "contract.pdf"));
        (await AsAsync(house, world.Ashley, s => s.ChangeAsync(world.Organization.Id, read.Entry with { ContractNumber = "C-1", StartsOn = new(2026, 1, 1), ContractDocumentId = paper.Id }))).Failure.ShouldBeNull();

        Task<Result<UploadRow>> AddAsync(ICallContext who, DocumentOwner type, Guid id) => house.AsAsync<DocumentUploads, Result<UploadRow>>(who, u => u.AddAsync(new(type, id, Files.Upload("contract.pdf", Files.Pdf))));
    }

    private static IEnumerable<string> Keys(Failure? failure) => failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys;

    private static Task<T> AsAsync<T>(House house, ICallContext who, Func<OrganizationService, Task<T>> work) => house.AsAsync(who, work);

    private static Task<T> ReadAsync<T>(House house, World world, Func<OrganizationQueries, Task<T>> work) => house.AsAsync(world.Ashley, work);
}
