using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>Whose accesses are asked for: those to one patient, or those of one user; and from when until when.</summary>
public sealed record AccessFilter(Guid? RecipientId, Guid? UserId, DateOnly? From, DateOnly? To)
{
    /// <summary>Days that are shown where nobody says from when.</summary>
    public const int UsualDays = 90;

    public bool IsEmpty => RecipientId is null && UserId is null;

    public static AccessFilter Read(System.Collections.Specialized.NameValueCollection query) => new(
        Guid.TryParse(query["recipient"], out var recipient) ? recipient : null, Guid.TryParse(query["user"], out var user) ? user : null, AuditFilter.DayOf(query["from"]), AuditFilter.DayOf(query["to"]));
}

/// <summary>One access: who, when, to what, and what for. Patients by initials.</summary>
public sealed record AccessLine(Guid Id, DateTimeOffset At, string By, PhiAction Action, string What, string? Whom, string Reason, string? IpAddress);

/// <summary>Answers who saw a patient, and what a user looked at (45 CFR 164.528 and 164.308(a)(1)(ii)(D)).</summary>
public sealed class AccessQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    /// <summary>Lines of one report; a narrower time shows the rest.</summary>
    public const int MostLines = 2000;

    public async Task<IReadOnlyList<AccessLine>> ListAsync(AccessFilter filter, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role) || filter.IsEmpty)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var looks = await InTimeAsync(db, filter, cancel);
        if (filter.UserId is { } user)
        {
            looks = looks.Where(l => l.UserId == user);
        }

        var found = filter.RecipientId is { } recipient ? await OfAsync(db, looks, recipient, cancel) : await looks.OrderByDescending(l => l.AccessedAt).ThenByDescending(l => l.Id).Take(MostLines).ToListAsync(cancel);
        return await LinesAsync(db, found, filter.RecipientId, cancel);
    }

    /// <summary>The patient of a report by initials; null where there is none for the caller.</summary>
    public async Task<string?> WhomAsync(Guid recipient, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Recipients.Where(r => r.Id == recipient).Select(r => r.FullName).FirstOrDefaultAsync(cancel) is { } name ? Recipient.Mask(name) : null;
    }

    private async Task<IQueryable<PhiAccessLog>> InTimeAsync(MedDistDbContext db, AccessFilter filter, CancellationToken cancel)
    {
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        var today = DayCount.DayOf(clock.GetUtcNow(), zone);
        var start = DayCount.MomentOf(filter.From ?? today.AddDays(-AccessFilter.UsualDays), TimeOnly.MinValue, zone);
        var end = DayCount.MomentOf((filter.To ?? today).AddDays(1), TimeOnly.MinValue, zone);
        return db.PhiAccessLogs.AsNoTracking().Where(l => l.AccessedAt >= start && l.AccessedAt < end);
    }

    /// <summary>Accesses to the patient, to what belongs to them, and to lists that they were on.</summary>
    private static async Task<List<PhiAccessLog>> OfAsync(MedDistDbContext db, IQueryable<PhiAccessLog> looks, Guid recipient, CancellationToken cancel)
    {
        var orders = await db.Orders.Where(o => o.RecipientId == recipient).Select(o => o.Id).ToListAsync(cancel);
        var cases = await db.Verifications.Where(v => v.RecipientId == recipient).Select(v => v.Id).ToListAsync(cancel);
        var files = await db.Documents.Where(d => orders.Contains(d.OwnerId) && d.OwnerType == DocumentOwner.Order).Select(d => d.Id).ToListAsync(cancel);
        List<string> ids = [.. orders.Concat(cases).Concat(files).Append(recipient).Select(i => i.ToString())];
        var direct = await looks.Where(l => ids.Contains(l.ResourceIdentifier)).OrderByDescending(l => l.AccessedAt).Take(MostLines).ToListAsync(cancel);
        // Who was on a list is kept as JSON, which the databases search in different ways; the rows are few and short.
        List<PhiAccessLog> lists = [];
        await foreach (var list in looks.Where(l => l.ResourceType.EndsWith(".list")).OrderByDescending(l => l.AccessedAt).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (list.Subjects.Contains(recipient) && lists.Count < MostLines)
            {
                lists.Add(list);
            }
        }

        return [.. direct.Concat(lists).OrderByDescending(l => l.AccessedAt).ThenByDescending(l => l.Id).Take(MostLines)];
    }

    private static async Task<IReadOnlyList<AccessLine>> LinesAsync(MedDistDbContext db, List<PhiAccessLog> looks, Guid? recipient, CancellationToken cancel)
    {
        var users = looks.Select(l => l.UserId).Distinct().ToList();
        var ids = looks.Select(l => Guid.TryParse(l.ResourceIdentifier, out var id) ? id : Guid.Empty).Distinct().ToList();
        var names = await db.Users.Where(u => users.Contains(u.Id)).Select(u => new { u.Id, u.FullName }).ToDictionaryAsync(u => u.Id, u => u.FullName, cancel);
        var people = await db.Recipients.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.FullName }).ToDictionaryAsync(r => r.Id, r => Recipient.Mask(r.FullName), cancel);
        var orders = await db.Orders.Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.OrderNumber }).ToDictionaryAsync(o => o.Id, o => o.OrderNumber, cancel);
        return [.. looks.Select(l => new AccessLine(l.Id, l.AccessedAt, names.GetValueOrDefault(l.UserId, "Super admin"), l.Action, WhatOf(l.ResourceType), WhomOf(l), l.Reason, l.IpAddress))];

        string? WhomOf(PhiAccessLog look) =>
            look.Subjects.Count > 0 ? recipient is null ? look.Subjects.Count == 1 ? "1 person" : $"{look.Subjects.Count} people" : look.Subjects.Count == 1 ? null : $"with {look.Subjects.Count - 1} others"
            : !Guid.TryParse(look.ResourceIdentifier, out var id) ? null
            : people.GetValueOrDefault(id) ?? orders.GetValueOrDefault(id);
    }

    private static string WhatOf(string type) => type.EndsWith(".list", StringComparison.Ordinal) ? "List" : type.StartsWith("list.", StringComparison.Ordinal) ? $"Export of {type[5..]}" : AuditWords.Record(char.ToUpperInvariant(type[0]) + type[1..].Replace('-', ' '));
}

