using MedDist.Core.Kernel;

namespace MedDist.Core.Integrations;

/// <summary>What came of one try to send, or what was heard of it later.</summary>
public enum AttemptOutcome
{
    /// <summary>The mail server, or the pickup folder, has it.</summary>
    Sent,

    /// <summary>It left for some of its addresses; the others were refused.</summary>
    SentPartly,

    /// <summary>It did not leave and is tried again by itself.</summary>
    TryLater,

    /// <summary>It did not leave, and trying again by itself is no use.</summary>
    Refused,

    /// <summary>The connection or the server broke: nobody can know.</summary>
    MayHaveLeft,

    /// <summary>A mail server on the way still tries; nothing has to be done.</summary>
    Delayed,

    /// <summary>A mail server on the way gave up and sent it back.</summary>
    Bounced,
}

/// <summary>One try to send one item of the outbox, or one answer that came back to it. Written once, never changed.</summary>
public sealed class SendAttempt : Entity, ITenantOwned, IAppendOnly
{
    public Guid TenantId { get; init; }

    public required Guid QueueItemId { get; init; }

    /// <summary>The message it left in, as its Message-ID says.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>1 for the first try; 0 for what came back later.</summary>
    public int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    /// <summary>To whom that try went; the one address for what came back.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The partner's own words, without PHI.</summary>
    public string? Words { get; init; }

    /// <summary>Tells what came back twice; unique per tenant and item.</summary>
    public string? SourceKey { get; init; }
}
