using System.Globalization;
using MedDist.Core.Manufacturers;

namespace MedDist.Core.Verifications;

/// <summary>The light on an order: whether its verifications cover its service date.</summary>
public enum IvrState
{
    /// <summary>The manufacturer asks for none.</summary>
    NotRequired,

    /// <summary>All required types are verified and cover the service date.</summary>
    Valid,

    /// <summary>Asked for, not answered yet.</summary>
    Requested,

    /// <summary>Valid today, over on the service date.</summary>
    LapsesBefore,

    /// <summary>Over already.</summary>
    Expired,

    /// <summary>The payer or manufacturer said no.</summary>
    Rejected,

    /// <summary>Nobody has asked yet.</summary>
    Missing,
}

/// <summary>The light, the last covered day, and the one sentence that explains it to Ashley.</summary>
public sealed record IvrAnswer(IvrState State, DateOnly? ValidThrough, string Sentence, IReadOnlyList<Guid> PeriodIds)
{
    /// <summary>Whether the order may be approved without a bypass.</summary>
    public bool Covers => State is IvrState.Valid or IvrState.NotRequired;

    /// <summary>It was verified or asked for, and that counts no more because the cover changed.</summary>
    public bool ToRedo { get; init; }
}

/// <summary>What is known of one case when the question is asked; periods that no longer count are left out, and <paramref name="Redo"/> says why.</summary>
public sealed record VerificationFacts(VerificationType Type, VerificationStatus Status, string? Reason, IReadOnlyList<VerificationPeriodFacts> Periods, string? Redo = null);

/// <summary>What is known of one period.</summary>
public sealed record VerificationPeriodFacts(
    Guid Id, Guid? OrderId, VerificationFrequency Frequency, DateOnly VerifiedOn, DateOnly? ValidThrough, string VerifiedBy);

/// <summary>
/// The one rule for a valid IVR (product decision 1): every verification type that the manufacturer requires exists for this recipient and
/// manufacturer, is verified, and covers the service date, last day inclusive. Queue, board, form, jobs and reports all ask here.
/// </summary>
public static class VerificationPolicy
{
    /// <summary>
    /// Last valid day, inclusive, of a verification of <paramref name="frequency"/> made on <paramref name="verifiedOn"/>: the earliest of the frequency's end, the
    /// payer's own end, the end of cover and, where plans reset, 31 December. Null for a per-order verification without another end.
    /// </summary>
    public static DateOnly? ValidThrough(VerificationFrequency frequency, DateOnly verifiedOn, DateOnly? expiresOn = null, DateOnly? coverageEndsOn = null, bool endsWithPlanYear = false)
    {
        DateOnly? planYear = endsWithPlanYear ? new DateOnly(verifiedOn.Year, 12, 31) : null;
        return new[] { FrequencyEnd(frequency, verifiedOn), expiresOn, coverageEndsOn, planYear }.Min();
    }

    /// <summary>Answers for one order. <paramref name="today"/> is the tenant's calendar day and decides only between lapsing and expired.</summary>
    public static IvrAnswer Answer(
        IReadOnlyList<VerificationRequirement> required, IReadOnlyList<VerificationFacts> cases, Guid orderId, DateOnly serviceDate, DateOnly today)
    {
        if (required.Count == 0)
        {
            return new(IvrState.NotRequired, null, "This manufacturer asks for no verification.", []);
        }

        var answers = AnswerEach(required, cases, orderId, serviceDate, today).Select(a => a.Answer).ToList();
        var worst = answers.MaxBy(a => a.State)!;
        return worst.State == IvrState.Valid
            ? new(IvrState.Valid, answers.Min(a => a.ValidThrough), string.Join(' ', answers.Select(a => a.Sentence)), [.. answers.SelectMany(a => a.PeriodIds)])
            : worst;
    }

    /// <summary>The same for each required verification by itself.</summary>
    public static IReadOnlyList<(VerificationRequirement Required, IvrAnswer Answer)> AnswerEach(
        IReadOnlyList<VerificationRequirement> required, IReadOnlyList<VerificationFacts> cases, Guid orderId, DateOnly serviceDate, DateOnly today) =>
        [.. required.Select(r => (r, One(r, cases, orderId, serviceDate, today)))];

