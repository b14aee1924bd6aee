namespace MedDist.Core.Verifications;

/// <summary>What is written to a case by hand or from a workbook, and how it is taken back. The rules are <see cref="VerificationChanges"/>.</summary>
public sealed partial class Verification
{
    /// <summary>Name of the payer's or manufacturer's number in <see cref="Evidence"/>.</summary>
    public const string ReferenceKey = "reference";

    public string? Reference => evidence.GetValueOrDefault(ReferenceKey);

    /// <summary>The period that was made last and counts; the periods are loaded.</summary>
    public VerificationPeriod? Latest => periods.Where(p => p.VoidedAt is null).MaxBy(p => (p.VerifiedOn, p.AnsweredAt ?? p.CreatedAt));

    /// <summary>How it stands; the periods are loaded.</summary>
    public VerificationSnapshot Snapshot() => new()
    {
        Status = Status,
        IsOpen = IsOpen,
        VerifiedOn = VerifiedOn,
        ExpiresOn = ExpiresOn,
        Reason = Reason,
        RedoReason = RedoReason,
        Notes = notes,
        SubmittedByUserId = SubmittedByUserId,
        SubmittedAt = SubmittedAt,
        ReviewedByUserId = ReviewedByUserId,
        ReviewedAt = ReviewedAt,
        Evidence = evidence.ToDictionary(),
        Periods = [.. periods.Select(p => new PeriodSnapshot(p.Id, p.ValidThrough, p.VoidedAt))],
    };

    /// <summary>Stands again as it did; returns the periods that it did not have then, which the caller deletes. The periods are loaded.</summary>
    public IReadOnlyList<VerificationPeriod> Restore(VerificationSnapshot before)
    {
        (Status, IsOpen, VerifiedOn, ExpiresOn) = (before.Status, before.IsOpen, before.VerifiedOn, before.ExpiresOn);
        (Reason, RedoReason, notes, evidence) = (before.Reason, before.RedoReason, before.Notes, before.Evidence.ToDictionary());
        (SubmittedByUserId, SubmittedAt, ReviewedByUserId, ReviewedAt) = (before.SubmittedByUserId, before.SubmittedAt, before.ReviewedByUserId, before.ReviewedAt);
        var known = before.Periods.ToDictionary(p => p.Id);
        var since = periods.Where(p => !known.ContainsKey(p.Id)).ToList();
        foreach (var period in periods.Where(p => known.ContainsKey(p.Id)))
        {
            period.Restore(known[period.Id]);
        }

        return since;
    }

    internal void Note(string? reference, string? text)
    {
        notes = text ?? notes;
        if (reference is not null && reference != Reference)
        {
            evidence = new(evidence) { [ReferenceKey] = reference };
        }
    }

    /// <summary>Does not apply to this recipient, for a reason.</summary>
    internal void Waive(string reason, Guid? byUserId, DateTimeOffset now) =>
        (Status, Reason, ReviewedByUserId, ReviewedAt) = (VerificationStatus.NotApplicable, reason, byUserId, now);

    /// <summary>Is to be asked for again, or for the first time; nothing that was verified is lost.</summary>
    internal void Reopen() => (Status, Reason) = (VerificationStatus.Pending, null);

    /// <summary>What was said of that day before counts no more; the period that replaces it follows.</summary>
    internal void Correct(DateOnly verifiedOn, Guid? orderId, DateTimeOffset now) => periods.Where(p => p.VoidedAt is null && p.VerifiedOn == verifiedOn && p.OrderId == orderId).ToList().ForEach(p => p.Void(now));
}

/// <summary>How a period is taken back.</summary>
public sealed partial class VerificationPeriod
{
    internal void Restore(PeriodSnapshot before) => (validThrough, VoidedAt) = (before.ValidThrough, before.VoidedAt);
}
