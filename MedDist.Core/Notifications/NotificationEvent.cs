using MedDist.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Notifications;

/// <summary>How mail about an event reaches a user.</summary>
public enum EmailChoice
{
    None,
    Now,

    /// <summary>In the mail of the day, with everything else that is unread then.</summary>
    Digest,
}

/// <summary>Something that people are told of: the catalogue entry that preferences and templates go by.</summary>
/// <param name="Code">The type its notifications carry.</param>
/// <param name="Area">Heading under which the preferences list it.</param>
/// <param name="Name">What has happened, in the words of the screen.</param>
/// <param name="Roles">Who gets it.</param>
public sealed record NotificationEvent(string Code, string Area, string Name, IReadOnlyList<Role> Roles)
{
    public static readonly IReadOnlyList<string> Standard = ["title", "message", "link", "name", "tenant", "settings"];

    /// <summary>Further types that are this event to people.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Mail for who has chosen nothing.</summary>
    public EmailChoice Email { get; init; } = EmailChoice.Digest;

    /// <summary>Work stands still until somebody knows: it cannot be switched off in the app.</summary>
    public bool AlwaysInApp { get; init; }

    /// <summary>Never by mail, because it says that mail does not arrive.</summary>
    public bool InAppOnly { get; init; }

    /// <summary>Whether another coordinator is told where nobody reads it.</summary>
    public bool Escalates { get; init; }

    /// <summary>The mail of the day itself: it has a template and no preferences.</summary>
    public bool IsDigest { get; init; }

    /// <summary>What templates may name besides <see cref="Standard"/>, with an example of each.</summary>
    public IReadOnlyDictionary<string, string> Own { get; init; } = new Dictionary<string, string>();

    /// <summary>What the text of a mail must contain.</summary>
    public IReadOnlyList<string> Required { get; init; } = ["link"];

    /// <summary>The text that holds until a tenant writes its own.</summary>
    public MessageTemplate BuiltIn { get; init; } = new("{title}", "Hello {name},\n\n{title}\n{message}\n\nOpen it: {link}\n\n{tenant}\nWhat you get mail about: {settings}");

    public IEnumerable<string> Variables => Standard.Concat(Own.Keys);

    public IEnumerable<string> Codes => Also.Prepend(Code);
}

/// <summary>Every event of the product; areas register theirs.</summary>
public sealed class NotificationEvents(IEnumerable<NotificationEvent> all)
{
    /// <summary>For a type that no area has registered: in the app, never by mail.</summary>
    private static readonly NotificationEvent Unknown = new("", "", "Something else", []) { Email = EmailChoice.None, InAppOnly = true };

    private readonly Dictionary<string, NotificationEvent> byCode = all.SelectMany(e => e.Codes.Select(c => (c, e))).ToDictionary(p => p.c, p => p.e);

    public IReadOnlyList<NotificationEvent> All { get; } = [.. all];

    public NotificationEvent? Find(string code) => byCode.GetValueOrDefault(code);

    public NotificationEvent Of(string type) => Find(type) ?? Unknown;
}

/// <summary>How an area adds its events.</summary>
public static class NotificationEventRegistration
{
    public static IServiceCollection AddNotificationEvents(this IServiceCollection services, IEnumerable<NotificationEvent> events)
    {
        foreach (var one in events)
        {
            services.AddSingleton(one);
        }

        return services;
    }
}
