using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>An open emergency access of the caller, for the banner.</summary>
public sealed record OpenEmergency(Guid Id, Guid RecipientId, string Masked, DateTimeOffset EndsAt);

/// <summary>Somebody found for an emergency access: by initials, and only by number and birth date together.</summary>
public sealed record EmergencyMatch(Guid RecipientId, string Masked, bool IsMine);

/// <summary>Lets somebody see one patient beyond their assignments for two hours, tells the reviewers, and takes their review (45 CFR 164.312(a)(2)(ii)).</summary>
public sealed class EmergencyService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, PhiAccess phi, TimeProvider clock)
{
    /// <summary>What reviewers are told.</summary>
    public const string Opened = "emergency.opened";

    private static readonly Failure Stale = new Failure.Stale("emergency access");

    /// <summary>The recipient with exactly this number and birth date, also beyond the caller's assignments; null for none. Recorded as a hit.</summary>
    public async Task<EmergencyMatch?> FindAsync(string? identifier, DateOnly? bornOn, CancellationToken cancel = default)
    {
        if (!EmergencyPermissions.MayAsk(call.Role) || string.IsNullOrWhiteSpace(identifier) || bornOn is null)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var number = identifier.Trim();
        if (await db.Recipients.AsNoTracking().Where(r => r.Identifier == number && r.DateOfBirth == bornOn).OrderBy(r => r.Id).Select(r => new { r.Id, r.FullName }).FirstOrDefaultAsync(cancel) is not { } found)
        {
            return null;
        }

        await phi.RecordHitsAsync(RecipientQueries.Resource, [found.Id], "emergency search", cancel);
        return new(found.Id, Recipient.Mask(found.FullName), await db.VisibleRecipients().AnyAsync(r => r.Id == found.Id, cancel));
    }

    /// <summary>Opens the recipient to the caller for <see cref="EmergencyAccess.Lasts"/>. Fails for other roles, without a reason, and for whom the caller sees anyway.</summary>
    public async Task<Result<Guid>> AskAsync(AskEmergency ask, CancellationToken cancel = default)
    {
        if (!EmergencyPermissions.MayAsk(call.Role) || call.UserId is not { } me)
        {
            return AuditFailures.NoEmergency;
        }

        if (ask.Check() is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Recipients.AnyAsync(r => r.Id == ask.RecipientId, cancel))
        {
            return new Failure.NotFound("patient");
        }

        if (await db.VisibleRecipients().AnyAsync(r => r.Id == ask.RecipientId, cancel))
        {
            return AuditFailures.AlreadyYours;
        }

        var now = clock.GetUtcNow();
        var access = new EmergencyAccess
        {
            UserId = me,
            UserName = call.UserName,
            UserRole = call.Role!.Value,
            RecipientId = ask.RecipientId,
            Category = ask.Category!.Value,
            Reason = ask.Reason!.Trim(),
            StartedAt = now,
            EndsAt = now + EmergencyAccess.Lasts,
        };
        db.Add(access);
        await db.NotifyCoordinatorsAsync(Opened, "Emergency access waits for your review", $"{call.UserName} opened a patient beyond their assignments ({access.Category.Label().ToLowerInvariant()}).", "/audit/emergencies", cancel);
        await db.SaveChangesAsync(cancel);
        await phi.RecordAsync(RecipientQueries.Resource, ask.RecipientId, PhiAction.View, "emergency access opened", cancel);
        return access.Id;
    }

    /// <summary>Gives the access back before its end.</summary>
    public async Task<Result> EndAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var me = call.UserId;
        if (await db.EmergencyAccesses.FirstOrDefaultAsync(e => e.Id == id && e.UserId == me, cancel) is not { } access)
        {
            return new Failure.NotFound("emergency access");
        }

        access.End(clock.GetUtcNow());
        return await db.TrySaveAsync(Stale, cancel);
    }

    /// <summary>What the caller has open now.</summary>
    public async Task<IReadOnlyList<OpenEmergency>> OpenAsync(CancellationToken cancel = default)
    {
        if (!EmergencyPermissions.MayAsk(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var open = await db.OpenEmergencies().AsNoTracking().Join(db.Recipients, e => e.RecipientId, r => r.Id, (e, r) => new { e.Id, e.RecipientId, r.FullName, e.EndsAt }).OrderBy(e => e.EndsAt).ToListAsync(cancel);
        return [.. open.Select(e => new OpenEmergency(e.Id, e.RecipientId, Recipient.Mask(e.FullName), e.EndsAt))];
    }

    /// <summary>The accesses that wait for a review, oldest first; or those that were reviewed, newest first.</summary>
    public async Task<IReadOnlyList<EmergencyRow>> ListAsync(bool reviewed, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var some = db.EmergencyAccesses.AsNoTracking().Where(e => reviewed == (e.ReviewedAt != null));
        var rows = await (reviewed ? some.OrderByDescending(e => e.ReviewedAt) : some.OrderBy(e => e.StartedAt)).ThenBy(e => e.Id).Take(EmergencyRow.Most)
            .Join(db.Recipients, e => e.RecipientId, r => r.Id, (e, r) => new { Access = e, r.FullName }).ToListAsync(cancel);
        return [.. rows.Select(r => new EmergencyRow(r.Access, Recipient.Mask(r.FullName), r.Access.IsOpenAt(clock.GetUtcNow())))];
    }

    /// <summary>Says what the review found. Fails for other roles, without a comment, for one's own access, and where somebody else was first.</summary>
    public async Task<Result> ReviewAsync(Guid id, ReviewEmergency review, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role))
        {
            return AuditFailures.NotYours;
        }

        if (review.Check() is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.EmergencyAccesses.FirstOrDefaultAsync(e => e.Id == id, cancel) is not { } access)
        {
            return new Failure.NotFound("emergency access");
        }

        if (access.ReviewedAt is not null)
        {
            return Stale;
        }

        if (access.UserId == call.UserId)
        {
            return AuditFailures.OwnEmergency;
        }

        access.Review(review.Verdict!.Value, review.Comment!.Trim(), call, clock.GetUtcNow());
        return await db.TrySaveAsync(Stale, cancel);
    }
}

/// <summary>An emergency access as its reviewer sees it; the patient by initials.</summary>
public sealed record EmergencyRow(EmergencyAccess Access, string Masked, bool IsOpen)
{
    public const int Most = 200;
}
