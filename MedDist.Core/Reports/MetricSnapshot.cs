using MedDist.Core.Kernel;
using MedDist.Core.Reports.Metrics;

namespace MedDist.Core.Reports;

/// <summary>What a snapshot is of.</summary>
public enum MetricType
{
    Orders,
    Verifications,
    Forms,
}

/// <summary>What the numbers of a day are divided by.</summary>
public enum MetricDimension
{
    /// <summary>Not at all: the whole tenant.</summary>
    None,
    Facility,
    Manufacturer,

    /// <summary>Category of the products ordered; an order counts in each of its categories, with the value of its items there.</summary>
    Category,
    Provider,

    /// <summary>Payer of the recipient's primary cover.</summary>
    Payer,
}

/// <summary>The numbers of one calendar day of the tenant, for one value of one dimension. Made of orders, verifications and events alone, so that counting again gives the same.</summary>
public sealed class MetricSnapshot : TenantEntity
{
    public required MetricType Type { get; init; }

    /// <summary>A day in the tenant's time zone.</summary>
    public required DateOnly Day { get; init; }

    public MetricDimension Dimension { get; init; }

    /// <summary>The facility, manufacturer, … ; <see cref="Guid.Empty"/> for the whole tenant, so that the key has no null in it.</summary>
    public Guid DimensionId { get; init; }

    public MetricValues Values { get; private set; } = new();

    public MetricKey Key => new(Day, Dimension, DimensionId);

    /// <summary>Takes over what was counted; tells whether that is anything new.</summary>
    public bool Take(MetricValues counted)
    {
        if (Values == counted)
        {
            return false;
        }

        Values = counted;
        return true;
    }
}

/// <summary>What names a snapshot among those of its type.</summary>
public readonly record struct MetricKey(DateOnly Day, MetricDimension Dimension, Guid DimensionId);

/// <summary>How far the snapshots of a tenant are; one row each.</summary>
public sealed class MetricProgress : TenantEntity
{
    /// <summary>Everything that was saved before is counted.</summary>
    public DateTimeOffset ReadAt { get; private set; }

    public void Advance(DateTimeOffset now) => ReadAt = now;
}
