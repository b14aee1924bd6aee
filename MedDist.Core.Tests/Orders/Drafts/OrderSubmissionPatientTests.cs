using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class OrderSubmissionPatientTests
{
    private const string Number = "1EG4TE5MK73";
    private const string Another = "1EG4TE5MK72";

    [Theory, Databases]
    public async Task A_new_patient_of_a_form_is_checked_written_and_found_as_any_other(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var form = desk.Filled(newPatient: true);
        var person = new DraftRecipient
        {
            FirstName = " Vera ",
            LastName = "Quill",
            DateOfBirth = new(1948, 7, 9),
            Identifier = " LW-77 ",
            Sex = "F",
            Phone = "312.555.0177",
            Street = "9 Elm Street",
            City = "Chicago",
            State = "illinois",
            PostalCode = "606141234",
        };
        var second = new DraftCoverage { Payer = new(desk.Payer.Id, desk.Payer.Name), PayerType = desk.Payer.Type, PolicyNumber = "SEC-55-901", EffectiveOn = new(2026, 1, 1), TerminatesOn = new(2026, 12, 31) };

        (await SubmitAsync(desk, form with { NewRecipient = person, Secondary = second })).Failure.ShouldBeNull();

        await using var db = house.Open(desk.World.System);
        var row = await db.Recipients.SingleAsync(r => r.LastName == "Quill");
        (row.FullName, row.Identifier, row.Details.Sex, row.Details.Phone, row.Details.Address!.ToString(), row.OrganizationId, row.FacilityId).ShouldBe(
            ("Vera Quill", "LW-77", "F", "(312) 555-0177", "9 Elm Street, Chicago, IL 60614-1234", desk.World.Organization.Id, desk.World.Facility.Id));
        (await db.CoveragePolicies.ToListAsync()).OrderByDescending(p => p.IsPrimary).Select(p => (p.RecipientId, p.PolicyNumber, p.IsPrimary, p.Details.Phone, p.EffectiveOn, p.TerminatesOn))
            .ShouldBe([(row.Id, Number, true, "(800) 555-0100", null, null), (row.Id, "SEC-55-901", false, null, new(2026, 1, 1), new(2026, 12, 31))]);
        var office = desk.World.CallOf(desk.World.Provider, new([], [desk.World.Facility.Id])) with { UserRole = Role.FacilityManager };
        foreach (var who in new[] { desk.Provider, office, desk.World.Ashley })
        {
            foreach (var text in new[] { "quill vera", "LW-77", "312-555-0177", "1EG4-TE5-MK73", "sec55901", "7/9/1948" })
            {
                (await house.AsAsync<RecipientQueries, RecipientHits>(who, q => q.SearchAsync(text))).Rows.Select(r => r.Name).ShouldBe(["Vera Quill"], text);
            }
        }

        var half = await SubmitAsync(desk, form with { NewRecipient = person with { Street = null, State = "ZZ" } });
        half.Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["newRecipient.street", "newRecipient.state"]);
    }

    [Theory, Databases]
    public async Task A_changed_member_id_has_running_IVRs_redone_and_every_open_order_says_so(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, policy) = await VerifiedAsync(house);
        var approved = await desk.World.OrderAsync();
        (await house.AsAsync<OrderService, Result>(desk.World.Ashley, s => s.MoveAsync(approved.Id, new(OrderAction.Approve)))).Failure.ShouldBeNull();
        approved.IvrState.ShouldBe(IvrState.Valid);

        var submitted = await SubmitAsync(desk, With(desk, Another));

        submitted.Failure.ShouldBeNull();
        await using var db = house.Open(desk.World.System);
        var kept = await db.CoveragePolicies.SingleAsync();
        (kept.Id, kept.PolicyNumber, kept.EffectiveOn, kept.Details.PlanName).ShouldBe((policy.Id, Another, new DateOnly(2025, 1, 1), "Original Medicare"));
        var theCase = await db.Verifications.SingleAsync(v => v.Type == VerificationType.Insurance);
        (theCase.Status, theCase.RedoReason).ShouldBe((VerificationStatus.Pending, "the policy number changed on 15 Jun 2026."));
        var orders = await db.Orders.ToListAsync();
        orders.Select(o => o.Id).ShouldBe([approved.Id, submitted.Value!.Single().Id], ignoreOrder: true);
        foreach (var order in orders)
        {
            (order.IvrState, order.IvrSentence, order.FlagCodes.Contains("|ivr.redo|", StringComparison.Ordinal), order.Status).ShouldBe(
                (IvrState.Missing, "Annual IVR has to be done again: the policy number changed on 15 Jun 2026.", true, OrderStatus.PendingReview), order.OrderNumber);
        }

        submitted.Value![0].IvrSentence.ShouldContain("done again");
        (await db.Notifications.Where(n => n.UserId == desk.World.Coordinator.Id).Select(n => n.Title).ToListAsync()).ShouldContain("A verification has to be done again");
        (await house.AsAsync<RecipientQueries, RecipientHits>(desk.World.Ashley, q => q.SearchAsync(Another))).Rows.ShouldHaveSingleItem().Id.ShouldBe(desk.World.Recipient.Id);
        (await house.AsAsync<RecipientQueries, RecipientHits>(desk.World.Ashley, q => q.SearchAsync(Number))).Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("same", null, 1)]
    [InlineData("other spelling", null, 1)]
    [InlineData("group", null, 1)]
    [InlineData("further", null, 2)]
    [InlineData("payer", "the payer changed", 1)]
    [InlineData("plan", "the type of plan changed", 1)]
    [InlineData("moved back", "another policy pays first", 2)]
    public async Task Only_what_a_verification_stands_on_takes_it_away(string what, string? reason, int policies)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var (desk, policy) = await VerifiedAsync(house);
        await desk.World.OrderAsync();
        var payer = new Payer { Name = "Lantern Health PPO", Type = PayerType.Insurance };
        await house.AddAsync(desk.World.Id, payer);
        var (form, lantern) = (With(desk, Number), new DraftCoverage { Payer = new(payer.Id, payer.Name), PayerType = payer.Type, PolicyNumber = "LH-552-901" });
        var changed = what switch
        {
            "other spelling" => form with { Primary = form.Primary with { PolicyNumber = " 1eg4-te5-mk73 " } },
            "group" => form with { Primary = form.Primary with { GroupNumber = "G2" } },
            "further" => form with { Secondary = lantern },
            "payer" => form with { Primary = lantern },
            "plan" => form with { Primary = form.Primary with { PlanType = PlanType.MedicareAdvantage } },
            "moved back" => form with { Primary = lantern, Secondary = form.Primary },
            _ => form,
        };

        (await SubmitAsync(desk, changed)).Failure.ShouldBeNull();

        await using var db = house.Open(desk.World.System);
        var theCase = await db.Verifications.SingleAsync(v => v.Type == VerificationType.Insurance);
        (theCase.RedoReason, theCase.Status).ShouldBe(reason is null ? (null, VerificationStatus.Verified) : ($"{reason} on 15 Jun 2026.", VerificationStatus.Pending));
        (await db.Orders.Select(o => o.IvrState).Distinct().ToListAsync()).ShouldBe([reason is null ? IvrState.Valid : IvrState.Missing]);
        var all = await db.CoveragePolicies.ToListAsync();
        (all.Count, all.Count(p => p.IsPrimary), all.Single(p => p.Id == policy.Id).IsPrimary).ShouldBe((policies, 1, what != "moved back"));
        (await db.Verifications.SingleAsync(v => v.Type == VerificationType.MedicalNecessity)).Status.ShouldBe(VerificationStatus.Verified);
    }

    [Theory, Databases]
    public async Task A_number_that_is_no_Medicare_number_is_refused_where_Medicare_pays_also_by_the_plan_on_file(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, _) = await VerifiedAsync(house);
        await desk.World.OrderAsync();

        var form = With(desk, "1EG4TE5MK7S");
        form.Primary.PlanType.ShouldBeNull();
        (await SubmitAsync(desk, form)).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["primary.policyNumber"]);

        await using var db = house.Open(desk.World.System);
        ((await db.Orders.CountAsync()), (await db.CoveragePolicies.SingleAsync()).PolicyNumber, (await db.Verifications.FirstAsync(v => v.Type == VerificationType.Insurance)).RedoReason).ShouldBe((1, Number, null));
    }

    private static OrderDraftContent With(FormDesk desk, string number) => desk.Filled() is var form ? form with { Primary = form.Primary with { PolicyNumber = number } } : form;

    private static async Task<Result<IReadOnlyList<SubmittedOrder>>> SubmitAsync(FormDesk desk, OrderDraftContent form)
    {
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), form);
        return await desk.SubmitAsync(id, 1);
    }

    /// <summary>A patient on file with a Medicare policy and an annual IVR verified for it.</summary>
    private static async Task<(FormDesk Desk, CoveragePolicy Policy)> VerifiedAsync(House house)
    {
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        var payer = new Payer { Name = "Medicare Part B", Type = PayerType.Government, Contact = new("(800) 555-0100") };
        await house.AddAsync(world.Id, payer);
        var entry = new CoverageEntry { PayerId = payer.Id, PlanName = "Original Medicare", PlanType = PlanType.FeeForService, PolicyNumber = Number, EffectiveOn = new(2025, 1, 1) };
        var policy = CoveragePolicy.Of(world.Recipient.Id, entry, payer.Type, isPrimary: true);
        await house.AddAsync(world.Id, policy);
        await world.VerifiedAsync(new(2026, 3, 1));
        await world.VerifiedAsync(new(2026, 3, 1), type: VerificationType.MedicalNecessity);
        return (new(house, world, payer), policy);
    }
}
