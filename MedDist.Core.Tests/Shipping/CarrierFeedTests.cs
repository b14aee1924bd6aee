using System.Text;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Shipping.ShipmentStatus;

namespace MedDist.Core.Tests.Shipping;

public sealed class CarrierFeedTests
{
    [Theory, Databases]
    public async Task The_same_events_twice_and_out_of_order_leave_the_parcel_where_it_is(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var id = await Parcels.RecordedAsync(house, world, order);
        var at = house.Clock.Now;
        var body = $"{{\"events\":[{Parcels.Event("d", Parcels.Ups, at.AddHours(9), "Delivered", signedBy: "FRONT DESK")},{Parcels.Event("t", Parcels.Ups, at.AddHours(2), "InTransit")},{Parcels.Event("l", Parcels.Ups, at.AddHours(10), "InTransit")}]}}";

        (await Parcels.TellAsync(house, world, body)).ShouldBe(new FeedOutcome(3, 0, 0, 0));
        (await Parcels.TellAsync(house, world, body)).ShouldBe(new FeedOutcome(0, 3, 0, 0));

        var parcel = await Parcels.ParcelAsync(house, world, id);
        (parcel.Status, parcel.DeliveredAt, parcel.SignedBy, parcel.ScanCount).ShouldBe((Delivered, at.AddHours(9), "FRONT DESK", 3));
        parcel.ProofKeptUntil.ShouldBe(DateOnly.FromDateTime(at.AddHours(9).AddHours(-5).Date).AddYears(7));
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(OrderStatus.Delivered);
        (await house.AsAsync<CarrierFeed, Result<FeedOutcome>>(world.Ashley, f => f.ReplayAsync())).Value.ShouldBe(new FeedOutcome(0, 0, 0, 0));
    }

    [Theory, Databases]
    public async Task Two_calls_at_once_with_the_same_event_and_two_parcels_delivered_at_once_lose_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var item = order.Items[0].Id;
        var first = await Parcels.RecordedAsync(house, world, order, Parcels.Ups, "UPS", new RecordLine(item, 1));
        await Parcels.RecordedAsync(house, world, order, Parcels.OtherUps, "UPS", new RecordLine(item, 1));
        var at = house.Clock.Now;

        await Task.WhenAll(RaceAsync(Parcels.Event("1", Parcels.Ups, at, "D")), RaceAsync(Parcels.Event("1", Parcels.Ups, at, "D")), RaceAsync(Parcels.Event("2", Parcels.OtherUps, at, "D")));

