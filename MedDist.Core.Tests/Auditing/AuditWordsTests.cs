using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Auditing;

public sealed class AuditWordsTests
{
    [Theory]
    [InlineData("Intake.PlaceOfService", "Place of service")]
    [InlineData("ManufacturerId", "Manufacturer")]
    [InlineData("IVRState", "IVR state")]
    [InlineData("LeadTimeDays", "Lead time days")]
    [InlineData("Name", "Name")]
    public void A_field_has_a_name_in_words(string field, string words) => AuditWords.Field(field).ShouldBe(words);

    [Theory]
    [InlineData("Order.Modified", "Changed")]
    [InlineData("ManufacturerContact.Added", "Added")]
    [InlineData("user.link_sent", "Sent a new link")]
    [InlineData("something.quite_new", "Quite new")]
    public void An_action_is_said_in_words(string action, string words) => AuditWords.Action(action).ShouldBe(words);

    [Theory]
    [InlineData("SentToManufacturer", typeof(DayOfWeek), "Sent to manufacturer")]
    [InlineData("True", typeof(bool?), "yes")]
    [InlineData("2026-06-01 18:05:00Z", typeof(DateTimeOffset), "1 Jun 2026, 1:05 PM")]
    [InlineData("06/01/2026", typeof(DateOnly?), "1 Jun 2026")]
    [InlineData("15:00", typeof(TimeOnly), "3:00 PM")]
    [InlineData("812.50", typeof(decimal), "812.50")]
    [InlineData("", typeof(string), null)]
    public void A_value_is_written_as_people_write_it(string value, Type type, string? words) =>
        AuditWords.Value(value, type, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago")).ShouldBe(words);

    [Fact]
    public void Of_two_json_values_only_what_differs_is_told()
    {
        var diffs = AuditWords.Json("Settings", """{"warnDays":[30,14],"currency":"USD","carriers":[{"name":"UPS","on":true}]}""", """{"warnDays":[21,5],"currency":"USD","carriers":[{"name":"UPS","on":false}]}""");
        diffs!.Select(d => d.Words).ShouldBe(["Settings, warn days: 30, 14 → 21, 5", "Settings, carriers 1, on: yes → no"]);
        AuditWords.Json("Name", "Jane", "Joan").ShouldBeNull();
        AuditWords.Json("Name", "{broken", "{}").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task The_list_narrows_by_who_what_record_and_day_and_pages_without_a_gap(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, OrderAction.Submit, OrderAction.Approve);
        var all = await ListAsync(new() { Take = 500 });
        all.Lines.Count.ShouldBeGreaterThan(8);

        List<Guid> paged = [];
        AuditCursor? before = null;
        do
        {
            var page = await ListAsync(new() { Take = 3, Before = before });
            paged.AddRange(page.Lines.Select(l => l.Id));
            before = AuditCursor.Read(page.Next?.Write());
        }
        while (before is not null);

        paged.ShouldBe(all.Lines.Select(l => l.Id));
        (await ListAsync(new() { Kind = "Order", RecordId = order.Id })).Lines.ShouldAllBe(l => l.Label == order.OrderNumber && l.Link == $"/orders/{order.Id}/full");
        (await ListAsync(new() { Kind = "Manufacturer", Action = AuditAction.Added })).Lines.ShouldHaveSingleItem().Label.ShouldBe(world.Manufacturer.Name);
        (await ListAsync(new() { UserId = Guid.NewGuid() })).Lines.ShouldBeEmpty();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(house.Clock.Now, world.Tenant.Zone).DateTime);
        (await ListAsync(new() { From = today, To = today, Take = 500 })).Lines.Count.ShouldBe(all.Lines.Count);
        (await ListAsync(new() { To = today.AddDays(-1) })).Lines.ShouldBeEmpty();
        (await house.AsAsync<AuditQueries, AuditStretch>(world.CallOf(Role.Viewer), q => q.ListAsync(new()))).Lines.ShouldBeEmpty();
        var other = await World.BuildAsync(house, "bluebird");
        (await house.AsAsync<AuditQueries, AuditStretch>(other.Ashley, q => q.ListAsync(new() { RecordId = order.Id }))).Lines.ShouldBeEmpty();

        Task<AuditStretch> ListAsync(AuditFilter filter) => house.AsAsync<AuditQueries, AuditStretch>(world.Ashley, q => q.ListAsync(filter));
    }

    [Theory, Databases]
    public async Task A_history_names_what_it_speaks_of_hides_patients_and_holds_the_parts_of_a_record(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await using (var db = house.Open(world.Ashley))
        {
            db.Entry((await db.ManufacturerSettings.FindAsync(world.Settings.Id))!).Property(s => s.LeadTimeDays).CurrentValue = 3;
            db.Entry((await db.Recipients.FindAsync(world.Recipient.Id))!).Property(r => r.LastName).CurrentValue = "Doe";
            await db.SaveChangesAsync();
        }

        var manufacturer = await OfAsync(world.Ashley, nameof(Manufacturer), world.Manufacturer.Id);
        manufacturer[0].ShouldSatisfyAllConditions(l => l.By.ShouldBe("Ashley Nguyen"), l => l.Record.ShouldBe("Manufacturer's settings"), l => l.Label.ShouldBe(world.Manufacturer.Name), l => l.Diffs.Single().Words.ShouldBe("Lead time days: 1 → 3"));
        var recipient = await OfAsync(world.Ashley, nameof(Recipient), world.Recipient.Id);
        recipient[0].Diffs.ShouldContain(d => d.Field == "Last name" && d.IsHidden && d.Before == null && d.After == null);
        recipient.ShouldAllBe(l => l.Label == null);
        (await OfAsync(world.CallOf(Role.Viewer), nameof(Recipient), world.Recipient.Id)).Count.ShouldBe(recipient.Count);
        (await OfAsync(world.CallOf(Role.Provider), nameof(Recipient), world.Recipient.Id)).ShouldBeEmpty();
        (await OfAsync(world.CallOf(Role.Viewer), nameof(User), world.Provider.Id)).ShouldBeEmpty();

        Task<IReadOnlyList<AuditLine>> OfAsync(ICallContext who, string record, Guid id) => house.AsAsync<RecordHistoryQueries, IReadOnlyList<AuditLine>>(who, q => q.OfAsync(record, id, 20));
    }

    [Theory, Databases]
    public async Task Internal_notes_do_not_exist_for_a_viewer(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        await house.AddAsync(world.Id, new ActivityLog { Action = "Order.Modified", EntityType = nameof(Order), EntityId = order.Id, Changes = [new(nameof(Order.InternalNotes), "Pays late", "Pays")], CreatedAt = house.Clock.Now.AddMinutes(1) });
        (await OfAsync(world.Ashley))[0].Diffs.Single().Words.ShouldBe("Internal notes: Pays late → Pays");
        (await OfAsync(world.CallOf(Role.Viewer))).ShouldAllBe(l => l.Diffs.All(d => !d.Words.Contains("Pays")));

        Task<IReadOnlyList<AuditLine>> OfAsync(ICallContext who) => house.AsAsync<RecordHistoryQueries, IReadOnlyList<AuditLine>>(who, q => q.OfAsync(nameof(Order), order.Id, 20));
    }
}
