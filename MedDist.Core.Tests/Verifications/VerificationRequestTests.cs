using System.Text;
using MedDist.Core.Coverage;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationRequestTests
{
    private static readonly VerificationRequirement Ivr = new(VerificationType.Insurance, VerificationFrequency.Annual, ["insurance card"]);
    private static readonly VerificationRequirement Prior = new(VerificationType.PriorAuthorization, VerificationFrequency.Quarterly);
    private static readonly VerificationRequirement EachOrder = new(VerificationType.Insurance, VerificationFrequency.PerOrder);

    [Theory, Databases]
    public async Task A_request_marks_its_cases_as_sent_and_leaves_once_after_the_undo_time(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr, Prior);
        var order = await world.OrderAsync();
        (await AskAsync(house, world, order.Id)).Failure.ShouldBeNull();
        await using (var db = house.Open(world.System))
        {
            (await db.Verifications.OrderBy(v => v.Type).ToListAsync()).ShouldSatisfyAllConditions(
                all => all.Select(v => v.Type).ShouldBe([VerificationType.Insurance, VerificationType.PriorAuthorization]),
                all => all.ShouldAllBe(v => v.Status == VerificationStatus.Sent && v.SubmittedByUserId == world.Coordinator.Id && v.SubmittedAt != null));
            (await db.Orders.SingleAsync()).IvrState.ShouldBe(IvrState.Requested);
        }

        (await DispatchAsync(house, world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await DispatchAsync(house, world)).ShouldBe(1);
        (await DispatchAsync(house, world)).ShouldBe(0);
        var mail = await File.ReadAllTextAsync(Mails(house).ShouldHaveSingleItem(), Encoding.Latin1);
        mail.ShouldContain("To: ivr@corvane.example");
        mail.ShouldContain($"Subject: Verification request for order {order.OrderNumber} from acme distribution");
        mail.ShouldContain("IVR and prior authorisation");
        mail.ShouldNotContain("Jane");
    }

    [Theory, Databases]
    public async Task The_form_says_what_is_wanted_for_whom_and_with_which_cover(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr, Prior);
        var payer = new Payer { Name = "Northern Mutual", Type = PayerType.Insurance };
        await house.AddAsync(world.Id, payer, new CoveragePolicy { RecipientId = world.Recipient.Id, PayerId = payer.Id, PolicyNumber = "MEM-778899", GroupNumber = "G-12" });
        var order = await world.OrderAsync();
        await AskAsync(house, world, order.Id);
        await using var db = house.Open(world.System);
        var form = await db.Documents.SingleAsync();
        form.File!.FileName.ShouldBe($"IVR-{order.OrderNumber}.pdf");
        var text = PdfText.Unspaced(await File.ReadAllBytesAsync(Path.Combine(house.Folder, "documents", form.FileKey!)));
        foreach (var field in new[]
        {
            order.OrderNumber, "Corvane Biologics", "Jane Public", "MRN-1001", "3 Feb 1950", "Dr. Elena Reyes", "1234567893", "Lakeside Wound Clinic", "22 Jun 2026", "E11.621", "4.2 × 3.1 cm", "Q4186",
            "Northern Mutual", "MEM-778899", "G-12", "insurance card", "Prior authorisation", "Quarterly",
        })
        {
            text.ShouldContain(field.Replace(" ", "", StringComparison.Ordinal));
        }

        text.ShouldNotContain("Payslate");
        text.ShouldNotContain("812.50");
    }

    [Theory, Databases]
    public async Task Only_what_does_not_cover_the_service_date_is_asked_for(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr, Prior);
        await world.VerifiedAsync(new(2026, 1, 10));
        var lapsing = await world.VerifiedAsync(new(2026, 3, 1), VerificationFrequency.Quarterly, VerificationType.PriorAuthorization);
        var order = await world.OrderAsync();
        var plan = await house.AsAsync<VerificationRequestService, Result<VerificationRequestPlan>>(world.Ashley, s => s.PlanAsync(order.Id));
        plan.Value!.Required.ShouldHaveSingleItem().Type.ShouldBe(VerificationType.PriorAuthorization);
        (await AskAsync(house, world, order.Id)).Succeeded.ShouldBeTrue();
        await using var db = house.Open(world.System);
        (await db.Verifications.SingleAsync(v => v.Id == lapsing.Id)).Status.ShouldBe(VerificationStatus.Sent);
        (await db.Verifications.SingleAsync(v => v.Type == VerificationType.Insurance)).Status.ShouldBe(VerificationStatus.Verified);
        (await db.Verifications.CountAsync()).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Asking_twice_makes_one_message(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr);
        var (order, other) = (await world.OrderAsync(), await world.OrderAsync());
        await AskAsync(house, world, order.Id);
        RuleOf(await AskAsync(house, world, order.Id)).ShouldBe(VerificationFailures.AlreadyWaitingRule);
        RuleOf(await AskAsync(house, world, other.Id)).ShouldBe(VerificationFailures.AlreadyWaitingRule);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await DispatchAsync(house, world);
        RuleOf(await AskAsync(house, world, order.Id)).ShouldBe(VerificationFailures.AlreadyAskedRule);
        house.Clock.Advance(TimeSpan.FromHours(25));
        (await AskAsync(house, world, order.Id)).Succeeded.ShouldBeTrue();
        Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Many_who_ask_at_once_make_one_message(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr);
        var (order, other) = (await world.OrderAsync(), await world.OrderAsync());
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => AskAsync(house, world, i % 2 == 0 ? order.Id : other.Id)));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Where(r => !r.Succeeded).ShouldAllBe(r => RuleOf(r) == VerificationFailures.AlreadyWaitingRule);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.CountAsync()).ShouldBe(1);
        (await db.Verifications.CountAsync()).ShouldBe(1);
        (await db.Documents.CountAsync()).ShouldBe(1);
        Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task What_holds_for_one_order_is_asked_for_each(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, EachOrder);
        var (order, other) = (await world.OrderAsync(), await world.OrderAsync());
        (await AskAsync(house, world, order.Id)).Succeeded.ShouldBeTrue();
        (await AskAsync(house, world, other.Id)).Succeeded.ShouldBeTrue();
        RuleOf(await AskAsync(house, world, order.Id)).ShouldBe(VerificationFailures.AlreadyWaitingRule);
    }

    [Theory, Databases]
    public async Task Cancelling_puts_the_case_back_as_it_was(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr, Prior);
        var known = await world.VerifiedAsync(new(2025, 6, 1));
        var order = await world.OrderAsync();
        var before = order.IvrSentence;
        await AskAsync(house, world, order.Id);
        var id = await ItemAsync(house, world);
        (await house.AsAsync<OutboxService, Result>(world.Ashley, o => o.CancelAsync(id))).Failure.ShouldBeNull();
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await DispatchAsync(house, world)).ShouldBe(0);
        Mails(house).ShouldBeEmpty();
        await using (var db = house.Open(world.System))
        {
            var stood = await db.Verifications.SingleAsync(v => v.Type == VerificationType.Insurance);
            (stood.Id, stood.Status, stood.SubmittedAt).ShouldBe((known.Id, VerificationStatus.Verified, null));
            (await db.Verifications.SingleAsync(v => v.Type == VerificationType.PriorAuthorization)).Column.ShouldBe(DeskColumn.Needed);
            (await db.Orders.SingleAsync()).IvrSentence.ShouldBe(before);
            (await db.Documents.CountAsync()).ShouldBe(0);
        }

        (await AskAsync(house, world, order.Id)).Succeeded.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task A_case_that_was_answered_meanwhile_stays_answered_when_the_request_is_cancelled(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr);
        var order = await world.OrderAsync();
        await AskAsync(house, world, order.Id);
        await using (var db = house.Open(world.System))
        {
            (await db.Verifications.SingleAsync()).Reject("Not covered.", null, house.Clock.Now);
            await db.SaveChangesAsync();
        }

        var id = await ItemAsync(house, world);
        (await house.AsAsync<OutboxService, Result>(world.Ashley, o => o.CancelAsync(id))).Succeeded.ShouldBeTrue();
        await using var after = house.Open(world.System);
        (await after.Verifications.SingleAsync()).Status.ShouldBe(VerificationStatus.Rejected);
    }

    [Theory, Databases]
    public async Task Without_a_contact_for_it_the_one_for_orders_is_asked_and_the_plan_says_so(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: Ivr);
        var order = await world.OrderAsync();
        var plan = await house.AsAsync<VerificationRequestService, Result<VerificationRequestPlan>>(world.Ashley, s => s.PlanAsync(order.Id));
        plan.Value!.ShouldSatisfyAllConditions(p => p.UsesOrderContacts.ShouldBeTrue(), p => p.Contacts.To.ShouldBe(["orders@corvane.example"]), p => p.Contacts.Notes.ShouldBe("Susan for rush"));
        (await AskAsync(house, world, order.Id)).Succeeded.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task It_says_why_there_is_nothing_to_ask_and_writes_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var bare = await World.BuildAsync(house, "bare", withContact: false, Ivr);
        RuleOf(await AskAsync(house, bare, (await bare.OrderAsync()).Id)).ShouldBe(VerificationFailures.NoContactRule);
        var none = await World.BuildAsync(house, "none");
        RuleOf(await AskAsync(house, none, (await none.OrderAsync()).Id)).ShouldBe(VerificationFailures.NothingRequiredRule);
        var valid = await World.BuildAsync(house, "valid", requires: Ivr);
        await valid.VerifiedAsync(new(2026, 1, 10));
        var order = await valid.OrderAsync();
        RuleOf(await AskAsync(house, valid, order.Id)).ShouldBe(VerificationFailures.AllValidRule);
        (await house.AsAsync<VerificationRequestService, Result>(valid.CallOf(Role.Viewer), s => s.RequestForOrderAsync(order.Id))).Failure.ShouldBeOfType<Failure.Forbidden>();
        (await house.AsAsync<VerificationRequestService, Result>(none.Ashley, s => s.RequestForOrderAsync(order.Id))).Failure.ShouldBe(OrderFailures.NotFound);
        foreach (var world in new[] { bare, none, valid })
        {
            await using var db = house.Open(world.System);
            ((await db.IntegrationQueue.CountAsync()) + (await db.VerificationRequests.CountAsync()) + (await db.Documents.CountAsync())).ShouldBe(0);
        }
    }

    [Theory, Databases]
    public async Task A_request_that_cannot_be_sent_is_no_request_until_it_is_tried_again(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, new Dictionary<string, string> { ["Mail:SmtpHost"] = smtp.Host, ["Mail:SmtpPort"] = $"{smtp.Port}", ["Mail:UseTls"] = "false" });
        var world = await WorldAsync(house, Ivr);
        var order = await world.OrderAsync();
        await AskAsync(house, world, order.Id);
        smtp.FailNext(SmtpFault.UnknownRecipient);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await DispatchAsync(house, world);
        await using (var db = house.Open(world.System))
        {
            (await db.Verifications.SingleAsync()).ShouldSatisfyAllConditions(v => v.Status.ShouldBe(VerificationStatus.Pending), v => v.SubmittedAt.ShouldBeNull());
            (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldBe($"The IVR request for {order.OrderNumber} could not be sent");
        }

        house.Clock.Advance(TimeSpan.FromMinutes(5));
        var id = await ItemAsync(house, world);
        (await house.AsAsync<OutboxService, Result>(world.Ashley, o => o.RetryAsync(id))).Succeeded.ShouldBeTrue();
        (await DispatchAsync(house, world)).ShouldBe(1);
        smtp.Messages.ShouldHaveSingleItem();
        await using var after = house.Open(world.System);
        (await after.Verifications.SingleAsync()).ShouldSatisfyAllConditions(v => v.Status.ShouldBe(VerificationStatus.Sent), v => v.SubmittedAt.ShouldBe(house.Clock.Now));
    }

    [Theory, Databases]
    public async Task Only_the_orders_of_that_recipient_and_manufacturer_change_their_light(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, Ivr);
        var other = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-2", FirstName = "Sam", LastName = "Stone" };
        await house.AddAsync(world.Id, other);
        var (mine, sibling, stranger) = (await world.OrderAsync(), await world.OrderAsync(), await world.OrderAsync(world.Draft(recipient: other)));
        await AskAsync(house, world, mine.Id);
        await using var db = house.Open(world.System);
        var states = await db.Orders.ToDictionaryAsync(o => o.Id, o => o.IvrState);
        (states[mine.Id], states[sibling.Id], states[stranger.Id]).ShouldBe((IvrState.Requested, IvrState.Requested, IvrState.Missing));
        (await house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync())).ShouldBe(0);
    }

    private static async Task<World> WorldAsync(House house, params VerificationRequirement[] requires)
    {
        var world = await World.BuildAsync(house, requires: requires);
        await house.AddAsync(world.Id, new ManufacturerContact { ManufacturerId = world.Manufacturer.Id, ContactType = ContactType.Ivr, PrimaryRecipients = ["ivr@corvane.example"] });
        return world;
    }

    private static string? RuleOf(Result result) => (result.Failure as Failure.RuleBroken)?.Rule;

    private static string[] Mails(House house) => Directory.Exists(house.MailFolder) ? Directory.GetFiles(house.MailFolder, "*.eml") : [];

    private static Task<Result> AskAsync(House house, World world, Guid id) => house.AsAsync<VerificationRequestService, Result>(world.Ashley, s => s.RequestForOrderAsync(id));

    private static Task<int> DispatchAsync(House house, World world) => house.AsAsync<OutboxDispatcher, int>(world.System, d => d.DispatchDueAsync());

    private static async Task<Guid> ItemAsync(House house, World world)
    {
        await using var db = house.Open(world.System);
        return (await db.IntegrationQueue.SingleAsync()).Id;
    }
}
