using System.Text.RegularExpressions;
using MedDist.Core.Auditing;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Users;

/// <summary>What somebody who holds a link may see before they set a password.</summary>
/// <param name="UserId">Whose password it sets.</param>
/// <param name="FullName">Their name.</param>
/// <param name="Email">The address they sign in with.</param>
/// <param name="TenantName">The company that invited them.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record UserLinkView(Guid UserId, string FullName, string Email, string TenantName, UserLinkPurpose Purpose, DateTimeOffset ExpiresAt);

/// <summary>Makes the links of invitations and forgotten passwords, puts them into mail as it leaves, and lets each be used once.</summary>
public sealed partial class UserLinks(ReplyLinkSettings site, ContextFor contexts, TenantDirectory tenants, TimeProvider clock)
{
    public const int InviteDays = 7;
    public const int ResetHours = 2;

    private const int Priority = 50;

    /// <summary>Whether links can be made: the installation must know its own address (<c>Site:Url</c>).</summary>
    public bool IsPossible => site.SiteUrl is not null;

    /// <summary>Writes a link and its mail in the caller's save; links before it end.</summary>
    internal async Task IssueAsync(MedDistDbContext db, User user, Tenant tenant, UserLinkPurpose purpose, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var earlier in await db.UserLinks.Where(l => l.UserId == user.Id && l.EndedAt == null).ToListAsync(cancel))
        {
            earlier.End(now);
        }

