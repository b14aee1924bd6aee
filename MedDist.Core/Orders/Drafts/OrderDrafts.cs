using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Keeps order forms that are not submitted: saved while one types, never overwritten silently, resumed anywhere.</summary>
public sealed class OrderDrafts(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    private const int Tries = 20;

    /// <summary>
    /// Saves what was filled in since <see cref="SaveDraft.Original"/>. Where somebody (or another tab) saved meanwhile, other fields are joined; for the same field nothing is written and
    /// the outcome names the conflicts. A draft that is not there yet is created under the id that the form chose.
    /// </summary>
    public async Task<Result<DraftSaved>> SaveAsync(Guid id, SaveDraft save, CancellationToken cancel = default)
    {
        if (call.UserId is null || !OrderPermissions.MayPlace(call.Role))
        {
            return DraftFailures.NotPlacing;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            var saved = await TryAsync(id, save, cancel);
            if (saved.Failure is not Failure.Stale)
            {
                return saved;
            }
        }

        return DraftFailures.Stale;
    }

    /// <summary>The draft, or null when there is none that the caller may see. One that was submitted says which orders it became.</summary>
    public async Task<DraftState?> OpenAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Visible(db).AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel) is { } draft
            ? new(draft.Id, draft.Revision, draft.Content, draft.SavedByName, draft.SavedAt, draft.DiscardedAt is not null, draft.OrderIds) { BegunAt = draft.CreatedAt }
            : null;
    }

    /// <summary>The caller's open drafts, the latest first.</summary>
    public async Task<IReadOnlyList<DraftRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var drafts = await Visible(db).AsNoTracking().Where(d => d.SubmittedAt == null && d.DiscardedAt == null).OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id).Take(200).ToListAsync(cancel);
        return [.. drafts.Select(d => RowOf(d, d.Content))];
    }

    /// <summary>Puts a draft aside; <see cref="RestoreAsync"/> brings it back.</summary>
    public Task<Result> DiscardAsync(Guid id, CancellationToken cancel = default) => ChangeAsync(id, d => d.Discard(clock.GetUtcNow()), cancel);

    /// <summary>Takes a discard back.</summary>
    public Task<Result> RestoreAsync(Guid id, CancellationToken cancel = default) => ChangeAsync(id, d => d.Restore(), cancel);

    /// <summary>Drafts that the caller wrote, and those that were written for them as the provider.</summary>
    internal static IQueryable<OrderDraft> Visible(MedDistDbContext db)
    {
        var me = db.Call.UserId;
        return db.OrderDrafts.Where(d => me != null && (d.AuthorUserId == me || d.ProviderId == me));
    }

    private DraftRow RowOf(OrderDraft draft, OrderDraftContent content)
    {
        var name = content.Recipient?.Name ?? (content.NewRecipient is { } n ? string.Join(' ', new[] { n.FirstName, n.LastName }.OfType<string>()) : null);
        return new(draft.Id, string.IsNullOrWhiteSpace(name) ? null : name, string.Join(", ", content.Lines.Select(l => l.Product?.Name).OfType<string>()), content.Facility?.Name, content.ServiceDate,
            content.RequestType, draft.SavedAt, draft.AuthorUserId == call.UserId ? null : draft.SavedByName)
        { RecipientId = content.Recipient?.Id };
    }

    private async Task<Result<DraftSaved>> TryAsync(Guid id, SaveDraft save, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Visible(db).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } draft)
        {
            if (save.SeenVersion > 0 || await db.OrderDrafts.AnyAsync(d => d.Id == id, cancel))
            {
                return DraftFailures.NotFound;
            }

            db.Add(draft = new OrderDraft { Id = id, AuthorUserId = call.UserId!.Value });
        }

        if (!draft.IsOpen)
        {
            return draft.SubmittedAt is null ? DraftFailures.Discarded : DraftFailures.AlreadySubmitted;
        }

        var merge = draft.Revision == save.SeenVersion ? new(save.Mine, [], []) : DraftMerge.Of(save.Original, save.Mine, draft.Content, save.MineWins);
        if (merge.Conflicts.Count > 0)
        {
            return new DraftSaved(draft.Revision, draft.Content, merge.AlsoChanged, merge.Conflicts, draft.SavedByName, draft.SavedAt);
        }

        draft.Write(merge.Merged, call.UserName, clock.GetUtcNow());
        var saved = await db.TrySaveAsync(DraftFailures.Stale, cancel);
        return saved.Succeeded ? new DraftSaved(draft.Revision, merge.Merged, merge.AlsoChanged, [], draft.SavedByName, draft.SavedAt) : saved.Failure;
    }

    private async Task<Result> ChangeAsync(Guid id, Action<OrderDraft> change, CancellationToken cancel)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (await Visible(db).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } draft)
            {
                return DraftFailures.NotFound;
            }

            if (draft.SubmittedAt is not null)
            {
                return DraftFailures.AlreadySubmitted;
            }

            change(draft);
            if (await db.TrySaveAsync(DraftFailures.Stale, cancel) is { Succeeded: true } done)
            {
                return done;
            }
        }

        return DraftFailures.Stale;
    }
}
