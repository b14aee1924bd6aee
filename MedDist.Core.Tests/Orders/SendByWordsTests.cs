using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class SendByWordsTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    // Wednesday, 17 June 2026, 10:00 in Chicago.
    private static readonly DateTimeOffset Now = new(2026, 6, 17, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-06-17T14:00", "send by 2:00 PM today", SendByUrgency.Later)]
    [InlineData("2026-06-17T13:59", "send by 1:59 PM today", SendByUrgency.Soon)]
    [InlineData("2026-06-17T10:00", "send by 10:00 AM today", SendByUrgency.Soon)]
    [InlineData("2026-06-17T09:59", "overdue since 9:59 AM today", SendByUrgency.Passed)]
    [InlineData("2026-06-18T15:00", "send by 3:00 PM tomorrow", SendByUrgency.Later)]
    [InlineData("2026-06-19T12:00", "send by Fri 12:00 PM", SendByUrgency.Later)]
    [InlineData("2026-06-23T12:00", "send by Tue 12:00 PM", SendByUrgency.Later)]
    [InlineData("2026-06-24T12:00", "send by 24 Jun", SendByUrgency.Later)]
    [InlineData("2027-01-04T12:00", "send by 4 Jan 2027", SendByUrgency.Later)]
    [InlineData("2026-06-16T15:00", "overdue since Tue 3:00 PM", SendByUrgency.Passed)]
    [InlineData("2026-06-12T15:00", "overdue since Fri 3:00 PM", SendByUrgency.Passed)]
    [InlineData("2026-06-11T15:00", "overdue since Thu 3:00 PM", SendByUrgency.Passed)]
    [InlineData("2026-06-10T15:00", "overdue since 10 Jun", SendByUrgency.Passed)]
    [InlineData("2025-12-31T15:00", "overdue since 31 Dec 2025", SendByUrgency.Passed)]
    public void A_time_is_said_as_near_as_it_is(string chicagoTime, string text, SendByUrgency urgency) =>
        SendByWords.Open(InChicago(chicagoTime), Now, Chicago).ShouldBe(new SendByPhrase(text, urgency));

    [Fact]
    public void The_day_is_the_tenants_not_the_worlds()
    {
        // 23:30 on the 17th in Chicago is already the 18th in Greenwich.
        SendByWords.Open(InChicago("2026-06-17T23:30"), Now, Chicago).Text.ShouldBe("send by 11:30 PM today");
        SendByWords.Open(InChicago("2026-06-17T23:30"), Now, TimeZoneInfo.Utc).Text.ShouldBe("send by 4:30 AM tomorrow");
    }

    [Fact]
    public void Four_hours_are_four_hours_when_clocks_change()
    {
        // 1 November 2026: 0:30 to 3:30 are four hours in Chicago.
        var now = InChicago("2026-11-01T00:30");
        SendByWords.Open(InChicago("2026-11-01T03:30"), now, Chicago).Urgency.ShouldBe(SendByUrgency.Later);
        SendByWords.Open(InChicago("2026-11-01T03:29"), now, Chicago).Urgency.ShouldBe(SendByUrgency.Soon);
    }

    [Fact]
    public void Without_a_delivery_date_there_is_no_hurry() =>
        SendByWords.Open(null, Now, Chicago).ShouldBe(new SendByPhrase("no delivery date", SendByUrgency.None));

    [Theory]
    [InlineData(OrderStatus.PendingReview, SendState.None, "overdue since Tue 3:00 PM")]
    [InlineData(OrderStatus.SentBack, SendState.None, "overdue since Tue 3:00 PM")]
    [InlineData(OrderStatus.ReadyToSend, SendState.Waiting, "overdue since Tue 3:00 PM")]
    [InlineData(OrderStatus.ReadyToSend, SendState.Failed, "overdue since Tue 3:00 PM")]
    [InlineData(OrderStatus.SentToManufacturer, SendState.Sent, "sent Mon 9:00 AM")]
    [InlineData(OrderStatus.Shipped, SendState.Sent, "sent Mon 9:00 AM")]
    [InlineData(OrderStatus.Closed, SendState.Sent, "sent Mon 9:00 AM")]
    public void A_row_says_until_when_it_must_leave_or_when_it_left(OrderStatus status, SendState send, string text) =>
        SendByWords.Of(Row(status, send, InChicago("2026-06-15T09:00")), Now, Chicago).Text.ShouldBe(text);

    [Fact]
    public void A_parcels_problem_is_not_a_message_that_is_overdue() =>
        SendByWords.Of(Row(OrderStatus.Shipped, SendState.Sent, InChicago("2026-06-15T09:00")) with { ShipmentProblem = "UPS 1Z is held up." }, Now, Chicago).Text.ShouldBe("sent Mon 9:00 AM");

    [Fact]
    public void An_order_that_ended_here_was_not_sent() =>
        SendByWords.Of(Row(OrderStatus.Denied, SendState.None, null), Now, Chicago).ShouldBe(new SendByPhrase("not sent", SendByUrgency.None));

    private static OrderRow Row(OrderStatus status, SendState send, DateTimeOffset? left) => Rows.Of("ORD-1") with
    {
        Status = status,
        SendState = send,
        SendBy = InChicago("2026-06-16T15:00"),
        ManufacturerSubmittedAt = left,
    };

    private static DateTimeOffset InChicago(string local)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Chicago.GetUtcOffset(time)).ToUniversalTime();
    }
}

/// <summary>Rows of the queue for tests, stating only what a test is about.</summary>
internal static class Rows
{
    public static OrderRow Of(string number) => new()
    {
        Id = Guid.NewGuid(),
        Version = 1,
        OrderNumber = number,
        Type = OrderType.Standard,
        Status = OrderStatus.PendingReview,
        SendState = SendState.None,
        RecipientName = "Nora Test",
        ProviderName = "Pat Provider, MD",
        FacilityName = "Test Clinic",
        ManufacturerName = "Test Works",
        ServiceDate = new DateOnly(2026, 6, 20),
        RequestedDeliveryDate = new DateOnly(2026, 6, 19),
        ProviderSubmittedAt = null,
        SendBy = null,
        ManufacturerSubmittedAt = null,
        IvrState = IvrState.Valid,
        IvrSentence = "Annual IVR verified 3 Feb 2026 by A. Lee, valid to 2 Feb 2027.",
    };
}