        var token = LinkToken.New(tenant.Subdomain);
        var link = new UserLink
        {
            UserId = user.Id,
            Purpose = purpose,
            TokenHash = token.Hash,
            ExpiresAt = purpose == UserLinkPurpose.Invite ? now.AddDays(InviteDays) : now.AddHours(ResetHours),
        };
        link.Carry(token.Text);
        db.AddRange(link, Mail(user, tenant, link, now));
    }

    /// <summary>The message with its marks replaced by the addresses; a mark whose link has ended says so.</summary>
    internal async Task<OutboundMail> FillAsync(MedDistDbContext db, OutboundMail mail, CancellationToken cancel)
    {
        var ids = Mark().Matches(mail.Body).Select(m => Guid.ParseExact(m.Groups[1].Value, "N")).ToList();
        if (ids.Count == 0)
        {
            return mail;
        }

        var tokens = await db.UserLinks.AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Token, cancel);
        return mail with
        {
            Body = Mark().Replace(mail.Body, m => tokens.GetValueOrDefault(Guid.ParseExact(m.Groups[1].Value, "N")) is { } token ? $"{site.SiteUrl}/welcome/{token}" : "(this link has ended)"),
        };
    }

    /// <summary>A body as people of the tenant read it, to whom the link itself is not shown.</summary>
    public static string Readable(string body) => Mark().Replace(body, "[personal link, filled in as it leaves]");

    /// <summary>What a link opens; null where it is wrong, used, replaced, expired, or belongs to another tenant than the address it came to.</summary>
    public async Task<UserLinkView?> FindAsync(string? text, Guid? atTenant, CancellationToken cancel = default)
    {
        if (await TenantOfAsync(text, atTenant, cancel) is not var (tenant, hash))
        {
            return null;
        }

        await using var db = contexts(new SystemCall(tenant.Id));
        var now = clock.GetUtcNow();
        return await db.UserLinks.AsNoTracking().Where(l => l.TokenHash == hash && l.EndedAt == null && l.ExpiresAt > now)
            .Join(db.Users.Where(u => u.IsActive && u.TenantId == tenant.Id), l => l.UserId, u => u.Id, (l, u) => new UserLinkView(u.Id, u.FullName, u.Email!, tenant.Name, l.Purpose, l.ExpiresAt))
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Uses a link up, and records it; false where somebody did before, or it has ended.</summary>
    /// <param name="text">The token.</param>
    /// <param name="atTenant">The tenant whose own address was called; null at the bare address.</param>
    /// <param name="ip">From where, for the activity log.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> UseAsync(string? text, Guid? atTenant, string? ip, CancellationToken cancel = default)
    {
        if (await TenantOfAsync(text, atTenant, cancel) is not var (tenant, hash))
        {
            return false;
        }

        await using var db = contexts(new SystemCall(tenant.Id));
        var now = clock.GetUtcNow();
        if (await db.UserLinks.FirstOrDefaultAsync(l => l.TokenHash == hash && l.EndedAt == null && l.ExpiresAt > now, cancel) is not { } link)
        {
            return false;
        }

        link.End(now);
        db.Add(new ActivityLog { UserId = link.UserId, Action = "user.password_set", EntityType = nameof(User), EntityId = link.UserId, IpAddress = ip, CreatedAt = now });
        return (await db.TrySaveAsync(UserFailures.Stale, cancel)).Succeeded;
    }

    /// <summary>Mails a link for a new password to whoever has this address at the tenant. Says nothing about whether somebody has.</summary>
    /// <param name="email">What was typed.</param>
    /// <param name="atTenant">The tenant whose own address was called; null at the bare address.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task ForgottenAsync(string email, Guid? atTenant, CancellationToken cancel = default)
    {
        var normalized = email.Trim().ToUpperInvariant();
        await using var before = contexts(new BeforeTenantCall());
        var found = await before.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == normalized && u.IsActive && u.TenantId != null && (atTenant == null || u.TenantId == atTenant), cancel);
        if (found is null || !IsPossible || await tenants.FindAsync(found.TenantId!.Value, cancel) is not { IsActive: true })
        {
            return;
        }

        await using var db = contexts(new SystemCall(found.TenantId.Value));
        await IssueAsync(db, found, await db.Tenants.AsNoTracking().SingleAsync(cancel), found.PasswordHash is null ? UserLinkPurpose.Invite : UserLinkPurpose.Reset, cancel);
        db.Add(new ActivityLog { UserId = found.Id, Action = "user.password_forgotten", EntityType = nameof(User), EntityId = found.Id, CreatedAt = clock.GetUtcNow() });
        await db.TrySaveAsync(UserFailures.Stale, cancel);
    }

    private async Task<(TenantCard Tenant, string Hash)?> TenantOfAsync(string? text, Guid? atTenant, CancellationToken cancel) =>
        LinkToken.Read(text) is { } token && await tenants.FindAsync(token.Subdomain, cancel) is { IsActive: true } tenant && (atTenant is null || atTenant == tenant.Id) ? (tenant, token.Hash) : null;

    private static QueueItem Mail(User user, Tenant tenant, UserLink link, DateTimeOffset now)
    {
        var (subject, words) = link.Purpose == UserLinkPurpose.Invite
            ? ($"Your account with {tenant.Name}", $"{tenant.Name} has made an account for you. Choose your password here; the link works once, for {InviteDays} days:")
            : ($"A new password for {tenant.Name}", $"Somebody, hopefully you, asked for a new password. Choose it here; the link works once, for {ResetHours} hours:");
        return new()
        {
            QueueType = QueueType.Notification,
            Priority = Priority,
            EntityType = nameof(User),
            EntityId = user.Id,
            Reference = $"{(link.Purpose == UserLinkPurpose.Invite ? "Invitation" : "New password")}, to {user.FullName}",
            IdempotencyKey = $"user-link:{link.Id:N}",
            ProcessAfter = now,
            Payload = new(tenant.Settings.MailFrom, tenant.Name, [user.Email!], [], subject, $"Dear {user.FullName},\n\n{words}\n\n[account link {link.Id:N}]\n\nIf this is not for you, do nothing: without the link nobody gets in.\n", []),
        };
    }

    [GeneratedRegex(@"\[account link ([0-9a-f]{32})\]")]
    private static partial Regex Mark();
}
