using MedDist.Core.Kernel;

namespace MedDist.Core.Notifications;

/// <summary>Something one user should know. Title and message carry no PHI.</summary>
public sealed class Notification : TenantEntity
{
    /// <summary>Event name, for example <c>order.sent_back</c>.</summary>
    public required string Type { get; init; }

    public required Guid UserId { get; init; }

    public required string Title { get; init; }

    public string? Message { get; init; }

    /// <summary>Ids, links and what templates may name; <c>link</c> is where a click leads.</summary>
    public Dictionary<string, string> Payload { get; init; } = [];

    /// <summary>The fact it tells: event, subject and threshold. One user is told of one fact once; null where each is a fact of its own.</summary>
    public string? FactKey { get; init; }

    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Whether the bell shows it; the user may want it by mail only.</summary>
    public bool InApp { get; private set; } = true;

    /// <summary>When it goes into the mail of the day, unless it is read by then; null for no such mail, or once it went.</summary>
    public DateTimeOffset? DigestDueAt { get; private set; }

    /// <summary>When another coordinator is told, unless it is read by then; null for never, or once it was decided.</summary>
    public DateTimeOffset? EscalateAt { get; private set; }

    /// <summary>Whether the user's preferences have been applied to it.</summary>
    internal bool IsRouted => routed;

    private bool routed;

    public void Read(DateTimeOffset now) => ReadAt ??= now;

    /// <summary>Applies what the user wants.</summary>
    public void Route(bool inApp, DateTimeOffset? digestDueAt, DateTimeOffset? escalateAt) => (routed, InApp, DigestDueAt, EscalateAt) = (true, inApp, digestDueAt, escalateAt);

    /// <summary>Moves it to another mail of the day.</summary>
    public void Postpone(DateTimeOffset due) => DigestDueAt = DigestDueAt is null ? null : due;

    /// <summary>It went into a mail, or was read before.</summary>
    public void Digested() => DigestDueAt = null;

    /// <summary>It is decided whether somebody else has to know.</summary>
    public void Escalated() => EscalateAt = null;
}
