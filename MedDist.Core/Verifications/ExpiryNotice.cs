using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>
/// Tells the coordinators what a run of the expiry job found: one notification for each thing that happened, however many cases. Its fact is the first of its cases with its day
/// and threshold, so that no run can tell it again.
/// </summary>
internal sealed class ExpiryNotice(MedDistDbContext db, ExpiryRun run, ExpirySurvey? expired, IReadOnlyDictionary<int, ExpirySurvey> warnings)
{
    private const int Named = 3;

    public async Task TellAsync(CancellationToken cancel)
    {
        if (expired is not null)
        {
            var title = run.Expired == 1 ? "1 verification has expired" : $"{Count(run.Expired)} verifications have expired";
            await OnceAsync(VerificationNotifications.Expired, expired, title, VerificationLinks.Expired, null, cancel);
        }

        foreach (var (days, survey) in warnings.OrderBy(w => w.Key))
        {
            var count = survey.Count;
            var title = $"{(count == 1 ? "1 verification ends" : $"{Count(count)} verifications end")} within {(days == 1 ? "1 day" : $"{days} days")}";
            await OnceAsync(VerificationNotifications.Expiring, survey, title, VerificationLinks.Expiring(days), days, cancel);
        }

        foreach (var (light, count) in run.Uncovered.OrderBy(u => u.Key))
        {
            var ended = light == IvrState.Expired;
            var title = $"{(count == 1 ? "1 order needs" : $"{Count(count)} orders need")} a new IVR: the last one {(ended ? "has expired" : "ends before the service date")}";
            var withdrawn = run.Withdrawn == 0 ? "" : $" Approvals withdrawn in this run: {Count(run.Withdrawn)}.";
            await db.NotifyCoordinatorsOnceAsync(
                $"{VerificationNotifications.Uncovered}|{light}|{(expired ?? warnings.MinBy(w => w.Key).Value).First}", VerificationNotifications.Uncovered, title,
                $"Ask the manufacturer again, or change the date.{withdrawn}", VerificationLinks.Uncovered(light), Variables(count, null), cancel);
        }
    }

    private async Task OnceAsync(string type, ExpirySurvey survey, string title, string link, int? days, CancellationToken cancel)
    {
        var makers = survey.ByManufacturer.Keys.ToList();
        var names = await db.Manufacturers.Where(m => makers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        var by = survey.ByManufacturer.Select(m => (Name: names[m.Key], Count: m.Value)).OrderByDescending(m => m.Count).ThenBy(m => m.Name, StringComparer.Ordinal).ToList();
        var words = string.Join(", ", by.Take(Named).Select(m => $"{m.Name} {Count(m.Count)}")) + (by.Count > Named ? $" and {Count(by.Skip(Named).Sum(m => m.Count))} of others" : "");
        await db.NotifyCoordinatorsOnceAsync($"{type}|{survey.First}|{days}", type, title, $"{words}.", link, Variables(survey.Count, days), cancel);
    }

    private static Dictionary<string, string> Variables(int count, int? days) => days is { } some
        ? new() { ["count"] = Count(count), ["days"] = some.ToString(CultureInfo.InvariantCulture) }
        : new() { ["count"] = Count(count) };

    private static string Count(int number) => number.ToString("N0", CultureInfo.GetCultureInfo("en-US"));
}

/// <summary>A case that a run is about to change.</summary>
internal readonly record struct ExpiringCase(Guid Id, Guid ManufacturerId, DateOnly? ExpiresOn);

/// <summary>What a run is about to change: how many cases of which manufacturer, and the first of them with its last day, which names the fact.</summary>
internal sealed record ExpirySurvey(IReadOnlyDictionary<Guid, int> ByManufacturer, string First)
{
    public int Count => ByManufacturer.Values.Sum();

    /// <summary>Looks before the change, while the index still finds them; null where there are none.</summary>
    public static async Task<ExpirySurvey?> OfAsync(IQueryable<Verification> cases, CancellationToken cancel)
    {
        var by = await cases.GroupBy(v => v.ManufacturerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        if (by.Count == 0 || await cases.OrderBy(v => v.ExpiresOn).ThenBy(v => v.Id).Select(v => new { v.Id, v.ExpiresOn }).FirstOrDefaultAsync(cancel) is not { } first)
        {
            return null;
        }

        return new(by, FactOf(first.Id, first.ExpiresOn));
    }

    /// <summary>The same of cases that were read; there is at least one.</summary>
    public static ExpirySurvey Of(IReadOnlyCollection<ExpiringCase> cases)
    {
        var first = cases.MinBy(c => (c.ExpiresOn, c.Id));
        return new(cases.CountBy(c => c.ManufacturerId).ToDictionary(), FactOf(first.Id, first.ExpiresOn));
    }

    private static string FactOf(Guid id, DateOnly? lastDay) => string.Create(CultureInfo.InvariantCulture, $"{id:N}|{lastDay:yyyy-MM-dd}");
}

/// <summary>Where a click on a notification of verifications leads.</summary>
internal static class VerificationLinks
{
    public const string Expired = "/verifications?as=table&state=expired";

    public static string Expiring(int days) => string.Create(CultureInfo.InvariantCulture, $"/verifications?as=table&ends={days}");

    public static string Uncovered(IvrState light) => $"/orders?ivr={light.ToString().ToLowerInvariant()}";
}
