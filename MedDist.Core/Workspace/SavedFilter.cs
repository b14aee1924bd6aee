using MedDist.Core.Kernel;

namespace MedDist.Core.Workspace;

/// <summary>A list as a user wants to find it again: the query string of its page.</summary>
public sealed class SavedFilter : TenantEntity
{
    public required Guid UserId { get; init; }

    /// <summary>The list: <c>orders</c>, <c>verifications</c>, <c>recipients</c>.</summary>
    public required string EntityType { get; init; }

    public required string Name { get; init; }

    /// <summary>Query string of the list without the sort, for example <c>tab=action&amp;q=acme</c>.</summary>
    public required string FilterCriteria { get; init; }

    /// <summary>Sort part of the query string; null for the list's own order.</summary>
    public string? SortOrder { get; init; }

    public bool IsDefault { get; init; }
}

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
