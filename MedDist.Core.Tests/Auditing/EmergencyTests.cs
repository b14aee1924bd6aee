using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Auditing;

public sealed class EmergencyTests
{
    private static readonly AskEmergency Right = new(Guid.Empty, EmergencyCategory.Emergency, "Bleeding wound, referred by phone");

    [Theory, Databases]
    public async Task A_provider_opens_one_patient_for_two_hours_and_everything_says_so(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var doctor = world.CallOf(Role.Provider);
        var other = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-2002", FirstName = "Omar", LastName = "Haddad", DateOfBirth = new(1961, 4, 5) };
        await house.AddAsync(world.Id, other);
        (await OpenedAsync(house, doctor, world.Recipient.Id)).ShouldBeNull();

        (await FindAsync(house, doctor, "MRN-1001", new(1950, 2, 4))).ShouldBeNull();
        var match = (await FindAsync(house, doctor, " MRN-1001 ", new(1950, 2, 3))).ShouldNotBeNull();
        (match.RecipientId, match.IsMine, match.Masked.Contains("Public")).ShouldBe((world.Recipient.Id, false, false));
        var id = (await AskAsync(house, doctor, Right with { RecipientId = match.RecipientId })).Value;

        (await OpenedAsync(house, doctor, world.Recipient.Id)).ShouldNotBeNull();
        (await OpenedAsync(house, doctor, other.Id)).ShouldBeNull();
        (await OpenedAsync(house, world.CallOf(Role.FacilityManager) with { User = Guid.NewGuid() }, world.Recipient.Id)).ShouldBeNull();
        (await house.AsAsync<EmergencyService, IReadOnlyList<OpenEmergency>>(doctor, s => s.OpenAsync())).ShouldHaveSingleItem().EndsAt.ShouldBe(house.Clock.Now.AddHours(2));
        (await AskAsync(house, doctor, Right with { RecipientId = world.Recipient.Id })).Failure.ShouldBe(AuditFailures.AlreadyYours);

        await using var db = house.Open(world.System);
        (await db.PhiAccessLogs.Where(l => l.ResourceType == "recipient").Select(l => l.Reason).ToListAsync()).ShouldBe(
            ["Emergency access, medical emergency: emergency access opened", "Emergency access, medical emergency: recipient page opened"], ignoreOrder: true);
        (await db.Notifications.SingleAsync()).ShouldSatisfyAllConditions(
            n => n.UserId.ShouldBe(world.Coordinator.Id), n => (n.Title + n.Message).ShouldNotContain("Public"), n => (n.Title + n.Message).ShouldNotContain("Bleeding"), n => n.Payload["link"].ShouldBe("/audit/emergencies"));
        (await db.ActivityLogs.CountAsync(l => l.EntityType == nameof(EmergencyAccess) && l.EntityId == id)).ShouldBe(1);

        house.Clock.Advance(EmergencyAccess.Lasts - TimeSpan.FromSeconds(1));
        (await OpenedAsync(house, doctor, world.Recipient.Id)).ShouldNotBeNull();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        (await OpenedAsync(house, doctor, world.Recipient.Id)).ShouldBeNull();
        (await house.AsAsync<EmergencyService, IReadOnlyList<OpenEmergency>>(doctor, s => s.OpenAsync())).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task It_is_given_back_at_once_and_by_its_owner_alone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var doctor = world.CallOf(Role.Provider);
        var id = (await AskAsync(house, doctor, Right with { RecipientId = world.Recipient.Id })).Value;
        (await house.AsAsync<EmergencyService, Result>(doctor with { User = world.Coordinator.Id }, s => s.EndAsync(id))).Failure.ShouldBeOfType<Failure.NotFound>();
        (await house.AsAsync<EmergencyService, Result>(doctor, s => s.EndAsync(id))).Failure.ShouldBeNull();
        (await OpenedAsync(house, doctor, world.Recipient.Id)).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task Others_are_refused_and_a_reason_is_wanted(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var other = await World.BuildAsync(house, "bluebird");
        var doctor = world.CallOf(Role.Provider);
        foreach (var role in new[] { Role.SalesRep, Role.Viewer, Role.TenantAdmin })
        {
            (await AskAsync(house, world.CallOf(role), Right with { RecipientId = world.Recipient.Id })).Failure.ShouldBe(AuditFailures.NoEmergency);
        }

        (await AskAsync(house, doctor, new(world.Recipient.Id, null, "short"))).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["Category", "Reason"], ignoreOrder: true);
        (await AskAsync(house, doctor, Right with { RecipientId = other.Recipient.Id })).Failure.ShouldBeOfType<Failure.NotFound>();
        (await FindAsync(house, world.CallOf(Role.Viewer), "MRN-1001", new(1950, 2, 3))).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_review_is_kept_and_done_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var id = (await AskAsync(house, world.CallOf(Role.Provider), Right with { RecipientId = world.Recipient.Id })).Value;
        var waiting = (await ListAsync(false)).ShouldHaveSingleItem();
        (waiting.Access.Reason, waiting.IsOpen, waiting.Masked.Contains("Public")).ShouldBe((Right.Reason!, true, false));

        (await ReviewAsync(world.CallOf(Role.Viewer), new(EmergencyVerdict.Justified, "Right"))).Failure.ShouldBe(AuditFailures.NotYours);
        (await ReviewAsync(world.Ashley, new(null, " "))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ReviewAsync(world.Ashley with { User = world.Provider.Id }, new(EmergencyVerdict.Justified, "Mine"))).Failure.ShouldBe(AuditFailures.OwnEmergency);
        (await ReviewAsync(world.Ashley, new(EmergencyVerdict.Justified, " Called the clinic. "))).Failure.ShouldBeNull();
        (await ReviewAsync(world.Ashley, new(EmergencyVerdict.NotJustified, "No"))).Failure.ShouldBeOfType<Failure.Stale>();
        (await ListAsync(false)).ShouldBeEmpty();
        (await ListAsync(true)).Single().Access.ShouldSatisfyAllConditions(a => a.Verdict.ShouldBe(EmergencyVerdict.Justified), a => a.Comment.ShouldBe("Called the clinic."), a => a.ReviewedByName.ShouldBe("Ashley Nguyen"));

        Task<Result> ReviewAsync(ICallContext who, ReviewEmergency review) => house.AsAsync<EmergencyService, Result>(who, s => s.ReviewAsync(id, review));
        Task<IReadOnlyList<EmergencyRow>> ListAsync(bool reviewed) => house.AsAsync<EmergencyService, IReadOnlyList<EmergencyRow>>(world.Ashley, s => s.ListAsync(reviewed));
    }

