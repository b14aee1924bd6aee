using MedDist.Core.Auditing;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderDisclosureTests
{
    [Theory, Databases]
    public async Task The_form_is_taken_as_it_would_be_sent_and_each_time_is_recorded(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();

        var form = await FormAsync(desk.Ashley);
        form.Succeeded.ShouldBeTrue();
        var text = PdfText.Read(form.Value!.Bytes);
        (form.Value!.FileName, text.Contains("Jane Public", StringComparison.Ordinal), text.Contains("Pays late", StringComparison.Ordinal)).ShouldBe(($"{order.OrderNumber}-preview.pdf", true, false));
        (await FormAsync(desk.World.CallOf(Role.Viewer))).Failure.ShouldBe(OrderFailures.NotReadingForms);
        (await FormAsync(desk.Reyes with { UserRole = Role.FacilityManager })).Failure.ShouldBe(OrderFailures.NotReadingForms);
        var other = await World.BuildAsync(house, "other");
        (await FormAsync(other.Ashley)).Failure.ShouldBe(OrderFailures.NotFound);

        (await house.AsAsync<OrderDisclosure, string?>(desk.Ashley, d => d.RevealRecipientAsync(order.Id))).ShouldBe("Jane Public");
        (await house.AsAsync<OrderDisclosure, string?>(desk.World.CallOf(Role.Viewer), d => d.RevealRecipientAsync(order.Id))).ShouldBeNull();
        await using var db = house.Open(desk.World.System);
        (await db.PhiAccessLogs.OrderBy(l => l.Id).Select(l => l.Action).ToListAsync()).ShouldBe([PhiAction.Export, PhiAction.Reveal], ignoreOrder: true);
        (await db.Orders.SingleAsync(o => o.Id == order.Id)).Status.ShouldBe(OrderStatus.PendingReview);

        Task<Result<MadeDocument>> FormAsync(ICallContext who) => house.AsAsync<OrderDisclosure, Result<MadeDocument>>(who, d => d.FormAsync(order.Id));
    }

    [Theory]
    [InlineData(OrderAction.Submit, Role.TenantAdmin, true)]
    [InlineData(OrderAction.Resubmit, Role.TenantAdmin, true)]
    [InlineData(OrderAction.Receive, Role.SuperAdmin, true)]
    [InlineData(OrderAction.Use, Role.TenantAdmin, true)]
    [InlineData(OrderAction.Approve, Role.TenantAdmin, false)]
    [InlineData(OrderAction.Close, Role.TenantAdmin, false)]
    [InlineData(OrderAction.Submit, Role.Provider, false)]
    [InlineData(OrderAction.Resubmit, Role.Provider, false)]
    [InlineData(OrderAction.Receive, Role.FacilityManager, false)]
    [InlineData(OrderAction.Use, Role.Provider, false)]
    [InlineData(OrderAction.Use, null, false)]
    public void Only_a_coordinator_acts_on_behalf_and_only_in_the_providers_steps(OrderAction action, Role? role, bool onBehalf) => Order.ActsOnBehalf(action, role).ShouldBe(onBehalf);

    [Theory, Databases]
    public async Task On_behalf_needs_for_whom_and_why_and_the_timeline_tells_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync(null, OrderAction.Submit, OrderAction.SendBack);

        (await desk.MoveAsync(desk.Ashley, order, new(OrderAction.Resubmit))).Failure.ShouldBe(OrderFailures.OnBehalfReasonMissing);
        (await desk.MoveAsync(desk.Ashley, order, new(OrderAction.Resubmit) { Reason = "For Dr. Reyes, corrected by phone" })).Succeeded.ShouldBeTrue();

        var step = (await house.AsAsync<OrderTimelineQueries, IReadOnlyList<TimelineEntry>?>(desk.Ashley, q => q.ListAsync(order.Id)))!.Single(e => e.Title == "Resubmitted");
        (step.OnBehalf, step.Text, step.By).ShouldBe((true, "For Dr. Reyes, corrected by phone", "Ashley Nguyen"));
        (await desk.NewsOfAsync(desk.Reyes.UserId!.Value)).ShouldContain(t => t.EndsWith("resubmitted on your behalf"));
        await desk.MoveAsync(desk.Ashley, order, new(OrderAction.SendBack) { Reason = "again" });
        (await desk.MoveAsync(desk.Reyes, order, new(OrderAction.Resubmit))).Succeeded.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task The_neighbours_of_an_order_are_those_of_the_list_it_was_opened_from(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        List<Order> orders = [];
        for (var i = 0; i < 5; i++)
        {
            orders.Add(await desk.World.OrderAsync(desk.World.Draft(new DateOnly(2026, 6, 22).AddDays(i))));
        }

        var list = new OrderFilter { Skip = 2, Take = 2 };
        (await PlaceAsync(orders[2].Id)).ShouldBe(new OrderPlace(orders[1].Id, orders[3].Id, 3, 5, 2));
        (await PlaceAsync(orders[3].Id)).ShouldBe(new OrderPlace(orders[2].Id, orders[4].Id, 4, 5, 2));
        (await PlaceAsync(orders[1].Id)).ShouldBe(new OrderPlace(null, orders[2].Id, 2, 5, 0));
        await desk.MoveAsync(desk.Ashley, orders[0], new(OrderAction.Deny) { Reason = "double" });
        (await PlaceAsync(orders[0].Id)).ShouldBe(new OrderPlace(null, orders[2].Id, null, 4, 2));

        Task<OrderPlace> PlaceAsync(Guid id) => house.AsAsync<OrderNeighbours, OrderPlace>(desk.Ashley, n => n.FindAsync(list, id));
    }
}
