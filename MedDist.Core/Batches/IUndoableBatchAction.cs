namespace MedDist.Core.Batches;

/// <summary>A bulk action whose changes can be taken back: it says how each row stood, and which action puts it back.</summary>
public interface IUndoableBatchAction : IBatchAction
{
    /// <summary>The <see cref="IBatchAction.Kind"/> that undoes it; it finds the batch in its argument <see cref="BatchUndo.Batch"/> and the rows in <c>BatchSnapshots</c>.</summary>
    string UndoKind { get; }

    /// <summary>The rows that the last <see cref="IBatchAction.ApplyAsync"/> changed, as they stood; the engine saves them with the chunk. Emptied by <see cref="IBatchAction.Discard"/>.</summary>
    IReadOnlyList<RowBefore> Befores { get; }
}

/// <summary>How a row stood before a batch changed it.</summary>
/// <param name="EntityId">The row; not necessarily the item of the batch, which may be a line of a file.</param>
/// <param name="Before">As JSON that the undoing action reads; null where the batch made the row.</param>
/// <param name="AfterVersion">Its version once the chunk is saved: one that is higher was changed by something later.</param>
public sealed record RowBefore(Guid EntityId, string? Before, int AfterVersion);
