using System.Text.RegularExpressions;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>Where the application is from outside, and how long a reply link holds.</summary>
/// <param name="SiteUrl">Address of the installation without a slash at the end (<c>Site:Url</c>); null sends no links.</param>
/// <param name="Days">Days until a link expires (<c>Site:ReplyLinkDays</c>).</param>
public sealed record ReplyLinkSettings(string? SiteUrl, int Days);

/// <summary>Makes reply links and puts them into mail as it leaves: what waits in the outbox, and is shown there, holds only a mark.</summary>
public sealed partial class ReplyLinks(ReplyLinkSettings settings, TimeProvider clock)
{
    /// <summary>A new link for an order in the caller's save, ending those before it; returns the mark that stands for it in mail, null where no address is set.</summary>
    internal async Task<string?> IssueAsync(MedDistDbContext db, Order order, string subdomain, CancellationToken cancel)
    {
        if (settings.SiteUrl is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        foreach (var earlier in await db.ManufacturerReplyLinks.Where(l => l.OrderId == order.Id && l.RevokedAt == null).ToListAsync(cancel))
        {
            earlier.Revoke(now);
        }

        var token = LinkToken.New(subdomain);
        var link = new ManufacturerReplyLink
        {
            OrderId = order.Id,
            ManufacturerId = order.ManufacturerId!.Value,
            ManufacturerName = order.Manufacturer!.Name,
            TokenHash = token.Hash,
            ExpiresAt = now.AddDays(settings.Days),
        };
        link.Carry(token.Text);
        db.Add(link);
        return $"[reply link {link.Id:N}]";
    }

    /// <summary>The message with its marks replaced by the addresses; a mark whose link has ended says so.</summary>
    internal async Task<OutboundMail> FillAsync(MedDistDbContext db, OutboundMail mail, CancellationToken cancel)
    {
        var ids = Mark().Matches(mail.Body).Select(m => Guid.ParseExact(m.Groups[1].Value, "N")).ToList();
        if (ids.Count == 0)
        {
            return mail;
        }

        var tokens = await db.ManufacturerReplyLinks.AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Token, cancel);
        return mail with
        {
            Body = Mark().Replace(mail.Body, m => tokens.GetValueOrDefault(Guid.ParseExact(m.Groups[1].Value, "N")) is { } token ? $"{settings.SiteUrl}/reply/{token}" : "(this link has ended)"),
        };
    }

    /// <summary>A body as people of the tenant read it, to whom the link itself is not shown.</summary>
    public static string Readable(string body) => Mark().Replace(body, "[reply link, filled in as it leaves]");

    [GeneratedRegex(@"\[reply link ([0-9a-f]{32})\]")]
    private static partial Regex Mark();
}
