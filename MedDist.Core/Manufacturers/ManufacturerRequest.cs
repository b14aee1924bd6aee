using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

/// <summary>What a manufacturer asked for.</summary>
public enum ManufacturerRequestType
{
    BulkIvrUpdate,
    FormChange,
}

/// <summary>How the request came.</summary>
public enum RequestChannel
{
    Email,
    Text,
    Phone,
}

/// <summary>How far a request is.</summary>
public enum ManufacturerRequestStatus
{
    Pending,
    InProgress,
    Completed,
}

/// <summary>"They asked by text for all renewals": what a manufacturer wants from the coordinator, by when, and what was sent.</summary>
public sealed class ManufacturerRequest : TenantEntity
{
    public const int WordsLength = 4000;

    public required Guid ManufacturerId { get; init; }

    public Manufacturer? Manufacturer { get; private set; }

    public required ManufacturerRequestType RequestType { get; init; }

    public RequestChannel? RequestedVia { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who at the manufacturer asked.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>The day by which they want it.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Only the verifications that end on or before this day; null for all of them.</summary>
    public DateOnly? EndingBy { get; init; }

    public string? Details { get; init; }

    public ManufacturerRequestStatus Status { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public Guid? CreatedByUserId { get; init; }

    /// <summary>Their name, which outlives the user.</summary>
    public string? CreatedByName { get; init; }

    public string? CompletedByName { get; private set; }

    /// <summary>What was sent or done, in words.</summary>
    public string? Outcome { get; private set; }

    /// <summary>How many verifications the answer held.</summary>
    public int? SentCount { get; private set; }

    /// <summary>The workbook that was sent.</summary>
    public Guid? SentDocumentId { get; private set; }

    /// <summary>The due day that the desk has been told of.</summary>
    public DateOnly? RemindedOf { get; private set; }

    public bool IsOpen => Status != ManufacturerRequestStatus.Completed;

    /// <summary>Somebody has begun with it.</summary>
    public void Begin() => Status = IsOpen ? ManufacturerRequestStatus.InProgress : Status;

    /// <summary>It is done, with what was sent.</summary>
    public void Complete(DateTimeOffset now, string? by = null, string? outcome = null, int? sent = null, Guid? workbook = null) =>
        (Status, CompletedAt, CompletedByName, Outcome, SentCount, SentDocumentId) = (ManufacturerRequestStatus.Completed, now, by, outcome, sent, workbook);

    /// <summary>It was closed by mistake; what was noted then is kept for the next closing.</summary>
    public void Reopen() => (Status, CompletedAt, CompletedByName) = (ManufacturerRequestStatus.InProgress, null, null);

    /// <summary>The desk is told once of each due day.</summary>
    public bool Remind(DateOnly today)
    {
        if (!IsOpen || DueOn is not { } due || due > today || RemindedOf == due)
        {
            return false;
        }

        RemindedOf = due;
        return true;
    }
}