        (await Parcels.ParcelAsync(house, world, first)).Events.Count(e => e.ExternalId == "1").ShouldBe(1);
        (await Parcels.ReadAsync(house, world, order)).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Delivered), o => o.ParcelsDelivered.ShouldBe(2));

        async Task RaceAsync(string body)
        {
            await Task.Yield();
            await Parcels.TellAsync(house, world, body);
        }
    }

    [Theory, Databases]
    public async Task An_event_without_a_parcel_is_kept_shown_and_applied_once_the_parcel_is_recorded(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        (await Parcels.TellAsync(house, world, Parcels.Event("1", Parcels.Ups, house.Clock.Now, "OutForDelivery"))).Unknown.ShouldBe(1);
        (await OpenAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.TrackingNumber.ShouldBe(Parcels.Ups), m => m.Note.ShouldBe("No parcel has this number yet."));

        var id = await Parcels.RecordedAsync(house, world, order);

        (await Parcels.ParcelAsync(house, world, id)).Status.ShouldBe(OutForDelivery);
        (await OpenAsync()).ShouldBeEmpty();

        Task<IReadOnlyList<CarrierMessageRow>> OpenAsync() => house.AsAsync<ShipmentQueries, IReadOnlyList<CarrierMessageRow>>(world.Ashley, q => q.UnappliedAsync());
    }

    [Theory, Databases]
    public async Task What_cannot_be_read_is_kept_with_the_reason_and_hurts_nothing_else(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var id = await Parcels.RecordedAsync(house, world, await Parcels.OrderAsync(world));
        var now = house.Clock.Now;
        var body = $"[{Parcels.Event("a", Parcels.Ups, now, "Teleported")},{Parcels.Event("b", Parcels.Ups, now.AddDays(30), "Delivered")},{Parcels.Event("c", Parcels.Ups, now, "InTransit")},7]";

        (await Parcels.TellAsync(house, world, body)).ShouldBe(new FeedOutcome(1, 0, 0, 3));
        (await Parcels.TellAsync(house, world, "{ broken")).Failed.ShouldBe(1);

        (await Parcels.ParcelAsync(house, world, id)).Status.ShouldBe(InTransit);
        var notes = (await house.AsAsync<ShipmentQueries, IReadOnlyList<CarrierMessageRow>>(world.Ashley, q => q.UnappliedAsync())).Select(m => m.Note!).ToList();
        notes.Count.ShouldBe(4);
        foreach (var words in new[] { "\"Teleported\" is not known", "lies in the future", "An event is an object", "not JSON" })
        {
            notes.ShouldContain(n => n.Contains(words, StringComparison.Ordinal), words);
        }
    }

    [Theory, Databases]
    public async Task A_file_is_read_in_by_the_order_desk_and_the_same_one_twice_changes_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var id = await Parcels.RecordedAsync(house, world, await Parcels.OrderAsync(world));
        var file = $"Tracking Number,At,Status,Place,Words\r\n{Parcels.Ups},2026-06-15T10:00:00-05:00,picked up,\"Peoria, IL\",\"He said \"\"hi\"\"\"\r\n{Parcels.Ups},2026-06-15T16:00:00Z,OD,,\r\n";

        (await TakeAsync(world.CallOf(Role.Viewer))).Failure.ShouldBe(ShippingFailures.NotRecording);
        (await TakeAsync(world.Ashley)).Value.ShouldBe(new FeedOutcome(2, 0, 0, 0));
        (await TakeAsync(world.Ashley)).Value.ShouldBe(new FeedOutcome(0, 2, 0, 0));

        var parcel = await Parcels.ParcelAsync(house, world, id);
        parcel.Status.ShouldBe(OutForDelivery);
        parcel.Events.ShouldContain(e => e.Place == "Peoria, IL" && e.Words == "He said \"hi\"" && e.Source == ShipmentSource.File);

        Task<Result<FeedOutcome>> TakeAsync(ICallContext who) => house.AsAsync<CarrierFeed, Result<FeedOutcome>>(who, f => f.TakeFileAsync("UPS", file));
    }

    [Fact]
    public void A_signature_holds_for_its_body_its_secret_and_a_few_minutes()
    {
        var now = new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
        var body = Encoding.UTF8.GetBytes("{\"id\":1}");
        var good = CarrierSignature.Sign("secret", body, now);

        CarrierSignature.IsValid("secret", good, body, now.AddMinutes(4)).ShouldBeTrue();
        CarrierSignature.IsValid("secret", good, body, now.AddMinutes(6)).ShouldBeFalse();
        CarrierSignature.IsValid("secret", good, body, now.AddMinutes(-6)).ShouldBeFalse();
        CarrierSignature.IsValid("other", good, body, now).ShouldBeFalse();
        CarrierSignature.IsValid("secret", good, Encoding.UTF8.GetBytes("{\"id\":2}"), now).ShouldBeFalse();
        CarrierSignature.IsValid(null, good, body, now).ShouldBeFalse();
        foreach (var wrong in new[] { null, "", "t=,v1=", "t=99999999999999999999,v1=ab", good.Replace("v1=", "v1=0", StringComparison.Ordinal), good.Split(',')[0] })
        {
            CarrierSignature.IsValid("secret", wrong, body, now).ShouldBeFalse(wrong);
        }
    }

    [Theory, Databases]
    public async Task A_secret_is_stored_encrypted_replaced_at_once_and_belongs_to_one_tenant(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var first = (await RotateAsync(acme.Ashley)).Value!;
        var second = (await RotateAsync(acme.Ashley)).Value!;

        second.ShouldNotBe(first);
        (await SecretAsync(acme)).ShouldBe(second);
        (await SecretAsync(bluebird)).ShouldBeNull();
        await using var db = house.Open(acme.System);
        var stored = db.Database.SqlQueryRaw<string>("SELECT \"Secret\" AS \"Value\" FROM \"CarrierConnections\"");
        (await stored.ToListAsync()).ShouldHaveSingleItem().ShouldNotContain(second);
        (await RotateAsync(acme.CallOf(Role.Viewer))).Failure.ShouldBe(ShippingFailures.NotRecording);

        Task<Result<string>> RotateAsync(ICallContext who) => house.AsAsync<CarrierConnections, Result<string>>(who, c => c.RotateAsync("ups"));

        Task<string?> SecretAsync(World of) => house.AsAsync<CarrierConnections, string?>(of.System, c => c.SecretAsync("UPS"));
    }

    [Theory, Databases]
    public async Task The_simulated_feed_brings_a_parcel_home_and_says_simulated_each_time(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var id = await Parcels.RecordedAsync(house, world, await Parcels.OrderAsync(world));
        (await AdvanceAsync()).ShouldBe(0);
        await house.AddAsync(world.Id, new CarrierConnection { Carrier = "UPS", IsSimulated = true });
        for (var i = 0; i < 4; i++)
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            (await AdvanceAsync()).ShouldBe(1);
        }

        (await AdvanceAsync()).ShouldBe(0);
        var parcel = await Parcels.ParcelAsync(house, world, id);
        (parcel.Status, parcel.IsSimulated).ShouldBe((Delivered, true));
        parcel.Events.Where(e => e.Status is not null).ShouldAllBe(e => e.Source == ShipmentSource.Simulated && e.Words!.Contains("simulated"));

        Task<int> AdvanceAsync() => house.AsAsync<CarrierSimulator, int>(world.System, s => s.AdvanceAsync());
    }
}
