using MedDist.Core.Catalog;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Readiness;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.Readiness.ReadinessState;

namespace MedDist.Core.Tests.Orders.Readiness;

public sealed class OrderReadinessTests
{
    private static readonly VerificationRequirement AnnualIvr = new(VerificationType.Insurance, VerificationFrequency.Annual, ["insurance card"]);

    [Theory, Databases]
    public async Task With_nothing_filled_in_every_check_says_that_it_did_not_run_and_why(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var answer = await AskAsync(house, world.Ashley, new() { DraftId = Guid.CreateVersion7() });
        answer.Points.ShouldAllBe(p => p.State == NotChecked && p.Sentence.StartsWith("Not checked: "));
        Say(answer, "ivr").ShouldBe("Not checked: choose the recipient first.");
        Say(answer, "order.unreachable").ShouldBe("Not checked: choose a product first.");
        answer.IsBlocked.ShouldBeFalse();
        answer.Summary.ShouldBe($"Can be submitted: {answer.Points.Count()} not checked.");
    }

    [Theory, Databases]
    public async Task A_complete_order_shows_what_is_fine_until_when_and_what_nobody_can_check(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        await world.VerifiedAsync(new(2026, 2, 3));
        await house.AddAsync(world.Id, new Document { Type = DocumentType.Other, OwnerType = DocumentOwner.Recipient, OwnerId = world.Recipient.Id, RequirementName = "Insurance card" });
        var answer = await AskAsync(house, world.Ashley, Full(world));

        States(answer).ShouldBe("ivr Ok, pa.needed NotChecked, document.missing Ok, order.unreachable Ok, order.duplicate Ok, product.too_soon Ok, product.specialty Ok, provider.npi Ok, eligibility.not_checked NotChecked");
        Say(answer, "ivr").ShouldBe("Annual IVR verified 3 Feb 2026 by A. Lee, valid to 2 Feb 2027. 232 days left.");
        Say(answer, "order.unreachable").ShouldBe("Standard next day can bring it on Wed 17 Jun 2026 at the earliest.");
        answer.Summary.ShouldBe("Can be submitted: 2 not checked.");
        await using var db = house.Open(world.System);
        (await db.Orders.CountAsync()).ShouldBe(0); // asking saves nothing
    }

    [Theory, Databases]
    public async Task A_missing_IVR_and_a_date_too_near_warn_and_do_not_block(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        var answer = await AskAsync(house, world.Ashley, Full(world) with { DeliverBy = new(2026, 6, 17), ServiceDate = new(2026, 6, 18) });
        Say(answer, "ivr").ShouldStartWith("Annual IVR is required and has not been asked for. The order desk asks for it after you submit. Corvane Biologics usually answers within 2 business days.");
        // 19 June is a holiday.
        Say(answer, "order.unreachable").ShouldBe("Standard next day can bring it on Wed 17 Jun 2026 at the earliest, after the IVR about Mon 22 Jun 2026. It may come after Wed 17 Jun 2026, when you want it.");
        Say(answer, "document.missing").ShouldBe("Not on file: insurance card. Corvane Biologics wants it with the IVR.");
        answer.Wanted.ShouldBe(["insurance card"]);
        answer.IsBlocked.ShouldBeFalse();
        StateOf(await AskAsync(house, world.Ashley, Full(world) with { DeliverBy = new(2026, 6, 16) }), "order.unreachable").ShouldBe(Warning);
    }

