using MedDist.Core.Kernel;

namespace MedDist.Core.Users;

/// <summary>What a user can be assigned to.</summary>
public enum AssignableType
{
    Organization,
    Facility,
}

/// <summary>What an assignment makes of the user there.</summary>
public enum AssignmentRole
{
    Admin,
    User,
    Viewer,
}

/// <summary>Opens one organisation (with its facilities) or one facility to a user whose role is limited to assignments.</summary>
public sealed class UserAssignment : TenantEntity
{
    public required Guid UserId { get; init; }

    public required AssignableType AssignableType { get; init; }

    public required Guid AssignableId { get; init; }

    public AssignmentRole Role { get; init; } = AssignmentRole.User;

    /// <summary>Permissions granted (true) or taken (false) here, by permission name.</summary>
    public Dictionary<string, bool> Permissions { get; init; } = [];

    public bool IsPrimary { get; init; }
}
