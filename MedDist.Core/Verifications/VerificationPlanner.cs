using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;

namespace MedDist.Core.Verifications;

/// <summary>A day on which a recipient is to be served, and how that is known.</summary>
/// <param name="Day">The day.</param>
/// <param name="Source">In words, without PHI: "order ORD-01042", "care reminder".</param>
/// <param name="OrderId">The order, where it is one.</param>
public sealed record PlannedService(DateOnly Day, string Source, Guid? OrderId = null);

/// <summary>What is known of one verification that somebody may have to ask for.</summary>
public sealed record PlanCandidate(VerificationKey Key, VerificationRequirement Required, IReadOnlyList<PlannedService> Services)
{
    /// <summary>The open case; null where there is none.</summary>
    public VerificationFacts? Case { get; init; }

    /// <summary>Last day of the cover it stands on.</summary>
    public DateOnly? CoverageEndsOn { get; init; }

    public bool EndsWithPlanYear { get; init; }

    /// <summary>The day on which it was asked for, where it waits for the answer.</summary>
    public DateOnly? AskedOn { get; init; }

    /// <summary>Business days from asking to the answer: learned, or the tenant's usual ones.</summary>
    public int TurnaroundDays { get; init; }

    /// <summary>Left out until this day, and why.</summary>
    public (DateOnly Until, string Reason)? Snoozed { get; init; }
}

/// <summary>What is to be done with one candidate.</summary>
public enum PlanVerdict
{
    /// <summary>To be asked for in this bundle.</summary>
    Ask,

    /// <summary>Its time comes after this bundle.</summary>
    Later,

    /// <summary>An answer of this week would be over again on the planned day.</summary>
    TooEarly,

    /// <summary>Asked for already.</summary>
    Waiting,

    /// <summary>The cover ends before the planned day: a renewal would not reach it.</summary>
    CoverEnds,

    /// <summary>The payer or manufacturer said no; a person decides.</summary>
    Rejected,

    /// <summary>The manufacturer verifies each order by itself.</summary>
    PerOrder,

    /// <summary>Somebody said that it can wait.</summary>
    Snoozed,
}

/// <summary>One line of a plan.</summary>
/// <param name="Candidate">What it is about.</param>
/// <param name="Service">The first planned day that is not covered.</param>
/// <param name="Verdict">What is to be done.</param>
/// <param name="AskBy">The last day on which the answer still comes in time; the next business day when it is late.</param>
/// <param name="Why">One sentence.</param>
public sealed record PlannedRenewal(PlanCandidate Candidate, PlannedService Service, PlanVerdict Verdict, DateOnly AskBy, string Why)
{
    /// <summary>Whether the answer is not to be expected before the planned day any more.</summary>
    public bool IsLate { get; init; }
}

/// <summary>
/// Decides which verifications are to be asked for (idea I7): those whose next planned service will not be covered, in time for the manufacturer's answer, and no earlier than a renewal of its frequency reaches the planned day.
/// </summary>
public static class VerificationPlanner
{
    /// <summary>The verdict on one candidate; null where every planned day is covered or does not need it.</summary>
    /// <param name="candidate">What is known.</param>
    /// <param name="calendar">The tenant's business days.</param>
    /// <param name="today">The tenant's day.</param>
    /// <param name="until">The last day of this bundle: what can wait longer comes with the next one.</param>
    public static PlannedRenewal? Judge(PlanCandidate candidate, BusinessCalendar calendar, DateOnly today, DateOnly until)
    {
        if (Uncovered(candidate, today) is not { } service)
        {
            return null;
        }

        var askBy = calendar.Before(calendar.OnOrBefore(service.Day), candidate.TurnaroundDays);
        var line = new PlannedRenewal(candidate, service, PlanVerdict.Ask, askBy, "") { IsLate = calendar.After(today, candidate.TurnaroundDays) > service.Day };
        return candidate switch
        {
            { Required.Frequency: VerificationFrequency.PerOrder } => Says(line, PlanVerdict.PerOrder, "It is verified for each order by itself; ask from the order."),
            { Case.Status: VerificationStatus.Rejected } => Says(line, PlanVerdict.Rejected, $"It was rejected: {candidate.Case!.Reason ?? "no reason given"}. Decide on its case."),
            { Case.Status: VerificationStatus.Sent } => Says(line, PlanVerdict.Waiting, candidate.AskedOn is { } asked ? $"Asked for on {Day(asked)}; no answer yet." : "Asked for; no answer yet."),
            { CoverageEndsOn: { } end } when end < service.Day => Says(line, PlanVerdict.CoverEnds, $"The cover ends on {Day(end)}, before the service on {Day(service.Day)}. Get the new cover first."),
            { Snoozed: { } snooze } when snooze.Until > today => Says(line, PlanVerdict.Snoozed, $"Waits until {Day(snooze.Until)}: {snooze.Reason}"),
            _ => InTime(line, calendar, today, until),
        };
    }