    [Theory, Databases]
    public async Task A_document_of_the_draft_counts_as_soon_as_it_is_uploaded(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        var question = Full(world);
        StateOf(await AskAsync(house, world.Ashley, question), "document.missing").ShouldBe(Warning);
        await house.AddAsync(world.Id, new Document { Type = DocumentType.Photo, OwnerType = DocumentOwner.Draft, OwnerId = question.DraftId, File = new("insurance-card.jpg", "image/jpeg", 1, "x") });
        var then = await AskAsync(house, world.Ashley, question);
        StateOf(then, "document.missing").ShouldBe(Ok);
        then.Wanted.ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task A_duplicate_is_linked_where_the_caller_may_open_it_and_an_order_is_none_of_itself(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var jane = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-1002", FirstName = "Jane", LastName = "Roe", DateOfBirth = new(1951, 2, 3), FacilityId = world.Facility.Id };
        var colleague = world.UserOf("dr.wu", "Dr. Wu", Role.Provider);
        await house.AddAsync(world.Id, jane, colleague);
        var other = await world.OrderAsync(world.Draft(new(2026, 6, 24), recipient: jane));
        var question = Full(world) with { RecipientId = jane.Id, ServiceDate = new(2026, 6, 22) };
        var point = (await AskAsync(house, world.Ashley, question)).Points.Single(p => p.Code == "order.duplicate");
        (point.State, point.OrderId).ShouldBe((Warning, other.Id));
        point.Sentence.ShouldStartWith($"{other.OrderNumber} asks for the same kind of product");
        (await AskAsync(house, world.CallOf(colleague, new([], [world.Facility.Id])), question)).Points.Single(p => p.Code == "order.duplicate").ShouldSatisfyAllConditions(p => p.State.ShouldBe(Warning), p => p.OrderId.ShouldBeNull());
        StateOf(await AskAsync(house, world.Ashley, question with { ServiceDate = new(2026, 6, 28) }), "order.duplicate").ShouldBe(Ok);
        StateOf(await AskAsync(house, world.Ashley, question with { DraftId = other.Id }), "order.duplicate").ShouldBe(Ok);
    }

    [Theory, Databases]
    public async Task A_restricted_product_blocks_until_the_provider_holds_the_specialty_on_the_service_date(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var vascular = new Specialty { Code = "vascular", Name = "Vascular", RestrictedAccess = true };
        await house.AddAsync(world.Id, vascular, new ProductSpecialty { ProductId = world.Product.Id, SpecialtyId = vascular.Id });
        var question = Full(world);
        var answer = await AskAsync(house, world.Ashley, question);
        answer.IsBlocked.ShouldBeTrue();
        answer.Summary.ShouldStartWith("Cannot be submitted yet: 1 problem that blocks");
        Say(answer, "product.specialty").ShouldBe(
            "Amnion sheet is open to the specialty Vascular only, and the provider has no such credential on file. Choose another product or provider, or send the credential to the order coordinator.");

        var held = new UserSpecialty { UserId = world.Provider.Id, SpecialtyId = vascular.Id, VerifiedAt = house.Clock.Now, ExpiresOn = new(2026, 6, 22) };
        await house.AddAsync(world.Id, held);
        StateOf(await AskAsync(house, world.Ashley, question with { ServiceDate = new(2026, 6, 22) }), "product.specialty").ShouldBe(Ok);
        Say(await AskAsync(house, world.Ashley, question with { ServiceDate = new(2026, 6, 23) }), "product.specialty").ShouldContain("credential ends on 22 Jun 2026");
    }

    [Theory, Databases]
    public async Task A_submitted_order_has_the_same_flag(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var vascular = new Specialty { Code = "vascular", Name = "Vascular", RestrictedAccess = true };
        await house.AddAsync(world.Id, vascular, new ProductSpecialty { ProductId = world.Product.Id, SpecialtyId = vascular.Id }, new UserSpecialty { UserId = world.Provider.Id, SpecialtyId = vascular.Id });
        var order = await world.OrderAsync();
        var flag = order.Flags.Single(f => f.Code == SpecialtyFlag.Code);
        (flag.Severity, flag.Reason).ShouldBe((FlagSeverity.Blocks, "Amnion sheet is open to the specialty Vascular only, and the provider's credential is not verified yet. Choose another product or provider, or send the credential to the order coordinator."));
    }

    [Theory, Databases]
    public async Task Products_of_two_manufacturers_are_two_orders_and_what_holds_for_both_is_said_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        var second = new Manufacturer { Name = "Ostara Medical", Contacts = [] };
        var brace = new Product { ManufacturerId = second.Id, Name = "Brace", Type = ProductType.Device };
        await house.AddAsync(world.Id, second, brace);
        var answer = await AskAsync(house, world.Ashley, Full(world) with { ProductIds = [brace.Id, world.Product.Id] });
        answer.Parts.Select(p => p.Manufacturer).ShouldBe(["Ostara Medical", "Corvane Biologics"]);
        answer.Points.Count(p => p.Code == "provider.npi").ShouldBe(1);
        answer.Points.Count(p => p.Code == "eligibility.not_checked").ShouldBe(1);
        answer.Parts[0].Points.ShouldContain(p => p.Code == "manufacturer.no_contact" && p.State == Warning);
        answer.Parts[0].Points.Single(p => p.Code == "ivr").Sentence.ShouldBe("Ostara Medical asks for no verification.");
        answer.Parts[1].Points.Single(p => p.Code == "ivr").State.ShouldBe(Warning);
    }

    [Theory, Databases]
    public async Task Nothing_of_another_tenant_is_answered(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        await world.VerifiedAsync(new(2026, 2, 3));
        var other = await World.BuildAsync(house, "bluebird");
        (await AskAsync(house, other.Ashley, Full(world))).Points.Where(p => p.Code is not ("provider.npi" or "eligibility.not_checked" or "manufacturer.no_contact")).ShouldAllBe(p => p.State == NotChecked);
    }

    [Fact]
    public void The_same_question_is_known_again_whatever_list_holds_its_products()
    {
        var (draft, product) = (Guid.NewGuid(), Guid.NewGuid());
        ReadinessQuestion one = new() { DraftId = draft, ProductIds = [product] };
        one.IsSameAs(new() { DraftId = draft, ProductIds = new List<Guid> { product } }).ShouldBeTrue();
        one.IsSameAs(one with { ServiceDate = new(2026, 1, 1) }).ShouldBeFalse();
        one.IsSameAs(one with { ProductIds = [] }).ShouldBeFalse();
        one.IsSameAs(null).ShouldBeFalse();
    }

    private static ReadinessQuestion Full(World world) => new()
    {
        DraftId = Guid.CreateVersion7(),
        RecipientId = world.Recipient.Id,
        OrganizationId = world.Organization.Id,
        ProviderId = world.Provider.Id,
        ServiceDate = new(2026, 6, 25),
        DeliverBy = new(2026, 6, 24),
        ProductIds = [world.Product.Id],
    };

    private static Task<ReadinessAnswer> AskAsync(House house, ICallContext who, ReadinessQuestion question) => house.AsAsync<OrderReadinessQueries, ReadinessAnswer>(who, q => q.AnswerAsync(question));

    private static string Say(ReadinessAnswer answer, string code) => answer.Points.Single(p => p.Code == code).Sentence;

    private static ReadinessState StateOf(ReadinessAnswer answer, string code) => answer.Points.Single(p => p.Code == code).State;

    private static string States(ReadinessAnswer answer) => string.Join(", ", answer.Points.Select(p => $"{p.Code} {p.State}"));
}
