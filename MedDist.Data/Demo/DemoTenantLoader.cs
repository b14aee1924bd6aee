using MedDist.Core.Catalog;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>Makes and writes what stands still in a tenant: itself, its users, customers, manufacturers, catalogue and payers.</summary>
internal sealed class DemoTenantLoader(ContextSource contexts, BulkWriter writer, TimeProvider clock, string passwordHash)
{
    public async Task<DemoTenant> LoadAsync(DemoProfile profile, int allOrders, CancellationToken cancel)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone);
        var today = DayCount.DayOf(clock.GetUtcNow(), zone);
        var tenant = TenantOf(profile, today);
        var users = DemoUsers.Of(tenant, profile.Key, passwordHash, today);
        await WriteTenantAsync(tenant, users, cancel);

        var coordinators = users.FindAll(u => u.Role == Role.TenantAdmin);
        var organizations = DemoCustomers.Organizations(profile, today);
        var categories = DemoCatalog.Categories(profile, today);
        var demo = new DemoTenant
        {
            Profile = profile,
            TenantId = tenant.Id,
            Settings = tenant.Settings,
            Calendar = new(tenant.Settings.Calendar.Business(), zone, today),
            Volume = DemoVolume.Of(profile, allOrders),
            Users = users,
            Coordinators = coordinators,
            Sites = DemoCustomers.Sites(profile, organizations, users, today),
            Suppliers = DemoSuppliers.Of(profile, categories.ToDictionary(c => c.Name, c => c.Id), coordinators[0].Id, today),
            Payers = DemoPayer.Rows(profile, today),
        };
        await WriteAsync(demo, organizations, categories, cancel);
        return demo;
    }

    private static Tenant TenantOf(DemoProfile profile, DateOnly today)
    {
        var dice = Dice.For(DiceStream.Tenant, profile.Key);
        var tenant = new Tenant { Id = dice.Id(today.AddDays(-421), profile.Key), Name = profile.Name, Subdomain = profile.Subdomain };
        tenant.Configure(new()
        {
            TimeZone = profile.TimeZone,
            Calendar = DemoHolidays.Of(today),
            AccentColor = profile.AccentColor,
            EscalateAfterHours = 24,
            MailFrom = $"orders@{profile.Subdomain}.example",
            Contact = new(
                DemoIdentifiers.Phone(dice, profile.Home.AreaCode), null, $"hello@{profile.Subdomain}.example", $"https://{profile.Subdomain}.example", DemoCustomers.Address(dice, profile.Home)),
        });
        return tenant;
    }

    private async Task WriteTenantAsync(Tenant tenant, List<User> users, CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new BeforeTenantCall());
        context.Tenants.Add(tenant);
        context.Users.AddRange(users);
        await context.SaveChangesAsync(cancel);
    }

    private async Task WriteAsync(DemoTenant demo, List<(Core.Organizations.Organization Row, string Domain)> organizations, List<ProductCategory> categories, CancellationToken cancel)
    {
        var specialties = DemoCatalog.Specialties(demo.Profile, demo.Calendar.Today);
        await using var context = contexts.CreateFor(new SystemCall(demo.TenantId));
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await WriteRowsAsync(organizations.ConvertAll(o => o.Row));
        await WriteRowsAsync([.. demo.Sites.Select(s => s.Facility), DemoCustomers.Waiting(demo.Profile, organizations[0].Row, demo.Calendar.Today)]);
        await WriteRowsAsync([.. DemoUsers.Assignments(demo.Users, organizations)]);
        await WriteRowsAsync(specialties);
        await WriteRowsAsync([.. DemoCatalog.Holders(demo.UsersOf(Role.Provider), specialties, demo.Calendar.Today)]);
        await WriteRowsAsync(categories);
        await WriteRowsAsync([.. demo.Suppliers.Select(s => s.Manufacturer)]);
        await WriteRowsAsync([.. demo.Suppliers.Select(s => s.Settings)]);
        await WriteRowsAsync([.. demo.Suppliers.SelectMany(s => s.Contacts)]);
        await WriteRowsAsync([.. demo.Suppliers.SelectMany(s => s.Products)]);
        await WriteRowsAsync([.. DemoCatalog.Openings(demo.Suppliers, specialties)]);
        await WriteRowsAsync([.. demo.Payers]);
        await WriteRowsAsync([.. new DemoDocuments(demo, new(demo)).Rows(organizations.ConvertAll(o => o.Row))]);
        await WriteRowsAsync([.. new DemoInbox(demo).Requests()]);
        var reports = new DemoReports(demo);
        await WriteRowsAsync([.. DemoViews.Of(demo), .. reports.Views()]);
        await WriteRowsAsync(reports.Schedules);
        await WriteRowsAsync(reports.Readers);
        await writer.WriteAsync(context, reports.Runs, reports.MomentsOf, cancel);
        await WriteRowsAsync([.. DemoNotices.Preferences(demo)]);
        await WriteRowsAsync([.. DemoNotices.Templates(demo)]);
        await WriteRowsAsync([.. DemoAudit.Changes(demo)]);
        await WriteRowsAsync([.. DemoDrafts.Of(demo)]);
        await WriteRowsAsync([.. DemoParcels.Connections(demo)]);
        await WriteRowsAsync([.. DemoParcels.Strays(demo)]);
        await transaction.CommitAsync(cancel);

        Task WriteRowsAsync<T>(List<T> rows)
            where T : class => writer.WriteAsync(context, rows, cancel);
    }
}
