using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Coverage;

public sealed class PayerServiceTests
{
    [Theory, Databases]
    public async Task A_payer_is_made_found_by_each_of_its_names_and_put_away_but_not_the_last(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var entry = new PayerEntry
        {
            Name = " Lantern Health ",
            Identifier = "LH1",
            Aliases = "Old Lamp\nLuminous",
            Phone = "312 555 0170",
            Portal = "https://lantern.example",
            TimelyFilingDays = "180",
            Plans = [new("Gold", PlanType.Ppo)],
        };
        var id = (await AsAsync(house, world.Ashley, s => s.CreateAsync(entry))).Value;
        foreach (var words in new[] { "lantern", "LH1", "lamp", "luminous" })
        {
            var choice = (await house.AsAsync<PayerQueries, IReadOnlyList<PayerChoice>>(world.Ashley, q => q.SearchAsync(words))).Single();
            (choice.Id, choice.Phone, choice.Plan).ShouldBe((id, "(312) 555-0170", PlanType.Ppo));
            (await ListAsync(new(words))).Rows.Single().TimelyFilingDays.ShouldBe(180);
        }

        var read = (await GetAsync(id))!.Entry;
        (await AsAsync(house, world.Ashley, s => s.ChangeAsync(id, read with { TimelyFilingDays = "" }))).Failure.ShouldBeNull();
        (await AsAsync(house, world.Ashley, s => s.ChangeAsync(id, read))).Failure.ShouldBe(PayerFailures.Stale);
        (await AsAsync(house, world.Ashley, s => s.CreateAsync(entry))).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["Name"]);
        (await AsAsync(house, world.Ashley, s => s.CreateAsync(new() { Phone = "1", Email = "x", Portal = "lantern", TimelyFilingDays = "0", Plans = [new(" ", PlanType.Hmo)] }))).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys
            .ShouldBe(["Name", "Phone", "Email", "Portal", "TimelyFilingDays", "Plans[0].Name"], ignoreOrder: true);
        // Too long or too many is said, and nothing is cut off unseen.
        var over = new PayerEntry { Name = "Long", Aliases = "Short\n" + new string('x', Payer.AliasLength + 1), Plans = [.. Enumerable.Repeat(new PayerPlan("A", PlanType.Hmo), PayerEntry.MostPlans + 1)] };
        (await AsAsync(house, world.Ashley, s => s.CreateAsync(over))).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["Aliases", "Plans"], ignoreOrder: true);

        (await AsAsync(house, world.Ashley, async s => await s.DeactivateAsync(id, await VersionAsync()))).Failure.ShouldBe(PayerFailures.Last);
        await house.AddAsync(world.Id, new Payer { Name = "Another", Type = PayerType.Employer });
        (await AsAsync(house, world.Ashley, async s => await s.DeactivateAsync(id, await VersionAsync()))).Failure.ShouldBeNull();
        (await house.AsAsync<PayerQueries, IReadOnlyList<PayerChoice>>(world.Ashley, q => q.SearchAsync("lantern"))).ShouldBeEmpty();
        (await ListAsync(new(State: PayerState.Inactive))).Rows.Single().Name.ShouldBe("Lantern Health");
        (await AsAsync(house, world.Ashley, async s => await s.ReactivateAsync(id, await VersionAsync()))).Failure.ShouldBeNull();
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not (Role.TenantAdmin or Role.SuperAdmin)))
        {
            (await AsAsync(house, world.CallOf(role), s => s.CreateAsync(entry))).Failure.ShouldBe(PayerFailures.NotYours);
            (await house.AsAsync<PayerBook, PayerList>(world.CallOf(role), b => b.ListAsync(new()))).Total.ShouldBe(0);
        }

        async Task<int> VersionAsync() => (await GetAsync(id))!.Entry.SeenVersion!.Value;

        Task<PayerPageRow?> GetAsync(Guid payer) => house.AsAsync<PayerBook, PayerPageRow?>(world.Ashley, b => b.GetAsync(payer));

        Task<PayerList> ListAsync(PayerFilter filter) => house.AsAsync<PayerBook, PayerList>(world.Ashley, b => b.ListAsync(filter));
    }

    [Theory, Databases]
    public async Task Two_payers_that_are_the_same_become_one_with_the_policies_of_both_and_exactly_those_that_were_confirmed(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (world, other) = (desk.World, await World.BuildAsync(house, "bluebird"));
        var twin = new Payer { Name = "Medicare B", Type = PayerType.Government, Identifier = "MCB" };
        var foreign = new Payer { Name = "Foreign", Type = PayerType.Government };
        await house.AddAsync(other.Id, foreign);
        await house.AddAsync(world.Id, twin);
        await house.AddAsync(world.Id, Policy(twin.Id), Policy(twin.Id), Policy(desk.Payer.Id));

        // A form that was begun with the one that goes.
        var draft = Guid.CreateVersion7();
        var form = desk.Filled(newPatient: true);
        await desk.SaveAsync(draft, 0, new(), form with { Primary = form.Primary with { Payer = new(twin.Id, twin.Name) } });

        (await MergeAsync(twin.Id, desk.Payer.Id, 1)).Failure.ShouldBeOfType<Failure.Stale>().Message.ShouldContain("It has 2 policies now");
        (await MergeAsync(twin.Id, twin.Id, 2)).Failure.ShouldBe(PayerFailures.WithItself);
        (await MergeAsync(twin.Id, foreign.Id, 2)).Failure.ShouldBe(PayerFailures.NotFound);
        await using (var db = house.Open(world.System))
        {
            (await db.CoveragePolicies.CountAsync(c => c.PayerId == twin.Id)).ShouldBe(2);
        }

        (await MergeAsync(twin.Id, desk.Payer.Id, 2)).Value.ShouldBe(2);
        (await MergeAsync(twin.Id, desk.Payer.Id, 0)).Failure.ShouldBe(PayerFailures.Merged);
        (await desk.SubmitAsync(draft, 1)).Failure.ShouldBeNull();
        await using var after = house.Open(world.System);
        (await after.CoveragePolicies.CountAsync(c => c.PayerId == desk.Payer.Id)).ShouldBe(4);
        (await after.CoveragePolicies.CountAsync(c => c.PayerId == twin.Id)).ShouldBe(0);
        (await after.Payers.SingleAsync(p => p.Id == twin.Id)).ShouldSatisfyAllConditions(p => p.IsActive.ShouldBeFalse(), p => p.MergedIntoId.ShouldBe(desk.Payer.Id));
        (await house.AsAsync<PayerQueries, IReadOnlyList<PayerChoice>>(world.Ashley, q => q.SearchAsync("mcb"))).Single().Id.ShouldBe(desk.Payer.Id);
        (await after.ActivityLogs.SingleAsync(l => l.Action == "payer.merged")).ShouldSatisfyAllConditions(l => l.EntityId.ShouldBe(desk.Payer.Id), l => l.Changes.Single().Before.ShouldBe("2 of Medicare B"));

        CoveragePolicy Policy(Guid payer) => new() { RecipientId = world.Recipient.Id, PayerId = payer, IsPrimary = false };

        Task<Result<int>> MergeAsync(Guid from, Guid into, int seen) => AsAsync(house, world.Ashley, s => s.MergeAsync(new(from, into, seen)));
    }

    private static Task<T> AsAsync<T>(House house, ICallContext who, Func<PayerService, Task<T>> work) => house.AsAsync(who, work);
}
