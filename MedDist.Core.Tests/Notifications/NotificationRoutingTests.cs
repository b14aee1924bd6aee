using System.Text.RegularExpressions;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Notifications;

public sealed partial class NotificationRoutingTests
{
    private const string Event = "order.submitted";
    private static readonly Dictionary<string, string> Site = new() { ["Site:Url"] = "https://orders.example.com" };

    [Theory]
    [InlineData(true, EmailChoice.None, true, false, false)]
    [InlineData(true, EmailChoice.Now, true, true, false)]
    [InlineData(true, EmailChoice.Digest, true, false, true)]
    [InlineData(false, EmailChoice.None, false, false, false)]
    [InlineData(false, EmailChoice.Now, false, true, false)]
    [InlineData(false, EmailChoice.Digest, false, false, true)]
    public async Task Each_user_hears_of_an_event_as_they_chose(bool inApp, EmailChoice email, bool bell, bool now, bool later)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, Site);
        var world = await World.BuildAsync(house);
        await ChooseAsync(house, world, new EventChoice(Event, inApp, email));
        await TellAsync(house, world);

        (await house.AsAsync<NotificationService, int>(world.Ashley, n => n.UnreadAsync())).ShouldBe(bell ? 1 : 0);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.CountAsync(q => q.QueueType == QueueType.Notification)).ShouldBe(now ? 1 : 0);
        (await db.Notifications.CountAsync(n => n.DigestDueAt != null)).ShouldBe(later ? 1 : 0);
        (await db.Notifications.CountAsync()).ShouldBe(inApp || email != EmailChoice.None ? 1 : 0);
    }

    [Theory, Databases]
    public async Task Mail_leaves_through_the_outbox_over_SMTP_with_an_absolute_link_and_its_delivery_says_so(DatabaseProvider provider)
    {
        await using var server = new SmtpServer();
        await using var house = await House.OpenAsync(provider, new Dictionary<string, string>(server.Settings()) { ["Site:Url"] = "https://orders.example.com/" });
        var world = await World.BuildAsync(house);
        await ChooseAsync(house, world, new EventChoice(Event, true, EmailChoice.Now));
        await TellAsync(house, world);
        (await DeliveryAsync(house, world)).Status.ShouldBe(DeliveryStatus.Pending);

        (await house.DispatchAsync(world)).ShouldBe(1);

        var mail = server.Messages.Single();
        mail.To.ShouldBe(["ashley@acme.example"]);
        mail.Raw.ShouldContain("Subject: ORD-1: new order");
        TextOf(mail.Raw).ShouldContain("Open it: https://orders.example.com/orders/1");
        var delivery = await DeliveryAsync(house, world);
        (delivery.Status, delivery.RecipientAddress, delivery.SentAt).ShouldBe((DeliveryStatus.Sent, "ashley@acme.example", house.Clock.Now));
        (await house.DispatchAsync(world)).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Mail_that_is_refused_or_comes_back_marks_its_delivery_and_tells_the_desk_in_the_app_only(DatabaseProvider provider)
    {
        await using var server = new SmtpServer();
        await using var house = await House.OpenAsync(provider, server.Settings());
        var world = await World.BuildAsync(house);
        await ChooseAsync(house, world, new EventChoice(Event, true, EmailChoice.Now), new EventChoice("notification.failed", true, EmailChoice.Now));
        await TellAsync(house, world);
        server.FailNext(SmtpFault.UnknownRecipient);
        await house.DispatchAsync(world);

        (await DeliveryAsync(house, world)).Status.ShouldBe(DeliveryStatus.Failed);
        await using (var db = house.Open(world.System))
        {
            (await db.Notifications.CountAsync(n => n.Type == "notification.failed")).ShouldBe(1);
            (await db.IntegrationQueue.CountAsync()).ShouldBe(1);
        }

        var item = await ItemAsync(house, world);
        (await house.OutboxAsync(world, o => o.RetryAsync(item.Id))).ShouldBe(Result.Ok);
        (await DeliveryAsync(house, world)).Status.ShouldBe(DeliveryStatus.Pending);
        await house.DispatchAsync(world);
        (await DeliveryAsync(house, world)).Status.ShouldBe(DeliveryStatus.Sent);
        item = await ItemAsync(house, world);
        var report = DeliveryReport.Parse(OutboxHouse.ReportOn(item.MessageId, "ashley@acme.example"))!;
        await house.AsAsync<BounceService, bool>(world.System, b => b.TakeAsync(report));
        (await DeliveryAsync(house, world)).Status.ShouldBe(DeliveryStatus.Bounced);
    }

    [Theory]
    [InlineData("2026-06-15T14:00:00Z", "2026-06-15T14:00:00Z")]
    [InlineData("2026-06-16T03:00:00Z", "2026-06-16T14:00:00Z")]
    [InlineData("2026-06-16T13:59:00Z", "2026-06-16T14:00:00Z")]
    [InlineData("2026-03-08T06:00:00Z", "2026-03-08T14:00:00Z")]
    [InlineData("2026-03-07T06:00:00Z", "2026-03-07T15:00:00Z")]
    [InlineData("2026-11-01T07:00:00Z", "2026-11-01T15:00:00Z")]
    public void Mail_waits_until_quiet_hours_are_over_in_the_users_zone(string at, string leaves) =>
        new QuietHours(new(20, 0), new(7, 0)).After(Moment(at), TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles")).ShouldBe(Moment(leaves));

    [Theory]
    [InlineData("2026-06-15T14:00:00Z", null, "2026-06-16T13:00:00Z")]
    [InlineData("2026-06-15T12:59:00Z", null, "2026-06-15T13:00:00Z")]
    [InlineData("2026-06-15T13:00:00Z", null, "2026-06-16T13:00:00Z")]
    [InlineData("2026-03-07T20:00:00Z", null, "2026-03-08T13:00:00Z")]
    [InlineData("2026-10-31T20:00:00Z", null, "2026-11-01T14:00:00Z")]
    [InlineData("2026-06-15T14:00:00Z", "09:30", "2026-06-16T14:30:00Z")]
    public void The_mail_of_the_day_comes_at_the_users_hour_on_every_day_of_the_year(string now, string? quietUntil, string due) =>
        NotificationTimes.NextDigest(
            Moment(now), new(8, 0), quietUntil is null ? null : new(new(22, 0), TimeOnly.Parse(quietUntil, System.Globalization.CultureInfo.InvariantCulture)), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"))
            .ShouldBe(Moment(due));

    [Theory, Databases]
    public async Task Quiet_hours_hold_the_mail_and_not_the_bell(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await World.BuildAsync(house);
        await ChooseWithAsync(house, world, new QuietHours(new(20, 0), new(7, 0)), "America/Los_Angeles", new EventChoice(Event, true, EmailChoice.Now));
        house.Clock.Set(Moment("2026-06-16T05:00:00Z"));
        await TellAsync(house, world);

        (await house.AsAsync<NotificationService, int>(world.Ashley, n => n.UnreadAsync())).ShouldBe(1);
        (await house.DispatchAsync(world)).ShouldBe(0);
        house.Clock.Set(Moment("2026-06-16T14:00:00Z"));
        (await house.DispatchAsync(world)).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task The_mail_of_the_day_holds_what_is_unread_once_and_nothing_that_was_read(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await World.BuildAsync(house);
        await TellAsync(house, world, "ORD-1", "ORD-2", "ORD-3");
        var read = (await house.AsAsync<NotificationService, IReadOnlyList<NotificationRow>>(world.Ashley, n => n.ListAsync())).Single(n => n.Title.StartsWith("ORD-2", StringComparison.Ordinal));
        await house.AsAsync<NotificationService, bool>(world.Ashley, async n =>
        {
            await n.MarkReadAsync(read.Id);
            return true;
        });
        (await DigestAsync(house, world)).ShouldBe(0);

        house.Clock.Set(Moment("2026-06-16T13:00:00Z"));
        await using var node = house.Restart(Site);
        (await Task.WhenAll(DigestAsync(house, world), DigestAsync(node, world))).Sum().ShouldBe(1);
        (await DigestAsync(house, world)).ShouldBe(0);
        await house.DispatchAsync(world);

        var mail = await house.MailAsync();
        mail.ShouldContain("Subject: 2 unread in MedDist");
        var text = TextOf(mail);
        text.ShouldContain("ORD-1: new order");
        text.ShouldNotContain("ORD-2");
        text.ShouldContain("https://orders.example.com/notifications");
        await using var db = house.Open(world.System);
        (await db.NotificationDeliveries.Select(d => d.Status).ToListAsync()).ShouldBe([DeliveryStatus.Sent, DeliveryStatus.Sent]);
    }

    [Theory, Databases]
    public async Task A_user_whose_notifications_are_all_read_gets_no_mail_of_the_day(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await TellAsync(house, world);
        await house.AsAsync<NotificationService, bool>(world.Ashley, async n =>
        {
            await n.MarkReadAsync();
            return true;
        });
        house.Clock.Advance(TimeSpan.FromDays(1));

        (await DigestAsync(house, world)).ShouldBe(0);
        await using var db = house.Open(world.System);
        (await db.Notifications.CountAsync(n => n.DigestDueAt != null) + await db.IntegrationQueue.CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task What_one_leaves_unread_goes_to_one_other_coordinator_after_the_tenants_hours(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var (bea, cal) = (world.UserOf("bea", "Bea Ortiz", Role.TenantAdmin), world.UserOf("cal", "Cal Wu", Role.TenantAdmin));
        await using (var db = house.Open(new BeforeTenantCall()))
        {
            db.AddRange(bea, cal);
            await db.SaveChangesAsync();
        }

        var seen = await house.AsAsync<NoticeSettings, SetNotices>(world.Ashley, s => s.GetAsync());
        await house.AsAsync<NoticeSettings, Result>(world.Ashley, s => s.SetAsync(seen with { EscalateAfterHours = 4 }));
        await TellAsync(house, world, "ORD-1", "ORD-2");
        var read = (await house.AsAsync<NotificationService, IReadOnlyList<NotificationRow>>(world.Ashley, n => n.ListAsync())).Single(n => n.Title.StartsWith("ORD-2", StringComparison.Ordinal));
        await house.AsAsync<NotificationService, bool>(world.Ashley, async n =>
        {
            await n.MarkReadAsync(read.Id);
            return true;
        });
        house.Clock.Advance(TimeSpan.FromHours(3.9));
        (await EscalateAsync(house, world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromHours(0.2));
        (await EscalateAsync(house, world)).ShouldBe(1);
        (await EscalateAsync(house, world)).ShouldBe(0);

        (await house.AsAsync<NotificationService, IReadOnlyList<NotificationRow>>(world.CallOf(bea), n => n.ListAsync())).Single().Title.ShouldBe("Unread by a colleague: ORD-1: new order");
        (await house.AsAsync<NotificationService, int>(world.CallOf(cal), n => n.UnreadAsync())).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Preferences_are_saved_as_differences_and_a_second_page_that_saves_is_told(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var page = await house.AsAsync<NotificationPreferences, SetPreferences>(world.Ashley, p => p.GetAsync());
        page.Choices.ShouldContain(c => c.Event == Event);
        page.Choices.ShouldNotContain(c => c.Event == "order.decided");
        await TellAsync(house, world);
        SetPreferences changed = page with { Choices = [.. page.Choices.Select(c => c.Event == Event ? c with { InApp = false } : c)], DigestAt = new(6, 0), TimeZone = "America/Denver" };

        (await SetAsync(house, world.Ashley, changed)).ShouldBe(Result.Ok);
        (await SetAsync(house, world.Ashley, changed)).Failure.ShouldBe(NotificationFailures.StalePreferences);

        await using var db = house.Open(world.System);
        (await db.NotificationPreferences.SingleAsync()).Choices.ShouldBe([new(Event, false, EmailChoice.Digest)]);
        (await db.Notifications.SingleAsync()).DigestDueAt.ShouldBe(Moment("2026-06-16T12:00:00Z"));
        var again = await house.AsAsync<NotificationPreferences, SetPreferences>(world.Ashley, p => p.GetAsync());
        (again.DigestAt, again.TimeZone).ShouldBe((new TimeOnly(6, 0), "America/Denver"));
        (await SetAsync(house, world.Ashley, again with { Quiet = new(new(8, 0), new(8, 0)) })).Failure.ShouldBeOfType<Failure.Invalid>();
        (await SetAsync(house, world.CallOf(world.UserOf("sam", "Sam", Role.SuperAdmin)), again)).Failure.ShouldBe(NotificationFailures.NoUser);
    }

    [Fact]
    public async Task Every_type_that_the_product_writes_is_in_the_catalogue()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var events = house.Services.GetRequiredService<NotificationEvents>();
        var written = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "MedDist.Core"), "*.cs", SearchOption.AllDirectories).SelectMany(f => Written().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().ToList();
        written.Count.ShouldBeGreaterThan(8);
        written.Where(w => events.Find(w) is null).ShouldBeEmpty();
        Enum.GetValues<Core.Orders.OrderAction>().Where(a => events.Find($"order.{a}") is null).ShouldBeEmpty();
        events.Find("order.unheard_of").ShouldBeNull();
    }

    private static Task ChooseAsync(House house, World world, params EventChoice[] choices) => ChooseWithAsync(house, world, null, null, choices);

    private static async Task ChooseWithAsync(House house, World world, QuietHours? quiet, string? zone, params EventChoice[] choices) =>
        (await SetAsync(house, world.Ashley, new(choices, quiet, NotificationPreference.UsualDigest, zone, -1))).ShouldBe(Result.Ok);

    private static Task<Result> SetAsync(House house, UserCall who, SetPreferences set) => house.AsAsync<NotificationPreferences, Result>(who, p => p.SetAsync(set));

    private static async Task TellAsync(House house, World world, params string[] orders)
    {
        await using var db = house.Open(world.System);
        foreach (var order in orders.Length == 0 ? ["ORD-1"] : orders)
        {
            db.Notify(world.Coordinator.Id, Event, $"{order}: new order", null, $"/orders/{order[4..]}");
        }

        await db.SaveChangesAsync();
    }

    private static Task<int> DigestAsync(House house, World world) => house.AsAsync<NotificationDigests, int>(world.System, d => d.SendDueAsync());

    private static Task<int> EscalateAsync(House house, World world) => house.AsAsync<NotificationDigests, int>(world.System, d => d.EscalateDueAsync());

    private static async Task<NotificationDelivery> DeliveryAsync(House house, World world)
    {
        await using var db = house.Open(world.System);
        return await db.NotificationDeliveries.AsNoTracking().SingleAsync();
    }

    private static async Task<QueueItem> ItemAsync(House house, World world)
    {
        await using var db = house.Open(world.System);
        return await db.IntegrationQueue.AsNoTracking().SingleAsync();
    }

    private static string TextOf(string raw)
    {
        var body = raw[(raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return raw.Contains("base64", StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("(?:Notify|NotifyCoordinatorsAsync)\\([^;]*?\"([a-z]+\\.[A-Za-z_]+)\"")]
    private static partial Regex Written();
}