/// <summary>A report of accesses as a file.</summary>
public sealed class AccessExport(AccessQueries queries, AuditQueries audit) : ExportSource<AccessLine>
{
    public override string Kind => "access";

    public override string Title => "Who saw whom";

    public override string Path => "/audit/access";

    public override bool HoldsPhi => true;

    public override bool MayExport(Role? role) => AuditPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<AccessLine>> Columns { get; } =
    [
        new("at", "When", ExportKind.Moment, l => l.At),
        new("by", "Who", ExportKind.Text, l => l.By),
        new("action", "How", ExportKind.Text, l => l.Action.ToString(), 12),
        new("what", "What", ExportKind.Text, l => l.What),
        new("whom", "Whom", ExportKind.Text, l => l.Whom),
        new("reason", "What for", ExportKind.Text, l => l.Reason, 48),
        new("ip", "Address", ExportKind.Code, l => l.IpAddress),
    ];

    protected override async Task<ExportList<AccessLine>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = AccessFilter.Read(ask.Query);
        var rows = await queries.ListAsync(filter, cancel);
        var who = filter.UserId is { } id ? (await audit.UsersAsync(cancel)).FirstOrDefault(u => u.Id == id)?.Name : null;
        var whom = filter.RecipientId is { } recipient ? await queries.WhomAsync(recipient, cancel) : null;
        return new(ExportRows.Criteria(("Patient", whom), ("User", who), ("From", $"{filter.From:yyyy-MM-dd}"), ("To", $"{filter.To:yyyy-MM-dd}")), "Newest first", rows.Count, ExportRows.OfAsync(rows));
    }
}
