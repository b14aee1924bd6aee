using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>What somebody does with an order that is open on their screen.</summary>
public enum PresenceMode
{
    Viewing,
    Editing,
}

/// <summary>
/// An order open on somebody's screen. Short-lived: it counts while its heartbeat is fresh and is deleted when the screen closes. No audit trail (the access log tells who
/// looked at what), and announced only when somebody comes, goes or begins to edit, never for a heartbeat.
/// </summary>
public sealed class OrderPresence : Entity, ITenantOwned
{
    /// <summary>How long a screen counts after its last heartbeat.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);

    /// <summary>How often a screen tells that it is still there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    public Guid TenantId { get; private set; }

    public required Guid OrderId { get; init; }

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    public PresenceMode Mode { get; private set; }

    public DateTimeOffset SeenAt { get; private set; }

    public void See(PresenceMode mode, DateTimeOffset now) => (Mode, SeenAt) = (mode, now);
}

/// <summary>Somebody else who has an order open.</summary>
public sealed record PresentUser(Guid OrderId, Guid UserId, string Name, PresenceMode Mode);