    [Theory, Databases]
    public async Task The_reports_say_who_saw_a_patient_and_what_a_user_looked_at(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        await house.AsAsync<RecipientQueries, RecipientHits>(world.Ashley, q => q.SearchAsync("Public"));
        await OpenedAsync(house, world.Ashley, world.Recipient.Id);
        await house.AsAsync<PhiAccess, bool>(world.Ashley, async p =>
        {
            await p.RecordAsync("order", order.Id, PhiAction.Print, "Order page printed");
            await p.RecordAsync("order", Guid.NewGuid(), PhiAction.View, "Another order");
            return true;
        });

        var patient = await ListAsync(world.Ashley, new(world.Recipient.Id, null, null, null));
        patient.Select(l => (l.By, l.Action, l.What)).ShouldBe(
            [("Ashley Nguyen", PhiAction.View, "List"), ("Ashley Nguyen", PhiAction.View, "Recipient"), ("Ashley Nguyen", PhiAction.Print, "Order")], ignoreOrder: true);
        patient.ShouldAllBe(l => l.Reason.StartsWith("Payment and supply: ") && l.IpAddress == "127.0.0.1");
        (await ListAsync(world.Ashley, new(null, world.Coordinator.Id, null, null))).Count.ShouldBe(4);
        (await ListAsync(world.Ashley, new(null, world.Provider.Id, null, null))).ShouldBeEmpty();
        (await ListAsync(world.Ashley, new(world.Recipient.Id, null, null, new DateOnly(2020, 1, 1)))).ShouldBeEmpty();
        (await ListAsync(world.CallOf(Role.Viewer), new(world.Recipient.Id, null, null, null))).ShouldBeEmpty();
        var other = await World.BuildAsync(house, "bluebird");
        (await ListAsync(other.Ashley, new(world.Recipient.Id, null, null, null))).ShouldBeEmpty();

        Task<IReadOnlyList<AccessLine>> ListAsync(ICallContext who, AccessFilter filter) => house.AsAsync<AccessQueries, IReadOnlyList<AccessLine>>(who, q => q.ListAsync(filter));
    }

