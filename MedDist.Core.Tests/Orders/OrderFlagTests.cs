using MedDist.Core.Catalog;
using MedDist.Core.Documents;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;
using static MedDist.Core.Tests.Orders.FlagDesk;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderFlagTests
{
    private static readonly VerificationRequirement QuarterlyPa = new(VerificationType.PriorAuthorization, VerificationFrequency.Quarterly);

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
}
