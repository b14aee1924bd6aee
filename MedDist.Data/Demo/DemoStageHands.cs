using MedDist.Core.Catalog;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>Makes and writes what stands still in a tenant: itself, its users, customers, manufacturers, catalogue and payers.</summary>
internal sealed class DemoStageHands(ContextSource contexts, BulkWriter writer, TimeProvider clock, string passwordHash)
{
    public async Task<DemoStage> SetAsync(DemoScene scene, int allOrders, CancellationToken cancel)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(scene.TimeZone);
        var today = DayCount.DayOf(clock.GetUtcNow(), zone);
        var tenant = TenantOf(scene, today);
        var users = DemoCast.Of(tenant, scene.Key, passwordHash, today);
        await WriteTenantAsync(tenant, users, cancel);

        var coordinators = users.FindAll(u => u.Role == Role.TenantAdmin);
        var organizations = DemoCustomers.Organizations(scene, today);
        var categories = DemoCatalog.Categories(scene, today);
        var stage = new DemoStage
        {
            Scene = scene,
            TenantId = tenant.Id,
            Calendar = new(zone, today),
            Volume = DemoVolume.Of(scene, allOrders),
            Users = users,
            Coordinators = coordinators,
            Sites = DemoCustomers.Sites(scene, organizations, users, today),
            Suppliers = DemoSuppliers.Of(scene, categories.ToDictionary(c => c.Name, c => c.Id), coordinators[0].Id, today),
            Payers = DemoPayer.Rows(scene, today),
        };
        await WriteAsync(stage, organizations, categories, cancel);
        return stage;
    }

    private static Tenant TenantOf(DemoScene scene, DateOnly today)
    {
        var dice = Dice.For(DiceStream.Tenant, scene.Key);
        var tenant = new Tenant { Id = dice.Id(today.AddDays(-421), scene.Key), Name = scene.Name, Subdomain = scene.Subdomain };
        tenant.Configure(new()
        {
            TimeZone = scene.TimeZone,
            AccentColor = scene.AccentColor,
            MailFrom = $"orders@{scene.Subdomain}.example",
            Contact = new(
                DemoIdentifiers.Phone(dice, scene.Home.AreaCode), null, $"hello@{scene.Subdomain}.example", $"https://{scene.Subdomain}.example", DemoCustomers.Address(dice, scene.Home)),
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

    private async Task WriteAsync(DemoStage stage, List<(Core.Organizations.Organization Row, string Domain)> organizations, List<ProductCategory> categories, CancellationToken cancel)
    {
        var specialties = DemoCatalog.Specialties(stage.Scene, stage.Calendar.Today);
        await using var context = contexts.CreateFor(new SystemCall(stage.TenantId));
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await WriteRowsAsync(organizations.ConvertAll(o => o.Row));
        await WriteRowsAsync([.. stage.Sites.Select(s => s.Facility)]);
        await WriteRowsAsync([.. DemoCast.Assignments(stage.Users, organizations)]);
        await WriteRowsAsync(specialties);
        await WriteRowsAsync([.. DemoCatalog.Holders(stage.UsersOf(Role.Provider), specialties, stage.Calendar.Today)]);
        await WriteRowsAsync(categories);
        await WriteRowsAsync([.. stage.Suppliers.Select(s => s.Manufacturer)]);
        await WriteRowsAsync([.. stage.Suppliers.Select(s => s.Settings)]);
        await WriteRowsAsync([.. stage.Suppliers.SelectMany(s => s.Contacts)]);
        await WriteRowsAsync([.. stage.Suppliers.SelectMany(s => s.Products)]);
        await WriteRowsAsync([.. DemoCatalog.Openings(stage.Suppliers, specialties)]);
        await WriteRowsAsync([.. stage.Payers]);
        await WriteRowsAsync([.. new DemoInbox(stage).Requests()]);
        await transaction.CommitAsync(cancel);

        Task WriteRowsAsync<T>(List<T> rows)
            where T : class => writer.WriteAsync(context, rows, cancel);
    }
}
