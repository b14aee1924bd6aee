using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Coverage;

public sealed class CoverageServiceTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    [Theory, Databases]
    public async Task A_changed_policy_number_marks_running_IVRs_as_to_be_redone_on_every_open_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (people, policy) = await VerifiedAsync(house);
        var approved = await people.World.OrderAsync();
        (await house.AsAsync<OrderService, Result>(people.Ashley, s => s.MoveAsync(approved.Id, new(OrderAction.Approve)))).Failure.ShouldBeNull();
        var waiting = await people.World.OrderAsync(people.World.Draft(new(2026, 6, 29)));
        (approved.IvrState, waiting.IvrState).ShouldBe((IvrState.Valid, IvrState.Valid));

        var changed = await ChangeAsync(house, people.Reyes, policy, people.LanternEntry("LH-NEW-1"));

        changed.Value.ShouldBe(new CoverageChanged(policy.Id, 1, 1));
        await using var db = house.Open(people.World.System);
        var theCase = await db.Verifications.Include(v => v.Periods).SingleAsync(v => v.Type == VerificationType.Insurance);
        (theCase.Status, theCase.RedoReason, theCase.ExpiresOn, theCase.Periods.Single().VoidedAt).ShouldBe((VerificationStatus.Pending, "the policy number changed on 15 Jun 2026.", null, house.Clock.Now));
        foreach (var order in await db.Orders.ToListAsync())
        {
            (order.IvrState, order.IvrSentence, order.FlagCodes.Contains("|ivr.redo|", StringComparison.Ordinal), order.FlagCodes.Contains("|ivr.missing|", StringComparison.Ordinal), order.Status)
                .ShouldBe((IvrState.Missing, "Annual IVR has to be done again: the policy number changed on 15 Jun 2026.", true, false, OrderStatus.PendingReview), order.OrderNumber);
        }

        (await db.Notifications.Where(n => n.UserId == people.World.Coordinator.Id).Select(n => n.Title).ToListAsync()).ShouldContain("A verification has to be done again");
        (await db.Notifications.ToListAsync()).ShouldAllBe(n => !(n.Title + n.Message).Contains("Public", StringComparison.Ordinal));

        // Asked for and verified again, it counts.
        theCase.Verify(new() { Frequency = VerificationFrequency.Annual, VerifiedOn = Today, ValidThrough = Today.AddYears(1), VerifiedByName = "A. Lee", CoveragePolicyId = policy.Id }, house.Clock.Now);
        await db.SaveChangesAsync();
        await house.AsAsync<OrderFactService, int>(people.World.System, f => f.RefreshOpenAsync());
        await using var after = house.Open(people.World.System);
        (await after.Orders.Select(o => o.IvrState).Distinct().ToListAsync()).ShouldBe([IvrState.Valid]);
        (await after.Verifications.SingleAsync(v => v.Type == VerificationType.Insurance)).RedoReason.ShouldBeNull();
    }

    [Theory, Databases]
    public async Task What_does_not_concern_the_verification_leaves_it_alone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (people, policy) = await VerifiedAsync(house);
        var order = await people.World.OrderAsync();

        // The same number in another spelling, another group, network, phone.
        (await ChangeAsync(house, people.Ashley, policy, people.LanternEntry("LH 552-901") with { GroupNumber = "G2", Network = NetworkStatus.InNetwork, PayerPhone = "3125550144" })).Value!.ToRedo.ShouldBe(0);
        (await AddAsync(house, people.Ashley, people.MedicareEntry(), isPrimary: false)).Value!.ToRedo.ShouldBe(0);
        await using var db = house.Open(people.World.System);
        (await db.Orders.SingleAsync(o => o.Id == order.Id)).IvrState.ShouldBe(IvrState.Valid);
        (await db.CoveragePolicies.SingleAsync(p => p.Id == policy.Id)).Details.Phone.ShouldBe("(312) 555-0144");
    }

    [Theory]
    [InlineData("payer")]
    [InlineData("plan")]
    [InlineData("new primary")]
    [InlineData("other first")]
    public async Task Another_payer_plan_or_first_policy_takes_the_verification_away_too(string what)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var (people, policy) = await VerifiedAsync(house);
        await people.World.OrderAsync();
        var second = (await AddAsync(house, people.Ashley, people.MedicareEntry(), isPrimary: false)).Value!.PolicyId;
        var done = what switch
        {
            "payer" => await ChangeAsync(house, people.Ashley, policy, people.MedicareEntry("1EG4TE5MK72")),
            "plan" => await ChangeAsync(house, people.Ashley, policy, people.LanternEntry() with { PlanType = PlanType.Hmo }),
            "new primary" => await AddAsync(house, people.Ashley, people.LanternEntry("LH-3"), isPrimary: true),
            _ => await house.AsAsync<CoverageService, Result<CoverageChanged>>(people.Ashley, s => s.MakePrimaryAsync(second, 0)),
        };

        (done.Failure, done.Value?.ToRedo).ShouldBe((null, 1));
        await using var db = house.Open(people.World.System);
        (await db.Orders.SingleAsync()).IvrState.ShouldBe(IvrState.Missing);
        (await db.CoveragePolicies.CountAsync(p => p.IsPrimary)).ShouldBe(1);

        // Medical necessity does not stand on the cover.
        (await db.Verifications.SingleAsync(v => v.Type == VerificationType.MedicalNecessity)).Status.ShouldBe(VerificationStatus.Verified);
    }

    [Theory, Databases]
    public async Task The_end_of_cover_ends_what_was_verified_for_it_and_no_more(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (people, policy) = await VerifiedAsync(house);
        var before = await people.World.OrderAsync(people.World.Draft(new(2026, 6, 29)));
        var after = await people.World.OrderAsync(people.World.Draft(new(2026, 7, 6)));

        (await EndAsync(new(2026, 6, 30), 0)).Failure.ShouldBeNull();

        await using var db = house.Open(people.World.System);
        (await db.Orders.SingleAsync(o => o.Id == before.Id)).IvrState.ShouldBe(IvrState.Valid);
        var late = await db.Orders.SingleAsync(o => o.Id == after.Id);
        (late.IvrState, late.IvrValidThrough).ShouldBe((IvrState.LapsesBefore, new DateOnly(2026, 6, 30)));
        (await db.Verifications.SingleAsync(v => v.Type == VerificationType.Insurance)).ExpiresOn.ShouldBe(new DateOnly(2026, 6, 30));
        (await EndAsync(new(2026, 6, 29), 0)).Failure.ShouldBe(CoverageFailures.Stale);
        (await EndAsync(new(2020, 1, 1), 1)).Failure.ShouldBe(CoverageFailures.EndsBeforeItBegins);

        Task<Result<CoverageChanged>> EndAsync(DateOnly last, int seen) => house.AsAsync<CoverageService, Result<CoverageChanged>>(people.Ashley, s => s.EndAsync(policy.Id, last, seen));
    }

    [Theory, Databases]
    public async Task Who_may_not_and_whose_it_is_not_change_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (people, policy) = await VerifiedAsync(house);
        foreach (var role in new[] { Role.Viewer, Role.SalesRep })
        {
            (await ChangeAsync(house, people.World.CallOf(role), policy, people.LanternEntry("X-12345"))).Failure.ShouldBe(CoverageFailures.NotYourRole);
            (await AddAsync(house, people.World.CallOf(role), people.LanternEntry("X-12345"), true, people)).Failure.ShouldBe(CoverageFailures.NotYourRole);
        }

        (await ChangeAsync(house, people.Office, policy, people.LanternEntry("X-12345"))).Failure.ShouldBe(CoverageFailures.NotFound);
        (await AddAsync(house, people.Office, people.LanternEntry("X-12345"), true, people)).Failure.ShouldBe(RecipientFailures.NotFound);
        var bluebird = await World.BuildAsync(house, "bluebird");
        (await ChangeAsync(house, bluebird.Ashley, policy, people.LanternEntry("X-12345"))).Failure.ShouldBe(CoverageFailures.NotFound);
        (await ChangeAsync(house, people.Ashley, policy, people.LanternEntry("X-12345") with { PayerId = Guid.NewGuid() })).Failure.ShouldBe(CoverageFailures.UnknownPayer);
        (await ChangeAsync(house, people.Ashley, policy, people.MedicareEntry("X-12345"))).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["PolicyNumber"]);
        await using var db = house.Open(people.World.System);
        (await db.CoveragePolicies.SingleAsync()).PolicyNumber.ShouldBe("LH-552-901");
    }

    [Theory, Databases]
    public async Task Reminders_are_entered_and_ended_with_what_was_done(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var people = await People.BuildAsync(house);
        var id = people.World.Recipient.Id;
        (await AddAsync(people.Ashley, new() { Type = " ", Description = "" })).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.Order().ShouldBe(["Description", "Type"]);
        (await AddAsync(people.Office, new() { Type = "Card", Description = "Ask for it" })).Failure.ShouldBe(RecipientFailures.NotFound);
        (await AddAsync(people.World.CallOf(Role.Viewer), new() { Type = "Card", Description = "Ask for it" })).Failure.ShouldBe(CoverageFailures.NotYourRole);
        var reminder = (await AddAsync(people.Ashley, new() { Type = "Card", Description = "Ask for the new one", DueOn = new(2026, 7, 1) })).Value;

        (await EndAsync(people.Ashley, new(ReminderStatus.Addressed, 0))).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["Action"]);
        (await EndAsync(people.Office, new(ReminderStatus.Addressed, 0) { Action = "Copied it" })).Failure.ShouldBe(CoverageFailures.ReminderNotFound);
        (await EndAsync(people.Ashley, new(ReminderStatus.Addressed, 0) { Action = "Copied it" })).Failure.ShouldBeNull();
        (await EndAsync(people.Ashley, new(ReminderStatus.Dismissed, 0) { Action = "Again" })).Failure.ShouldBe(CoverageFailures.ReminderStale);
        (await EndAsync(people.Ashley, new(ReminderStatus.Dismissed, 1) { Action = "Again" })).Failure.ShouldBe(CoverageFailures.ReminderOver);
        var shown = (await house.AsAsync<RecipientDetailQueries, RecipientOverview?>(people.Ashley, q => q.GetAsync(id)))!.Reminders.Single();
        (shown.Status, shown.ActionTaken, shown.AddressedBy, shown.AddressedAt).ShouldBe((ReminderStatus.Addressed, "Copied it", "Ashley Nguyen", house.Clock.Now));

        Task<Result<Guid>> AddAsync(ICallContext who, NewReminder r) => house.AsAsync<CareReminders, Result<Guid>>(who, s => s.AddAsync(id, r));
        Task<Result> EndAsync(ICallContext who, EndReminder e) => house.AsAsync<CareReminders, Result>(who, s => s.EndAsync(reminder, e));
    }

    [Theory, Databases]
    public async Task Payers_are_found_by_any_words_of_the_name_or_the_payer_id(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var people = await People.BuildAsync(house);
        var gone = new Payer { Name = "Medicare of old", Type = PayerType.Government };
        gone.Deactivate();
        await house.AddAsync(people.World.Id, gone);
        foreach (var (text, names) in new (string, string[])[] { ("medi", ["Medicare Part B"]), ("ppo lan", ["Lantern Health PPO"]), ("LHP", ["Lantern Health PPO"]), ("zzz", []), ("", ["Lantern Health PPO", "Medicare Part B", "Self-pay"]) })
        {
            (await house.AsAsync<PayerQueries, IReadOnlyList<PayerChoice>>(people.Reyes, q => q.SearchAsync(text))).Select(p => p.Name).ShouldBe(names, text);
        }

        (await house.AsAsync<PayerQueries, IReadOnlyList<PayerChoice>>(people.World.CallOf(Role.SalesRep), q => q.SearchAsync("medi"))).ShouldBeEmpty();
    }

    /// <summary>Jane with a Lantern policy, an annual IVR verified for it, and one of medical necessity.</summary>
    private static async Task<(People People, CoveragePolicy Policy)> VerifiedAsync(House house)
    {
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        var people = await People.BuildAsync(house, world);
        await using (var db = house.Open(world.System))
        {
            db.Attach(world.Recipient);
            db.Entry(world.Recipient).Property(r => r.OrganizationId).CurrentValue = world.Organization.Id;
            await db.SaveChangesAsync();
        }

        var policy = CoveragePolicy.Of(world.Recipient.Id, people.LanternEntry() with { EffectiveOn = new(2025, 1, 1) }, PayerType.Insurance, isPrimary: true);
        await house.AddAsync(world.Id, policy);
        await world.VerifiedAsync(new(2026, 3, 1));
        await world.VerifiedAsync(new(2026, 3, 1), type: VerificationType.MedicalNecessity);
        return (people, policy);
    }

    private static Task<Result<CoverageChanged>> ChangeAsync(House house, ICallContext who, CoveragePolicy policy, CoverageEntry entry) =>
        house.AsAsync<CoverageService, Result<CoverageChanged>>(who, s => s.ChangeAsync(policy.Id, entry with { EffectiveOn = new(2025, 1, 1) }, 0));

    private static async Task<Result<CoverageChanged>> AddAsync(House house, UserCall who, CoverageEntry entry, bool isPrimary, People? people = null)
    {
        await using var db = house.Open(new Core.Tenancy.SystemCall(who.TenantId!.Value));
        var jane = people?.World.Recipient.Id ?? (await db.Recipients.SingleAsync()).Id;
        return await house.AsAsync<CoverageService, Result<CoverageChanged>>(who, s => s.AddAsync(jane, entry, isPrimary));
    }
}
