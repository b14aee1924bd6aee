using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Shipping;

public sealed class ParcelStoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 15, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ShipmentStatus.InfoReceived, "Parcel's label made", false)]
    [InlineData(ShipmentStatus.InTransit, "Parcel in transit", false)]
    [InlineData(ShipmentStatus.OutForDelivery, "Parcel out for delivery", false)]
    [InlineData(ShipmentStatus.AttemptFailed, "Delivery attempt failed", true)]
    [InlineData(ShipmentStatus.AvailableForPickup, "Parcel ready for pickup", false)]
    [InlineData(ShipmentStatus.Delivered, "Parcel delivered", false)]
    [InlineData(ShipmentStatus.Exception, "Parcel held up", true)]
    [InlineData(ShipmentStatus.Expired, "Carrier stopped tracking the parcel", true)]
    public void Each_state_has_its_words_and_what_went_wrong_is_marked(ShipmentStatus status, string title, bool isFailure)
    {
        var parcel = Parcel();
        parcel.Take(Told(parcel, status, ShipmentSource.Webhook));
        var entry = ParcelStory.Of(parcel, readsPeople: true).ShouldHaveSingleItem();
        (entry.Kind, entry.Title, entry.IsFailure, entry.By, entry.At).ShouldBe((TimelineKind.Shipment, title, isFailure, "UPS", Noon));
        entry.Text.ShouldBe($"{Parcels.Ups} · Memphis, TN · Scanned" + (status == ShipmentStatus.Delivered ? " · Signed by FRONT DESK" : " · Expected 17 Jun 2026"));
    }

    [Fact]
    public void What_was_told_of_a_wrong_number_or_of_a_void_parcel_is_left_out_and_the_notes_stay()
    {
        var parcel = Parcel();
        parcel.Take(Told(parcel, ShipmentStatus.InTransit, ShipmentSource.Webhook));
        parcel.Correct("UPS", Parcels.OtherUps, null, "Ben", Noon.AddHours(1));
        ParcelStory.Of(parcel, true).ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Title.ShouldBe("Note on the parcel"), e => e.By.ShouldBe("Ben"), e => e.Text!.ShouldContain($"it was UPS {Parcels.Ups}"));

        parcel.Take(Told(parcel, ShipmentStatus.Delivered, ShipmentSource.Webhook));
        ParcelStory.Of(parcel, true).Count(e => e.Title == "Parcel delivered").ShouldBe(1);
        parcel.Void("Recorded by mistake", "Ben", Noon.AddHours(2));
        parcel.Events.ShouldContain(e => e.Status == ShipmentStatus.Delivered);
        ParcelStory.Of(parcel, true).Select(e => e.Title).Where(t => t == "Note on the parcel").Count().ShouldBe(2);
        ParcelStory.Of(parcel, true).ShouldNotContain(e => e.Text!.Contains("Scanned", StringComparison.Ordinal));
    }

    [Fact]
    public void A_simulated_feed_says_so_and_a_parcel_without_events_still_arrives()
    {
        var parcel = Parcel();
        parcel.Take(Told(parcel, ShipmentStatus.InTransit, ShipmentSource.Simulated));
        ParcelStory.Of(parcel, true).ShouldHaveSingleItem().By.ShouldBe("UPS (simulated)");

        var silent = new Shipment(Guid.NewGuid(), "Other", null);
        silent.HandOver(Noon);
        silent.Deliver(Noon.AddDays(1));
        ParcelStory.Of(silent, true).Select(e => (e.Title, e.At, e.Text)).ShouldBe([("Parcel handed over", Noon, null), ("Parcel delivered", Noon.AddDays(1), null)]);
    }

    [Theory, Databases]
    public async Task The_orders_one_timeline_tells_what_carriers_tell_to_the_desk_and_to_its_provider(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var id = await Parcels.RecordedAsync(house, world, order);
        var at = house.Clock.Now;
        await Parcels.TellAsync(house, world, $"[{Parcels.Event("1", Parcels.Ups, at.AddHours(1), "InTransit", "2026-06-17")},{Parcels.Event("2", Parcels.Ups, at.AddHours(2), "Exception")}]");
        house.Clock.Advance(TimeSpan.FromHours(3));
        (await house.AsAsync<ShipmentService, Result>(world.Ashley, s => s.SettleAsync(id, "Called UPS; Mrs. Public waits"))).Failure.ShouldBeNull();
        house.Clock.Advance(TimeSpan.FromHours(3));
        await Parcels.TellAsync(house, world, Parcels.Event("3", Parcels.Ups, at.AddHours(5), "Delivered", signedBy: "M. PUBLIC"));

        var reyes = world.CallOf(world.Provider, new([world.Organization.Id], []));
        foreach (var who in new[] { world.Ashley, reyes })
        {
            var told = await ToldAsync(who);
            told.Select(e => e.Title).ShouldBe(["Parcel delivered", "Note on the parcel", "Parcel held up", "Parcel in transit", "Parcel handed over"]);
            told[0].Text!.ShouldEndWith("Signed by M. PUBLIC");
            told[1].Text!.ShouldContain("Called UPS; Mrs. Public waits");
            told[2].ShouldSatisfyAllConditions(e => e.IsFailure.ShouldBeTrue(), e => e.By.ShouldBe("UPS"), e => e.Text!.ShouldContain("Louisville, KY"));
            told[3].Text!.ShouldEndWith("Expected 17 Jun 2026");
        }

        var viewers = await ToldAsync(world.CallOf(Role.Viewer));
        viewers.Count.ShouldBe(5);
        viewers.ShouldAllBe(e => !(e.Text ?? "").Contains("Public", StringComparison.OrdinalIgnoreCase));
        var stranger = await World.BuildAsync(house, "bluebird");
        (await house.AsAsync<OrderTimelineQueries, IReadOnlyList<TimelineEntry>?>(stranger.Ashley, q => q.ListAsync(order.Id))).ShouldBeNull();

        async Task<List<TimelineEntry>> ToldAsync(ICallContext who) =>
            [.. (await house.AsAsync<OrderTimelineQueries, IReadOnlyList<TimelineEntry>?>(who, q => q.ListAsync(order.Id)))!.Where(e => e.Kind == TimelineKind.Shipment)];
    }

    private static Shipment Parcel() => new(Guid.NewGuid(), "UPS", Parcels.Ups);

    private static ShipmentEvent Told(Shipment parcel, ShipmentStatus status, ShipmentSource source) => new(parcel, Noon, status, Noon)
    {
        Source = source,
        Place = "Memphis, TN",
        Words = "Scanned",
        EstimatedOn = new(2026, 6, 17),
        SignedBy = status == ShipmentStatus.Delivered ? "FRONT DESK" : null,
    };
}
