using MedDist.Core.Kernel;

namespace MedDist.Core.Users;

/// <summary>What a user's link is good for. One thing each.</summary>
public enum UserLinkPurpose
{
    /// <summary>To take up an invitation and set the first password.</summary>
    Invite,

    /// <summary>To set a new password.</summary>
    Reset,
}

/// <summary>Leave to set a password without knowing one: mailed to a user, good for one time, until it expires or a newer one replaces it.</summary>
public sealed class UserLink : TenantEntity
{
    public required Guid UserId { get; init; }

    public required UserLinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 (hex) of the token: what a link is found by.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The token itself, for the mail that carries it; encrypted with keys that the database does not hold, gone when the link ends.</summary>
    [Encrypted]
    public string? Token { get; private set; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used, or replaced by a newer one.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public void Carry(string token) => Token = token;

    public void End(DateTimeOffset now) => (EndedAt, Token) = (EndedAt ?? now, null);
}
