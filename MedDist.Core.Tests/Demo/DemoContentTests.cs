using System.Text.RegularExpressions;
using MedDist.Core.Catalog;
using MedDist.Core.Integrations;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Demo;

[Collection(SqliteDemo.Name)]
public sealed class SqliteDemoContentTests(SqliteDemoDatabase database) : DemoContentTests(database);

/// <summary>The demo shows what it promises, and nothing in it points at anybody real.</summary>
public abstract partial class DemoContentTests(DemoDatabase database)
{
    [Fact]
    public async Task Acme_has_orders_in_every_status_and_section()
    {
        await using var context = database.InAcme();
        (await context.Orders.Select(o => o.Status).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<OrderStatus>(), ignoreOrder: true);
        (await context.Orders.Select(o => o.Section).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<QueueSection>(), ignoreOrder: true);
    }

    [Fact]
    public async Task Acme_has_orders_under_every_ivr_light()
    {
        await using var context = database.InAcme();
        (await context.Orders.Select(o => o.IvrState).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<IvrState>(), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_tenant_has_its_share_of_the_orders_and_numbers_are_unique()
    {
        await using var acme = database.InAcme();
        await using var bluebird = database.InBluebird();
        (await acme.Orders.CountAsync()).ShouldBe(600);
        (await bluebird.Orders.CountAsync()).ShouldBe(200);
        (await acme.Orders.Select(o => o.OrderNumber).Distinct().CountAsync()).ShouldBe(600);
        (await bluebird.Orders.Select(o => o.OrderNumber).Distinct().CountAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task The_queue_holds_orders_that_are_overdue_due_today_and_due_later()
    {
        await using var context = database.InAcme();
        var sendBy = await context.Orders.Where(o => o.Section == QueueSection.RequiresAction).Select(o => o.SendBy!.Value).ToListAsync();
        sendBy.Count.ShouldBeGreaterThan(50);
        sendBy.ShouldContain(m => m < DemoDatabase.Now);
        sendBy.ShouldContain(m => m > DemoDatabase.Now && m < DemoDatabase.Now.AddHours(12));
        sendBy.ShouldContain(m => m > DemoDatabase.Now.AddDays(2));
    }

    [Fact]
    public async Task Cases_end_within_each_threshold_and_one_kind_of_mail_has_the_tenants_own_words()
    {
        await using var context = database.InAcme();
        var today = Core.Kernel.DayCount.DayOf(DemoDatabase.Now, (await context.Tenants.SingleAsync()).Zone);
        foreach (var (from, to) in new[] { (0, 7), (8, 14), (15, 30) })
        {
            var (first, last) = (today.AddDays(from), today.AddDays(to));
            (await context.Verifications.CountAsync(v => v.Status == VerificationStatus.Verified && v.ExpiresOn >= first && v.ExpiresOn <= last)).ShouldBeGreaterThan(0, $"{from} to {to} days");
        }

        (await context.NotificationTemplates.SingleAsync()).TemplateCode.ShouldBe("verification.expiring");
        (await context.NotificationPreferences.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task One_order_in_twenty_five_is_a_rush_order()
    {
        await using var context = database.InAcme();
        (await context.Orders.CountAsync(o => o.Type == OrderType.Rush)).ShouldBeInRange(20, 28);
    }

    [Fact]
    public async Task The_outbox_shows_what_waits_for_others_failed_came_back_and_was_sent()
    {
        await using var context = database.InAcme();
        var items = await context.IntegrationQueue.ToListAsync();
        items.Select(i => i.Status).Distinct().ShouldBe([QueueStatus.Pending, QueueStatus.Failed, QueueStatus.Bounced, QueueStatus.Completed], ignoreOrder: true);
        var orders = await context.Orders.Where(o => o.SendState != SendState.None).ToDictionaryAsync(o => o.Id);
        foreach (var item in items)
        {
            orders[item.OrderId!.Value].SendState.ShouldBe(item.Status switch { QueueStatus.Pending => SendState.Waiting, QueueStatus.Completed => SendState.Sent, _ => SendState.Failed });
        }

        orders.Values.Count(o => o.SendState is SendState.Failed or SendState.Waiting).ShouldBe(items.Count(i => i.Status != QueueStatus.Completed));
        var waiting = items.Where(i => i.Status == QueueStatus.Pending).ToList();
        waiting.Count.ShouldBeGreaterThan(1);
        waiting.Select(i => (i.ManufacturerId, i.ProcessAfter)).Distinct().ShouldHaveSingleItem().ProcessAfter.ShouldBe(new DateTimeOffset(2026, 3, 10, 20, 50, 0, TimeSpan.Zero));
        waiting.ShouldAllBe(i => i.MayCombine && i.Payload.Part != null && orders[i.OrderId!.Value].SendBy > i.ProcessAfter);
        var tried = await context.SendAttempts.GroupBy(a => a.QueueItemId).Select(g => new { g.Key, Tries = g.Max(a => a.Number) }).ToDictionaryAsync(a => a.Key, a => a.Tries);
        items.ShouldAllBe(i => tried.GetValueOrDefault(i.Id) == i.Attempts);
        (await context.SendAttempts.ToListAsync()).ShouldAllBe(a => a.At < DemoDatabase.Now);
    }

    [Fact]
    public async Task Every_kind_of_contact_has_its_addresses_and_notes()
    {
        await using var context = database.InAcme();
        var contacts = await context.ManufacturerContacts.ToListAsync();
        foreach (var type in Enum.GetValues<ContactType>())
        {
            contacts.Where(c => c.ContactType == type).ShouldContain(c => c.PrimaryRecipients.Count > 0 && !string.IsNullOrEmpty(c.Notes), type.ToString());
        }
    }

    [Fact]
    public async Task Every_timeline_is_a_path_of_the_workflow_that_ends_in_the_orders_status_before_today()
    {
        await using var context = database.InAcme();
        foreach (var order in await context.Orders.Include(o => o.Events).ToListAsync())
        {
            var events = order.Events.OrderBy(e => e.At).ToList();
            var at = OrderStatus.Draft;
            foreach (var step in events)
            {
                step.From.ShouldBe(at, order.OrderNumber);
                if (!OrderWorkflow.Beside.Contains(step.Action))
                {
                    OrderWorkflow.For(step.Action).From.ShouldContain(step.From == step.To ? OrderStatus.Approved : step.From);
                }

                at = step.To;
            }

            at.ShouldBe(order.Status);
            order.UpdatedAt.ShouldBeLessThan(DemoDatabase.Now);
            events.ShouldAllBe(e => e.At >= order.CreatedAt && e.At < DemoDatabase.Now);
        }
    }

    [Fact]
    public async Task Verification_cases_stand_in_all_ways()
    {
        await using var context = database.InAcme();
        var cases = await context.Verifications.ToListAsync();
        var today = new DateOnly(2026, 3, 9);
        foreach (var status in new[] { VerificationStatus.Pending, VerificationStatus.Sent, VerificationStatus.Verified, VerificationStatus.Rejected, VerificationStatus.Expired })
        {
            cases.ShouldContain(c => c.Status == status, status.ToString());
        }

        cases.ShouldContain(c => c.Status == VerificationStatus.Verified && c.ExpiresOn >= today && c.ExpiresOn <= today.AddDays(7));
        cases.ShouldAllBe(c => c.Status != VerificationStatus.Verified || c.ExpiresOn == null || c.ExpiresOn >= today);
    }

    [Fact]
    public async Task Every_npi_passes_the_check_digit()
    {
        await using var context = database.InAcme();
        var npis = await context.Users.Where(u => u.Npi != null).Select(u => u.Npi!).ToListAsync();
        npis.AddRange(await context.Facilities.Select(f => f.Identifier!).ToListAsync());
        npis.Count.ShouldBeGreaterThan(20);
        npis.ShouldAllBe(n => PassesLuhn("80840" + n) && n.Length == 10);
        PassesLuhn("808401234567893").ShouldBeTrue("CMS's own example");
        PassesLuhn("808401234567894").ShouldBeFalse();
    }

    [Fact]
    public async Task Every_phone_number_is_fictitious_and_every_address_is_an_example()
    {
        await using var context = database.InAcme();
        var phones = (await context.Recipients.ToListAsync()).Select(r => r.Details.Phone)
            .Concat((await context.Facilities.ToListAsync()).Select(f => f.Details.Phone))
            .Concat((await context.Manufacturers.ToListAsync()).Select(m => m.Contact.Phone))
            .Concat((await context.Payers.ToListAsync()).Select(p => p.Contact.Phone))
            .Concat((await context.Users.ToListAsync()).Select(u => u.PhoneNumber))
            .Concat(await context.Orders.Where(o => o.Intake.PayerPhone != null).Select(o => o.Intake.PayerPhone).ToListAsync());
        phones.ShouldAllBe(p => FictitiousPhone().IsMatch(p!));
        var addresses = (await context.ManufacturerContacts.ToListAsync()).SelectMany(c => c.PrimaryRecipients.Concat(c.CcRecipients));
        addresses.Concat(DemoSignIns.All.Select(s => s.Email)).ShouldAllBe(a => a.EndsWith(".example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Medicare_numbers_have_the_form_of_an_mbi()
    {
        await using var context = database.InAcme();
        var numbers = (await context.CoveragePolicies.Include(c => c.Payer).ToListAsync()).Where(c => c.Payer!.Name.StartsWith("Medicare", StringComparison.Ordinal)).Select(c => c.PolicyNumber!).ToList();
        numbers.Count.ShouldBeGreaterThan(20);
        numbers.ShouldAllBe(n => Mbi().IsMatch(n));
        numbers.ShouldBeUnique();
    }

    [Fact]
    public async Task One_manufacturer_has_no_contact_for_orders_and_approved_orders_wait_for_it()
    {
        await using var context = database.InAcme();
        var lonely = await context.Manufacturers.SingleAsync(m => !m.Contacts.Any(c => c.ContactType == ContactType.Order));
        (await context.Orders.AnyAsync(o => o.ManufacturerId == lonely.Id && o.Status == OrderStatus.Approved)).ShouldBeTrue();
    }

    [Fact]
    public async Task Products_carry_codes_of_the_right_form_and_their_own_unit()
    {
        await using var context = database.InAcme();
        var products = await context.Products.ToListAsync();
        products.Count.ShouldBeInRange(55, 90);
        products.ShouldAllBe(p => (p.CodeType == ProductCodeType.Ndc ? Ndc() : Hcpcs()).IsMatch(p.Code!));
        products.Select(p => p.Specifications.UnitOfMeasure).Distinct().Count().ShouldBeGreaterThan(4);
        products.Where(p => p.Specifications.UnitOfMeasure == "sq cm").ShouldAllBe(p => p.Specifications.Sizes!.All(s => s.AreaCm2 > 0));
    }

    [Fact]
    public async Task Everybody_on_the_sign_in_page_can_sign_in_with_the_demo_password()
    {
        await using var context = database.Contexts.CreateFor(new BeforeTenantCall());
        var users = await context.Users.ToListAsync();
        users.Select(u => u.Email).ShouldBe(DemoSignIns.All.Select(s => s.Email), ignoreOrder: true);
        users.Select(u => u.Role).Distinct().ShouldBe(Enum.GetValues<Role>(), ignoreOrder: true);
        users.ShouldAllBe(u => u.TenantId == null == (u.Role == Role.SuperAdmin));
        var ashley = users.Single(u => u.Email == DemoSignIns.Ashley);
        new PasswordHasher<User>().VerifyHashedPassword(ashley, ashley.PasswordHash!, DemoSignIns.Password).ShouldBe(PasswordVerificationResult.Success);
    }

    [Fact]
    public async Task Ashley_has_notifications_read_and_unread()
    {
        await using var context = database.InAcme();
        var ashley = await context.Users.SingleAsync(u => u.Email == DemoSignIns.Ashley);
        var mine = await context.Notifications.Where(n => n.UserId == ashley.Id).ToListAsync();
        mine.ShouldContain(n => n.ReadAt == null);
        mine.ShouldContain(n => n.ReadAt != null);
    }

    [Fact]
    public async Task Accents_can_be_read_on_white()
    {
        await using var context = database.Contexts.CreateFor(new BeforeTenantCall());
        var accents = (await context.Tenants.ToListAsync()).ConvertAll(t => t.Settings.AccentColor);
        accents.Distinct().Count().ShouldBe(2);
        accents.ShouldAllBe(c => 1.05 / (Luminance(c) + 0.05) >= 4.5);
    }

    /// <summary>Relative luminance of <c>#rrggbb</c> (WCAG 2.2).</summary>
    private static double Luminance(string colour)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((w, i) =>
        {
            var part = Convert.ToInt32(colour.Substring(1 + (i * 2), 2), 16) / 255.0;
            return w * (part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4));
        }).Sum();
    }

    private static bool PassesLuhn(string digits) =>
        digits.Reverse().Select((c, i) => i % 2 == 0 ? c - '0' : ((c - '0') * 2 / 10) + ((c - '0') * 2 % 10)).Sum() % 10 == 0;

    [GeneratedRegex(@"^\(\d{3}\) 555-01\d{2}$")]
    private static partial Regex FictitiousPhone();

    [GeneratedRegex("^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}$")]
    private static partial Regex Mbi();

    [GeneratedRegex(@"^[A-V]\d{4}$")]
    private static partial Regex Hcpcs();

    [GeneratedRegex(@"^\d{5}-\d{4}-\d{2}$")]
    private static partial Regex Ndc();
}
