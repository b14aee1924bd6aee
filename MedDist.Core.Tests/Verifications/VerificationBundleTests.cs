using System.Text;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationBundleTests
{
    private static readonly VerificationRequirement Ivr = new(VerificationType.Insurance, VerificationFrequency.Annual);

    [Theory, Databases]
    public async Task A_bundle_leaves_once_in_one_message_with_every_form_and_the_workbook(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var keys = await PeopleAsync(house, world, 3);
        var sent = await SendAsync(house, world, keys, now: true);
        (sent.Value!.Cases, sent.Value.Messages).ShouldBe((3, 1));
        (await house.DispatchAsync(world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await house.DispatchAsync(world)).ShouldBe(0);
        var mail = await house.MailAsync();
        mail.ShouldContain("To: ivr@corvane.example");
        mail.ShouldContain("Subject: 3 verification requests from acme distribution");
        mail.ShouldContain("IVR-003.pdf");
        mail.ShouldContain("verification-requests.xlsx");
        mail.ShouldNotContain("Person");
        await using var db = house.Open(world.System);
        (await db.Verifications.ToListAsync()).ShouldAllBe(v => v.Status == VerificationStatus.Sent);
        (await db.Documents.CountAsync()).ShouldBe(4);
    }

    [Theory, Databases]
    public async Task The_preview_is_what_is_sent_and_what_changed_since_is_refused(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var keys = await PeopleAsync(house, world, 1);
        var draft = (await PrepareAsync(house, world, keys)).Value!;
        var preview = await house.AsAsync<VerificationBundles, Result<BundleForm>>(world.Ashley, b => b.FormAsync(new(world.Manufacturer.Id, keys), draft.At));
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        var send = new SendBundle(new(world.Manufacturer.Id, keys), draft.At, draft.Digest, Guid.NewGuid());
        await using (var db = house.Open(world.System))
        {
            var person = await db.Recipients.Include(r => r.Terms).FirstAsync(r => r.Id == keys[0].RecipientId);
            person.Edit(EditRecipient.Of(person) with { FirstName = "Changed" });
            await db.SaveChangesAsync();
        }

        (await house.AsAsync<VerificationBundles, Result<SentBundle>>(world.Ashley, b => b.SendAsync(send))).Failure.ShouldBe(VerificationFailures.BundleChanged);
        (await house.AsAsync<VerificationBundles, Result<BundleDraft>>(world.Ashley, b => b.PrepareAsync(new(world.Manufacturer.Id, keys, Guid.NewGuid())))).Failure.ShouldBe(ManufacturerFailures.RequestNotFound);
        var again = (await PrepareAsync(house, world, keys)).Value!;
        (await house.AsAsync<VerificationBundles, Result<SentBundle>>(world.Ashley, b => b.SendAsync(send with { At = again.At, Digest = again.Digest }))).Failure.ShouldBeNull();
        await using var check = house.Open(world.System);
        var form = (await check.Documents.ToListAsync()).First(d => d.File!.FileName == "IVR-001.pdf");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(house.Folder, "documents", form.FileKey!));
        bytes.ShouldBe(again.Forms[0].Pdf);
        bytes.ShouldNotBe(preview.Value!.Pdf);
        PdfText.Unspaced(bytes).ShouldContain("ChangedOf1");
    }

    [Theory, Databases]
    public async Task Undo_puts_every_case_back_and_removes_those_that_were_opened(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var verified = await world.VerifiedAsync(new(2025, 6, 20));
        var keys = await PeopleAsync(house, world, 2);
        var sent = await SendAsync(house, world, [.. keys, verified.Key]);
        (await UndoAsync(house, world, sent.Value!.Id)).Value.ShouldBe(1);
        await using var db = house.Open(world.System);
        (await db.Verifications.SingleAsync()).ShouldSatisfyAllConditions(v => v.Id.ShouldBe(verified.Id), v => v.Status.ShouldBe(VerificationStatus.Verified), v => v.SubmittedAt.ShouldBeNull());
        (await db.Documents.CountAsync()).ShouldBe(0);
        (await db.IntegrationQueue.SingleAsync()).Status.ShouldBe(QueueStatus.Cancelled);
        (await UndoAsync(house, world, sent.Value.Id)).Failure.ShouldBe(VerificationFailures.AlreadyLeft);
    }

    [Theory, Databases]
    public async Task A_bundle_that_has_left_cannot_be_undone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var sent = await SendAsync(house, world, await PeopleAsync(house, world, 1), now: true);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await UndoAsync(house, world, sent.Value!.Id)).Failure.ShouldBe(VerificationFailures.AlreadyLeft);
        await using var db = house.Open(world.System);
        (await db.Verifications.SingleAsync()).Status.ShouldBe(VerificationStatus.Sent);
    }

    [Theory, Databases]
    public async Task A_failed_bundle_puts_its_cases_back_and_tells_the_desk(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        await SendAsync(house, world, await PeopleAsync(house, world, 2), now: true);
        await using (var db = house.Open(world.System))
        {
            foreach (var form in await db.Documents.ToListAsync())
            {
                File.Delete(Path.Combine(house.Folder, "documents", form.FileKey!));
            }
        }

        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        await using var check = house.Open(world.System);
        (await check.IntegrationQueue.SingleAsync()).Status.ShouldBe(QueueStatus.Failed);
        (await check.Verifications.ToListAsync()).ShouldAllBe(v => v.Status == VerificationStatus.Pending);
        (await check.Notifications.SingleAsync()).Title.ShouldBe("The IVR request for 2 recipients could not be sent");
    }

    [Theory, Databases]
    public async Task A_split_bundle_holds_no_message_over_the_limit(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, more: s => s.AddSingleton(new BundleLimits(10_000_000, 2)));
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var sent = await SendAsync(house, world, await PeopleAsync(house, world, 5), now: true);
        sent.Value!.Messages.ShouldBe(3);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(3);
        var subjects = house.Mails().SelectMany(m => File.ReadAllLines(m, Encoding.Latin1)).Where(l => l.StartsWith("Subject: ", StringComparison.Ordinal)).Order().ToList();
        subjects.Count.ShouldBe(3);
        string.Concat(house.Mails().Select(m => File.ReadAllText(m, Encoding.Latin1))).ShouldContain("message 3 of 3");
    }

    [Theory, Databases]
    public async Task Singly_each_recipient_gets_a_message_and_no_workbook(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.OneByOne);
        (await SendAsync(house, world, await PeopleAsync(house, world, 2))).Value!.Messages.ShouldBe(2);
        await using var db = house.Open(world.System);
        (await db.Documents.ToListAsync()).ShouldAllBe(d => d.File!.ContentType == "application/pdf");
    }

    [Theory, Databases]
    public async Task The_contact_list_for_IVRs_gets_it_with_its_note_and_else_the_one_for_orders(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: [Ivr]);
        var keys = await PeopleAsync(house, world, 1);
        (await PrepareAsync(house, world, keys)).Value!.ShouldSatisfyAllConditions(d => d.UsesOrderContacts.ShouldBeTrue(), d => d.Contacts.To.ShouldBe(["orders@corvane.example"]), d => d.Contacts.Notes.ShouldBe("Susan for rush"));
        await house.AddAsync(world.Id, Contact(world));
        (await PrepareAsync(house, world, keys)).Value!.ShouldSatisfyAllConditions(d => d.UsesOrderContacts.ShouldBeFalse(), d => d.Contacts.To.ShouldBe(["ivr@corvane.example"]), d => d.Contacts.Notes.ShouldBe("Devon"));
    }

    [Theory, Databases]
    public async Task A_manufacturer_whose_layout_is_known_gets_its_own_workbook_in_its_own_words(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var theCase = await world.VerifiedAsync(new(2025, 6, 20));
        var keys = (await PeopleAsync(house, world, 1)).Append(theCase.Key).ToList();
        var layout = new WorkbookLayout(
            new Dictionary<string, int> { [VerificationSheetColumns.Last] = 0, [VerificationSheetColumns.Status] = 2, [VerificationSheetColumns.VerifiedOn] = 3 },
            new Dictionary<string, DateOrder>(), new Dictionary<string, string> { ["auth on file"] = nameof(VerificationStatus.Verified) }, new Dictionary<string, string>());
        var remembered = new RememberedLayout { Kind = VerificationSheetColumns.Kind, ManufacturerId = world.Manufacturer.Id };
        remembered.Remember(["Pt Last", "Rep", "IVR Status", "Dt Verified"], layout, "Ashley", house.Clock.Now);
        await house.AddAsync(world.Id, remembered);

        var bytes = (await house.AsAsync<VerificationBundles, Result<byte[]>>(world.Ashley, b => b.WorkbookAsync(new(world.Manufacturer.Id, keys)))).Value!;
        var rows = WorkbookReader.Read("a.xlsx", bytes).Value!.Sheets[0].Rows;
        rows[0].Cells.Select(c => c.Text).ShouldBe(["Pt Last", "Rep", "IVR Status", "Dt Verified", "MedDist reference"]);
        rows.Skip(1).Select(r => (r[0].Text, r[2].Text, r[4].Text)).ShouldBe([("Of1", "", ""), ("Public", "Auth on file", VerificationReference.Of(theCase.Id))], ignoreOrder: true);
    }

    [Theory, Databases]
    public async Task What_cannot_be_asked_for_is_left_out_and_says_why(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle, new VerificationRequirement(VerificationType.License, VerificationFrequency.PerOrder));
        var keys = await PeopleAsync(house, world, 1);
        await SendAsync(house, world, keys);
        var draft = (await PrepareAsync(house, world, [keys[0], keys[0] with { Type = VerificationType.License }, keys[0] with { Type = VerificationType.MedicalNecessity }, keys[0] with { RecipientId = Guid.NewGuid() }])).Value!;
        draft.Forms.ShouldBeEmpty();
        draft.Skipped.Select(s => s.Reason).Order().ShouldBe([
            "Corvane Biologics does not ask for it.", "Corvane Biologics verifies each order by itself. Ask from the order.", "It was asked for already and waits for the answer.", "The recipient is not there."]);
    }

    [Theory, Databases]
    public async Task Many_who_send_the_same_at_once_send_it_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var keys = await PeopleAsync(house, world, 4);
        var draft = (await PrepareAsync(house, world, keys)).Value!;
        var shared = Guid.NewGuid();
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => house.AsAsync<VerificationBundles, Result<SentBundle>>(
            world.Ashley, b => b.SendAsync(new(new(world.Manufacturer.Id, keys), draft.At, draft.Digest, i < 3 ? shared : Guid.NewGuid(), LeaveNow: true)))));
        all.Count(r => r.Succeeded).ShouldBeGreaterThan(0);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.CountAsync()).ShouldBe(1);
        (await db.VerificationRequests.CountAsync()).ShouldBe(4);
        (await db.Verifications.CountAsync()).ShouldBe(4);
        Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories).Length.ShouldBe(5);
    }

    [Theory, Databases]
    public async Task Only_who_may_ask_does_and_nobody_for_another_tenant(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, bluebird) = (await WorldAsync(house, VerificationSending.DailyBundle), await World.BuildAsync(house, "bluebird", requires: [Ivr]));
        var what = new PrepareBundle(acme.Manufacturer.Id, await PeopleAsync(house, acme, 1));
        foreach (var role in new[] { Role.Viewer, Role.Provider, Role.SalesRep, Role.FacilityManager })
        {
            (await house.AsAsync<VerificationBundles, Result<BundleDraft>>(acme.CallOf(role), b => b.PrepareAsync(what))).Failure.ShouldBe(VerificationFailures.NotYourRole);
            (await house.AsAsync<VerificationBundles, Result<SentBundle>>(acme.CallOf(role), b => b.SendAsync(new(what, house.Clock.Now, "", Guid.NewGuid())))).Failure.ShouldBe(VerificationFailures.NotYourRole);
            (await house.AsAsync<VerificationPlans, WeekPlan?>(acme.CallOf(role), p => p.WeekAsync())).ShouldBeNull();
        }

        (await house.AsAsync<VerificationBundles, Result<BundleDraft>>(bluebird.Ashley, b => b.PrepareAsync(what))).Failure.ShouldBe(ManufacturerFailures.NotFound);
    }

    [Theory, Databases]
    public async Task The_week_holds_what_orders_and_care_will_need_and_nothing_that_is_covered(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WorldAsync(house, VerificationSending.DailyBundle);
        var keys = await PeopleAsync(house, world, 1);
        var order = await world.OrderAsync(world.Draft(service: new(2026, 6, 18)));
        await world.VerifiedAsync(new(2025, 6, 20));
        await house.AddAsync(world.Id, new Verification { RecipientId = keys[0].RecipientId, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance },
            new Core.Coverage.CareReminder { RecipientId = keys[0].RecipientId, Type = "Next application", Description = "Week 3", DueOn = new(2026, 6, 17) });
        (await PlanAsync(house, world)).Proposed.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Line.Service.Source.ShouldBe("care reminder"), r => r.Recipient.ShouldBe("P••• O•••"));
        await world.OrderAsync(world.Draft(service: new(2026, 6, 22)));
        var plan = await PlanAsync(house, world);
        plan.Proposed.Select(r => (r.Line.Service.Source, r.Line.AskBy)).ShouldBe([("care reminder", new DateOnly(2026, 6, 15)), ($"order {Next(order)}", new DateOnly(2026, 6, 17))]);
        (await house.AsAsync<VerificationSnoozes, Result>(world.Ashley, s => s.SnoozeAsync(plan.Proposed[0].Key, new(2026, 6, 15), "x"))).Failure.ShouldBe(VerificationFailures.SnoozeDay);
        (await house.AsAsync<VerificationSnoozes, Result>(world.Ashley, s => s.SnoozeAsync(plan.Proposed[0].Key, new(2026, 6, 20), " "))).Failure.ShouldBe(VerificationFailures.SnoozeReason);
        (await house.AsAsync<VerificationSnoozes, Result>(world.Ashley, s => s.SnoozeAsync(plan.Proposed[0].Key, new(2026, 6, 20), "moved"))).Failure.ShouldBeNull();
        (await PlanAsync(house, world)).LeftOut.ShouldHaveSingleItem().Line.Verdict.ShouldBe(PlanVerdict.Snoozed);
        (await house.AsAsync<VerificationSnoozes, Result>(world.Ashley, s => s.WakeAsync(plan.Proposed[0].Key))).Failure.ShouldBeNull();
        (await SendAsync(house, world, [.. plan.Proposed.Select(r => r.Key)])).Value!.Cases.ShouldBe(2);
        (await PlanAsync(house, world)).ShouldSatisfyAllConditions(p => p.Proposed.ShouldBeEmpty(), p => p.LeftOut.ShouldAllBe(r => r.Line.Verdict == PlanVerdict.Waiting));

        static string Next(Order first) => $"ORD-{int.Parse(first.OrderNumber[4..], System.Globalization.CultureInfo.InvariantCulture) + 1:00000}";
    }

    internal static async Task<World> WorldAsync(House house, VerificationSending sending, params VerificationRequirement[] more)
    {
        var world = await World.BuildAsync(house, requires: [Ivr, .. more]);
        await house.AddAsync(world.Id, Contact(world));
        await using var db = house.Open(world.System);
        (await db.ManufacturerSettings.SingleAsync()).Configure(new() { LeadTimeDays = 1, CutOff = new(15, 0), VerificationSending = sending });
        await db.SaveChangesAsync();
        return world;
    }

    internal static async Task<List<VerificationKey>> PeopleAsync(House house, World world, int count)
    {
        var people = Enumerable.Range(1, count).Select(i => new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-2{i:000}", FirstName = "Person", LastName = $"Of{i}", DateOfBirth = new(1950, 2, 3) }).ToList();
        await house.AddAsync(world.Id, [.. people]);
        return people.ConvertAll(p => new VerificationKey(p.Id, world.Manufacturer.Id, VerificationType.Insurance));
    }

    internal static Task<Result<BundleDraft>> PrepareAsync(House house, World world, IReadOnlyList<VerificationKey> keys) =>
        house.AsAsync<VerificationBundles, Result<BundleDraft>>(world.Ashley, b => b.PrepareAsync(new(world.Manufacturer.Id, keys)));

    internal static async Task<Result<SentBundle>> SendAsync(House house, World world, IReadOnlyList<VerificationKey> keys, bool now = false, Guid? request = null)
    {
        var what = new PrepareBundle(world.Manufacturer.Id, keys, request);
        var draft = (await house.AsAsync<VerificationBundles, Result<BundleDraft>>(world.Ashley, b => b.PrepareAsync(what))).Value!;
        return await house.AsAsync<VerificationBundles, Result<SentBundle>>(world.Ashley, b => b.SendAsync(new(what, draft.At, draft.Digest, Guid.NewGuid(), now)));
    }

    private static Task<Result<int>> UndoAsync(House house, World world, Guid bundle) => house.AsAsync<VerificationBundles, Result<int>>(world.Ashley, b => b.UndoAsync(bundle));

    private static async Task<ManufacturerPlan> PlanAsync(House house, World world) => (await house.AsAsync<VerificationPlans, WeekPlan?>(world.Ashley, p => p.WeekAsync()))!.Manufacturers.ShouldHaveSingleItem();

    private static ManufacturerContact Contact(World world) => new() { ManufacturerId = world.Manufacturer.Id, ContactType = ContactType.Ivr, PrimaryRecipients = ["ivr@corvane.example"], Notes = "Devon" };
}
