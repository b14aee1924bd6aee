using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Users;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderEditRulesTests
{
    [Theory]
    [InlineData(Draft, true)]
    [InlineData(PendingReview, true)]
    [InlineData(SentBack, true)]
    [InlineData(Resubmitted, true)]
    [InlineData(Approved, true)]
    [InlineData(RejectedByManufacturer, true)]
    [InlineData(ReadyToSend, false)]
    [InlineData(SentToManufacturer, false)]
    [InlineData(Confirmed, false)]
    [InlineData(PartiallyShipped, false)]
    [InlineData(Shipped, false)]
    [InlineData(Delivered, false)]
    [InlineData(Received, false)]
    [InlineData(Used, false)]
    [InlineData(Closed, false)]
    [InlineData(Denied, false)]
    [InlineData(Cancelled, false)]
    public void Fields_are_open_until_the_order_leaves_and_internal_notes_always(OrderStatus status, bool open)
    {
        foreach (var field in Enum.GetValues<OrderField>().Where(f => f != OrderField.InternalNotes))
        {
            (OrderEditRules.LockOf(field, status, null) is null).ShouldBe(open, field.ToString());
            OrderEditRules.LockOf(field, OnHold, status).ShouldBe(OrderEditRules.LockOf(field, status, null), "a held order is what it was held in");
        }

        OrderEditRules.LockOf(OrderField.InternalNotes, status, null).ShouldBeNull();
    }

    [Theory]
    [InlineData(ReadyToSend, "Take it back first")]
    [InlineData(Confirmed, "has left")]
    [InlineData(Denied, "denied")]
    public void A_lock_says_why(OrderStatus status, string words) => OrderEditRules.LockOf(OrderField.ServiceDate, status, null)!.ShouldContain(words);

    [Theory]
    [InlineData(OrderField.InternalNotes, Role.Provider, false)]
    [InlineData(OrderField.InternalNotes, Role.Viewer, false)]
    [InlineData(OrderField.InternalNotes, Role.TenantAdmin, true)]
    [InlineData(OrderField.Notes, Role.Viewer, false)]
    [InlineData(OrderField.Notes, Role.Provider, true)]
    [InlineData(OrderField.Diagnosis, Role.SalesRep, false)]
    [InlineData(OrderField.ServiceDate, Role.SalesRep, true)]
    public void Who_may_not_see_the_recipient_does_not_read_of_the_recipient(OrderField field, Role role, bool reads) => OrderEditRules.MayRead(field, role).ShouldBe(reads);

    [Theory]
    [InlineData("2026-06-23", "11", "E11.621", 4.0, 3.0, 2, nameof(OrderFields.DeliverBy))]
    [InlineData("0206-06-22", "11", "E11.621", 4.0, 3.0, 2, nameof(OrderFields.DeliverBy))]
    [InlineData("2026-06-22", "1", "E11.621", 4.0, 3.0, 2, nameof(OrderFields.PlaceOfService))]
    [InlineData("2026-06-22", "11", "diabetes", 4.0, 3.0, 2, nameof(OrderFields.Diagnosis))]
    [InlineData("2026-06-22", "11", "E11.621", 4.0, null, 2, nameof(OrderFields.WoundWidth))]
    [InlineData("2026-06-22", "11", "E11.621", 400.0, 3.0, 2, nameof(OrderFields.WoundLength))]
    [InlineData("2026-06-22", "11", "E11.621", 4.0, 3.0, 0, "Items[00000000-0000-0000-0000-000000000000].Quantity")]
    [InlineData("2026-06-22", "11", "E11.621, L97.411", 4.0, 3.0, 2, null)]
    public void Values_are_checked_in_one_place(string deliverBy, string place, string diagnosis, double length, double? width, int quantity, string? wrong)
    {
        var fields = new OrderFields
        {
            ServiceDate = new(2026, 6, 22),
            DeliverBy = DateOnly.Parse(deliverBy, System.Globalization.CultureInfo.InvariantCulture),
            PlaceOfService = place,
            Diagnosis = diagnosis,
            WoundLength = (decimal)length,
            WoundWidth = (decimal?)width,
            Items = [new(Guid.Empty, Guid.Empty, "Sheet", quantity, null)],
        };

        (OrderRequestRules.Check(fields) as Failure.Invalid)?.Fields.Keys.ShouldHaveSingleItem().ShouldBe(wrong);
        (OrderRequestRules.Check(fields) is null).ShouldBe(wrong is null);
    }

    [Fact]
    public void Texts_are_tidied_before_they_are_compared() => new OrderFields { Notes = "  ", Diagnosis = "e11.621;L97.411 ", PlaceOfService = " 11" }.Tidy()
        .ShouldSatisfyAllConditions(f => f.Notes.ShouldBeNull(), f => f.Diagnosis.ShouldBe("E11.621, L97.411"), f => f.PlaceOfService.ShouldBe("11"));
}
