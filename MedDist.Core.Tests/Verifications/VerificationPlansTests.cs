using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationPlansTests
{
    private static readonly VerificationRequirement Ivr = new(VerificationType.Insurance, VerificationFrequency.Annual);
    private static readonly VerificationRequirement EachOrder = new(VerificationType.PriorAuthorization, VerificationFrequency.PerOrder);

    [Theory, Databases]
    public async Task The_dry_run_of_many_says_of_each_what_asking_for_one_says(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, "acme", true, Ivr, EachOrder);
        var ids = await OrdersOfEveryKindAsync(house, world);

        var rows = (await house.AsAsync<BatchService, Result<BatchPreview>>(world.Ashley, s => s.PreviewAsync(new(BulkArguments.RequestIvr, BatchArguments.None, ids)))).Value!.Rows;

        rows.Select(r => r.Id).ShouldBe(ids);
        List<string?> rules = [];
        foreach (var row in rows)
        {
            var one = await house.AsAsync<VerificationRequestService, Result<VerificationRequestPlan>>(world.Ashley, s => s.PlanAsync(row.Id));
            row.Refusal.ShouldBe(one.Failure);
            rules.Add(one.Failure is Failure.RuleBroken broken ? broken.Rule : one.Failure?.GetType().Name);
        }

        rules.ShouldBe(
        [
            null, null, VerificationFailures.AlreadyWaitingRule, null, VerificationFailures.AlreadyAskedRule, VerificationFailures.AllValidRule, VerificationFailures.NothingRequiredRule,
            VerificationFailures.NoContactRule, nameof(Failure.NotFound), VerificationFailures.FinishedRule, nameof(Failure.NotFound),
        ]);
    }

    [Theory, Databases]
    public async Task The_plans_of_many_ask_for_the_same_as_those_of_one_and_nothing_of_who_may_not(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, "acme", true, Ivr, EachOrder);
        var ids = await OrdersOfEveryKindAsync(house, world);
        var many = await ManyAsync(house, world.Ashley, ids);
        foreach (var id in ids)
        {
            var one = await house.AsAsync<VerificationRequestService, Result<VerificationRequestPlan>>(world.Ashley, s => s.PlanAsync(id));
            many[id].Value?.Required.Select(r => r.Type).ShouldBe(one.Value!.Required.Select(r => r.Type));
            (many[id].Value?.Contacts.To[0], many[id].Value?.UsesOrderContacts).ShouldBe((one.Value?.Contacts.To[0], one.Value?.UsesOrderContacts));
        }

        many.Values.ShouldContain(p => p.Succeeded && p.Value.Required.Count == 1, "a part of it was asked for");
        (await ManyAsync(house, world.CallOf(Role.Viewer), ids)).Values.ShouldAllBe(p => p.Failure == VerificationFailures.NotYourRole);
    }

    [Theory, Databases]
    public async Task Fifty_rows_ask_no_more_often_than_five(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        List<Guid> ids = [];
        for (var i = 0; i < 50; i++)
        {
            ids.Add((await world.OrderAsync(world.Draft(recipient: await RecipientAsync(house, world, i)))).Id);
        }

        await AskedAsync(ids[..1]);
        var few = await AskedAsync(ids[..5]);
        few.ShouldBeInRange(4, 12);
        (await AskedAsync(ids)).ShouldBe(few);

        Task<int> AskedAsync(List<Guid> some) => SqlCount.OfAsync(async () =>
            (await house.AsAsync<BatchService, Result<BatchPreview>>(world.Ashley, s => s.PreviewAsync(new(BulkArguments.RequestIvr, BatchArguments.None, some)))).Value!.Changes.ShouldBe(some.Count));
    }

    /// <summary>One order for each answer there is: to ask for (two for one recipient), waiting, a part of it waiting, asked, all valid, nothing required, nobody to ask, somebody else's draft, a finished one, one that is not there.</summary>
    private static async Task<List<Guid>> OrdersOfEveryKindAsync(House house, World world)
    {
        var people = new List<Recipient>();
        for (var i = 0; i < 3; i++)
        {
            people.Add(await RecipientAsync(house, world, i));
        }

        var asked = await world.OrderAsync(world.Draft(recipient: people[0]));
        await AskAsync(house, world, asked.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        var waiting = await world.OrderAsync(world.Draft(recipient: people[1]));
        await AskAsync(house, world, waiting.Id);
        var partly = await world.OrderAsync(world.Draft(recipient: people[1]));
        var valid = await world.OrderAsync(world.Draft(recipient: people[2]));
        await VerifiedAsync(house, world, people[2], valid.Id);
        var (easy, mute) = (new Manufacturer { Name = "Easy", Contacts = [] }, new Manufacturer { Name = "Mute", Contacts = [] });
        var strict = new ManufacturerSettings { ManufacturerId = mute.Id };
        strict.Require([Ivr]);
        await house.AddAsync(world.Id, easy, mute, strict, new ManufacturerSettings { ManufacturerId = easy.Id });
        var draft = world.Draft();
        await house.AddAsync(world.Id, draft);
        var (first, second) = (await world.OrderAsync(), await world.OrderAsync());
        var denied = await world.OrderAsync(world.Draft(), Submit, Deny);
        return
        [
            first.Id, second.Id, waiting.Id, partly.Id, asked.Id, valid.Id, (await world.OrderAsync(At(world, easy))).Id, (await world.OrderAsync(At(world, mute))).Id, draft.Id, denied.Id, Guid.NewGuid(),
        ];
    }

    private static async Task VerifiedAsync(House house, World world, Recipient recipient, Guid order)
    {
        foreach (var required in new[] { Ivr, EachOrder })
        {
            var found = new Verification { RecipientId = recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = required.Type };
            var period = new VerificationPeriod
            {
                Frequency = required.Frequency,
                VerifiedOn = new(2026, 6, 1),
                VerifiedByName = "A. Lee",
                ValidThrough = VerificationPolicy.ValidThrough(required.Frequency, new(2026, 6, 1)),
                OrderId = required.Frequency == VerificationFrequency.PerOrder ? order : null,
            };
            found.Verify(period, house.Clock.Now);
            await house.AddAsync(world.Id, found);
        }
    }

    private static async Task<Recipient> RecipientAsync(House house, World world, int number)
    {
        var recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-7{number}", FirstName = "Sam", LastName = $"Number{number}" };
        await house.AddAsync(world.Id, recipient);
        return recipient;
    }

    private static Order At(World world, Manufacturer maker)
    {
        var like = world.Draft(new(2026, 8, 3));
        var order = new Order
        {
            OrderNumber = like.OrderNumber,
            OrganizationId = like.OrganizationId,
            FacilityId = like.FacilityId,
            ProviderId = like.ProviderId,
            RecipientId = like.RecipientId,
            RecipientName = like.RecipientName,
            ManufacturerId = maker.Id,
            ServiceDate = like.ServiceDate,
            RequestedDeliveryDate = like.RequestedDeliveryDate,
            CreatedByUserId = like.CreatedByUserId,
        };
        order.AddItem(new OrderItem { ProductId = world.Product.Id, Quantity = 1 });
        return order;
    }

    private static async Task AskAsync(House house, World world, Guid id) =>
        (await house.AsAsync<VerificationRequestService, Result>(world.Ashley, s => s.RequestForOrderAsync(id))).Failure.ShouldBeNull();

    private static Task<IReadOnlyDictionary<Guid, Result<VerificationRequestPlan>>> ManyAsync(House house, ICallContext who, IReadOnlyList<Guid> ids) =>
        house.AsAsync<VerificationRequestService, IReadOnlyDictionary<Guid, Result<VerificationRequestPlan>>>(who, s => s.PlanAsync(ids));
}
