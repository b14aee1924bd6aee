using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

/// <summary>
/// The one rule of what may be written to a case, for the case page, the bulk update and the workbook alike. True: it changes; false: it says what is known already, so the same answer twice changes nothing.
/// </summary>
public static class VerificationChanges
{
    public const int ReasonLength = 2000;
    public const int NotesLength = 4000;
    public const int ReferenceLength = 200;

    /// <summary>What <see cref="Apply"/> would answer. Changes nothing.</summary>
    public static Result<bool> Judge(Verification theCase, VerificationChange change, VerificationTerms terms, DateOnly today) =>
        Refusal(theCase, change, terms, today) is { } refusal ? refusal : Differs(theCase, change, terms, today);

    /// <summary>Writes it to the case, whose periods are loaded.</summary>
    public static Result<bool> Apply(Verification theCase, VerificationChange change, VerificationTerms terms, ICallContext who, DateOnly today, DateTimeOffset now)
    {
        var judged = Judge(theCase, change, terms, today);
        if (!judged.Succeeded || !judged.Value)
        {
            return judged;
        }

        if (IsMoved(theCase, change, terms, today))
        {
            Move(theCase, Completed(theCase, change), terms, who, today, now);
        }

        theCase.Note(change.Reference.OrNull(), change.Notes.OrNull());
        return true;
    }

    private static Failure? Refusal(Verification theCase, VerificationChange change, VerificationTerms terms, DateOnly today) =>
        !theCase.IsOpen ? VerificationFailures.Closed
        : change.Reason?.Length > ReasonLength || change.Notes?.Length > NotesLength || change.Reference?.Length > ReferenceLength ? VerificationFailures.TooLong
        : IsPeriod(theCase, change) ? PeriodRefusal(theCase, Completed(theCase, change), terms, today)
        : change.Status switch
        {
            null when change.VerifiedOn is not null || change.ExpiresOn is not null || change.DocumentId is not null || change.Benefits is not null => VerificationFailures.NotVerified,
            VerificationStatus.Superseded or VerificationStatus.Generated => VerificationFailures.NotByHand,
            VerificationStatus.Rejected when change.Reason.OrNull() is null => VerificationFailures.NoRejectionReason,
            VerificationStatus.NotApplicable when change.Reason.OrNull() is null => VerificationFailures.NoWaiverReason,
            VerificationStatus.Pending when theCase.Status == VerificationStatus.Verified && change.Reason.OrNull() is null => VerificationFailures.NoRedoReason,
            VerificationStatus.Expired when theCase.Status != VerificationStatus.Expired && LastDay(theCase, change) is var last && (last is null || last >= today) => VerificationFailures.StillValid(last),
            _ => null,
        };

    private static Failure? PeriodRefusal(Verification theCase, VerificationChange change, VerificationTerms terms, DateOnly today) =>
        change.VerifiedOn is not { } from ? VerificationFailures.NoVerifiedDay
        : from > today ? VerificationFailures.InFuture(from)
        : change.ExpiresOn < from ? VerificationFailures.EndsBeforeStart(from, change.ExpiresOn.Value)
        : terms.Frequency == VerificationFrequency.PerOrder && change.OrderId is null && theCase.Latest?.OrderId is null ? VerificationFailures.NoOrder
        : theCase.Latest is { } latest && latest.VerifiedOn > from && terms.Frequency != VerificationFrequency.PerOrder ? VerificationFailures.Older(latest.VerifiedOn)
        : null;

    private static bool Differs(Verification theCase, VerificationChange change, VerificationTerms terms, DateOnly today) =>
        IsMoved(theCase, change, terms, today)
        || (change.Reference.OrNull() is { } reference && reference != theCase.Reference)
        || (change.Notes.OrNull() is { } notes && notes != theCase.Notes);

    /// <summary>Whether status, days or evidence change, not just a number or a note.</summary>
    private static bool IsMoved(Verification theCase, VerificationChange change, VerificationTerms terms, DateOnly today)
    {
        if (!IsPeriod(theCase, change))
        {
            return change.Status is { } to && (to != theCase.Status || (change.Reason.OrNull() is { } reason && to is VerificationStatus.Rejected or VerificationStatus.NotApplicable && change.Reason.OrNull() != theCase.Reason));
        }

        var wanted = Completed(theCase, change);
        var valid = ValidThrough(wanted, terms);
        return theCase.Status != StatusOf(valid, today)
            || !theCase.Periods.Any(p => p.VoidedAt is null && p.VerifiedOn == wanted.VerifiedOn && p.OrderId == wanted.OrderId && p.ValidThrough == valid
                && (change.DocumentId is null || p.DocumentId == change.DocumentId) && (change.Benefits is null || IsSame(p.Benefits, change.Benefits)));
    }

