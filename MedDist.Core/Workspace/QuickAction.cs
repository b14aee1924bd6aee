using MedDist.Core.Kernel;

namespace MedDist.Core.Workspace;

/// <summary>What a quick action does.</summary>
public enum QuickActionType
{
    EmailTemplate,
    BulkAction,
    SavedFilter,
}

/// <summary>Something a user does often, kept under a name.</summary>
public sealed class QuickAction : TenantEntity
{
    public required Guid UserId { get; init; }

    public required QuickActionType ActionType { get; init; }

    public required string Name { get; init; }

    public Dictionary<string, string> Options { get; init; } = [];

    public int UsageCount { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public void Use(DateTimeOffset now) => (UsageCount, LastUsedAt) = (UsageCount + 1, now);
}