    [Fact]
    public void Many_patients_nights_own_names_and_patients_without_orders_are_unusual()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
        var noon = new DateTimeOffset(2026, 6, 3, 17, 0, 0, TimeSpan.Zero);
        var (me, night) = (Guid.NewGuid(), noon.AddHours(12));
        AnomalyRules.Judge([.. Enumerable.Range(0, 29).Select(i => Of(Guid.NewGuid(), noon.AddMinutes(i)))], zone).ShouldBeEmpty();
        Kinds([.. Enumerable.Range(0, 30).Select(i => Of(Guid.NewGuid(), noon.AddMinutes(i)))]).ShouldBe([AnomalyKind.ManyPatients]);
        Kinds([.. Enumerable.Range(0, 40).Select(i => Of(Guid.NewGuid(), noon.AddMinutes(i * 3)))]).ShouldBeEmpty();
        Kinds([.. Enumerable.Range(0, 40).Select(i => Of(me, noon.AddMinutes(i)))]).ShouldBeEmpty();
        Kinds([.. Enumerable.Range(0, 10).Select(i => Of(me, night.AddMinutes(i)))]).ShouldBe([AnomalyKind.AfterHours]);
        Kinds([.. Enumerable.Range(0, 9).Select(i => Of(me, night.AddMinutes(i)))]).ShouldBeEmpty();
        Kinds([Of(me, noon) with { LastName = "RIVERA" }]).ShouldBe([AnomalyKind.OwnName]);
        Kinds([Of(me, noon) with { HasOrder = false }]).ShouldBe([AnomalyKind.WithoutOrder]);

        Look Of(Guid patient, DateTimeOffset at) => new(me, "Elena Rivera, MD", patient, "Public", true, at);
        IEnumerable<AnomalyKind> Kinds(IReadOnlyList<Look> looks) => AnomalyRules.Judge(looks, zone).Select(a => a.Kind);
    }

    [Theory, Databases]
    public async Task The_digest_tells_of_yesterday_once_and_names_no_patient(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await AskAsync(house, world.CallOf(Role.Provider), Right with { RecipientId = world.Recipient.Id });
        await OpenedAsync(house, world.Ashley, world.Recipient.Id);
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await TellAsync()).ShouldBe(2);
        (await TellAsync()).ShouldBe(2);
        await using var db = house.Open(world.System);
        var told = await db.Notifications.SingleAsync(n => n.Type == AnomalyDigest.Event);
        told.ShouldSatisfyAllConditions(n => n.Message!.ShouldContain("without any order or verification"), n => (n.Title + n.Message).ShouldNotContain("Public"));
        house.Clock.Advance(TimeSpan.FromDays(2));
        (await TellAsync()).ShouldBe(1);
        (await db.Notifications.Where(n => n.Type == AnomalyDigest.Event).OrderByDescending(n => n.Id).FirstAsync()).Message.ShouldBe("1 emergency access waits for a review for more than two days.");

        Task<int> TellAsync() => house.AsAsync<AnomalyDigest, int>(world.System, d => d.TellAsync());
    }

    private static Task<EmergencyMatch?> FindAsync(House house, ICallContext who, string number, DateOnly born) => house.AsAsync<EmergencyService, EmergencyMatch?>(who, s => s.FindAsync(number, born));

    private static Task<Result<Guid>> AskAsync(House house, ICallContext who, AskEmergency ask) => house.AsAsync<EmergencyService, Result<Guid>>(who, s => s.AskAsync(ask));

    private static Task<RecipientOverview?> OpenedAsync(House house, ICallContext who, Guid recipient) => house.AsAsync<RecipientDetailQueries, RecipientOverview?>(who, q => q.GetAsync(recipient));
}
