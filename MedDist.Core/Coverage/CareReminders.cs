using System.ComponentModel.DataAnnotations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>A reminder that somebody enters.</summary>
public sealed record NewReminder
{
    [Required(ErrorMessage = "Write in two or three words what it is about."), StringLength(CareReminder.TypeLength, ErrorMessage = "At most 100 characters.")]
    public string? Type { get; init; }

    [Required(ErrorMessage = "Write what has to be seen to."), StringLength(CareReminder.DescriptionLength, ErrorMessage = "At most 1000 characters.")]
    public string? Description { get; init; }

    public DateOnly? DueOn { get; init; }
}

/// <summary>How a reminder is ended.</summary>
public sealed record EndReminder(ReminderStatus Status, int SeenVersion)
{
    /// <summary>What was done, or why it does not apply.</summary>
    [Required(ErrorMessage = "Write what was done, or why it does not apply."), StringLength(CareReminder.ActionLength, ErrorMessage = "At most 1000 characters.")]
    public string? Action { get; init; }
}

/// <summary>Enters reminders for recipients and ends them.</summary>
public sealed class CareReminders(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    public async Task<Result<Guid>> AddAsync(Guid recipientId, NewReminder reminder, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayEdit(call.Role))
        {
            return CoverageFailures.NotYourRole;
        }

        if (OrderRequestRules.Check(reminder) is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.VisibleRecipients().AnyAsync(r => r.Id == recipientId, cancel))
        {
            return RecipientFailures.NotFound;
        }

        var row = new CareReminder { RecipientId = recipientId, Type = reminder.Type!.Trim(), Description = reminder.Description!.Trim(), DueOn = reminder.DueOn };
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        return row.Id;
    }

    /// <summary>Ends a reminder as addressed or dismissed, with what was done or why.</summary>
    public async Task<Result> EndAsync(Guid reminderId, EndReminder end, CancellationToken cancel = default)
    {
        if (!RecipientPermissions.MayEdit(call.Role))
        {
            return CoverageFailures.NotYourRole;
        }

        if (OrderRequestRules.Check(end) is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.CareReminders.FirstOrDefaultAsync(r => r.Id == reminderId && db.VisibleRecipients().Any(v => v.Id == r.RecipientId), cancel);
        if (row is null)
        {
            return CoverageFailures.ReminderNotFound;
        }

        if (row.Version != end.SeenVersion)
        {
            return CoverageFailures.ReminderStale;
        }

        if (!row.IsOpen || end.Status == ReminderStatus.Active)
        {
            return CoverageFailures.ReminderOver;
        }

        row.End(end.Status, end.Action!.Trim(), call.UserId, call.UserName, clock.GetUtcNow());
        return await db.TrySaveAsync(CoverageFailures.ReminderStale, cancel);
    }
}
