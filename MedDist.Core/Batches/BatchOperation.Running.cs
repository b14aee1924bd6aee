using MedDist.Core.Kernel;

namespace MedDist.Core.Batches;

/// <summary>The steps of a batch from its making to its end.</summary>
public sealed partial class BatchOperation
{
    /// <summary>Keeps it as a dry run instead of running it.</summary>
    public BatchOperation Keep()
    {
        Status = BatchStatus.Saved;
        return this;
    }

    /// <summary>It is to run as this user.</summary>
    public BatchOperation RunAs(ICallContext who)
    {
        (Status, RunByUserId, RunByName) = (BatchStatus.Waiting, who.UserId, who.UserName);
        return this;
    }

    /// <summary>Takes the batch for one node; two that both read it cannot both save this.</summary>
    public void Claim(Guid lease, TimeSpan length, DateTimeOffset now)
    {
        StartedAt ??= now;
        (Status, LeaseId, LeasedUntil) = (BatchStatus.Running, lease, now + length);
    }

    /// <summary>The node gives way to others; the batch is due at once.</summary>
    public void Release() => (LeaseId, LeasedUntil) = (null, null);

    /// <summary>Counts what became of a chunk, and keeps the lease for the next one.</summary>
    public void Count(IReadOnlyCollection<BatchItem> done, TimeSpan length, DateTimeOffset now)
    {
        Processed += done.Count;
        Changed += done.Count(i => i.Result == BatchResult.Changed);
        Skipped += done.Count(i => i.Result == BatchResult.Skipped);
        Failed += done.Count(i => i.Result == BatchResult.Failed);
        Cancelled += done.Count(i => i.Result == BatchResult.Cancelled);
        Surprises += done.Count(i => i.IsSurprise);
        LeasedUntil = now + length;
    }

    /// <summary>Stops it after what runs now. A dry run that nobody ran ends at once.</summary>
    public void Cancel(string byName, DateTimeOffset now)
    {
        (CancelRequestedAt, EndNote) = (now, $"Cancelled by {byName}.");
        if (Status == BatchStatus.Saved)
        {
            (Status, CompletedAt) = (BatchStatus.Cancelled, now);
        }
    }

    /// <summary>It stops itself.</summary>
    public void Stop(string why, DateTimeOffset now)
    {
        (CancelRequestedAt, EndNote) = (CancelRequestedAt ?? now, why);
        StopsItself = true;
    }

    /// <summary>Another batch takes it back; null gives it free again.</summary>
    public void UndoBy(Guid? batchId) => UndoneByBatchId = batchId;

    /// <summary>Every row has its result.</summary>
    public void End(string? outputKey, IEnumerable<BatchError> errors, DateTimeOffset now)
    {
        Status = StopsItself ? BatchStatus.Stopped : Cancelled > 0 ? BatchStatus.Cancelled : BatchStatus.Completed;
        (OutputFileKey, ErrorLog, CompletedAt) = (outputKey, [.. errors], now);
        Release();
    }
}
