using MedDist.Core.Auditing;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>What a user did.</summary>
public sealed record UserUse(string Name, string Role, bool IsActive, int Changes, int Looks, int Exports, int Forms, DateTimeOffset? Latest);

/// <summary>Who works with the product: the regular review of activity that 45 CFR 164.308(a)(1)(ii)(D) asks for.</summary>
public sealed class UserActivityReport(ReportTools tools) : Report<UserUse>(tools)
{
    public override string Id => "user-activity";

    public override string Title => "User activity";

    public override string Answers => "Who works with MedDist, who looks at people, and who takes lists along?";

    public override ReportParts Parts => ReportParts.Period;

    public override bool MayExport(Role? role) => ReportPermissions.MayReadUsers(role);

    protected override string Sort => "Most changes first";

    protected override IReadOnlyList<Measure> Measures { get; } =
    [
        new(new("name", "User", ExportKind.Text, r => r.Name, 26), ""),
        new(new("role", "Role", ExportKind.Text, r => r.Role, 18), "The role now."),
        new(new("active", "May sign in", ExportKind.YesNo, r => r.IsActive, 12), ""),
        new(new("changes", "Changes", ExportKind.Whole, r => r.Changes), "Entries of the activity log in the period: each row that was added, changed or deleted, and each export.", IsSum: true),
        new(new("looks", "Looked at people", ExportKind.Whole, r => r.Looks, 17), "Recorded views of protected health information; a list of hits is one.", IsSum: true),
        new(new("exports", "Exports with people", ExportKind.Whole, r => r.Exports, 20), "Recorded exports and prints of protected health information.", IsSum: true),
        new(new("forms", "Forms submitted", ExportKind.Whole, r => r.Forms, 16), "Order forms filled in and submitted.", IsSum: true),
        new(new("latest", "Last seen", ExportKind.Moment, r => r.Latest), "The last entry of the activity log in the period."),
    ];

    protected override async Task<IReadOnlyList<UserUse>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel)
    {
        var (start, end) = (days.Start, days.End);
        PhiAction[] taken = [PhiAction.Export, PhiAction.Print];
        await using var db = await Tools.OpenAsync(cancel);
        var changes = await db.ActivityLogs.Where(l => l.UserId != null && l.CreatedAt >= start && l.CreatedAt < end).GroupBy(l => l.UserId)
            .Select(g => new { Id = g.Key!.Value, Count = g.Count(), Latest = g.Max(l => l.CreatedAt) }).ToDictionaryAsync(g => g.Id, cancel);
        var looks = await db.PhiAccessLogs.Where(l => l.AccessedAt >= start && l.AccessedAt < end).GroupBy(l => new { l.UserId, l.Action })
            .Select(g => new { g.Key.UserId, g.Key.Action, Count = g.Count() }).ToListAsync(cancel);
        var forms = await db.UserEvents.Where(e => e.EventType == UserEvent.FormSubmitted && e.CreatedAt >= start && e.CreatedAt < end).GroupBy(e => e.UserId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var users = await db.Users.Select(u => new { u.Id, u.FullName, u.Role, u.IsActive }).ToListAsync(cancel);
        return
        [
            .. users.Select(u => new UserUse(
                    u.FullName, u.Role.Label(), u.IsActive, changes.GetValueOrDefault(u.Id)?.Count ?? 0, Looks(u.Id, false), Looks(u.Id, true), forms.GetValueOrDefault(u.Id), changes.GetValueOrDefault(u.Id)?.Latest))
                .OrderByDescending(u => u.Changes).ThenBy(u => u.Name, StringComparer.Ordinal),
        ];

        int Looks(Guid user, bool isTaken) => looks.Where(l => l.UserId == user && taken.Contains(l.Action) == isTaken).Sum(l => l.Count);
    }
}
