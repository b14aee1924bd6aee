using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Data.Demo;

/// <summary>
/// Fills an empty installation with two tenants, their people and a year of orders. Everything follows from one fixed seed and the calendar day of the
/// clock, so that the same day gives the same demo; nothing in it has happened later than last evening. Names, people and identifiers are made up;
/// billing codes are real. Rows are written in batches, so that memory does not grow with the number of orders.
/// </summary>
public sealed class DemoLoader(ContextSource contexts, TimeProvider clock, IPasswordHasher<User> passwords, OrderFlags flags)
{
    /// <summary>Orders of a demo that somebody looks at: 600 for Acme and 200 for Bluebird.</summary>
    public const int UsualOrders = 800;

    private const string LoadedKey = "demo.loaded";

    private readonly BulkWriter writer = new(clock);

    /// <summary>
    /// Loads <paramref name="orders"/> orders, three quarters of them Acme's; does nothing when it has been loaded already. A load that broke off leaves
    /// what it had written; the next one then stops the start and says what to do.
    /// </summary>
    public async Task LoadAsync(int orders, IProgress<string>? progress, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        if (await IsLoadedAsync(cancel))
        {
            progress?.Report("The demo is there already.");
            return;
        }

        // Everybody has the same published password, so that one hash for all saves seconds and gives nothing away.
        var hash = passwords.HashPassword(new User { FullName = "Demo", Role = Role.Viewer }, DemoSignIns.Password);
        await WriteSuperAdminsAsync(hash, cancel);
        var count = new DemoProgress(progress, orders);
        foreach (var profile in new[] { AcmeProfile.Profile, BluebirdProfile.Profile })
        {
            var tenant = await new DemoTenantLoader(contexts, writer, clock, hash).LoadAsync(profile, orders, cancel);
            await new DemoHistoryLoader(contexts, writer, tenant, flags, clock, count).LoadAsync(cancel);
            await new DemoBatches(contexts, writer, tenant).LoadAsync(cancel);
            await new DemoImports(contexts, writer, tenant).LoadAsync(cancel);
            await DemoMetrics.CountAsync(contexts, tenant, cancel);
        }

        await MarkLoadedAsync(cancel);
    }

    private async Task<bool> IsLoadedAsync(CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new BeforeTenantCall());
        var superAdmin = DemoSignIns.All[^1].Email;
        var started = await context.Users.AnyAsync(u => u.Email == superAdmin, cancel);
        var finished = await context.Settings.AnyAsync(s => s.Key == LoadedKey, cancel);
        return started == finished
            ? finished
            : throw new SettingException("The demo was loaded only in part. Empty the database (on SQLite: delete the file that Database:ConnectionString names), then start again; or set Demo:Load to false.");
    }

    private async Task MarkLoadedAsync(CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new BeforeTenantCall());
        context.Settings.Add(new Setting { Scope = SettingScope.System, Key = LoadedKey, Value = "true" });
        await context.SaveChangesAsync(cancel);
    }

    private async Task WriteSuperAdminsAsync(string passwordHash, CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new BeforeTenantCall());
        if (await context.Users.AnyAsync(u => u.TenantId == null, cancel))
        {
            return;
        }

        context.Users.AddRange(DemoUsers.Of(null, 0, passwordHash, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
        await context.SaveChangesAsync(cancel);
    }
}

/// <summary>Tells how far the load is, every 50,000 orders.</summary>
internal sealed class DemoProgress(IProgress<string>? listener, int all)
{
    private const int Every = 50_000;

    private int done;

    public void Add(int orders)
    {
        var before = done;
        done += orders;
        if (before / Every != done / Every || done == all)
        {
            listener?.Report($"{done:N0} of {all:N0} orders");
        }
    }
}
