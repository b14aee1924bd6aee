using MedDist.Core.Kernel;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class OrderDraftsTests
{
    [Theory, Databases]
    public async Task A_draft_needs_nothing_but_an_author_and_is_resumed_as_it_was(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (id, empty) = (Guid.CreateVersion7(), new OrderDraftContent());

        (await desk.SaveAsync(id, 0, empty, empty)).Value!.Version.ShouldBe(1);
        var filled = desk.Filled(newPatient: true) with { Unread = new Dictionary<string, string> { ["serviceDate"] = "25/6" } };
        var saved = (await desk.SaveAsync(id, 1, empty, filled)).Value!;
        saved.IsSaved.ShouldBeTrue();

        var open = await desk.OpenDraftAsync(id);
        open!.Version.ShouldBe(saved.Version);
        open.Content.Write().ShouldBe(filled.Write());
        (await house.AsAsync<OrderDrafts, IReadOnlyList<DraftRow>>(desk.Provider, d => d.ListAsync())).Single().Recipient.ShouldBe("Walter Finch");
    }

    [Theory, Databases]
    public async Task What_was_typed_is_not_readable_in_the_database(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(newPatient: true));

        await using var db = house.Open(desk.World.System);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "select \"Stored\" from \"OrderDrafts\"";
        var stored = (string?)await command.ExecuteScalarAsync();
        stored.ShouldNotBeNull();
        stored.ShouldNotContain("Finch");
        (await db.ActivityLogs.Where(l => l.EntityType == nameof(OrderDraft)).CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Two_tabs_that_fill_different_fields_keep_both(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (id, start) = (Guid.CreateVersion7(), desk.Filled());
        await desk.SaveAsync(id, 0, new(), start);

        (await desk.SaveAsync(id, 1, start, start with { WoundLength = 5m })).Value!.IsSaved.ShouldBeTrue();
        var second = (await desk.SaveAsync(id, 1, start, start with { Notes = "Leave at the desk" })).Value!;

        (second.IsSaved, second.Version).ShouldBe((true, 3));
        second.AlsoChanged.ShouldBe(["Length"]);
        var stored = (await desk.OpenDraftAsync(id))!.Content;
        (stored.WoundLength, stored.Notes).ShouldBe((5m, "Leave at the desk"));
    }

    [Theory, Databases]
    public async Task Two_tabs_that_fill_the_same_field_are_asked_and_nothing_is_overwritten(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (id, start) = (Guid.CreateVersion7(), desk.Filled());
        await desk.SaveAsync(id, 0, new(), start);
        await desk.SaveAsync(id, 1, start, start with { ServiceDate = desk.Today.AddDays(9) });

        var mine = start with { ServiceDate = desk.Today.AddDays(10), Notes = "Mine" };
        var met = (await desk.SaveAsync(id, 1, start, mine)).Value!;
        met.IsSaved.ShouldBeFalse();
        met.Conflicts.ShouldBe([new("serviceDate", "Service date", SmartDay.Text(desk.Today.AddDays(10)), SmartDay.Text(desk.Today.AddDays(9)))]);
        (await desk.OpenDraftAsync(id))!.Content.Notes.ShouldBeNull();

        (await desk.SaveAsync(id, 1, start, mine, mineWins: new HashSet<string> { "serviceDate" })).Value!.IsSaved.ShouldBeTrue();
        var stored = (await desk.OpenDraftAsync(id))!.Content;
        (stored.ServiceDate, stored.Notes).ShouldBe((desk.Today.AddDays(10), "Mine"));
    }

    [Theory, Databases]
    public async Task Fifty_drafts_and_two_users_on_one_of_them_lose_nothing_at_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var office = desk.World.UserOf("brenda", "Brenda Walsh", Role.FacilityManager);
        await house.AddAsync(desk.World.Id, office);
        var brenda = desk.World.CallOf(office, new([desk.World.Organization.Id], []));
        var (shared, start) = (Guid.CreateVersion7(), desk.Filled() with { Lines = [.. Enumerable.Range(0, 20).Select(_ => desk.LineOf(desk.World.Product))] });
        await desk.SaveAsync(shared, 0, new(), start, brenda);

        // Each of the two changes ten lines of their own, from the state that both saw first.
        var together = start.Lines.Select((line, i) => desk.SaveAsync(
            shared, 1, start, start with { Lines = [.. start.Lines.Select(l => l.Id == line.Id ? l with { Quantity = 100 + i } : l)] }, i % 2 == 0 ? brenda : desk.Provider));
        var ids = Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7()).ToList();
        var alone = ids.Select(async (id, i) =>
        {
            var (before, version) = (new OrderDraftContent(), 0);
            for (var letter = 1; letter <= 4; letter++)
            {
                var now = before with { Notes = $"{i}:{new string('x', letter)}" };
                var saved = await desk.SaveAsync(id, version, before, now);
                (before, version) = (saved.Value!.Stored, saved.Value.Version);
            }
        });
        await Task.WhenAll(together.Cast<Task>().Concat(alone));

        (await desk.OpenDraftAsync(shared))!.Content.Lines.Select(l => l.Quantity).ShouldBe(Enumerable.Range(100, 20).Cast<int?>());
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            (await desk.OpenDraftAsync(id))!.Content.Notes.ShouldBe($"{i}:xxxx");
        }
    }

    [Theory, Databases]
    public async Task A_draft_is_its_authors_and_the_providers_it_is_for_and_nobody_elses(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var office = desk.World.UserOf("brenda", "Brenda Walsh", Role.FacilityManager);
        await house.AddAsync(desk.World.Id, office);
        var brenda = desk.World.CallOf(office, new([desk.World.Organization.Id], []));
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(), brenda);

        (await desk.OpenDraftAsync(id)).ShouldNotBeNull();
        (await desk.OpenDraftAsync(id, desk.World.Ashley)).ShouldBeNull();
        (await desk.SaveAsync(id, 0, new(), new(), desk.World.Ashley)).Failure.ShouldBe(DraftFailures.NotFound);
        (await desk.SaveAsync(Guid.CreateVersion7(), 0, new(), new(), desk.World.CallOf(Role.Viewer))).Failure.ShouldBe(DraftFailures.NotPlacing);

        var other = await FormDesk.OpenAsync(house, "bluebird");
        (await other.OpenDraftAsync(id)).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_discarded_draft_comes_back_with_one_step_and_takes_no_typing_until_then(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (id, filled) = (Guid.CreateVersion7(), desk.Filled());
        await desk.SaveAsync(id, 0, new(), filled);
        (await house.AsAsync<OrderDrafts, Result>(desk.Provider, d => d.DiscardAsync(id))).Succeeded.ShouldBeTrue();
        (await house.AsAsync<OrderDrafts, IReadOnlyList<DraftRow>>(desk.Provider, d => d.ListAsync())).ShouldBeEmpty();
        (await desk.SaveAsync(id, 2, filled, filled with { Notes = "x" })).Failure.ShouldBe(DraftFailures.Discarded);

        (await house.AsAsync<OrderDrafts, Result>(desk.Provider, d => d.RestoreAsync(id))).Succeeded.ShouldBeTrue();
        (await desk.OpenDraftAsync(id))!.Content.SaysTheSameAs(filled).ShouldBeTrue();
    }
}
