using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Tests.Verifications.VerificationDesk;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationCaseTests
{
    [Theory, Databases]
    public async Task The_page_of_a_case_shows_periods_orders_bypasses_and_who_did_what_and_is_recorded(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var order = await DraftAsync(house, world, Today.AddDays(7));
        await MoveAsync(house, world, order, OrderAction.Submit);
        await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(OrderAction.Approve) { IvrBypassReason = "renewal promised" }));
        await ChangeAsync(house, world, new() { Status = VerificationStatus.Verified, VerifiedOn = Today, Reference = "R-9", Benefits = new Dictionary<string, string> { ["copay"] = "$20" } });
        var id = (await CasesAsync(house, world)).Single().Id;
        var details = await house.AsAsync<VerificationDetailQueries, VerificationDetails?>(world.Ashley, q => q.GetAsync(id));
        details!.Row.ShouldSatisfyAllConditions(r => r.Recipient.ShouldBe("J••• P•••"), r => r.Column.ShouldBe(DeskColumn.Verified), r => r.Reference.ShouldBe("R-9"));
        details.Periods.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.VerifiedBy.ShouldBe("Ashley Nguyen"), p => p.ValidThrough.ShouldBe(new DateOnly(2027, 6, 14)), p => p.Benefits["copay"].ShouldBe("$20"));
        details.Orders.ShouldHaveSingleItem().ShouldSatisfyAllConditions(o => o.State.ShouldBe(IvrState.Valid), o => o.BypassReason.ShouldBe("renewal promised"), o => o.BypassedBy.ShouldBe("Ashley Nguyen"));
        details.Timeline.ShouldContain(e => e.What == "Changed" && e.By == "Ashley Nguyen" && e.Note!.Contains("Status: Pending → Verified"));
        (await house.AsAsync<VerificationDetailQueries, string?>(world.Ashley, q => q.RevealAsync(id))).ShouldBe("Jane Public");
        (await house.AsAsync<VerificationDetailQueries, string?>(world.CallOf(Role.Viewer), q => q.RevealAsync(id))).ShouldBeNull();
        await using var db = house.Open(world.System);
        (await db.PhiAccessLogs.Select(l => new { l.ResourceType, l.Action }).ToListAsync()).Select(l => (l.ResourceType, l.Action)).ShouldBe([("verification", PhiAction.View), ("recipient", PhiAction.Reveal)], ignoreOrder: true);
    }

    [Theory, Databases]
    public async Task A_case_is_moved_by_the_rules_and_back_while_nothing_later_changed_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var order = await world.OrderAsync(world.Draft(Today.AddDays(5)));
        var theCase = new Verification { RecipientId = world.Recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
        await house.AddAsync(world.Id, theCase);
        var choices = (await house.AsAsync<VerificationMoves, VerificationMoveChoices?>(world.Ashley, m => m.ChoicesAsync(theCase.Id)))!;
        choices.Refusals.Where(r => r.Value is null).Select(r => r.Key).ShouldBe([DeskColumn.Sent, DeskColumn.Verified, DeskColumn.Rejected, DeskColumn.Closed], ignoreOrder: true);
        choices.Refusals[DeskColumn.Waiting].ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(VerificationMoves.ByItselfRule);
        var moved = await house.AsAsync<VerificationMoves, Result<VerificationUndo>>(world.Ashley, m => m.MoveAsync(theCase.Id, 0, new() { Status = VerificationStatus.Verified, VerifiedOn = Today }));
        (await LightAsync()).ShouldBe((IvrState.Valid, DeskColumn.Verified, 1));
        (await house.AsAsync<VerificationMoves, Result>(world.Ashley, m => m.UndoAsync(moved.Value!))).Failure.ShouldBeNull();
        (await LightAsync()).ShouldBe((IvrState.Missing, DeskColumn.Needed, 0));
        (await house.AsAsync<VerificationMoves, Result>(world.Ashley, m => m.UndoAsync(moved.Value!))).Failure.ShouldBe(VerificationFailures.ChangedSince);

        // A renewal that is taken back leaves the earlier period, which ends before the service.
        await ChangeAsync(house, world, new() { Status = VerificationStatus.Verified, VerifiedOn = Today.AddYears(-1).AddDays(2) });
        var lapsing = (await CasesAsync(house, world)).Single();
        lapsing.NextIvr.ShouldBe(IvrState.LapsesBefore);
        var renewed = await house.AsAsync<VerificationMoves, Result<VerificationUndo>>(world.Ashley, m => m.MoveAsync(theCase.Id, lapsing.Version, new() { Status = VerificationStatus.Verified, VerifiedOn = Today }));
        (await CasesAsync(house, world)).Single().NextIvr.ShouldBe(IvrState.Valid);
        (await house.AsAsync<VerificationMoves, Result>(world.Ashley, m => m.UndoAsync(renewed.Value!))).Failure.ShouldBeNull();
        (await CasesAsync(house, world)).Single().Desk.ShouldBe(lapsing.Desk);

        async Task<(IvrState, DeskColumn, int)> LightAsync()
        {
            await using var db = house.Open(world.System);
            return ((await db.Orders.SingleAsync(o => o.Id == order.Id)).IvrState, (await db.Verifications.SingleAsync()).Column, await db.VerificationPeriods.CountAsync());
        }
    }
}
