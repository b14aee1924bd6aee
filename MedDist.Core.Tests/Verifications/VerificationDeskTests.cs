using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tests.Reports.Exports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Tests.Verifications.VerificationDesk;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationDeskTests
{
    [Theory, Databases]
    public async Task An_order_that_is_submitted_opens_the_cases_that_it_needs(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var order = await DraftAsync(house, world, Today.AddDays(7));
        (await MoveAsync(house, world, order, OrderAction.Submit)).Succeeded.ShouldBeTrue();
        var opened = (await CasesAsync(house, world)).ShouldHaveSingleItem();
        (opened.Status, opened.Desk).ShouldBe((VerificationStatus.Pending, new DeskFacts(DeskColumn.Needed, Today.AddDays(7), order.Id, IvrState.Missing, true, Today.AddDays(7))));
        await using var db = house.Open(world.System);
        (await db.Orders.SingleAsync()).ShouldSatisfyAllConditions(
            o => o.IvrState.ShouldBe(IvrState.Missing), o => o.IvrSentence.ShouldBe("Annual IVR is required and has not been asked for."), o => o.FlagCodes.ShouldContain("ivr.missing"));
    }

    [Theory, Databases]
    public async Task Facts_follow_each_cause_and_recomputing_all_finds_no_difference(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var (first, second) = (await DraftAsync(house, world, Today.AddDays(7)), await DraftAsync(house, world, Today.AddDays(3)));
        await MoveAsync(house, world, first, OrderAction.Submit);
        await MoveAsync(house, world, second, OrderAction.Submit);
        await ExpectAsync(DeskColumn.Needed, Today.AddDays(3), IvrState.Missing, true);
        await MoveAsync(house, world, second, OrderAction.Cancel);
        await ExpectAsync(DeskColumn.Needed, Today.AddDays(7), IvrState.Missing, true);
        await ChangeAsync(house, world, new() { Status = VerificationStatus.Sent });
        await ExpectAsync(DeskColumn.Sent, Today.AddDays(7), IvrState.Requested, true);
        house.Clock.Advance(TimeSpan.FromDays(2));
        (await house.AsAsync<VerificationFactService, int>(world.System, f => f.SweepAsync())).ShouldBe(1);
        (await house.AsAsync<VerificationFactService, int>(world.System, f => f.SweepAsync())).ShouldBe(0);
        await ExpectAsync(DeskColumn.Waiting, Today.AddDays(7), IvrState.Requested, true);
        await ChangeAsync(house, world, new() { Status = VerificationStatus.Verified, VerifiedOn = Today, ExpiresOn = Today.AddDays(10) });
        await ExpectAsync(DeskColumn.Verified, Today.AddDays(7), IvrState.Valid, false);
        house.Clock.Advance(TimeSpan.FromDays(3));
        await house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync());
        await ExpectAsync(DeskColumn.Expiring, Today.AddDays(7), IvrState.Valid, false);
        await MoveAsync(house, world, first, OrderAction.Deny);
        await ExpectAsync(DeskColumn.Expiring, null, null, false);
        await ChangeAsync(house, world, new() { Status = VerificationStatus.Rejected, Reason = "not covered" });
        await ExpectAsync(DeskColumn.Rejected, null, null, false);

        async Task ExpectAsync(DeskColumn column, DateOnly? service, IvrState? light, bool blocks)
        {
            var one = (await CasesAsync(house, world)).Single();
            (one.Column, one.NextServiceOn, one.NextIvr, one.BlocksOrder).ShouldBe((column, service, light, blocks));
            await using var db = house.Open(world.System);
            (await VerificationDeskFacts.RefreshAsync(db, [(one.RecipientId, one.ManufacturerId)], house.Clock.Now, default)).ShouldBe(0);
        }
    }

    [Theory, Databases]
    public async Task Facts_follow_an_order_that_is_approved_without_leaves_and_is_moved_to_another_day(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var order = await DraftAsync(house, world, Today.AddDays(7));
        await MoveAsync(house, world, order, OrderAction.Submit);
        await ExpectAsync(Today.AddDays(7), true);
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(OrderAction.Approve) { IvrBypassReason = "the payer is closed" }))).Failure.ShouldBeNull();
        await ExpectAsync(Today.AddDays(7), false);
        await using (var db = house.Open(world.System))
        {
            (await db.Orders.Include(o => o.Items).SingleAsync()).Apply(new(OrderAction.Hold) { Reason = "waits", On = Today.AddDays(30) }, world.Ashley, house.Clock.Now).Failure.ShouldBeNull();
            await db.SaveChangesAsync();
        }

        await ExpectAsync(Today.AddDays(7), false);
        await using (var db = house.Open(world.System))
        {
            await db.Orders.LoadAsync();
            db.Entry(db.Orders.Local.Single()).Property(o => o.ServiceDate).CurrentValue = Today.AddDays(9);
            await db.SaveChangesAsync();
        }

        await ExpectAsync(Today.AddDays(9), false);

        async Task ExpectAsync(DateOnly service, bool blocks)
        {
            var one = (await CasesAsync(house, world)).Single();
            (one.NextServiceOn, one.BlocksOrder).ShouldBe((service, blocks));
            await using var db = house.Open(world.System);
            (await VerificationDeskFacts.RefreshAsync(db, [(one.RecipientId, one.ManufacturerId)], house.Clock.Now, default)).ShouldBe(0);
        }
    }

    [Theory, Databases]
    public async Task Derived_facts_are_no_new_version_of_the_case_and_no_entry_of_the_audit_trail(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var theCase = await world.VerifiedAsync(new(2026, 1, 10));
        var order = await DraftAsync(house, world, Today.AddDays(7));
        await MoveAsync(house, world, order, OrderAction.Submit);
        var after = (await CasesAsync(house, world)).Single();
        (after.Version, after.UpdatedAt, after.DeskVersion, after.NextServiceOn).ShouldBe((theCase.Version, theCase.UpdatedAt, 2, Today.AddDays(7)));
        await using var db = house.Open(world.System);
        (await db.ActivityLogs.CountAsync(a => a.EntityId == theCase.Id && a.Action == "Verification.Modified")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Each_column_counts_what_the_table_lists_and_shows_the_soonest_due_first(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        await ManyAsync(house, world, 30);
        var filter = new VerificationFilter { ManufacturerId = world.Manufacturer.Id };
        var board = await house.AsAsync<VerificationQueries, DeskBoard>(world.Ashley, q => q.BoardAsync(filter));
        board.Lanes.Select(l => l.Column).ShouldBe(DeskWords.Board);
        foreach (var lane in board.Lanes)
        {
            var page = await ListAsync(house, world.Ashley, filter with { Column = lane.Column, Take = 200 });
            page.Total.ShouldBe(lane.Count, lane.Column.ToString());
            lane.Rows.Select(r => r.Id).ShouldBe(page.Rows.Take(VerificationQueries.CardsPerLane).Select(r => r.Id));
        }

        (board.Total, board.Lanes.Count(l => l.Count > 0)).ShouldBe((30, 5));
        (await house.AsAsync<VerificationQueries, IReadOnlyList<int>>(world.Ashley, q => q.CountListsAsync([filter, filter with { BlocksOnly = true }]))).ShouldBe([30, 0]);
        board.Lanes.SelectMany(l => l.Rows).ShouldAllBe(r => r.Recipient.Contains("•••"));
    }

    [Theory, Databases]
    public async Task The_matrix_is_paged_by_recipient_and_its_cells_show_the_worst_of_a_pair(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: [Ivr, new(VerificationType.PriorAuthorization, VerificationFrequency.Annual)]);
        await ManyAsync(house, world, 7);
        await world.VerifiedAsync(new(2026, 1, 10));
        await world.OrderAsync(world.Draft(Today));
        await house.AddAsync(world.Id, new Verification { RecipientId = world.Recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.PriorAuthorization });
        var pages = new List<VerificationMatrix>();
        for (var skip = 0; skip < 9; skip += 3)
        {
            pages.Add(await house.AsAsync<VerificationQueries, VerificationMatrix>(world.Ashley, q => q.MatrixAsync(new() { Skip = skip, Take = 3 })));
        }

        pages.ShouldAllBe(p => p.Recipients == 8 && p.Cases == 9 && p.Manufacturers.Single().Id == world.Manufacturer.Id);
        pages.SelectMany(p => p.Lines).Select(l => l.RecipientId).Distinct().Count().ShouldBe(8);
        var cell = pages[0].Lines[0].Cells.Single().Value;
        (pages[0].Lines[0].RecipientId, cell.Cases.Count, cell.Worst.Type, cell.Worst.BlocksOrder).ShouldBe((world.Recipient.Id, 2, VerificationType.PriorAuthorization, true));
        (await house.AsAsync<VerificationQueries, VerificationMatrix>(world.Ashley, q => q.MatrixAsync(new() { UncoveredOnly = true }))).Cases.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Filters_narrow_by_end_service_facility_and_a_recipient_search_that_is_recorded(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        await ManyAsync(house, world, 6);
        var annex = new Facility { OrganizationId = world.Organization.Id, Name = "Annex" };
        var sam = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-77", FirstName = "Samuel", LastName = "Stone", FacilityId = annex.Id };
        await house.AddAsync(world.Id, annex, sam, new Verification { RecipientId = sam.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.License });
        await world.OrderAsync(world.Draft(Today.AddDays(5)));
        await world.VerifiedAsync(Today.AddYears(-1).AddDays(3));
        (await TotalAsync(new() { FacilityId = annex.Id })).ShouldBe(1);
        (await TotalAsync(new() { Type = VerificationType.License })).ShouldBe(1);
        (await TotalAsync(new() { Search = "stone sam" })).ShouldBe(1);
        (await TotalAsync(new() { Search = "nobody here" })).ShouldBe(0);
        (await TotalAsync(new() { ServiceFrom = Today.AddDays(5), ServiceTo = Today.AddDays(5) })).ShouldBe(1);
        (await TotalAsync(new() { ServiceFrom = Today.AddDays(6) })).ShouldBe(0);
        (await TotalAsync(new() { EndsWithinDays = 7, BlocksOnly = true })).ShouldBe(1); // ends on the 17th, service on the 20th
        await using var db = house.Open(world.System);
        (await db.PhiAccessLogs.ToListAsync()).ShouldContain(l => l.ResourceType == "recipient.list" && l.Subjects.Contains(sam.Id));

        async Task<int> TotalAsync(VerificationFilter filter) => (await ListAsync(house, world.Ashley, filter)).Total;
    }

    [Theory, Databases]
    public async Task Who_is_limited_sees_their_own_recipients_cases_and_sales_reps_and_other_tenants_none(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var other = await World.BuildAsync(house, "other", requires: Ivr);
        var annex = new Facility { OrganizationId = world.Organization.Id, Name = "Annex" };
        var mine = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-5", FirstName = "Mina", LastName = "Mine", FacilityId = annex.Id };
        var theCase = new Verification { RecipientId = mine.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
        await house.AddAsync(world.Id, annex, mine, theCase);
        var hidden = await world.VerifiedAsync(new(2026, 1, 10));
        var office = world.CallOf(world.Provider, new([], [annex.Id])) with { UserRole = Role.FacilityManager };
        (await ListAsync(house, office, new())).Rows.ShouldHaveSingleItem().Id.ShouldBe(theCase.Id);
        (await DetailsAsync(office, theCase.Id)).ShouldNotBeNull();
        (await DetailsAsync(office, hidden.Id)).ShouldBeNull();
        (await house.AsAsync<VerificationQueries, OrderFilterChoices>(office, q => q.ChoicesAsync())).Facilities.ShouldHaveSingleItem().Id.ShouldBe(annex.Id);
        (await house.AsAsync<VerificationMoves, VerificationMoveChoices?>(office, m => m.ChoicesAsync(theCase.Id))).ShouldBeNull();
        var rep = world.CallOf(Role.SalesRep);
        (await ListAsync(house, rep, new())).Total.ShouldBe(0);
        (await DetailsAsync(rep, theCase.Id)).ShouldBeNull();
        (await ExportDesk.TryAsync(house, rep, new("verifications", ExportFormat.Csv, "/verifications") { Purpose = ExportPurpose.Payment })).Failure.ShouldBe(ExportFailures.NotAllowed);
        (await ListAsync(house, other.Ashley, new())).Total.ShouldBe(0);
        (await house.AsAsync<VerificationDetailQueries, VerificationDetails?>(other.Ashley, q => q.GetAsync(theCase.Id))).ShouldBeNull();
        (await ListAsync(house, world.CallOf(Role.Viewer), new())).Total.ShouldBe(2);

        Task<VerificationDetails?> DetailsAsync(ICallContext who, Guid id) => house.AsAsync<VerificationDetailQueries, VerificationDetails?>(who, q => q.GetAsync(id));
    }

    [Theory, Databases]
    public async Task Board_table_and_manufacturer_read_along_an_index(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        await ManyAsync(house, world, 2500);
        await using var db = house.Open(world.Ashley);
        (await PlanAsync(new() { Column = DeskColumn.Rejected })).ShouldContain("IX_Verifications_TenantId_Column_DueOn_Id");
        (await PlanAsync(new())).ShouldContain("IX_Verifications_TenantId_IsOpen_DueOn_Id");
        (await PlanAsync(new() { ManufacturerId = world.Manufacturer.Id, Column = DeskColumn.Rejected })).ShouldMatch("IX_Verifications_(ManufacturerId_TenantId|TenantId)_Column_DueOn_Id");
        var overdue = VerificationFactService.Overdue(db, new(Today, Today.AddDays(-3), 7, world.Tenant.Zone));
        (await QueryPlan.OfAsync(db, overdue.Where(v => v.Column == DeskColumn.Expiring).Select(v => v.Id))).ShouldContain("IX_Verifications_TenantId_Column_");

        Task<string> PlanAsync(VerificationFilter filter) =>
            QueryPlan.OfAsync(db, VerificationQueries.Ordered(VerificationQueries.Matching(db, filter, Today), filter).Take(50).Select(v => v.Id));
    }

    [Theory, Databases]
    public async Task The_file_holds_the_rows_the_columns_and_the_order_that_the_table_shows(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        await ManyAsync(house, world, 12);
        var filter = new VerificationFilter { Column = DeskColumn.Verified, Sort = VerificationSort.Recipient, Descending = true, Take = 2 };
        var started = await ExportDesk.StartAsync(house, world.Ashley, new("verifications", ExportFormat.Csv, (new VerificationAddress(filter, DeskLayout.Table)).Write()) { Columns = ["state", "recipient", "through"], Purpose = ExportPurpose.Operations });
        var lines = await ExportDesk.LinesAsync(house, world.Ashley, started.Id);
        var shown = await ListAsync(house, world.Ashley, filter with { Take = 200 });
        lines.ShouldBe(["State,Recipient,Valid through", .. shown.Rows.Select(r => $"Verified,{r.Recipient},{r.ExpiresOn:yyyy-MM-dd}")]);
        await using var db = house.Open(world.System);
        (await db.PhiAccessLogs.SingleAsync()).Action.ShouldBe(PhiAction.Export);
    }
}
