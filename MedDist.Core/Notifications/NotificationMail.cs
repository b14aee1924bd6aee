using System.Text;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Notifications;

/// <summary>Writes mail for users into the outbox, in the words of the tenant's templates.</summary>
public sealed class NotificationMail(NotificationEvents events, ReplyLinkSettings site)
{
    private const int Lines = 50;
    private const int Priority = 200;

    /// <summary>One message for each, with its delivery; they leave when it is not quiet for their reader.</summary>
    internal async Task QueueAsync(MedDistDbContext db, IReadOnlyList<(Notification Note, NotifiedPerson Person)> told, DateTimeOffset now, CancellationToken cancel)
    {
        var templates = await TemplatesAsync(db, [.. told.Select(t => events.Of(t.Note.Type).Code).Distinct()], cancel);
        foreach (var (note, person) in told)
        {
            var what = events.Of(note.Type);
            var item = Item(person, Fill(what, templates.GetValueOrDefault(what.Code), VariablesOf(note, person)), note.Id, what.Name, $"notification:{note.Id:N}", person.NotQuiet(now));
            db.Add(item);
            db.Add(DeliveryOf(note, person, item));
        }
    }

    /// <summary>The mail of the day: the unread notifications, newest first.</summary>
    internal async Task QueueDigestAsync(MedDistDbContext db, NotifiedPerson person, IReadOnlyList<Notification> unread, DateTimeOffset now, CancellationToken cancel)
    {
        var what = events.All.First(e => e.IsDigest);
        var template = (await TemplatesAsync(db, [what.Code], cancel)).GetValueOrDefault(what.Code);
        var item = Item(person, Fill(what, template, DigestVariables(person, unread)), unread[0].Id, what.Name, $"digest:{unread[^1].Id:N}", person.NotQuiet(now));
        db.Add(item);
        db.AddRange(unread.Select(n => DeliveryOf(n, person, item)));
    }

    /// <summary>A link that works in a mail; where the installation does not know its own address, words that say where to look.</summary>
    public string Absolute(string link) => site.SiteUrl is { } url ? url + link : "sign in to MedDist and look under Notifications";

    internal Dictionary<string, string> VariablesOf(Notification note, NotifiedPerson person)
    {
        var all = new Dictionary<string, string>(note.Payload)
        {
            ["title"] = note.Title,
            ["message"] = note.Message ?? "",
            ["link"] = Absolute(note.Payload.GetValueOrDefault("link") ?? "/notifications"),
        };
        return WithPerson(all, person);
    }

    internal Dictionary<string, string> DigestVariables(NotifiedPerson person, IReadOnlyList<Notification> unread)
    {
        var list = new StringBuilder();
        foreach (var note in unread.Take(Lines))
        {
            list.Append("- ").Append(note.Title).Append('\n').Append("  ").Append(Absolute(note.Payload.GetValueOrDefault("link") ?? "/notifications")).Append('\n');
        }

        list.Append(unread.Count > Lines ? $"and {unread.Count - Lines} more\n" : "");
        return WithPerson(new()
        {
            ["title"] = unread.Count == 1 ? "1 unread notification" : $"{unread.Count} unread notifications",
            ["message"] = "",
            ["count"] = $"{unread.Count}",
            ["list"] = list.ToString().TrimEnd(),
            ["link"] = Absolute("/notifications?unread=yes"),
        }, person);
    }

    private Dictionary<string, string> WithPerson(Dictionary<string, string> all, NotifiedPerson person)
    {
        (all["name"], all["tenant"], all["settings"]) = (person.FullName, person.Tenant, Absolute("/settings/notifications"));
        return all;
    }

    internal static MessageTemplate Fill(NotificationEvent what, MessageTemplate? own, IReadOnlyDictionary<string, string> values)
    {
        var text = own ?? what.BuiltIn;
        return new(TemplateText.Fill(text.Subject ?? what.BuiltIn.Subject!, values).ReplaceLineEndings(" "), TemplateText.Fill(text.Body, values));
    }

    private static async Task<Dictionary<string, MessageTemplate>> TemplatesAsync(MedDistDbContext db, IReadOnlyList<string> codes, CancellationToken cancel) =>
        (await db.NotificationTemplates.AsNoTracking().Where(t => t.IsActive && codes.Contains(t.TemplateCode)).Select(t => new { t.TemplateCode, t.EmailTemplate }).ToListAsync(cancel))
            .Where(t => t.EmailTemplate is not null).ToDictionary(t => t.TemplateCode, t => t.EmailTemplate!);

    private static QueueItem Item(NotifiedPerson person, MessageTemplate text, Guid notification, string what, string key, DateTimeOffset after) => new()
    {
        QueueType = QueueType.Notification,
        Priority = Priority,
        EntityType = nameof(Notification),
        EntityId = notification,
        Reference = $"{what}, to {person.FullName}",
        IdempotencyKey = key,
        ProcessAfter = after,
        Payload = new(person.Settings.MailFrom, person.Tenant, [person.Email!], [], text.Subject!, text.Body, []),
    };

    private static NotificationDelivery DeliveryOf(Notification note, NotifiedPerson person, QueueItem item) =>
        new() { NotificationId = note.Id, Channel = NotificationChannel.Email, RecipientAddress = person.Email, QueueItemId = item.Id };
}
