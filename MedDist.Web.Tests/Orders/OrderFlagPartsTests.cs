using Bunit;
using MedDist.Core.Orders;
using MedDist.Web.Orders;

using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

public sealed class OrderFlagPartsTests : BunitContext
{
    private static readonly OrderFlag Missing = new("ivr.missing", FlagSeverity.Blocks, "IVR missing", "Annual IVR is required.", true);
    private static readonly OrderFlag Twice = new("order.duplicate", FlagSeverity.Warns, "Possible duplicate", "ORD-1 asks for the same.", true, Guid.NewGuid());
    private static readonly OrderFlag Unchecked = new("eligibility.not_checked", FlagSeverity.Informs, "Eligibility not checked", "Not checked: nobody asked.", true);

    [Fact]
    public void The_worst_flag_is_a_word_and_the_others_a_number()
    {
        var marks = Render<OrderFlagMarks>(p => p.Add(m => m.Flags, [Missing, Twice, Unchecked]));

        marks.Find(".flag-mark").TextContent.ShouldBe("IVR missing");
        marks.Find(".flag-mark").ClassList.ShouldContain("tone-red");
        marks.Find(".flag-more").TextContent.ShouldBe("+2");
        marks.Find(".flag-marks").GetAttribute("title")!.Split('\n').ShouldBe(["IVR missing: Annual IVR is required.", "Possible duplicate: ORD-1 asks for the same.", "Eligibility not checked: Not checked: nobody asked."]);
        marks.Find(".visually-hidden").TextContent.ShouldBe("Possible duplicate. Eligibility not checked.");
    }

    [Fact]
    public void What_only_informs_is_no_mark_of_its_own()
    {
        var marks = Render<OrderFlagMarks>(p => p.Add(m => m.Flags, [Unchecked]));

        marks.FindAll(".flag-mark").ShouldBeEmpty();
        marks.Find(".flag-more").TextContent.ShouldBe("1 note");
        marks.Find(".visually-hidden").TextContent.ShouldBe("Eligibility not checked.");
        Render<OrderFlagMarks>(p => p.Add(m => m.Flags, [])).Markup.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void Each_weight_is_told_apart_by_colour_shape_and_word()
    {
        var all = Enum.GetValues<FlagSeverity>();
        all.Select(s => FlagLook.Of(s).Tone).ShouldBeUnique();
        all.Select(s => FlagLook.Of(s).Shape).ShouldBeUnique();
        all.Select(FlagLook.Word).ShouldBeUnique();
    }

    [Fact]
    public void The_order_shows_every_flag_with_its_reason_and_a_way_to_the_other_order()
    {
        var row = new OrderRow
        {
            Id = Guid.NewGuid(),
            Version = 1,
            OrderNumber = "ORD-9",
            Type = OrderType.Standard,
            Status = OrderStatus.PendingReview,
            SendState = SendState.None,
            RecipientName = null,
            ProviderName = null,
            FacilityName = null,
            ManufacturerName = null,
            ServiceDate = null,
            RequestedDeliveryDate = null,
            ProviderSubmittedAt = null,
            SendBy = null,
            ManufacturerSubmittedAt = null,
            IvrState = Core.Verifications.IvrState.Missing,
            IvrSentence = "",
            Flags = [Missing, Twice, Unchecked],
            SendByReason = "Deliver by Thu 18 Jun − 1 day.",
        };
        var section = Render<OrderFlagSection>(p => p.Add(s => s.Row, row));

        section.FindAll(".flag-list li").Count.ShouldBe(3);
        section.Find("a").GetAttribute("href").ShouldBe($"/orders/{Twice.OrderId}");
        section.Find(".send-by-sum").TextContent.ShouldBe("Send by: Deliver by Thu 18 Jun − 1 day.");
        Render<OrderFlagSection>(p => p.Add(s => s.Row, row with { Flags = [] })).Find(".muted").TextContent.ShouldStartWith("None:");
    }

    [Theory]
    [InlineData(SendByUrgency.Passed, "tone-red")]
    [InlineData(SendByUrgency.Soon, "tone-orange")]
    public void An_urgent_time_has_colour_shape_and_words(SendByUrgency urgency, string tone)
    {
        var label = Render<SendByLabel>(p => p.Add(l => l.Phrase, new("send by 2:00 PM today", urgency)).Add(l => l.Reason, "Deliver by …"));

        label.Find(".send-by").ClassList.ShouldContain(tone);
        label.FindAll("svg path").Count.ShouldBe(1);
        label.Find(".send-by").TextContent.ShouldBe("send by 2:00 PM today");
        label.Find(".send-by").GetAttribute("title").ShouldBe("send by 2:00 PM today\nDeliver by …");
        StatusLook.Of(SendByUrgency.Passed).Shape.ShouldNotBe(StatusLook.Of(SendByUrgency.Soon).Shape);
    }

    [Fact]
    public void By_itself_the_time_can_be_reached_by_keyboard_and_describes_itself()
    {
        var label = Render<SendByLabel>(p => p.Add(l => l.Phrase, new("send by 2:00 PM today", SendByUrgency.Soon)).Add(l => l.Reason, "Deliver by …").Add(l => l.Explained, true));

        label.Find(".send-by").GetAttribute("tabindex").ShouldBe("0");
        label.Find($"#{label.Find(".send-by").GetAttribute("aria-describedby")}").TextContent.ShouldBe("Deliver by …");
    }
}
