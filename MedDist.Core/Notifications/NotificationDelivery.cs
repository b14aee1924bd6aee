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

    /// <summary>Taken back before it left.</summary>
    Cancelled,
}

/// <summary>A notification on its way over one channel.</summary>
public sealed class NotificationDelivery : TenantEntity
{
    public const int ErrorLength = 2000;

    public required Guid NotificationId { get; init; }

    public required NotificationChannel Channel { get; init; }

    /// <summary>E-mail address, phone number or device token.</summary>
    public string? RecipientAddress { get; init; }

    /// <summary>The message that carries it; those of one digest share it.</summary>
    public Guid? QueueItemId { get; init; }

    public DeliveryStatus Status { get; private set; } = DeliveryStatus.Pending;

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>The channel's own words, without PHI.</summary>
    public string? Error { get; private set; }

    /// <summary>It was given up, or <paramref name="bounced"/> came back after it had left.</summary>
    public void Fail(string error, bool bounced, DateTimeOffset now) =>
        (Status, Error, FailedAt) = (bounced ? DeliveryStatus.Bounced : DeliveryStatus.Failed, error.Length > ErrorLength ? error[..ErrorLength] : error, now);

    public void TryAgain() => (Status, Error, FailedAt) = (DeliveryStatus.Pending, null, null);

    public void Cancel(DateTimeOffset now) => (Status, FailedAt) = (DeliveryStatus.Cancelled, now);

    public void Send(DateTimeOffset now) => (Status, SentAt) = (DeliveryStatus.Sent, now);

    public void Deliver(DateTimeOffset now) => (Status, DeliveredAt) = (DeliveryStatus.Delivered, now);
}
