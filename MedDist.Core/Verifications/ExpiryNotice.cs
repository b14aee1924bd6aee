using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>
/// Tells the coordinators what a run of the expiry job found: one notification for each thing that happened, however many cases. Its fact is the first of its cases with its day
/// and threshold, so that no run can tell it again.
/// </summary>
internal sealed class ExpiryNotice(MedDistDbContext db, ExpiryRun run, DateOnly today, DateTimeOffset now)
{
    private const int Named = 3;

    public async Task TellAsync(CancellationToken cancel)
    {
        if (run.Expired > 0)
        {
            var title = run.Expired == 1 ? "1 verification has expired" : $"{Count(run.Expired)} verifications have expired";
            await OnceAsync(VerificationNotifications.Expired, Noticed().Where(v => v.Status == VerificationStatus.Expired), title, VerificationLinks.Expired, run.Expired, null, cancel);
        }

        foreach (var (days, count) in run.Warned.OrderBy(w => w.Key))
        {
            var title = $"{(count == 1 ? "1 verification ends" : $"{Count(count)} verifications end")} within {(days == 1 ? "1 day" : $"{days} days")}";
            await OnceAsync(
                VerificationNotifications.Expiring, Noticed().Where(v => v.Status == VerificationStatus.Verified && v.WarnedAtDays == days), title, VerificationLinks.Expiring(days), count, days, cancel);
        }

        foreach (var (light, count) in run.Uncovered.OrderBy(u => u.Key))
        {
            var ended = light == IvrState.Expired;
            var title = $"{(count == 1 ? "1 order needs" : $"{Count(count)} orders need")} a new IVR: the last one {(ended ? "has expired" : "ends before the service date")}";
            var withdrawn = run.Withdrawn == 0 ? "" : $" Approvals withdrawn in this run: {Count(run.Withdrawn)}.";
            await db.NotifyCoordinatorsOnceAsync(
                $"{VerificationNotifications.Uncovered}|{light}|{await FirstAsync(Noticed(), cancel)}", VerificationNotifications.Uncovered, title,
                $"Ask the manufacturer again, or change the date.{withdrawn}", VerificationLinks.Uncovered(light), Variables(count, null), cancel);
        }
    }

    private async Task OnceAsync(string type, IQueryable<Verification> cases, string title, string link, int count, int? days, CancellationToken cancel)
    {
        var by = await cases.GroupBy(v => v.Manufacturer!.Name).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ThenBy(g => g.Key).ToListAsync(cancel);
        var names = string.Join(", ", by.Take(Named).Select(g => $"{g.Key} {Count(g.Count)}")) + (by.Count > Named ? $" and {Count(by.Skip(Named).Sum(g => g.Count))} of others" : "");
        await db.NotifyCoordinatorsOnceAsync($"{type}|{await FirstAsync(cases, cancel)}|{days}", type, title, $"{names}.", link, Variables(count, days), cancel);
    }

    private static async Task<string> FirstAsync(IQueryable<Verification> cases, CancellationToken cancel)
    {
        var first = await cases.OrderBy(v => v.Id).Select(v => new { v.Id, v.ExpiresOn }).FirstAsync(cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{first.Id:N}|{first.ExpiresOn:yyyy-MM-dd}");
    }

    /// <summary>The cases of this run; the condition on the day keeps it to the part of the index that is due.</summary>
    private IQueryable<Verification> Noticed() => db.Verifications.AsNoTracking()
        .Where(v => (v.Status == VerificationStatus.Expired || (v.Status == VerificationStatus.Verified && v.ExpiresOn >= today)) && v.NoticedAt == now);

    private static Dictionary<string, string> Variables(int count, int? days) => days is { } some
        ? new() { ["count"] = Count(count), ["days"] = some.ToString(CultureInfo.InvariantCulture) }
        : new() { ["count"] = Count(count) };

    private static string Count(int number) => number.ToString("N0", CultureInfo.GetCultureInfo("en-US"));
}

/// <summary>Where a click on a notification of verifications leads.</summary>
internal static class VerificationLinks
{
    public const string Expired = "/verifications?as=table&state=expired";

    public static string Expiring(int days) => string.Create(CultureInfo.InvariantCulture, $"/verifications?as=table&ends={days}");

    public static string Uncovered(IvrState light) => $"/orders?ivr={light.ToString().ToLowerInvariant()}";
}