    /// <summary>The lines of one bundle and those left out, the most urgent first.</summary>
    public static IReadOnlyList<PlannedRenewal> Plan(IEnumerable<PlanCandidate> candidates, BusinessCalendar calendar, DateOnly today, DateOnly until) =>
        [.. candidates.Select(c => Judge(c, calendar, today, until)).OfType<PlannedRenewal>().OrderBy(l => l.AskBy).ThenBy(l => l.Service.Day).ThenBy(l => l.Candidate.Key.RecipientId).ThenBy(l => l.Candidate.Key.Type)];

    private static PlannedRenewal InTime(PlannedRenewal line, BusinessCalendar calendar, DateOnly today, DateOnly until)
    {
        var (candidate, day) = (line.Candidate, line.Service.Day);
        var from = EarliestAsk(candidate, calendar, today, day);
        var ask = from > line.AskBy ? from : line.AskBy;
        line = line with { AskBy = ask };
        return from > until ? Says(line, PlanVerdict.TooEarly, $"{Frequency(candidate)} verification of this week would be over before the service on {Day(day)}; ask from {Day(from)}.")
            : ask > until ? Says(line, PlanVerdict.Later, $"Service on {Day(day)} ({line.Service.Source}). Enough if asked by {Day(ask)}.")
            : Says(line, PlanVerdict.Ask, $"{State(candidate, today)} Service on {Day(day)} ({line.Service.Source}); an answer takes {Days(candidate.TurnaroundDays)}: {When(line, today)}");
    }

    /// <summary>The first business day from today whose answer still holds on the planned day.</summary>
    private static DateOnly EarliestAsk(PlanCandidate candidate, BusinessCalendar calendar, DateOnly today, DateOnly service)
    {
        var day = calendar.OnOrAfter(today);
        while (calendar.After(day, candidate.TurnaroundDays) is var answer && answer < service
            && VerificationPolicy.ValidThrough(candidate.Required.Frequency, answer, null, candidate.CoverageEndsOn, candidate.EndsWithPlanYear) < service)
        {
            day = calendar.OnOrAfter(day.AddDays(1));
        }

        return day;
    }

    private static PlannedService? Uncovered(PlanCandidate candidate, DateOnly today)
    {
        IReadOnlyList<VerificationFacts> facts = candidate.Case is { } known ? [known] : [];
        return candidate.Services.Where(s => s.Day >= today).OrderBy(s => s.Day).ThenBy(s => s.Source, StringComparer.Ordinal)
            .FirstOrDefault(s => !VerificationPolicy.Answer([candidate.Required], facts, s.OrderId ?? Guid.Empty, s.Day, today).Covers);
    }

    private static string State(PlanCandidate candidate, DateOnly today)
    {
        var name = $"{Frequency(candidate)} {VerificationPolicy.Label(candidate.Required.Type)}";
        var last = candidate.Case?.Periods.Max(p => p.ValidThrough);
        return candidate.Case switch
        {
            null => $"{name} has never been asked for.",
            { Redo: { } redo } => $"{name} has to be done again: {redo.TrimEnd('.')}.",
            _ when last is { } day => $"{name} {(day < today ? "ended" : "ends")} on {Day(day)}.",
            _ => $"{name} is not verified yet.",
        };
    }

    private static string When(PlannedRenewal line, DateOnly today) => line.IsLate ? "it is late, ask today." : line.AskBy <= today ? "ask today." : $"ask by {Day(line.AskBy)}.";

    private static PlannedRenewal Says(PlannedRenewal line, PlanVerdict verdict, string why) => line with { Verdict = verdict, Why = why };

    private static string Frequency(PlanCandidate candidate) => VerificationPolicy.Label(candidate.Required.Frequency);

    private static string Days(int days) => days == 1 ? "1 business day" : $"{days} business days";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
