using MedDist.Core.Coverage;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class OrderDraftRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly DraftLine Line = new(Guid.CreateVersion7()) { Product = new(Guid.CreateVersion7(), "Amnion sheet"), Manufacturer = new(Guid.CreateVersion7(), "Corvane"), Quantity = 2, HasSizes = true, Size = "2 × 3 cm", CoversWound = true };

    private static readonly OrderDraftContent Right = new()
    {
        NewRecipient = new() { FirstName = "Walter", LastName = "Finch", DateOfBirth = new(1944, 5, 6), Street = "9 Elm Street", City = "Chicago", State = "IL", PostalCode = "60614" },
        Primary = new() { Payer = new(Guid.CreateVersion7(), "Medicare"), PayerType = PayerType.Government, PolicyNumber = "1EG4TE5MK73" },
        Facility = new(Guid.CreateVersion7(), "Lakeside"),
        Provider = new(Guid.CreateVersion7(), "Dr. Reyes"),
        PlaceOfService = "11",
        WoundType = "DFU",
        WoundLocation = "Right heel",
        WoundLength = 4,
        WoundWidth = 3,
        DiagnosisCodes = ["E11.621"],
        Lines = [Line],
        ServiceDate = Today.AddDays(5),
        DeliverBy = Today.AddDays(4),
    };

    private static readonly Dictionary<string, Func<OrderDraftContent, OrderDraftContent>> Wrong = new()
    {
        ["recipient"] = f => f with { NewRecipient = null },
        ["newRecipient.firstName"] = f => f with { NewRecipient = f.NewRecipient! with { FirstName = " " } },
        ["newRecipient.lastName"] = f => f with { NewRecipient = f.NewRecipient! with { LastName = null } },
        ["newRecipient.dateOfBirth"] = f => f with { NewRecipient = f.NewRecipient! with { DateOfBirth = Today.AddDays(1) } },
        ["newRecipient.phone"] = f => f with { NewRecipient = f.NewRecipient! with { Phone = "555 01" } },
        ["newRecipient.postalCode"] = f => f with { NewRecipient = f.NewRecipient! with { PostalCode = "6061" } },
        ["newRecipient.state"] = f => f with { NewRecipient = f.NewRecipient! with { State = "XX" } },
        ["newRecipient.street"] = f => f with { NewRecipient = f.NewRecipient! with { Street = null } },
        ["primary.payerPhone"] = f => f with { Primary = f.Primary with { PayerPhone = "555 01" } },
        ["primary.payer"] = f => f with { Primary = new() },
        ["primary.policyNumber"] = f => f with { Primary = f.Primary with { PolicyNumber = "" } },
        ["primary.subscriberName"] = f => f with { Primary = f.Primary with { IsSelf = false, SubscriberDateOfBirth = new(1950, 1, 1), SubscriberRelationship = "Spouse" } },
        ["primary.effectiveOn"] = f => f with { Unread = new Dictionary<string, string> { ["primary.effectiveOn"] = "13/40" } },
        ["primary.terminatesOn"] = f => f with { Primary = f.Primary with { EffectiveOn = new(2026, 1, 1), TerminatesOn = new(2025, 12, 31) } },
        ["secondary.payer"] = f => f with { Secondary = new() },
        ["snfDays"] = f => f with { SnfStatus = true },
        ["globalPeriodCpt"] = f => f with { GlobalPeriodStatus = true, GlobalPeriodCpt = "2881", GlobalPeriodSurgeryDate = Today },
        ["globalPeriodSurgeryDate"] = f => f with { GlobalPeriodStatus = true, GlobalPeriodCpt = "28810", GlobalPeriodSurgeryDate = Today.AddDays(2) },
        ["facility"] = f => f with { Facility = null },
        ["provider"] = f => f with { Provider = null },
        ["placeOfService"] = f => f with { PlaceOfService = "1" },
        ["woundType"] = f => f with { WoundType = null },
        ["woundLocation"] = f => f with { WoundLocation = "" },
        ["woundLength"] = f => f with { WoundLength = null },
        ["woundWidth"] = f => f with { WoundWidth = 0 },
        ["woundDepth"] = f => f with { WoundDepth = 101 },
        ["durationWeeks"] = f => f with { DurationWeeks = -1 },
        ["diagnosisCodes"] = f => f with { DiagnosisCodes = ["E11,621"] },
        [DraftFields.OfLine(Line.Id, "product")] = f => f with { Lines = [new(Line.Id)] },
        [DraftFields.OfLine(Line.Id, "size")] = f => f with { Lines = [Line with { Size = null }] },
        [DraftFields.OfLine(Line.Id, "quantity")] = f => f with { Lines = [Line with { Quantity = 0 }] },
        ["serviceDate"] = f => f with { ServiceDate = null },
        ["deliverBy"] = f => f with { DeliverBy = f.ServiceDate!.Value.AddDays(1) },
        ["notes"] = f => f with { Notes = new('x', 4001) },
        ["deliveryInstructions"] = f => f with { DeliveryInstructions = new('x', 1001) },
    };

    [Fact]
    public void A_form_that_holds_everything_can_be_submitted() => OrderDraftRules.Check(Right, Today).ShouldBeEmpty();

    [Fact]
    public void Each_wrong_entry_is_found_at_its_field_and_nothing_else_is()
    {
        foreach (var (field, spoil) in Wrong)
        {
            OrderDraftRules.Check(spoil(Right), Today).Select(p => p.Field).ShouldBe([field], field);
        }
    }

    [Fact]
    public void Where_Medicare_itself_pays_the_member_id_must_be_a_Medicare_number()
    {
        var right = Right with { Primary = Right.Primary with { PlanType = PlanType.FeeForService } };
        OrderDraftRules.Check(right, Today).ShouldBeEmpty();
        OrderDraftRules.Check(right with { Primary = right.Primary with { PolicyNumber = "1EG4TE5MK7S" } }, Today).Select(p => p.Field).ShouldBe(["primary.policyNumber"]);
    }

    [Fact]
    public void Every_field_that_can_be_wrong_has_a_name_of_its_own_on_the_screen() =>
        Wrong.Keys.Select(DraftFields.Label).ShouldNotContain("A field");

    [Fact]
    public void What_cannot_be_read_is_said_in_the_words_of_the_field()
    {
        var form = Right with { ServiceDate = null, Unread = new Dictionary<string, string> { ["serviceDate"] = "25/6" } };
        OrderDraftRules.Check(form, Today).ShouldBe([new("serviceDate", "There is no month 25. The month comes first: 6/25.")]);
    }

    [Fact]
    public void Of_fields_that_were_not_left_yet_nothing_is_said() =>
        OrderDraftRules.CheckEntered(new(), Today, new HashSet<string> { "facility" }).Select(p => p.Field).ShouldBe(["facility"]);

    [Fact]
    public void A_consignment_needs_no_service_date() =>
        OrderDraftRules.Check(Right with { OrderType = OrderType.Consignment, ServiceDate = null }, Today).ShouldBeEmpty();

    [Theory]
    [InlineData("IL", true, "J6")]
    [InlineData("il", false, "JB")]
    [InlineData("VA", true, "JM")]
    [InlineData("PR", false, "JC")]
    [InlineData("XX", true, null)]
    public void Each_state_has_its_contractor(string state, bool isPartB, string? mac) => MacJurisdictions.Of(state, isPartB).ShouldBe(mac);

    [Fact]
    public void All_56_areas_have_one_of_each_kind()
    {
        MacJurisdictions.States.Count.ShouldBe(56);
        MacJurisdictions.States.ShouldAllBe(s => MacJurisdictions.Of(s, false) != null);
    }

    [Theory]
    [InlineData(null, "ORD-0000001")]
    [InlineData("AC-0000199", "AC-0000200")]
    [InlineData("ORD-00099", "ORD-00100")]
    [InlineData("LOOSE", "ORD-0000001")]
    public void Numbers_count_up_in_the_tenants_own_form(string? last, string next) => OrderNumbers.After(last).ShouldBe(next);

    [Fact]
    public void The_delivery_follows_the_service_date_until_somebody_writes_another_day()
    {
        var choices = new OrderFormChoices { Facilities = [], Providers = [], Today = Today, Calendar = new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], true, new Dictionary<DateOnly, string>()) };
        var form = OrderDraftDefaults.WithServiceDate(new(), new(2026, 11, 30), choices);
        form.DeliverBy.ShouldBe(new DateOnly(2026, 11, 27), "Monday's goods arrive on Friday; Thursday is Thanksgiving");
        form = OrderDraftDefaults.WithServiceDate(form, new(2026, 12, 2), choices);
        form.DeliverBy.ShouldBe(new DateOnly(2026, 12, 1));
        OrderDraftDefaults.WithServiceDate(form with { DeliverBy = new(2026, 11, 27) }, new(2026, 12, 4), choices).DeliverBy.ShouldBe(new DateOnly(2026, 11, 27));
        OrderDraftDefaults.WithServiceDate(new(), Today, choices).DeliverBy.ShouldBe(Today, "yesterday would be too late to ask for");
    }
}
