using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;

namespace MedDist.Core.Integrations;

/// <summary>
/// What one kind of message means to its area. The outbox sends, waits and repeats; this says what follows for the order or the case. All of it happens in the save that
/// records what became of the message; the items of one combined message come together.
/// </summary>
public interface IOutboxKind
{
    QueueType Type { get; }

    /// <summary>Which of the manufacturer's contact lists it goes to.</summary>
    ContactType Contacts { get; }

    /// <summary>Why it cannot be taken back any more.</summary>
    Failure AlreadyLeft { get; }

    /// <summary>It has left; <paramref name="note"/> names addresses that refused it.</summary>
    Task SentAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string? note, CancellationToken cancel);

    /// <summary>It was given up, or came back.</summary>
    Task FailedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, string reason, CancellationToken cancel);

    /// <summary>Somebody put it back into the outbox; refused where its order or case has gone on without it.</summary>
    Task<Result> RetriedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel);

    /// <summary>Takes the decision back that queued it; refused where the caller may not.</summary>
    Task<Result> TakeBackAsync(MedDistDbContext db, QueueItem item, CancellationToken cancel);

    /// <summary>Refreshes what is derived from the saved change, in its transaction; the caller saves again.</summary>
    Task SavedAsync(MedDistDbContext db, IReadOnlyList<QueueItem> items, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Saves what became of a message together with what follows from it.</summary>
internal static class OutboxSaving
{
    /// <summary>All of it or nothing; <paramref name="stale"/> where somebody else was faster with any row of it.</summary>
    public static async Task<Result> SaveAsync(this MedDistDbContext db, IOutboxKind kind, IReadOnlyList<QueueItem> items, Failure stale, CancellationToken cancel)
    {
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        if (await db.TrySaveAsync(stale, cancel) is { Succeeded: false } refused)
        {
            return refused;
        }

        await kind.SavedAsync(db, items, cancel);
        if (await db.TrySaveAsync(stale, cancel) is { Succeeded: false } late)
        {
            return late;
        }

        await all.CommitAsync(cancel);
        return Result.Ok;
    }
}
