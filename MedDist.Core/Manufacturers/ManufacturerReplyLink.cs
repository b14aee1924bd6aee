using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

/// <summary>What a reply link is good for. One thing each.</summary>
public enum ReplyPurpose
{
    /// <summary>To answer one order: confirm, reject, attach a document, give tracking numbers.</summary>
    Order,
}

/// <summary>Leave for a manufacturer to answer one order without signing in, until it expires, is replaced, or the order is taken back.</summary>
public sealed class ManufacturerReplyLink : TenantEntity
{
    public required Guid OrderId { get; init; }

    public required Guid ManufacturerId { get; init; }

    /// <summary>Their name, for what is recorded.</summary>
    public required string ManufacturerName { get; init; }

    public ReplyPurpose Purpose { get; init; } = ReplyPurpose.Order;

    /// <summary>SHA-256 (hex) of the token: what a link is found by.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The token itself, for the mail that carries it and for sending that again; encrypted with keys that the database does not hold, gone when the link ends.</summary>
    [Encrypted]
    public string? Token { get; private set; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When it was first answered.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    public void Carry(string token) => Token = token;

    public void Revoke(DateTimeOffset now) => (RevokedAt, Token) = (RevokedAt ?? now, null);

    public void Use(DateTimeOffset now) => UsedAt ??= now;

    public bool IsOver(DateTimeOffset now) => RevokedAt is not null || now >= ExpiresAt;
}

/// <summary>What somebody did with a reply link.</summary>
public enum ReplyAct
{
    Viewed,
    Confirmed,
    Rejected,
    Attached,
    Shipped,
}

/// <summary>One use of a reply link: what, when, from which address. Written once, never changed.</summary>
public sealed class ManufacturerReply : Entity, ITenantOwned, IAppendOnly
{
    public Guid TenantId { get; init; }

    public required Guid LinkId { get; init; }

    public required ReplyAct Act { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? IpAddress { get; init; }

    public string? Words { get; init; }

    public Guid? DocumentId { get; init; }
}
