using Bunit;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using MedDist.Web.Orders;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

public sealed class OrderPartsTests : BunitContext
{
    [Fact]
    public void Every_status_has_a_word_of_its_own_and_a_shape()
    {
        var badges = Enum.GetValues<OrderStatus>().Select(s => Render<OrderStatusBadge>(p => p.Add(b => b.Status, s))).ToList();

        badges.Select(b => b.Find(".order-badge").TextContent.Trim()).ShouldBeUnique();
        badges.ShouldAllBe(b => b.FindAll("svg[aria-hidden=true] path").Count == 1);
    }

    [Theory]
    [InlineData(OrderStatus.PendingReview, "grey")]
    [InlineData(OrderStatus.SentBack, "orange")]
    [InlineData(OrderStatus.Resubmitted, "deep")]
    [InlineData(OrderStatus.Approved, "green")]
    [InlineData(OrderStatus.Denied, "red")]
    [InlineData(OrderStatus.SentToManufacturer, "blue")]
    [InlineData(OrderStatus.Confirmed, "purple")]
    public void A_status_has_its_colour(OrderStatus status, string tone) =>
        Render<OrderStatusBadge>(p => p.Add(b => b.Status, status)).Find(".order-badge").ClassList.ShouldContain($"tone-{tone}");

    [Fact]
    public void A_short_badge_still_says_all_to_screen_readers_and_on_hover()
    {
        var badge = Render<OrderStatusBadge>(p => p.Add(b => b.Status, OrderStatus.RejectedByManufacturer).Add(b => b.Compact, true));

        badge.Find(".order-badge").GetAttribute("title").ShouldBe("Rejected by manufacturer");
        badge.Find(".visually-hidden").TextContent.ShouldBe("Rejected by manufacturer");
        badge.Find("[aria-hidden=true]:not(svg)").TextContent.ShouldBe("Mfr. rejected");
    }

    [Fact]
    public void A_failed_send_is_red_whatever_the_status() =>
        Render<OrderStatusBadge>(p => p.Add(b => b.Status, OrderStatus.ReadyToSend).Add(b => b.Send, SendState.Failed)).Find(".tone-red").TextContent.Trim().ShouldBe("Sending failed");

    [Fact]
    public void Every_light_has_a_word_a_shape_and_its_sentence()
    {
        foreach (var state in Enum.GetValues<IvrState>())
        {
            var light = Render<IvrLight>(p => p.Add(l => l.State, state).Add(l => l.Sentence, "Annual IVR verified."));

            light.Find(".ivr-light").GetAttribute("title").ShouldBe("Annual IVR verified.");
            light.Find(".ivr-light").TextContent.ShouldBe($"IVR {IvrLight.Word(state)}. Annual IVR verified.");
            light.FindAll("svg").Count.ShouldBe(1);
        }

        Enum.GetValues<IvrState>().Select(s => (StatusLook.Of(s).Tone, StatusLook.Of(s).Shape)).ShouldBeUnique();
    }

    [Fact]
    public void What_is_not_possible_is_greyed_and_says_why()
    {
        var begun = new List<OrderAction>();
        var details = Details.With(IvrState.Valid, (OrderAction.Forward, OrderFailures.WrongStatus(OrderAction.Forward, OrderStatus.PendingReview)));
        var bar = Render<OrderActionBar>(p => p.Add(b => b.Details, details).Add(b => b.Begin, begun.Add));

        var forward = bar.Find("#do-Forward");
        forward.GetAttribute("aria-disabled").ShouldBe("true");
        forward.HasAttribute("disabled").ShouldBeFalse();
        forward.GetAttribute("title")!.ShouldContain("pending review");
        bar.Find("#" + forward.GetAttribute("aria-describedby")).TextContent.ShouldBe(forward.GetAttribute("title"));

        var approve = bar.Find("#do-Approve");
        approve.HasAttribute("aria-disabled").ShouldBeFalse();
        approve.ClassList.ShouldContain("primary");
        approve.Click();
        begun.ShouldBe([OrderAction.Approve]);
    }

    [Fact]
    public void A_missing_ivr_does_not_grey_approval_but_asks()
    {
        var details = Details.With(IvrState.Missing, (OrderAction.Approve, OrderFailures.IvrNotValid("Annual IVR is required.")));

        OrderAsk.RefusalOf(details, OrderAction.Approve).ShouldBeNull();
        OrderAsk.NeedsBypass(details).ShouldBeTrue();
        OrderAsk.NeedsBypass(Details.With(IvrState.NotRequired)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, "has no contact for orders")]
    [InlineData("Susan for rush", "Susan for rush")]
    public void Forwarding_shows_before_to_whom_it_goes(string? note, string expected)
    {
        var details = Details.With(IvrState.Valid) with { Contacts = note is null ? null : new(["orders@maker.example"], ["desk@maker.example"], note) };
        ComponentFactories.AddStub<ForwardPlanNote>();
        var text = Render<OrderForwardNote>(p => p.Add(n => n.Details, details)).Markup;

        text.ShouldContain(expected);
        (note is null || (text.Contains("orders@maker.example", StringComparison.Ordinal) && text.Contains("desk@maker.example", StringComparison.Ordinal))).ShouldBeTrue();
    }
}

/// <summary>Details of an order for tests of the pane's parts.</summary>
internal static class Details
{
    public static OrderDetails With(IvrState ivr, params (OrderAction Action, Failure Why)[] refused) => new()
    {
        Row = new OrderRow
        {
            Id = Guid.NewGuid(),
            Version = 1,
            OrderNumber = "ORD-1",
            Type = OrderType.Standard,
            Status = OrderStatus.PendingReview,
            SendState = SendState.None,
            RecipientName = "Nora Test",
            ProviderName = null,
            FacilityName = null,
            ManufacturerName = "Maker",
            ServiceDate = null,
            RequestedDeliveryDate = null,
            ProviderSubmittedAt = null,
            SendBy = null,
            ManufacturerSubmittedAt = null,
            IvrState = ivr,
            IvrSentence = "A sentence.",
        },
        Recipient = null,
        Provider = null,
        Facility = null,
        Organization = null,
        Manufacturer = null,
        Notes = null,
        InternalNotes = null,
        StatusReason = null,
        IvrBypassReason = null,
        SendError = null,
        IvrValidThrough = null,
        HeldUntil = null,
        ShippingSpeed = ShippingSpeed.StandardNextDay,
        RequestType = RequestType.NewRequest,
        DeliveryInstructions = null,
        Intake = new OrderIntake(),
        Items = [],
        Verifications = [],
        Documents = [],
        Shipments = [],
        Timeline = [],
        UndoUntil = null,
        Contacts = null,
        Actions = OrderDetailQueries.PaneActions.ToDictionary(a => a, a => (Failure?)refused.FirstOrDefault(r => r.Action == a).Why),
    };
}
