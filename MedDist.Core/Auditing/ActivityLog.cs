using MedDist.Core.Kernel;

namespace MedDist.Core.Auditing;

/// <summary>Who did what to which row, with the values before and after (PHI hidden). Written once (45 CFR 164.312(b)).</summary>
public sealed class ActivityLog : IAppendOnly, ITenantOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TenantId { get; init; }

    public Guid? UserId { get; init; }

    /// <summary>For example <c>order.modified</c> or <c>tenant.entered</c>.</summary>
    public required string Action { get; init; }

    public string? EntityType { get; init; }

    public Guid? EntityId { get; init; }

    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    public Dictionary<string, string> Metadata { get; init; } = [];

    public string? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One field before and after; both are hidden where the field holds PHI.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>What was done with protected health information.</summary>
public enum PhiAction
{
    View,
    Create,
    Update,
    Delete,
    Export,
    Print,
    Reveal,
}

/// <summary>One access to protected health information, with its purpose. Written once; kept six years (45 CFR 164.316(b)(2)).</summary>
public sealed class PhiAccessLog : IAppendOnly, ITenantOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TenantId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>For example <c>recipient</c> or <c>order</c>.</summary>
    public required string ResourceType { get; init; }

    public required string ResourceIdentifier { get; init; }

    /// <summary>For a list of hits: who was on it.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];

    public required PhiAction Action { get; init; }

    public required string Reason { get; init; }

    public string? IpAddress { get; init; }

    public string? SessionId { get; init; }

    public required DateTimeOffset AccessedAt { get; init; }
}

/// <summary>Marks a property whose values are hidden in the audit trail.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PhiAttribute : Attribute;
