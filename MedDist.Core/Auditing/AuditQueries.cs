using System.Globalization;
using System.Runtime.CompilerServices;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>What was done, by kind.</summary>
public enum AuditAction
{
    Added,
    Changed,
    Deleted,

    /// <summary>What is no change of a row: exports, sign-in links, entering a tenant.</summary>
    Other,
}

/// <summary>A place in the list: entries older than it follow.</summary>
public readonly record struct AuditCursor(DateTimeOffset At, Guid Id)
{
    public static AuditCursor? Read(string? text)
    {
        var parts = (text ?? "").Split('_');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks && Guid.TryParse(parts[1], out var id)
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
    }

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}_{Id:N}");
}

/// <summary>What the list of the audit trail shows.</summary>
public sealed record AuditFilter
{
    public Guid? UserId { get; init; }

    /// <summary>Class name of the kind of record, one of <see cref="AuditQueries.Kinds"/>.</summary>
    public string? Kind { get; init; }

    public Guid? RecordId { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>First day, in the tenant's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Show only what is older than this place.</summary>
    public AuditCursor? Before { get; init; }

    public int Take { get; init; } = AuditQueries.PageSize;

    public bool IsEmpty => (UserId, Kind, RecordId, Action, From, To) is (null, null, null, null, null, null);

    /// <summary>What an address says; what it says wrongly counts as not said.</summary>
    public static AuditFilter Read(System.Collections.Specialized.NameValueCollection query) => new()
    {
        UserId = Guid.TryParse(query["user"], out var user) ? user : null,
        Kind = AuditQueries.Kinds.FirstOrDefault(k => k == query["record"]),
        RecordId = Guid.TryParse(query["id"], out var id) ? id : null,
        Action = Enum.TryParse<AuditAction>(query["action"], out var action) ? action : null,
        From = DayOf(query["from"]),
        To = DayOf(query["to"]),
        Before = AuditCursor.Read(query["before"]),
    };

    /// <summary>The address of this list.</summary>
    public string Write(string path)
    {
        (string Name, string? Value)[] all =
        [
            ("user", UserId?.ToString()), ("record", Kind), ("id", RecordId?.ToString()), ("action", Action?.ToString()), ("from", Day(From)), ("to", Day(To)), ("before", Before?.Write()),
        ];
        var query = string.Join('&', all.Where(a => a.Value is not null).Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value!)}"));
        return query.Length > 0 ? $"{path}?{query}" : path;
    }

    public static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A stretch of the audit trail; <c>Next</c> is where the older entries begin, null at the end.</summary>
public sealed record AuditStretch(IReadOnlyList<AuditLine> Lines, AuditCursor? Next);

/// <summary>Somebody or something to filter by.</summary>
public sealed record AuditChoice(Guid Id, string Name);

/// <summary>Reads the audit trail of the caller's tenant; who may not see it sees nothing.</summary>
public sealed class AuditQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    public const int PageSize = 50;

    private const int ExportStep = 500;

    /// <summary>Kinds of records that the list can be narrowed to.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "Order", "OrderItem", "Recipient", "CoveragePolicy", "Verification", "VerificationPeriod", "Shipment", "Document", "Manufacturer", "ManufacturerSettings", "ManufacturerContact", "Product", "Organization",
        "Facility", "Payer", "User", "Tenant", "BatchOperation", "Export", "EmergencyAccess",
    ];

    /// <summary>One page, newest first. Each page is one look into an index, however far back it lies.</summary>
    public async Task<AuditStretch> ListAsync(AuditFilter filter, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role))
        {
            return new([], null);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var logs = await Sorted(await MatchingAsync(db, filter, cancel), filter.Before).Take(filter.Take + 1).ToListAsync(cancel);
        var page = logs.Take(filter.Take).ToList();
        return new(await new AuditReader(db).LinesAsync(page, cancel), logs.Count > page.Count ? new(page[^1].CreatedAt, page[^1].Id) : null);
    }

    public async Task<int> CountAsync(AuditFilter filter, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role))
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await (await MatchingAsync(db, filter, cancel)).CountAsync(cancel);
    }

    /// <summary>All of them, page after page, for a file.</summary>
    public async IAsyncEnumerable<AuditLine> AllAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        AuditStretch page;
        do
        {
            page = await ListAsync(filter with { Take = ExportStep }, cancel);
            foreach (var line in page.Lines)
            {
                yield return line;
            }

            filter = filter with { Before = page.Next };
        }
        while (page.Next is not null);
    }

    /// <summary>The users of the tenant, for the filter.</summary>
    public async Task<IReadOnlyList<AuditChoice>> UsersAsync(CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tenant = call.TenantId ?? Guid.Empty;
        return await db.Users.Where(u => u.TenantId == tenant).OrderBy(u => u.FullName).Select(u => new AuditChoice(u.Id, u.FullName)).ToListAsync(cancel);
    }

    /// <summary>The last checks of the chains, newest first.</summary>
    public async Task<IReadOnlyList<AuditCheck>> ChecksAsync(int take, CancellationToken cancel = default)
    {
        if (!AuditPermissions.MayView(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.AuditChecks.AsNoTracking().OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Take(take).ToListAsync(cancel);
    }

    private static async Task<IQueryable<ActivityLog>> MatchingAsync(MedDistDbContext db, AuditFilter filter, CancellationToken cancel)
    {
        var logs = db.ActivityLogs.AsNoTracking();
        logs = filter.UserId is { } user ? logs.Where(l => l.UserId == user) : logs;
        logs = filter.Kind is { } kind ? logs.Where(l => l.EntityType == kind) : logs;
        logs = filter.RecordId is { } id ? logs.Where(l => l.EntityId == id) : logs;
        logs = filter.Action switch
        {
            AuditAction.Added => logs.Where(l => l.Action.EndsWith(".Added")),
            AuditAction.Changed => logs.Where(l => l.Action.EndsWith(".Modified")),
            AuditAction.Deleted => logs.Where(l => l.Action.EndsWith(".Deleted")),
            AuditAction.Other => logs.Where(l => !l.Action.EndsWith(".Added") && !l.Action.EndsWith(".Modified") && !l.Action.EndsWith(".Deleted")),
            _ => logs,
        };
        if (filter.From is null && filter.To is null)
        {
            return logs;
        }

        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        if (filter.From is { } from)
        {
            var start = DayCount.MomentOf(from, TimeOnly.MinValue, zone);
            logs = logs.Where(l => l.CreatedAt >= start);
        }

        if (filter.To is { } to)
        {
            var end = DayCount.MomentOf(to.AddDays(1), TimeOnly.MinValue, zone);
            logs = logs.Where(l => l.CreatedAt < end);
        }

        return logs;
    }

    private static IQueryable<ActivityLog> Sorted(IQueryable<ActivityLog> logs, AuditCursor? before)
    {
        if (before is { } place)
        {
            logs = logs.Where(l => l.CreatedAt <= place.At && (l.CreatedAt < place.At || l.Id.CompareTo(place.Id) < 0));
        }

        return logs.OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id);
    }
}
