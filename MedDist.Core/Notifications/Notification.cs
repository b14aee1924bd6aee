using MedDist.Core.Kernel;

namespace MedDist.Core.Notifications;

/// <summary>Something one user should know. Title and message carry no PHI.</summary>
public sealed class Notification : TenantEntity
{
    public required Guid UserId { get; init; }

    /// <summary>Event name, for example <c>order.sent_back</c>.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public string? Message { get; init; }

    /// <summary>Ids and links, by name; <c>link</c> is where a click leads.</summary>
    public Dictionary<string, string> Payload { get; init; } = [];

    public DateTimeOffset? ReadAt { get; private set; }

    public void Read(DateTimeOffset now) => ReadAt ??= now;
}
