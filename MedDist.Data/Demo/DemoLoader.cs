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
public sealed class DemoLoader(ContextSource contexts, TimeProvider clock, IPasswordHasher<User> passwords)
{
    /// <summary>Orders of a demo that somebody looks at: 600 for Acme and 200 for Bluebird.</summary>
    public const int UsualOrders = 800;

    private readonly BulkWriter writer = new(clock);

    /// <summary>
    /// Loads <paramref name="orders"/> orders, three quarters of them Acme's; does nothing when Acme is there already. A load that broke off leaves what
    /// it had written, and is not taken up again: empty the database first.
    /// </summary>
    public async Task LoadAsync(int orders, IProgress<string>? progress, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        if (await IsLoadedAsync(cancel))
        {
            progress?.Report("The demo is there already.");
            return;
        }

        // Everybody has the same published password; hashing it once saves seconds, and hides nothing that were a secret.
        var hash = passwords.HashPassword(null!, DemoSignIns.Password);
        await WriteSuperAdminsAsync(hash, cancel);
        var count = new DemoProgress(progress, orders);
        foreach (var scene in new[] { AcmeScene.Scene, BluebirdScene.Scene })
        {
            var stage = await new DemoStageHands(contexts, writer, clock, hash).SetAsync(scene, orders, cancel);
            await new DemoPerformance(contexts, writer, stage, count).PlayAsync(cancel);
        }
    }

    private async Task<bool> IsLoadedAsync(CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new BeforeTenantCall());
        return await context.Tenants.AnyAsync(t => t.Subdomain == AcmeScene.Scene.Subdomain, cancel);
    }

    private async Task WriteSuperAdminsAsync(string passwordHash, CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new BeforeTenantCall());
        context.Users.AddRange(DemoCast.Of(null, 0, passwordHash, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
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
