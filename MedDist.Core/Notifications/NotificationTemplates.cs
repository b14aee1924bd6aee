using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Notifications;

/// <summary>An event with the text that holds for it.</summary>
/// <param name="Event">The catalogue entry.</param>
/// <param name="Text">What is sent.</param>
/// <param name="Number">Version of the tenant's own text; 0 where the built-in one holds.</param>
/// <param name="SavedBy">Who wrote it.</param>
/// <param name="SavedAt">When.</param>
public sealed record TemplateRow(NotificationEvent Event, MessageTemplate Text, int Number, string? SavedBy, DateTimeOffset? SavedAt);

/// <summary>One version of a tenant's text.</summary>
public sealed record TemplateVersion(int Number, MessageTemplate Text, string SavedBy, DateTimeOffset SavedAt, bool IsActive);

/// <summary>A template with the values of a real notification, or of an example where there is none yet.</summary>
public sealed record TemplatePreview(string Subject, string Body, bool IsExample);

/// <summary>The tenant's own words of the mail to its users.</summary>
public sealed class NotificationTemplates(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, NotificationEvents events, NotificationMail mail)
{
    /// <summary>Every event that mail is written about, with its text.</summary>
    public async Task<IReadOnlyList<TemplateRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var own = (await db.NotificationTemplates.AsNoTracking().Where(t => t.IsActive).ToListAsync(cancel)).ToDictionary(t => t.TemplateCode);
        return [.. events.All.Where(e => !e.InAppOnly).Select(e => own.GetValueOrDefault(e.Code) is { EmailTemplate: { } text } t ? new TemplateRow(e, text, t.Number, t.SavedByName, t.CreatedAt) : new(e, e.BuiltIn, 0, null, null))];
    }

    /// <summary>All versions of an event's text, the latest first.</summary>
    public async Task<IReadOnlyList<TemplateVersion>> VersionsAsync(string code, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = await db.NotificationTemplates.AsNoTracking().Where(t => t.TemplateCode == code).OrderByDescending(t => t.Number).ToListAsync(cancel);
        return [.. all.Where(t => t.EmailTemplate is not null).Select(t => new TemplateVersion(t.Number, t.EmailTemplate!, t.SavedByName, t.CreatedAt, t.IsActive))];
    }

    /// <summary>
    /// Saves a new version, which holds from now on. <paramref name="seen"/> is the number of the version that the editor began with. Fails for other roles, for unknown and missing
    /// variables, and when somebody else saved meanwhile.
    /// </summary>
    public async Task<Result> SaveAsync(string code, MessageTemplate text, int seen, CancellationToken cancel = default)
    {
        if (!NotificationPermissions.MayWriteTemplates(call.Role))
        {
            return NotificationFailures.NotYours;
        }

        if (events.Find(code) is not { InAppOnly: false } what)
        {
            return NotificationFailures.NoEvent;
        }

        if (TemplateText.Check(what, text) is { } wrong)
        {
            return wrong;
        }

        return await ReplaceAsync(what, text, seen, cancel);
    }

    /// <summary>Puts the built-in text back; the versions stay in the history.</summary>
    public async Task<Result> ResetAsync(string code, int seen, CancellationToken cancel = default) =>
        !NotificationPermissions.MayWriteTemplates(call.Role) ? NotificationFailures.NotYours
        : events.Find(code) is not { } what ? NotificationFailures.NoEvent
        : await ReplaceAsync(what, null, seen, cancel);

    /// <summary>What a mail would say: with the newest real notification of this kind in the tenant, the caller's own first. Wrong templates are refused as when saving.</summary>
    public async Task<Result<TemplatePreview>> PreviewAsync(string code, MessageTemplate text, CancellationToken cancel = default)
    {
        if (!NotificationPermissions.MayWriteTemplates(call.Role))
        {
            return NotificationFailures.NotYours;
        }

        if (events.Find(code) is not { } what)
        {
            return NotificationFailures.NoEvent;
        }

        if (TemplateText.Check(what, text) is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var person = (await NotifiedPerson.ReadAsync(db, [call.UserId ?? Guid.Empty], cancel)).Values.FirstOrDefault()
            ?? new NotifiedPerson(Guid.Empty, call.UserName, null, true, null, null, tenant.Name, tenant.Settings);
        var (values, isExample) = await ValuesAsync(db, what, person, cancel);
        var filled = NotificationMail.Fill(what, text, values);
        return new TemplatePreview(filled.Subject!, filled.Body, isExample);
    }

    private async Task<(Dictionary<string, string> Values, bool IsExample)> ValuesAsync(MedDistDbContext db, NotificationEvent what, NotifiedPerson person, CancellationToken cancel)
    {
        var types = what.IsDigest ? [.. events.All.SelectMany(e => e.Codes)] : what.Codes.ToList();
        var real = await db.Notifications.AsNoTracking().Where(n => types.Contains(n.Type))
            .OrderByDescending(n => n.UserId == call.UserId).ThenByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Take(what.IsDigest ? 5 : 1).ToListAsync(cancel);
        if (real.Count > 0)
        {
            var known = what.IsDigest ? mail.DigestVariables(person, real) : mail.VariablesOf(real[0], person);
            return (known, what.Own.Keys.Any(o => !known.ContainsKey(o)) && Complete(known));
        }

        var example = new Notification { UserId = person.Id, Type = what.Code, Title = what.Name, Payload = new() { ["link"] = "/notifications" } };
        var values = what.IsDigest ? mail.DigestVariables(person, [example]) : mail.VariablesOf(example, person);
        Complete(values);
        return (values, true);

        bool Complete(Dictionary<string, string> some)
        {
            foreach (var (name, value) in what.Own)
            {
                some.TryAdd(name, value);
            }

            return true;
        }
    }

    private async Task<Result> ReplaceAsync(NotificationEvent what, MessageTemplate? text, int seen, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = await db.NotificationTemplates.Where(t => t.TemplateCode == what.Code).ToListAsync(cancel);
        var active = all.Find(t => t.IsActive);
        if ((active?.Number ?? 0) != seen)
        {
            return NotificationFailures.StaleTemplate;
        }

        active?.Retire();
        if (text is not null)
        {
            db.Add(new NotificationTemplate
            {
                TemplateCode = what.Code,
                Number = all.Select(t => t.Number).DefaultIfEmpty().Max() + 1,
                Name = what.Name,
                EmailTemplate = text,
                RequiredVariables = [.. what.Required],
                SavedByName = call.UserName,
            });
        }

        return await db.TrySaveAsync(NotificationFailures.StaleTemplate, cancel);
    }
}
