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

/// <summary>"They asked by text for all renewals": what a manufacturer wants from the coordinator.</summary>
public sealed class ManufacturerRequest : TenantEntity
{
    public required Guid ManufacturerId { get; init; }

    public required ManufacturerRequestType RequestType { get; init; }

    public RequestChannel? RequestedVia { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public string? Details { get; init; }

    public ManufacturerRequestStatus Status { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public Guid? CreatedByUserId { get; init; }

    public void Complete(DateTimeOffset now)
    {
        Status = ManufacturerRequestStatus.Completed;
        CompletedAt = now;
    }
}
