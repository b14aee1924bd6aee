using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Organizations;

/// <summary>Tells the coordinators of contracts that end soon, each once.</summary>
public sealed class ContractWarnings(IDbContextFactory<MedDistDbContext> contexts, TimeProvider clock)
{
    internal const string Ending = "contract.ending";

    public static readonly IReadOnlyList<NotificationEvent> Events =
        [new(Ending, "Organisations", "A contract ends soon", [Role.TenantAdmin]) { Own = new Dictionary<string, string> { ["organization"] = "Lakeside Health", ["days"] = "60" } }];

    private const int AtOnce = 200;

    /// <summary>Returns of how many contracts somebody was told. Done twice, nobody hears of one again, unless its last day was changed.</summary>
    public async Task<int> WarnAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        var due = await db.Organizations.AsNoTracking().Where(o => o.ContractWarnOn <= today && o.ContractEndsOn >= today && o.Status != AccountStatus.Closed).OrderBy(o => o.ContractWarnOn).Take(AtOnce)
            .Select(o => new { o.Id, o.Name, o.ContractEndsOn }).ToListAsync(cancel);
        var facts = due.ToDictionary(o => $"{Ending}|{o.Id:N}|{o.ContractEndsOn:yyyyMMdd}");
        List<string> keys = [.. facts.Keys];
        var told = await db.Notifications.Where(n => n.FactKey != null && keys.Contains(n.FactKey)).Select(n => n.FactKey!).Distinct().ToListAsync(cancel);
        foreach (var (fact, organization) in facts.Where(f => !told.Contains(f.Key)))
        {
            var days = organization.ContractEndsOn!.Value.DayNumber - today.DayNumber;
            var when = days switch { 0 => "today", 1 => "tomorrow", _ => $"in {days.ToString(CultureInfo.InvariantCulture)} days" };
            await db.NotifyCoordinatorsOnceAsync(
                fact, Ending, $"{organization.Name}: the contract ends {when}", "Renew it, or let it end.", $"/organizations/{organization.Id}",
                new Dictionary<string, string> { ["organization"] = organization.Name, ["days"] = days.ToString(CultureInfo.InvariantCulture) }, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return facts.Count - told.Count;
    }
}
