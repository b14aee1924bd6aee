using MedDist.Core.Catalog;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderFlagTests
{
    private static readonly VerificationRequirement AnnualIvr = new(VerificationType.Insurance, VerificationFrequency.Annual, ["insurance card", "wound notes"]);
    private static readonly VerificationRequirement QuarterlyPa = new(VerificationType.PriorAuthorization, VerificationFrequency.Quarterly);

    /// <summary>The one flag that every order has, because nobody can check it yet.</summary>
    private const string Always = "eligibility.not_checked";

    [Theory, Databases]
    public async Task An_order_that_is_fine_says_only_what_was_not_checked(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        await world.VerifiedAsync(new(2026, 2, 3));
        var row = await RowAsync(house, world, await world.OrderAsync());

        row.Flags.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Code.ShouldBe(Always), f => f.Severity.ShouldBe(FlagSeverity.Informs), f => f.Reason.ShouldStartWith("Not checked: eligibility has not been run"));
    }

    [Theory]
    [InlineData(VerificationStatus.Pending, "ivr.missing", FlagSeverity.Blocks, "Annual IVR is required and has not been asked for.")]
    [InlineData(VerificationStatus.Rejected, "ivr.rejected", FlagSeverity.Blocks, "Annual IVR was rejected: wrong member id")]
    [InlineData(null, "ivr.missing", FlagSeverity.Blocks, "Annual IVR is required and has not been asked for.")]
    public async Task An_IVR_that_is_not_there_is_flagged_with_its_reason(VerificationStatus? status, string code, FlagSeverity severity, string reason)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house, requires: AnnualIvr with { Documents = null });
        if (status is not null)
        {
            var theCase = new Verification { RecipientId = world.Recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
            if (status == VerificationStatus.Rejected)
            {
                theCase.Reject("wrong member id", null, house.Clock.Now);
            }

            await house.AddAsync(world.Id, theCase);
        }

        (await RowAsync(house, world, await world.OrderAsync())).Flags[0].ShouldBe(new OrderFlag(code, severity, LabelOf(house, code), reason, UntilSent: true));
    }

    [Theory]
    [InlineData("2025-06-10", "2026-06-22", "ivr.expired")]
    [InlineData("2025-06-16", "2026-06-22", "ivr.lapses")] // through 15 June, today
    [InlineData("2025-06-22", "2026-06-20", "ivr.expiring")] // through 21 June
    [InlineData("2025-06-24", "2026-06-22", null)] // through 23 June, eight days off
    public async Task An_IVR_is_flagged_before_and_after_its_last_day(string verified, string service, string? code)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house, requires: AnnualIvr with { Documents = null });
        await world.VerifiedAsync(DateOnly.Parse(verified, System.Globalization.CultureInfo.InvariantCulture));
        (await CodesAsync(house, world, await world.OrderAsync(world.Draft(DateOnly.Parse(service, System.Globalization.CultureInfo.InvariantCulture))))).ShouldBe(code);
    }

    [Theory, Databases]
    public async Task A_prior_authorisation_is_flagged_by_itself_and_an_approval_with_a_reason_settles_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, "acme", true, AnnualIvr with { Documents = null }, QuarterlyPa);
        await world.VerifiedAsync(new(2026, 2, 3));
        var order = await world.OrderAsync();
        (await CodesAsync(house, world, order)).ShouldBe("pa.needed");

        (await MoveAsync(house, world, order, new(Approve) { IvrBypassReason = "arranged by phone" })).Succeeded.ShouldBeTrue();
        (await CodesAsync(house, world, order)).ShouldBe("ivr.bypassed");
        (await RowAsync(house, world, order)).Flags.Single(f => f.Code == "ivr.bypassed").Reason.ShouldBe("Approved without a valid IVR: arranged by phone");
    }

    [Theory, Databases]
    public async Task Documents_are_missed_until_they_are_on_file_by_whatever_name(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        world.Settings.OnboardingDocuments.Add("W-9");
        await UpdateAsync(house, world, world.Settings);
        var order = await world.OrderAsync();
        (await ReasonAsync(house, world, order, "document.missing")).ShouldBe(
            "Not on file: insurance card, wound notes. Corvane Biologics wants it with the IVR. Not on file: W-9. Corvane Biologics wants it once from each customer.");

        await house.AddAsync(
            world.Id,
            new Document { Type = DocumentType.Other, OwnerType = DocumentOwner.Recipient, OwnerId = world.Recipient.Id, RequirementName = "Insurance card" },
            new Document { Type = DocumentType.Other, OwnerType = DocumentOwner.Organization, OwnerId = world.Organization.Id, File = new("w9_2026.pdf", "application/pdf", 1, "x") },
            new Document { Type = DocumentType.Other, OwnerType = DocumentOwner.Manufacturer, OwnerId = order.Id, RequirementName = "wound notes" });
        await RefreshAsync(house, world);
        (await ReasonAsync(house, world, order, "document.missing")).ShouldBe("Not on file: wound notes. Corvane Biologics wants it with the IVR.");

        await house.AddAsync(world.Id, new Document { Type = DocumentType.Other, OwnerType = DocumentOwner.Order, OwnerId = order.Id, File = new("Wound-Notes (3).PDF", "application/pdf", 1, "x") });
        await RefreshAsync(house, world);
        (await ReasonAsync(house, world, order, "document.missing")).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_duplicate_is_flagged_on_both_with_a_link_and_no_more_once_one_of_them_is_cancelled(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var first = await world.OrderAsync(world.Draft(new(2026, 6, 22)));
        var draft = world.Draft(new(2026, 6, 25));
        await house.AddAsync(world.Id, draft);
        (await CodesAsync(house, world, first)).ShouldBeNull("a draft is nobody's duplicate");

        (await MoveAsync(house, world, draft, new(Submit), asProvider: true)).Succeeded.ShouldBeTrue();
        (await RowAsync(house, world, draft)).Flags.Single(f => f.Code == "order.duplicate").ShouldSatisfyAllConditions(
            f => f.OrderId.ShouldBe(first.Id), f => f.Reason.ShouldStartWith($"{first.OrderNumber} asks for the same kind of product for this recipient, service on Mon 22 Jun 2026."));
        (await RowAsync(house, world, first)).Flags.Single(f => f.Code == "order.duplicate").OrderId.ShouldBe(draft.Id);

        (await MoveAsync(house, world, draft, new(Cancel) { Reason = "ordered twice" })).Succeeded.ShouldBeTrue();
        (await CodesAsync(house, world, first)).ShouldBeNull();
        (await RowAsync(house, world, draft)).Flags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-06-26", true, null)] // four days apart
    [InlineData("2026-06-19", true, "order.duplicate")]
    [InlineData("2026-06-22", false, null)] // another family of products
    public async Task Only_the_same_family_within_three_days_is_a_duplicate(string service, bool sameFamily, string? code)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        var (grafts, braces) = (new ProductCategory { Name = "Grafts", Type = CategoryType.WoundCare }, new ProductCategory { Name = "Braces", Type = CategoryType.Orthopedic });
        var one = new Product { ManufacturerId = world.Manufacturer.Id, Name = "One", Type = ProductType.Biologic, CategoryId = grafts.Id };
        var other = new Product { ManufacturerId = world.Manufacturer.Id, Name = "Other", Type = ProductType.Biologic, CategoryId = sameFamily ? grafts.Id : braces.Id };
        await house.AddAsync(world.Id, grafts, braces, one, other);
        await world.OrderAsync(With(world, one, new(2026, 6, 22)));

        (await CodesAsync(house, world, await world.OrderAsync(With(world, other, DateOnly.Parse(service, System.Globalization.CultureInfo.InvariantCulture))))).ShouldBe(code);
    }

    [Theory]
    [InlineData(27, "product.too_soon")]
    [InlineData(28, null)]
    public async Task The_same_product_is_too_soon_until_its_interval_is_over(int days, string? code)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        var graft = new Product { ManufacturerId = world.Manufacturer.Id, Name = "Amnion sheet", Type = ProductType.Biologic, ReapplicationDays = 28 };
        await house.AddAsync(world.Id, graft);
        var before = await world.OrderAsync(With(world, graft, new(2026, 6, 24)));
        var order = await world.OrderAsync(With(world, graft, new DateOnly(2026, 6, 24).AddDays(days)));

        (await CodesAsync(house, world, order)).ShouldBe(code);
        (await CodesAsync(house, world, before)).ShouldBeNull("the earlier one is not too soon");
        if (code is not null)
        {
            (await ReasonAsync(house, world, order, code)).ShouldBe($"Amnion sheet may be used again from 22 Jul 2026, 28 days after the service date 24 Jun 2026 of {before.OrderNumber}.");
        }
    }

    [Theory, Databases]
    public async Task What_the_manufacturer_does_not_take_is_flagged(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, withContact: false);
        await UpdateAsync(house, world, new ManufacturerSettings { Id = world.Settings.Id, ManufacturerId = world.Manufacturer.Id, LeadTimeDays = 1, MinimumOrderAmount = 2000 });
        var order = await world.OrderAsync();
        (await CodesAsync(house, world, order)).ShouldBe("manufacturer.no_contact manufacturer.minimum");
        (await ReasonAsync(house, world, order, "manufacturer.minimum"))!.ShouldNotContain("2000", Case.Sensitive, "not everybody sees prices");
    }

    [Theory]
    [InlineData(null, "The provider has no NPI.")]
    [InlineData("1234567890", "The provider's NPI 1234567890 cannot be right")]
    [InlineData("1234567893", null)]
    public async Task A_provider_needs_an_NPI_with_its_check_digit(string? npi, string? reason)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        var provider = world.UserOf("other", "Dr. Other", Role.Provider, npi);
        await house.AddAsync(world.Id, provider);
        var order = await world.OrderAsync(Copy(world.Draft(), provider.Id));
        var found = await ReasonAsync(house, world, order, "provider.npi");
        (found is null).ShouldBe(reason is null);
        found?.ShouldStartWith(reason!);
    }

    [Theory]
    [InlineData("1234567893", true)] // CMS's own example
    [InlineData("1234567894", false)]
    [InlineData("3234567893", false)]
    [InlineData("123456789", false)]
    [InlineData("12345678９3", false)]
    public void The_check_digit_of_an_NPI_is_Luhns_with_its_prefix(string npi, bool valid) => Npi.IsValid(npi).ShouldBe(valid);

    [Theory, Databases]
    public async Task A_day_that_cannot_be_met_and_one_that_is_over_are_flagged_and_the_night_finds_them(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(world.Draft(new(2026, 6, 18))); // wanted by Wednesday the 17th; today is Monday the 15th
        (await CodesAsync(house, world, order)).ShouldBeNull();

        house.Clock.Set(new(2026, 6, 16, 14, 0, 0, TimeSpan.Zero));
        await RefreshAsync(house, world);
        (await ReasonAsync(house, world, order, "order.unreachable")).ShouldBe(
            "It is wanted by Wed 17 Jun 2026; sent today, standard next day brings it on Thu 18 Jun 2026 at the earliest. Agree on another day or a faster way.");

        house.Clock.Set(new(2026, 6, 19, 14, 0, 0, TimeSpan.Zero));
        await RefreshAsync(house, world);
        (await CodesAsync(house, world, order)).ShouldBe("order.unreachable order.service_passed");
    }

    [Theory, Databases]
    public async Task What_only_matters_before_sending_goes_when_the_order_leaves_and_the_rest_when_it_is_finished(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, withContact: false);
        var order = await world.OrderAsync(world.Draft(new(2026, 6, 11)), Submit, Approve, Forward);
        (await CodesAsync(house, world, order)).ShouldBe("manufacturer.no_contact order.unreachable order.service_passed");

        await StepAsync(MarkSent);
        (await CodesAsync(house, world, order)).ShouldBe("order.service_passed");
        (await RowAsync(house, world, order)).SendByReason.ShouldBeNull();
        await RefreshAsync(house, world);
        (await CodesAsync(house, world, order)).ShouldBe("order.service_passed");

        await StepAsync(Ship);
        await StepAsync(Deliver);
        (await RowAsync(house, world, order)).Flags.ShouldBeEmpty();

        async Task StepAsync(OrderAction action)
        {
            await using var db = house.Open(world.System);
            var stored = await db.Orders.SingleAsync(o => o.Id == order.Id);
            stored.Apply(new MoveOrder(action), world.System, house.Clock.Now).Succeeded.ShouldBeTrue();
            await db.SaveChangesAsync();
        }
    }

    [Theory, Databases]
    public async Task Lists_filter_by_flag_and_count_them(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr with { Documents = null });
        var john = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-2", FirstName = "John", LastName = "Roe" };
        await house.AddAsync(world.Id, john);
        await world.VerifiedAsync(new(2026, 2, 3));
        await world.OrderAsync();
        var missing = await world.OrderAsync(world.Draft(recipient: john));
        var denied = await world.OrderAsync(world.Draft(new(2026, 8, 22), recipient: john), Submit, Deny);

        var filter = new OrderFilter { Tab = QueueTab.All, Flag = "ivr.missing" };
        (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter))).Rows.ShouldHaveSingleItem().Id.ShouldBe(missing.Id);
        (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter with { Flag = "ivr.miss" }))).Total.ShouldBe(0);
        (await house.AsAsync<OrderQueries, QueueCounts>(world.Ashley, q => q.CountsAsync(filter)))[QueueTab.All].ShouldBe(1);
        var counts = await house.AsAsync<OrderFlagQueries, IReadOnlyList<FlagCount>>(world.Ashley, q => q.CountsAsync(filter));
        counts.ToDictionary(c => c.Kind.Code, c => c.Orders).ShouldSatisfyAllConditions(c => c["ivr.missing"].ShouldBe(1), c => c[Always].ShouldBe(2), c => c["pa.needed"].ShouldBe(0));
        counts.Select(c => c.Kind.Severity).ShouldBeInOrder();
        denied.Flags.ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Who_is_limited_to_assignments_reads_nothing_of_other_orders(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var annex = new Facility { OrganizationId = world.Organization.Id, Name = "Annex" };
        await house.AddAsync(world.Id, annex);
        var hidden = await world.OrderAsync(world.Draft(facility: annex));
        var order = await world.OrderAsync();
        (await RowAsync(house, world, order)).Flags.ShouldContain(f => f.OrderId == hidden.Id);

        var office = world.CallOf(world.Provider, new([], [world.Facility.Id])) with { UserRole = Role.FacilityManager };
        var seen = await house.AsAsync<OrderQueries, OrderRow?>(office, q => q.FindAsync(order.Id));
        seen!.Flags.ShouldHaveSingleItem().Code.ShouldBe(Always);
    }

    [Theory, Databases]
    public async Task Under_a_flag_filter_the_first_page_still_comes_from_the_queues_index(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var orders = Enumerable.Range(0, 3000).Select(i => world.Draft(new DateOnly(2026, 6, 22).AddDays(i % 90))).ToList();
        foreach (var (order, i) in orders.Select((o, i) => (o, i)))
        {
            order.Apply(new MoveOrder(Submit) { Reason = "by phone" }, world.Ashley, house.Clock.Now);
            order.SetFlags(i % 5 == 0 ? [new("ivr.missing", FlagSeverity.Blocks, "IVR missing", "Missing.", true)] : []);
            if (i % 30 > 0)
            {
                order.Apply(new MoveOrder(Deny) { Reason = "no" }, world.Ashley, house.Clock.Now);
            }
        }

        await house.AddAsync(world.Id, [.. orders]);
        await using var db = house.Open(world.Ashley);
        foreach (var tab in new[] { QueueTab.Action, QueueTab.All })
        {
            var page = OrderQueries.Matching(db, new() { Tab = tab, Flag = "ivr.missing" }).OrderBy(o => o.QueuePosition).ThenBy(o => o.Id).Take(50).Select(o => new { o.Id, o.OrderNumber });
            (await QueryPlan.OfAsync(db, page)).ShouldSatisfyAllConditions(
                plan => plan.ShouldContain("IX_Orders_TenantId_"), plan => plan.ShouldNotContain("SCAN Orders"), plan => plan.ShouldNotContain("Seq Scan on \"Orders\""));
        }
    }

    [Fact]
    public async Task A_new_area_adds_a_flag_by_a_class_and_a_line_and_every_list_shows_it()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, more: s => s.AddOrderFlag<PlantedFlag>());
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();

        (await RowAsync(house, world, order)).Flags[0].ShouldBe(new OrderFlag("planted.cold", FlagSeverity.Blocks, "Cold chain", "Read for 1 order at once.", true));
        (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(new() { Flag = "planted.cold" }))).Total.ShouldBe(1);
        (await house.AsAsync<OrderFlagQueries, IReadOnlyList<FlagCount>>(world.Ashley, q => q.CountsAsync(new())))[0].ShouldBe(new FlagCount(new("planted.cold", FlagSeverity.Blocks, "Cold chain"), 1));
    }

    [Fact]
    public async Task Every_rule_of_the_product_is_registered_with_a_code_that_addresses_can_carry()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var rules = house.Services.GetRequiredService<OrderFlags>().Rules;
        rules.Select(r => r.GetType()).ShouldBe(typeof(IOrderFlagRule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IOrderFlagRule)) && !t.IsAbstract && !t.IsInterface), ignoreOrder: true);
        foreach (var kind in rules.Select(r => r.Kind))
        {
            QueueAddress.Read(new Uri("http://x" + new QueueAddress(new OrderFilter { Flag = kind.Code }).Write())).Filter.Flag.ShouldBe(kind.Code);
            kind.Label.Length.ShouldBeInRange(4, 24);
        }

        Should.Throw<InvalidOperationException>(() => new OrderFlags([new PlantedFlag(), new PlantedFlag()]));
    }

    [Theory, Databases]
    public async Task Refreshing_a_batch_asks_no_more_often_than_refreshing_one_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, more: s => s.AddSingleton<IInterceptor>(CommandCounter.Instance));
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        await world.VerifiedAsync(new(2026, 2, 3));
        List<Order> orders = [];
        for (var i = 0; i < 12; i++)
        {
            var recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-{i}", FirstName = "Jane", LastName = $"Number{i}" };
            await house.AddAsync(world.Id, recipient);
            orders.Add(await world.OrderAsync(world.Draft(recipient: recipient)));
        }

        var one = await QueriesAsync(orders[..1]);
        one.ShouldBeInRange(5, 15);
        (await QueriesAsync(orders)).ShouldBe(one);

        Task<int> QueriesAsync(List<Order> batch) => CommandCounter.OfAsync(() => house.AsAsync<OrderFactService, bool>(world.System, async facts =>
        {
            await using var db = house.Open(world.System);
            await facts.RefreshAsync(db, batch, default);
            return true;
        }));
    }

    private static string LabelOf(House house, string code) => house.Services.GetRequiredService<OrderFlags>().Find(code)!.Label;

    private static Order With(World world, Product product, DateOnly service)
    {
        var order = world.Draft(service, withItem: false);
        order.AddItem(new() { ProductId = product.Id, Quantity = 1, UnitPrice = 100 });
        return order;
    }

    private static Order Copy(Order order, Guid provider)
    {
        var copy = new Order
        {
            OrderNumber = order.OrderNumber,
            OrganizationId = order.OrganizationId,
            FacilityId = order.FacilityId,
            ProviderId = provider,
            RecipientId = order.RecipientId,
            RecipientName = order.RecipientName,
            ManufacturerId = order.ManufacturerId,
            ServiceDate = order.ServiceDate,
            RequestedDeliveryDate = order.RequestedDeliveryDate,
        };
        copy.AddItem(new() { ProductId = order.Items[0].ProductId, Quantity = 1, UnitPrice = 10 });
        return copy;
    }

    private static async Task UpdateAsync(House house, World world, ManufacturerSettings settings)
    {
        await using var db = house.Open(world.System);
        var stored = await db.ManufacturerSettings.SingleAsync(s => s.Id == settings.Id);
        var entry = db.Entry(stored);
        entry.Property(s => s.OnboardingDocuments).CurrentValue = [.. settings.OnboardingDocuments];
        entry.Property(s => s.MinimumOrderAmount).CurrentValue = settings.MinimumOrderAmount;
        await db.SaveChangesAsync();
    }

    private static async Task<OrderRow> RowAsync(House house, World world, Order order)
    {
        await using var db = house.Open(world.System);
        var stored = await db.Orders.SingleAsync(o => o.Id == order.Id);
        stored.FlagCodes.ShouldBe(stored.Flags.Count == 0 ? "" : $"|{string.Join('|', stored.Flags.Select(f => f.Code))}|");
        return (await house.AsAsync<OrderQueries, OrderRow?>(world.Ashley, q => q.FindAsync(order.Id)))!;
    }

    /// <summary>The codes but the one that is always there, or null.</summary>
    private static async Task<string?> CodesAsync(House house, World world, Order order) =>
        (await RowAsync(house, world, order)).Flags.Select(f => f.Code).Where(c => c != Always).ToList() is { Count: > 0 } codes ? string.Join(' ', codes) : null;

    private static async Task<string?> ReasonAsync(House house, World world, Order order, string code) => (await RowAsync(house, world, order)).Flags.SingleOrDefault(f => f.Code == code)?.Reason;

    private static Task<int> RefreshAsync(House house, World world) => house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync());

    private static Task<Result> MoveAsync(House house, World world, Order order, MoveOrder move, bool asProvider = false) =>
        house.AsAsync<OrderService, Result>(asProvider ? world.CallOf(world.Provider, new([world.Organization.Id], [])) : world.Ashley, s => s.MoveAsync(order.Id, move));

    private sealed class PlantedFlag : IOrderFlagRule
    {
        public FlagKind Kind { get; } = new("planted.cold", FlagSeverity.Blocks, "Cold chain");

        public FlagReason? Judge(Order order, OrderSurroundings around) => around.More.Find<Read>() is { } read ? $"Read for {read.Orders} order at once." : null;

        public async Task ReadAsync(MedDistDbContext db, IReadOnlyList<Order> orders, FlagFacts facts, CancellationToken cancel) =>
            facts.Keep(new Read(orders.Count + await db.Shipments.CountAsync(cancel)));

        private sealed record Read(int Orders);
    }
}
