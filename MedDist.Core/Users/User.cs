using Microsoft.AspNetCore.Identity;

namespace MedDist.Core.Users;

/// <summary>Somebody who signs in. Super admins have no tenant; everybody else has exactly one.</summary>
public sealed class User : IdentityUser<Guid>
{
    public User() => Id = Guid.CreateVersion7();

    public Guid? TenantId { get; init; }

    public required string FullName { get; init; }

    public required Role Role { get; init; }

    public bool IsActive { get; private set; } = true;

    public DateTimeOffset? EmailVerifiedAt { get; init; }

    public UserSettings Settings { get; private set; } = new();

    /// <summary>National provider identifier, ten digits with check digit; prescribers only.</summary>
    public string? Npi { get; init; }

    /// <summary>Provider transaction access number of the clinician; at most 20 characters.</summary>
    public string? Ptan { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public void Deactivate(DateTimeOffset now)
    {
        IsActive = false;
        UpdatedAt = now;
    }

    public void Prefer(UserSettings settings, DateTimeOffset now)
    {
        Settings = settings;
        UpdatedAt = now;
    }
}

/// <summary>What a user chose for themselves.</summary>
public sealed record UserSettings(string Theme = "standard", string? TimeZone = null);
