using MedDist.Core.Auditing;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class FiledCoverTests
{
    private const string Older = "LH-552-901";
    private const string Newer = "LH-777-333";

    [Theory, Databases]
    public async Task An_old_draft_follows_a_newer_number_that_was_not_typed_in_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, form) = await BegunAsync(house);
        var id = await KeepAsync(desk, form);
        await ChangeAsync(desk, e => e with { PolicyNumber = Newer });

        (await desk.SubmitAsync(id, 1)).Failure.ShouldBeNull();

        (await NumberAsync(desk)).ShouldBe(Newer);
    }

    [Theory, Databases]
    public async Task Days_of_cover_come_from_the_file_and_what_the_form_says_of_them_is_written_there(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, _) = await BegunAsync(house);
        await ChangeAsync(desk, e => e with { EffectiveOn = new(2026, 1, 1) });
        var choices = await desk.ChoicesAsync();
        var form = (await house.AsAsync<OrderCarryOver, OrderDraftContent?>(desk.Provider, c => c.FromRecipientAsync(desk.World.Recipient.Id, choices)))!;
        form.Primary.EffectiveOn.ShouldBe(new(2026, 1, 1));

        var id = await KeepAsync(desk, form with { Primary = form.Primary with { TerminatesOn = new(2026, 12, 31) } });
        await ChangeAsync(desk, e => e with { EffectiveOn = new(2026, 2, 1) });
        (await desk.SubmitAsync(id, 1)).Failure.ShouldBeNull();

        await using var db = house.Open(desk.World.System);
        var policy = await db.CoveragePolicies.SingleAsync();
        (policy.EffectiveOn, policy.TerminatesOn).ShouldBe((new DateOnly(2026, 2, 1), new DateOnly(2026, 12, 31)));
    }

    [Theory, Databases]
    public async Task A_number_typed_in_the_draft_and_changed_on_file_is_asked_about_at_its_field_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, form) = await BegunAsync(house);
        form = desk.Filled() with { Recipient = form.Recipient, Primary = form.Primary with { PolicyNumber = "LH-999-999" } };
        var id = await KeepAsync(desk, form);
        await ChangeAsync(desk, e => e with { PolicyNumber = Newer, GroupNumber = "G-9" });

        var told = (await desk.SubmitAsync(id, 1)).Failure.ShouldBeOfType<Failure.Invalid>();
        told.Fields.Keys.ShouldBe(["primary.policyNumber"]);
        told.Fields["primary.policyNumber"][0].ShouldContain(Newer);
        (await NumberAsync(desk)).ShouldBe(Newer);

        // The form shows it, takes over the rest, and what is submitted then is meant.
        var fresh = await house.AsAsync<OrderCarryOver, OrderDraftContent>(desk.Provider, c => c.RefreshCoverAsync(form, house.Clock.Now));
        (fresh.Primary.PolicyNumber, fresh.Primary.GroupNumber, fresh.Changed["primary.policyNumber"].Contains(Newer, StringComparison.Ordinal)).ShouldBe(("LH-999-999", "G-9", true));
        await desk.SaveAsync(id, 1, form, desk.Filled() with { Recipient = fresh.Recipient, Primary = fresh.Primary });
        (await desk.SubmitAsync(id, 2)).Failure.ShouldBeNull();
        (await NumberAsync(desk)).ShouldBe("LH-999-999");
    }

    [Theory, Databases]
    public async Task Another_policy_that_pays_first_since_then_stays_first(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, form) = await BegunAsync(house);
        var id = await KeepAsync(desk, form);
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await house.AsAsync<CoverageService, Result<CoverageChanged>>(desk.World.Ashley, s => s.AddAsync(desk.World.Recipient.Id, new() { PayerId = desk.Payer.Id, PolicyNumber = Newer }, isPrimary: true))).Failure.ShouldBeNull();

        (await desk.SubmitAsync(id, 1)).Failure.ShouldBeNull();

        (await NumberAsync(desk)).ShouldBe(Newer);
    }

    [Theory, Databases]
    public async Task A_form_that_took_nothing_over_does_not_overwrite_what_was_entered_after_it_was_begun(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        await desk.World.OrderAsync(desk.World.Draft(desk.Today.AddDays(-60)));
        var id = await KeepAsync(desk, desk.Filled());
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.AddAsync(desk.World.Id, new CoveragePolicy { RecipientId = desk.World.Recipient.Id, PayerId = desk.Payer.Id, PolicyNumber = Newer });

        (await desk.SubmitAsync(id, 1)).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldContain("primary.policyNumber");
        (await NumberAsync(desk)).ShouldBe(Newer);
    }

    [Theory, Databases]
    public async Task A_form_for_a_recipient_takes_their_cover_over_is_recorded_and_only_who_may_see_them_gets_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, form) = await BegunAsync(house);
        (form.Recipient!.Name, form.Primary.PolicyNumber, form.Primary.Filed!.Values.PolicyNumber, form.ServiceDate).ShouldBe(("Jane Public", Older, Older, null));
        await using (var db = house.Open(desk.World.System))
        {
            var record = await db.PhiAccessLogs.SingleAsync(l => l.ResourceType == RecipientQueries.Resource);
            (record.ResourceIdentifier, record.Action, record.Reason).ShouldBe((desk.World.Recipient.Id.ToString(), PhiAction.View, "Treatment: carried over to a new order"));
        }

        var other = await FormDesk.OpenAsync(house, "bluebird");
        var choices = await other.ChoicesAsync();
        (await house.AsAsync<OrderCarryOver, OrderDraftContent?>(other.Provider, c => c.FromRecipientAsync(desk.World.Recipient.Id, choices))).ShouldBeNull();
        await using var theirs = house.Open(other.World.System);
        (await theirs.PhiAccessLogs.AnyAsync()).ShouldBeFalse();
    }

    [Theory, Databases]
    public async Task Carrying_an_order_over_is_recorded_with_its_purpose_and_a_refused_one_is_not(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var order = await desk.World.OrderAsync();
        var choices = await desk.ChoicesAsync();

        await house.AsAsync<OrderCarryOver, OrderDraftContent?>(desk.Provider, c => c.FromOrderAsync(order.Id, RequestType.NewRequest, choices));
        await house.AsAsync<OrderCarryOver, OrderDraftContent?>(desk.Provider, c => c.FromOrderAsync(Guid.NewGuid(), RequestType.NewRequest, choices));

        await using var db = house.Open(desk.World.System);
        var record = await db.PhiAccessLogs.SingleAsync();
        (record.ResourceType, record.ResourceIdentifier, record.Action, record.UserId, record.Reason).ShouldBe(("order", order.Id.ToString(), PhiAction.View, desk.World.Provider.Id, "Treatment: carried over to a new order"));
    }

    /// <summary>A form for a recipient with a policy on file, filled in but for what was taken over.</summary>
    private static async Task<(FormDesk Desk, OrderDraftContent Form)> BegunAsync(House house)
    {
        var desk = await FormDesk.OpenAsync(house);
        await house.AddAsync(desk.World.Id, new CoveragePolicy { RecipientId = desk.World.Recipient.Id, PayerId = desk.Payer.Id, PolicyNumber = Older });

        // A first order makes the recipient the provider's.
        await desk.World.OrderAsync(desk.World.Draft(desk.Today.AddDays(-60)));
        var choices = await desk.ChoicesAsync();
        var form = (await house.AsAsync<OrderCarryOver, OrderDraftContent?>(desk.Provider, c => c.FromRecipientAsync(desk.World.Recipient.Id, choices)))!;
        return (desk, form);
    }

    private static async Task<Guid> KeepAsync(FormDesk desk, OrderDraftContent form)
    {
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), form.Lines.Any(l => l.Product is not null) ? form : desk.Filled() with { Recipient = form.Recipient, Primary = form.Primary });
        return id;
    }

    private static async Task ChangeAsync(FormDesk desk, Func<CoverageEntry, CoverageEntry> change)
    {
        desk.House.Clock.Advance(TimeSpan.FromHours(1));
        await using var db = desk.House.Open(desk.World.System);
        var policy = await db.CoveragePolicies.Include(p => p.Payer).SingleAsync();
        (await desk.House.AsAsync<CoverageService, Result<CoverageChanged>>(desk.World.Ashley, s => s.ChangeAsync(policy.Id, change(CoverageEntry.Of(policy)), policy.Version))).Failure.ShouldBeNull();
    }

    /// <summary>The member id of the policy that pays first.</summary>
    private static async Task<string?> NumberAsync(FormDesk desk)
    {
        await using var db = desk.House.Open(desk.World.System);
        return (await db.CoveragePolicies.SingleAsync(p => p.IsPrimary)).PolicyNumber;
    }
}
