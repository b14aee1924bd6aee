namespace MedDist.Core.Verifications;

/// <summary>What a change of the recipient's cover does to a case.</summary>
public sealed partial class Verification
{
    /// <summary>Why it has to be done again, as a sentence; null while what was verified counts.</summary>
    public string? RedoReason { get; private set; }

    /// <summary>Whether it stands on the recipient's cover at all; medical necessity and licences do not.</summary>
    public bool StandsOnCover => Type is VerificationType.Insurance or VerificationType.PriorAuthorization;

    /// <summary>Whether there is anything to do again: it was asked for, verified or rejected under the cover so far.</summary>
    public bool IsRunning => IsOpen && Status is VerificationStatus.Verified or VerificationStatus.Sent or VerificationStatus.Generated or VerificationStatus.Rejected;

    /// <summary>What was verified or asked for so far counts no more; its periods, loaded, stay in the history.</summary>
    public void Redo(string reason, DateTimeOffset now)
    {
        periods.ForEach(p => p.Void(now));
        (Status, RedoReason, Reason) = (VerificationStatus.Pending, reason, null);
        (VerifiedOn, ExpiresOn) = (null, null);
    }

    /// <summary>The cover that <paramref name="standsOn"/> names ends, and what was verified for it with it; the periods are loaded.</summary>
    public void EndWith(DateOnly lastDay, Func<VerificationPeriod, bool> standsOn)
    {
        foreach (var period in periods.Where(p => p.VoidedAt is null && standsOn(p)))
        {
            period.Cut(lastDay);
        }

        ExpiresOn = Status == VerificationStatus.Verified ? periods.Where(p => p.VoidedAt is null).MaxBy(p => p.VerifiedOn)?.ValidThrough ?? ExpiresOn : ExpiresOn;
    }
}

/// <summary>What a change of the recipient's cover does to a period.</summary>
public sealed partial class VerificationPeriod
{
    /// <summary>Since when it counts no more, because the cover that it was verified for has changed.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    internal void Void(DateTimeOffset now) => VoidedAt ??= now;

    internal void Cut(DateOnly lastDay) => validThrough = validThrough is { } last && last < lastDay ? last : lastDay;
}
