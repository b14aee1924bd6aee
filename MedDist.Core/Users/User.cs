using MedDist.Core.Recipients;
using Microsoft.AspNetCore.Identity;

namespace MedDist.Core.Users;

/// <summary>Somebody who signs in. Super admins have no tenant; everybody else has exactly one.</summary>
public sealed class User : IdentityUser<Guid>
{
    private string fullName = "";
    private Role role;
    private string? npi;
    private string? ptan;
    private DateTimeOffset? emailVerifiedAt;

    public User() => Id = Guid.CreateVersion7();

    public Guid? TenantId { get; init; }

    public required string FullName { get => fullName; init => fullName = value; }

    public required Role Role { get => role; init => role = value; }

    /// <summary>The words of name and address, a space before each, as the search compares them.</summary>
    public string SearchText { get => SearchWords.Spaced(FullName, Email); private set => _ = value; }

    public bool IsActive { get; private set; } = true;

    public DateTimeOffset? EmailVerifiedAt { get => emailVerifiedAt; init => emailVerifiedAt = value; }

    public UserSettings Settings { get; private set; } = new();

    /// <summary>National provider identifier, ten digits with check digit; prescribers only.</summary>
    public string? Npi { get => npi; init => npi = value; }

    /// <summary>Provider transaction access number of the clinician; at most 20 characters.</summary>
    public string? Ptan { get => ptan; init => ptan = value; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What the user is from now on. Another role ends the open sign-ins, which would go on with the old one.</summary>
    public void Describe(string name, Role becomes, string? providerNumber, string? accessNumber, DateTimeOffset now)
    {
        if (becomes != role)
        {
            EndSignIns(now);
        }

        (fullName, role, npi, ptan) = (name, becomes, providerNumber, accessNumber);
        Touch(now);
    }

    /// <summary>Lets nobody in under this name any more, and ends the open sign-ins.</summary>
    public void Deactivate(DateTimeOffset now)
    {
        IsActive = false;
        EndSignIns(now);
    }

    public void Reactivate(DateTimeOffset now)
    {
        IsActive = true;
        Touch(now);
    }

    /// <summary>Ends all open sign-ins: pages close within half a minute.</summary>
    public void EndSignIns(DateTimeOffset now)
    {
        SecurityStamp = Guid.NewGuid().ToString("N");
        Touch(now);
    }

    /// <summary>Forgets the wrong passwords, so that the user may try again at once.</summary>
    public void Unlock(DateTimeOffset now)
    {
        (LockoutEnd, AccessFailedCount) = (null, 0);
        Touch(now);
    }

    /// <summary>The user has read mail sent to their address.</summary>
    public void VerifyEmail(DateTimeOffset now)
    {
        emailVerifiedAt ??= now;
        EmailConfirmed = true;
        Touch(now);
    }

    public void Prefer(UserSettings settings, DateTimeOffset now)
    {
        Settings = settings;
        UpdatedAt = now;
    }

    /// <summary>What they are to whoever looks after them.</summary>
    public UserState StateAt(DateTimeOffset now) => StateOf(IsActive, PasswordHash is not null, LockoutEnd, now);

    internal static UserState StateOf(bool isActive, bool hasPassword, DateTimeOffset? lockedUntil, DateTimeOffset now) =>
        !isActive ? UserState.Inactive
        : !hasPassword ? UserState.Invited
        : lockedUntil > now ? UserState.Locked
        : UserState.Active;

    // The stamp of Identity's concurrency check: a form that was read before is stale afterwards.
    private void Touch(DateTimeOffset now) => (UpdatedAt, ConcurrencyStamp) = (now, Guid.NewGuid().ToString("N"));
}

/// <summary>Whether and how a user can sign in.</summary>
public enum UserState
{
    Active,

    /// <summary>Asked by mail, has set no password yet.</summary>
    Invited,

    /// <summary>Too many wrong passwords; passes by itself.</summary>
    Locked,

    Inactive,
}

/// <summary>What a user chose for themselves.</summary>
public sealed record UserSettings(string Theme = "standard", string? TimeZone = null);
