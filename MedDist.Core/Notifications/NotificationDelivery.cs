using MedDist.Core.Kernel;

namespace MedDist.Core.Notifications;

/// <summary>What became of one delivery.</summary>
public enum DeliveryStatus
{
    Pending,
    Sent,
    Delivered,
    Bounced,
    Failed,
}

/// <summary>A notification on its way over one channel.</summary>
public sealed class NotificationDelivery : TenantEntity
{
    public required Guid NotificationId { get; init; }

    public required NotificationChannel Channel { get; init; }

    /// <summary>E-mail address, phone number or device token.</summary>
    public string? RecipientAddress { get; init; }

    public DeliveryStatus Status { get; private set; } = DeliveryStatus.Pending;

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>The channel's own words, without PHI.</summary>
    public string? Error { get; private set; }

    public void Fail(string error, DateTimeOffset now) => (Status, Error, FailedAt) = (DeliveryStatus.Failed, error, now);

    public void Send(DateTimeOffset now) => (Status, SentAt) = (DeliveryStatus.Sent, now);

    public void Deliver(DateTimeOffset now) => (Status, DeliveredAt) = (DeliveryStatus.Delivered, now);
}
