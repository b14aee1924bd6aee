using MedDist.Core.Kernel;

namespace MedDist.Core.Workspace;

/// <summary>A list as a user wants to find it again: the query string of its page, under a name. Never holds the name of a recipient.</summary>
public sealed class SavedFilter : TenantEntity
{
    public const int NameLength = 60;

    public required Guid UserId { get; init; }

    /// <summary>The owner's name, for colleagues who see the view.</summary>
    public required string OwnerName { get; init; }

    /// <summary>The list: <c>orders</c>, <c>verifications</c>, <c>recipients</c>.</summary>
    public required string EntityType { get; init; }

    /// <summary>Unique among the owner's views of the list.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Query string of the list without the sort, for example <c>tab=action&amp;q=454</c>.</summary>
    public string FilterCriteria { get; private set; } = "";

    /// <summary>Sort part of the query string; null for the list's own order.</summary>
    public string? SortOrder { get; private set; }

    /// <summary>Colleagues see it too.</summary>
    public bool IsShared { get; private set; }

    /// <summary>The whole query string.</summary>
    public string Query => SortOrder is null ? FilterCriteria : FilterCriteria.Length == 0 ? SortOrder : $"{FilterCriteria}&{SortOrder}";

    public void Rename(string name) => Name = name.Trim();

    public void Share(bool shared) => IsShared = shared;

    /// <summary>Keeps the list that this query string shows.</summary>
    public void Keep(string query)
    {
        var parts = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).ToLookup(IsSort);
        FilterCriteria = string.Join('&', parts[false]);
        SortOrder = parts[true].Any() ? string.Join('&', parts[true]) : null;
    }

    private static bool IsSort(string part) => part.StartsWith("sort=", StringComparison.Ordinal) || part.StartsWith("order=", StringComparison.Ordinal);
}
