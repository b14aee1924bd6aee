using MedDist.Core.Kernel;

namespace MedDist.Core.Notifications;

/// <summary>A way a notification can travel.</summary>
public enum NotificationChannel
{
    InApp,
    Email,
    Sms,
    Push,
}

/// <summary>The words of one event for each channel; the code is unique per tenant.</summary>
public sealed class NotificationTemplate : TenantEntity
{
    public required string TemplateCode { get; init; }

    public required string Name { get; init; }

    public List<NotificationChannel> Channels { get; init; } = [NotificationChannel.Email];

    public MessageTemplate? EmailTemplate { get; init; }

    public MessageTemplate? SmsTemplate { get; init; }

    public MessageTemplate? PushTemplate { get; init; }

    public List<string> RequiredVariables { get; init; } = [];

    public bool IsActive { get; private set; } = true;

    public void Retire() => IsActive = false;
}

/// <summary>Subject and text with <c>{variables}</c>.</summary>
public sealed record MessageTemplate(string? Subject, string Body);
