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

/// <summary>A tenant's own words for one event, as one version: the active one holds, earlier ones are kept. Without an active one the built-in text holds.</summary>
public sealed class NotificationTemplate : TenantEntity
{
    public required string TemplateCode { get; init; }

    /// <summary>Counts the versions of a code from 1.</summary>
    public int Number { get; init; } = 1;

    public required string Name { get; init; }

    public List<NotificationChannel> Channels { get; init; } = [NotificationChannel.Email];

    public MessageTemplate? EmailTemplate { get; init; }

    public MessageTemplate? SmsTemplate { get; init; }

    public MessageTemplate? PushTemplate { get; init; }

    public List<string> RequiredVariables { get; init; } = [];

    /// <summary>Who wrote this version; the name outlives the user.</summary>
    public required string SavedByName { get; init; }

    public bool IsActive { get; private set; } = true;

    public void Retire() => IsActive = false;
}

/// <summary>Subject and text with <c>{variables}</c>.</summary>
public sealed record MessageTemplate(string? Subject, string Body);
