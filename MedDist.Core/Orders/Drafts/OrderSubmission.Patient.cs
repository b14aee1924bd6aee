using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Patient and cover of a form: by the same rules, and with the same consequences, as on the patient's page.</summary>
public sealed partial class OrderSubmission
{
    /// <summary>Who it is for, with the cover as the form has it.</summary>
    private async Task<(Recipient? Recipient, CoverEffect Effect, Failure? Failure)> PatientAsync(MedDistDbContext db, OrderDraft draft, Facility facility, CancellationToken cancel)
    {
        var form = draft.Content.AsOrdered();
        var found = await RecipientAsync(db, form, facility, cancel);
        if (!found.Succeeded)
        {
            return (null, default, found.Failure);
        }

        if (form.Recipient is not null)
        {
            (form, var conflicts) = await OrderCarryOver.FreshAsync(db, form, found.Value.Id, draft.CreatedAt, cancel);
            if (conflicts.Count > 0)
            {
                return (null, default, DraftFailures.Incomplete(conflicts));
            }
        }

        var covers = new[] { Cover("primary", form.Primary), Cover("secondary", form.Secondary) }.OfType<FormCover>().ToList();
        var staged = await coverage.StageFormAsync(db, found.Value.Id, covers, cancel);
        return staged.Succeeded ? (found.Value, staged.Value, null) : (null, default, DraftEntries.AtFields(staged.Failure, ""));
    }

    /// <summary>The one on file, or a new one, registered where the order is placed.</summary>
    private async Task<Result<Recipient>> RecipientAsync(MedDistDbContext db, OrderDraftContent form, Facility facility, CancellationToken cancel)
    {
        if (form.Recipient is { } known)
        {
            return await db.VisibleRecipients().FirstOrDefaultAsync(r => r.Id == known.Id && r.Type == known.Type, cancel) is { } visible
                ? visible : DraftFailures.Incomplete([new("recipient", "This patient is not yours to see. Choose another one, or create one.")]);
        }

        var staged = await recipients.StageAsync(db, DraftEntries.Patient(form)! with { OrganizationId = facility.OrganizationId, FacilityId = facility.Id }, cancel);
        return staged.Succeeded ? staged : DraftEntries.AtFields(staged.Failure, "newRecipient.");
    }

    private static FormCover? Cover(string name, DraftCoverage? cover) => cover?.Payer is null ? null : new(name, name == "primary", DraftEntries.Cover(cover));

    /// <summary>All of it, and what a change of cover leads to, in one transaction; false where somebody else was first.</summary>
    private async Task<bool> SaveAsync(MedDistDbContext db, Guid recipientId, CoverEffect effect, CancellationToken cancel)
    {
        if (!effect.IsTouched)
        {
            return (await db.TrySaveAsync(DraftFailures.Stale, cancel)).Succeeded;
        }

        await using var all = await db.Database.BeginTransactionAsync(cancel);
        if (!(await db.TrySaveAsync(DraftFailures.Stale, cancel)).Succeeded)
        {
            return false;
        }

        await coverage.FollowAsync(db, recipientId, effect, cancel);
        await all.CommitAsync(cancel);
        return true;
    }
}
