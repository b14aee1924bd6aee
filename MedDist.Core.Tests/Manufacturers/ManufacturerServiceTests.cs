using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Manufacturers;

public sealed class ManufacturerServiceTests
{
    [Theory, Databases]
    public async Task Contacts_of_each_kind_are_kept_and_changed_with_their_note(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        (await SaveAsync(house, world, new SaveContacts(ContactType.Ivr) { To = "ivr@corvane.example; second@corvane.example", Cc = "", Notes = " Ask for Devon " })).Failure.ShouldBeNull();
        (await SaveAsync(house, world, new SaveContacts(ContactType.Order) { To = "new@corvane.example", Notes = "", SeenVersion = 0 })).Failure.ShouldBeNull();
        var details = await DetailsAsync(house, world);
        details.Contacts.Select(c => (c.Type, string.Join(' ', c.To), string.Join(' ', c.Cc), c.Notes)).ShouldBe([
            (ContactType.Order, "new@corvane.example", "", null), (ContactType.Ivr, "ivr@corvane.example second@corvane.example", "", "Ask for Devon"), (ContactType.Support, "", "", null)]);
        details.Contacts[0].ChangedBy.ShouldBe("Ashley Nguyen");
        await using var db = house.Open(world.System);
        (await db.ActivityLogs.SingleAsync(l => l.Action == "ManufacturerContact.Modified")).Changes.ShouldContain(c => c.Field == "PrimaryRecipients" && c.After!.Contains("new@corvane.example"));
    }

