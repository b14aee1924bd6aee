using MedDist.Core.Shipping;
using Shouldly;
using Xunit;
using static MedDist.Core.Shipping.ShipmentStatus;

namespace MedDist.Core.Tests.Shipping;

public sealed class ShipmentStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", Pending)]
    [InlineData("0 InfoReceived", InfoReceived)]
    [InlineData("0 InfoReceived,1 InTransit,2 OutForDelivery", OutForDelivery)]
    [InlineData("2 OutForDelivery,0 InfoReceived,1 InTransit", OutForDelivery)]
    [InlineData("3 Delivered,1 InTransit", Delivered)]
    [InlineData("1 InTransit,3 Delivered,4 InTransit", Delivered)]
    [InlineData("1 InTransit,3 Exception,4 InTransit", InTransit)]
    [InlineData("3 Delivered,4 InTransit!", InTransit)]
    [InlineData("3 Delivered,4 InTransit!,5 Delivered", Delivered)]
    [InlineData("4 InTransit!,3 Delivered", InTransit)]
    [InlineData("3 Delivered!,2 InTransit,5 Exception", Delivered)]
    public void A_parcel_is_where_the_latest_event_puts_it_and_delivered_stays(string told, ShipmentStatus expected)
    {
        var parcel = new Shipment(Guid.NewGuid(), "UPS", Parcels.Ups);
        foreach (var (e, i) in told.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((e, i) => (e.Split(' '), i)))
        {
            var status = Enum.Parse<ShipmentStatus>(e[1].TrimEnd('!'));
            parcel.Take(new ShipmentEvent(parcel, Noon.AddHours(int.Parse(e[0], null)), status, Noon.AddDays(1).AddMinutes(i)) { Source = ShipmentSource.Webhook, IsCorrection = e[1].EndsWith('!') });
        }

        parcel.Status.ShouldBe(expected);
        parcel.IsDelivered.ShouldBe(expected == Delivered);
        parcel.Stage.ShouldBe(expected == Delivered ? ShipmentStage.Delivered : ShipmentStage.OnTheRoad);
    }

    [Fact]
    public void What_was_told_of_a_wrong_number_counts_no_more_when_it_is_corrected()
    {
        var parcel = new Shipment(Guid.NewGuid(), "UPS", Parcels.Ups);
        parcel.Take(new ShipmentEvent(parcel, Noon, Delivered, Noon) { Source = ShipmentSource.Webhook });
        parcel.Correct("FedEx", Parcels.Fedex, "Express", "Ashley", Noon);

        (parcel.Status, parcel.DeliveredAt, parcel.ScanCount, parcel.Carrier).ShouldBe((Pending, null, 0, "FedEx"));
        parcel.Events.Count.ShouldBe(2);
    }

    [Fact]
    public void A_signature_that_comes_after_the_delivery_is_kept()
    {
        var parcel = new Shipment(Guid.NewGuid(), "UPS", Parcels.Ups);
        parcel.Take(new ShipmentEvent(parcel, Noon, Delivered, Noon) { Source = ShipmentSource.Webhook });
        parcel.Take(new ShipmentEvent(parcel, Noon.AddMinutes(1), Delivered, Noon) { Source = ShipmentSource.Webhook, SignedBy = "MARTHA" });
        (parcel.SignedBy, parcel.SignedAt).ShouldBe(("MARTHA", Noon));
    }

    [Theory]
    [InlineData("Exception", null, true, 1, ShipmentProblem.Exception)]
    [InlineData("AttemptFailed", null, true, 1, ShipmentProblem.AttemptFailed)]
    [InlineData("Expired", null, true, 1, ShipmentProblem.Expired)]
    [InlineData("InTransit", "2026-06-17", true, 1, ShipmentProblem.Late)]
    [InlineData("InTransit", "2026-06-16", true, 1, null)]
    [InlineData("InTransit", null, true, 99, null)]
    [InlineData(null, null, true, 24, ShipmentProblem.NoScan)]
    [InlineData(null, null, true, 23, null)]
    [InlineData(null, null, false, 99, null)]
    [InlineData("InfoReceived", null, true, 24, ShipmentProblem.NoScan)]
    [InlineData("Delivered", "2026-06-17", true, 99, null)]
    public void A_parcel_needs_somebody_exactly_when_a_rule_says_so(string? status, string? estimated, bool tracked, int hours, ShipmentProblem? expected)
    {
        var parcel = new Shipment(Guid.NewGuid(), "UPS", Parcels.Ups);
        parcel.Leave(Noon);
        if (status is not null)
        {
            parcel.Take(new ShipmentEvent(parcel, Noon.AddMinutes(5), Enum.Parse<ShipmentStatus>(status), Noon) { Source = ShipmentSource.Webhook, EstimatedOn = estimated is null ? null : DateOnly.Parse(estimated, null) });
        }

        parcel.Judge(new DateOnly(2026, 6, 16), tracked, Noon.AddHours(hours)).ShouldBe(expected is not null);
        parcel.Problem.ShouldBe(expected);
        (parcel.ProblemSentence is null).ShouldBe(expected is null);
        parcel.Judge(new DateOnly(2026, 6, 16), tracked, Noon.AddHours(hours)).ShouldBeFalse("it is not new any more");
    }

    [Fact]
    public void What_was_dealt_with_comes_up_again_only_when_the_carrier_tells_something_new()
    {
        var parcel = new Shipment(Guid.NewGuid(), "UPS", Parcels.Ups);
        parcel.Take(new ShipmentEvent(parcel, Noon, ShipmentStatus.Exception, Noon) { Source = ShipmentSource.Webhook });
        parcel.Judge(null, true, Noon).ShouldBeTrue();
        parcel.Settle("Called them", "Ashley", Noon);
        parcel.Judge(null, true, Noon.AddHours(1)).ShouldBeFalse();
        parcel.Problem.ShouldBeNull();

        parcel.Take(new ShipmentEvent(parcel, Noon.AddHours(2), ShipmentStatus.Exception, Noon) { Source = ShipmentSource.Webhook });
        parcel.Judge(null, true, Noon.AddHours(2)).ShouldBeTrue();
    }
}