    private static IvrAnswer One(VerificationRequirement required, IReadOnlyList<VerificationFacts> cases, Guid orderId, DateOnly serviceDate, DateOnly today)
    {
        var name = $"{Label(required.Frequency)} {Label(required.Type)}";
        var theCase = cases.FirstOrDefault(c => c.Type == required.Type);
        if (theCase is null || theCase.Status == VerificationStatus.Superseded)
        {
            return new(IvrState.Missing, null, $"{name} is required and has not been asked for.", []);
        }

        if (theCase.Status == VerificationStatus.NotApplicable)
        {
            return new(IvrState.NotRequired, null, $"{name} does not apply: {theCase.Reason ?? "no reason given"}", []);
        }

        var mine = theCase.Periods.Where(p => p.OrderId is null || p.OrderId == orderId).ToList();
        if (theCase.Status != VerificationStatus.Rejected && mine.Where(p => Covers(p, serviceDate, required.Frequency, orderId)).MaxBy(p => p.ValidThrough ?? DateOnly.MaxValue) is { } covering)
        {
            var until = covering.ValidThrough is { } last ? $"valid to {Day(last)}" : "valid for this order";
            return new(IvrState.Valid, covering.ValidThrough, $"{name} verified {Day(covering.VerifiedOn)} by {covering.VerifiedBy}, {until}.", [covering.Id]);
        }

        return Uncovered(name, theCase, mine, serviceDate, today);
    }

    private static IvrAnswer Uncovered(string name, VerificationFacts theCase, List<VerificationPeriodFacts> mine, DateOnly serviceDate, DateOnly today)
    {
        switch (theCase.Status)
        {
            case VerificationStatus.Rejected:
                return new(IvrState.Rejected, null, $"{name} was rejected: {theCase.Reason ?? "no reason given"}", []);
            case VerificationStatus.Pending when theCase.Redo is not null:
                return new(IvrState.Missing, null, $"{name} has to be done again: {theCase.Redo}", []) { ToRedo = true };
            case VerificationStatus.Pending:
                return new(IvrState.Missing, null, $"{name} is required and has not been asked for.", []);
            case VerificationStatus.Generated or VerificationStatus.Sent:
                return new(IvrState.Requested, null, $"{name} has been asked for and is not verified yet.", []);
        }

        var last = mine.Select(p => p.ValidThrough).Max();
        return last switch
        {
            null => new(IvrState.Missing, null, $"{name} is required and has not been verified for this order.", []),
            _ when mine.All(p => p.VerifiedOn > serviceDate) =>
                new(IvrState.Missing, last, $"{name} was verified on {Day(mine.Min(p => p.VerifiedOn))}, after the service date {Day(serviceDate)}.", []),
            _ when last < today => new(IvrState.Expired, last, $"{name} expired on {Day(last.Value)}; service is on {Day(serviceDate)}.", []),
            _ => new(IvrState.LapsesBefore, last, $"{name} is valid to {Day(last.Value)} and does not cover the service date {Day(serviceDate)}.", []),
        };
    }

    private static bool Covers(VerificationPeriodFacts period, DateOnly serviceDate, VerificationFrequency required, Guid orderId) =>
        (required != VerificationFrequency.PerOrder || period.OrderId == orderId)
        && period.VerifiedOn <= serviceDate
        && (period.ValidThrough is null ? period.OrderId == orderId : serviceDate <= period.ValidThrough);

    private static DateOnly? FrequencyEnd(VerificationFrequency frequency, DateOnly from) => frequency switch
    {
        VerificationFrequency.PerOrder => null,
        VerificationFrequency.Weekly => from.AddDays(6),
        VerificationFrequency.Monthly => DayBefore(from, 1),
        VerificationFrequency.Quarterly => DayBefore(from, 3),
        VerificationFrequency.Annual => DayBefore(from, 12),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, null),
    };

    /// <summary>The day before the anniversary; an anniversary that does not exist (29 or 31 of a shorter month) falls on the 1st of the next one.</summary>
    private static DateOnly DayBefore(DateOnly from, int months)
    {
        var anniversary = from.AddMonths(months);
        return anniversary.Day < from.Day ? anniversary : anniversary.AddDays(-1);
    }

    /// <summary>The type as the screens call it.</summary>
    public static string Label(VerificationType type) => type switch
    {
        VerificationType.Insurance => "IVR",
        VerificationType.PriorAuthorization => "prior authorisation",
        VerificationType.MedicalNecessity => "medical necessity",
        _ => "licence",
    };

    /// <summary>The frequency as the screens call it.</summary>
    public static string Label(VerificationFrequency frequency) => frequency == VerificationFrequency.PerOrder ? "Per-order" : frequency.ToString();

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