    private static void Move(Verification theCase, VerificationChange change, VerificationTerms terms, ICallContext who, DateOnly today, DateTimeOffset now)
    {
        if (IsPeriod(theCase, change))
        {
            Verify(theCase, change, terms, who, today, now);
            return;
        }

        switch (change.Status)
        {
            case VerificationStatus.Pending when theCase.Status == VerificationStatus.Verified:
                theCase.Redo(change.Reason!.Trim(), now);
                break;
            case VerificationStatus.Pending:
                theCase.Reopen();
                break;
            case VerificationStatus.Sent:
                theCase.Send(who.UserId, now);
                break;
            case VerificationStatus.Rejected:
                theCase.Reject(change.Reason!.Trim(), who.UserId, now);
                break;
            case VerificationStatus.NotApplicable:
                theCase.Waive(change.Reason!.Trim(), who.UserId, now);
                break;
            case VerificationStatus.Expired:
                theCase.EndWith(LastDay(theCase, change)!.Value, p => p == theCase.Latest);
                theCase.Expire();
                break;
        }
    }

    private static void Verify(Verification theCase, VerificationChange change, VerificationTerms terms, ICallContext who, DateOnly today, DateTimeOffset now)
    {
        var before = theCase.Latest;
        var valid = ValidThrough(change, terms);
        theCase.Correct(change.VerifiedOn!.Value, change.OrderId, now);
        theCase.Verify(
            new VerificationPeriod
            {
                VerificationId = theCase.Id,
                OrderId = change.OrderId,
                Frequency = terms.Frequency,
                VerifiedOn = change.VerifiedOn.Value,
                ExpiresOn = change.ExpiresOn,
                ValidThrough = valid,
                CoveragePolicyId = terms.CoveragePolicyId,
                VerifiedByUserId = who.UserId,
                VerifiedByName = who.UserName,
                DocumentId = change.DocumentId ?? (before?.VerifiedOn == change.VerifiedOn ? before?.DocumentId : null),
                Benefits = change.Benefits?.ToDictionary() ?? before?.Benefits.ToDictionary() ?? [],
            },
            now);
        if (StatusOf(valid, today) == VerificationStatus.Expired)
        {
            theCase.Expire();
        }
    }

    /// <summary>Whether it says that the case is verified, or more of the time for which it is.</summary>
    private static bool IsPeriod(Verification theCase, VerificationChange change) => change.Status == VerificationStatus.Verified
        || (change.Status is null && theCase.Status == VerificationStatus.Verified && (change.VerifiedOn is not null || change.ExpiresOn is not null || change.DocumentId is not null || change.Benefits is not null));

    /// <summary>With what the latest period says where the change says nothing.</summary>
    private static VerificationChange Completed(Verification theCase, VerificationChange change) => change.Status is null && theCase.Latest is { } latest
        ? change with { VerifiedOn = change.VerifiedOn ?? latest.VerifiedOn, ExpiresOn = change.ExpiresOn ?? (change.VerifiedOn is null ? latest.ExpiresOn : null), OrderId = change.OrderId ?? latest.OrderId }
        : change with { OrderId = change.OrderId ?? (change.VerifiedOn == theCase.Latest?.VerifiedOn ? theCase.Latest?.OrderId : null) };

    private static DateOnly? ValidThrough(VerificationChange change, VerificationTerms terms) =>
        VerificationPolicy.ValidThrough(terms.Frequency, change.VerifiedOn!.Value, change.ExpiresOn, terms.CoverageEndsOn, terms.EndsWithPlanYear);

    private static VerificationStatus StatusOf(DateOnly? validThrough, DateOnly today) => validThrough < today ? VerificationStatus.Expired : VerificationStatus.Verified;

    private static DateOnly? LastDay(Verification theCase, VerificationChange change) => change.ExpiresOn ?? theCase.ExpiresOn;

    private static bool IsSame(Dictionary<string, string> known, IReadOnlyDictionary<string, string> said) => known.Count == said.Count && said.All(s => known.GetValueOrDefault(s.Key) == s.Value);
}