    [Theory, Databases]
    public async Task A_list_that_is_emptied_is_gone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        (await SaveAsync(house, world, new SaveContacts(ContactType.Order) { SeenVersion = 0 })).Failure.ShouldBeNull();
        await using var db = house.Open(world.System);
        (await db.ManufacturerContacts.CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Wrong_addresses_and_stale_lists_are_refused(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        (await SaveAsync(house, world, new SaveContacts(ContactType.Order) { To = "good@corvane.example bad", SeenVersion = 0 })).Failure.ShouldBeOfType<Failure.Invalid>()
            .Fields["To"].ShouldBe(["“bad” is not an e-mail address. Write it like orders@company.com."]);
        (await SaveAsync(house, world, new SaveContacts(ContactType.Order) { Cc = "only@corvane.example", SeenVersion = 0 })).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["To"]);
        (await SaveAsync(house, world, new SaveContacts(ContactType.Order) { To = "a@b.example", Notes = new string('x', 2001), SeenVersion = 0 })).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["Notes"]);
        (await SaveAsync(house, world, new SaveContacts(ContactType.Order) { To = "a@b.example", SeenVersion = 7 })).Failure.ShouldBe(ManufacturerFailures.Stale);
        (await SaveAsync(house, world, new SaveContacts(ContactType.Order) { To = "a@b.example" })).Failure.ShouldBe(ManufacturerFailures.Stale);
        (await DetailsAsync(house, world)).Contacts[0].To.ShouldBe(["orders@corvane.example"]);
    }

    [Theory, Databases]
    public async Task Only_who_may_of_the_same_tenant_changes_anything(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        foreach (var role in new[] { Role.Viewer, Role.Provider, Role.SalesRep, Role.FacilityManager })
        {
            (await house.AsAsync<ManufacturerService, Result>(acme.CallOf(role), s => s.SaveContactsAsync(acme.Manufacturer.Id, new(ContactType.Ivr) { To = "a@b.example" }))).Failure.ShouldBe(ManufacturerFailures.NotYours);
            (await house.AsAsync<ManufacturerService, Result>(acme.CallOf(role), s => s.SaveSettingsAsync(acme.Manufacturer.Id, new()))).Failure.ShouldBe(ManufacturerFailures.NotYours);
        }

        (await house.AsAsync<ManufacturerService, Result>(bluebird.Ashley, s => s.SaveContactsAsync(acme.Manufacturer.Id, new(ContactType.Ivr) { To = "a@b.example" }))).Failure.ShouldBe(ManufacturerFailures.NotFound);
        (await house.AsAsync<ManufacturerService, Result>(bluebird.Ashley, s => s.SaveSettingsAsync(acme.Manufacturer.Id, new()))).Failure.ShouldBe(ManufacturerFailures.NotFound);
        (await house.AsAsync<ManufacturerQueries, ManufacturerDetails?>(bluebird.Ashley, q => q.GetAsync(acme.Manufacturer.Id))).ShouldBeNull();
        (await house.AsAsync<ManufacturerQueries, ManufacturerDetails?>(acme.CallOf(Role.Provider), q => q.GetAsync(acme.Manufacturer.Id))).ShouldBeNull();
        (await house.AsAsync<ManufacturerQueries, ManufacturerList>(acme.CallOf(Role.Provider), q => q.ListAsync(new()))).Total.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task New_settings_move_the_send_by_time_of_its_open_orders_in_the_same_step(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var (open, done) = (await world.OrderAsync(), await world.OrderAsync(null, OrderAction.Submit, OrderAction.Deny));
        var settings = (await DetailsAsync(house, world)).Settings;
        (await SaveAsync(house, world, settings with { LeadTimeDays = 3, CutOff = new(11, 0) })).Failure.ShouldBeNull();
        (await house.OrderOfAsync(world, open.Id)).SendBy.ShouldNotBeNull().ShouldBeLessThan(open.SendBy!.Value);
        (await house.OrderOfAsync(world, done.Id)).SendBy.ShouldBe(done.SendBy);
        (await house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync())).ShouldBe(0);
        (await DetailsAsync(house, world)).Settings.ShouldSatisfyAllConditions(s => s.LeadTimeDays.ShouldBe(3), s => s.CutOff.ShouldBe(new(11, 0)));
    }

    [Theory]
    [InlineData(-1, 30, null, nameof(SaveManufacturerSettings.LeadTimeDays))]
    [InlineData(61, 30, null, nameof(SaveManufacturerSettings.LeadTimeDays))]
    [InlineData(1, 4, null, nameof(SaveManufacturerSettings.CombineMinutes))]
    [InlineData(1, 481, null, nameof(SaveManufacturerSettings.CombineMinutes))]
    [InlineData(1, 30, -5, nameof(SaveManufacturerSettings.MinimumOrderAmount))]
    public async Task Settings_out_of_bounds_are_refused_by_field(int lead, int minutes, int? minimum, string field)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        (await SaveAsync(house, world, new SaveManufacturerSettings { LeadTimeDays = lead, CombineMinutes = minutes, MinimumOrderAmount = minimum, SeenVersion = 0 })).Failure
            .ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe([field]);
    }

    [Theory, Databases]
    public async Task Two_who_save_settings_at_once_do_not_overwrite_each_other(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var settings = (await DetailsAsync(house, world)).Settings;
        var results = await Task.WhenAll(Enumerable.Range(2, 4).Select(days => SaveAsync(house, world, settings with { LeadTimeDays = days })));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Failure is Failure.Stale);
    }

    [Theory, Databases]
    public async Task The_list_is_searched_and_paged_and_says_what_waits(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await house.AddAsync(world.Id, new Manufacturer { Name = "Alder Biologics" }, new Manufacturer { Name = "Zephyr Dressings" });
        await house.ForwardedAsync(world);
        (await ListAsync(new("BIOLOGICS"))).Rows.Select(r => (r.Name, r.Waiting)).ShouldBe([("Alder Biologics", 0), ("Corvane Biologics", 1)]);
        (await ListAsync(new(null, 2, 2))).ShouldSatisfyAllConditions(l => l.Total.ShouldBe(3), l => l.Rows.ShouldHaveSingleItem().Name.ShouldBe("Zephyr Dressings"));
        (await ListAsync(new("nothing"))).Total.ShouldBe(0);

        Task<ManufacturerList> ListAsync(ManufacturerFilter filter) => house.AsAsync<ManufacturerQueries, ManufacturerList>(world.Ashley, q => q.ListAsync(filter));
    }

    private static Task<Result> SaveAsync(House house, World world, SaveContacts contacts) =>
        house.AsAsync<ManufacturerService, Result>(world.Ashley, s => s.SaveContactsAsync(world.Manufacturer.Id, contacts));

    private static Task<Result> SaveAsync(House house, World world, SaveManufacturerSettings settings) =>
        house.AsAsync<ManufacturerService, Result>(world.Ashley, s => s.SaveSettingsAsync(world.Manufacturer.Id, settings));

    private static async Task<ManufacturerDetails> DetailsAsync(House house, World world) =>
        (await house.AsAsync<ManufacturerQueries, ManufacturerDetails?>(world.Ashley, q => q.GetAsync(world.Manufacturer.Id))).ShouldNotBeNull();
}
