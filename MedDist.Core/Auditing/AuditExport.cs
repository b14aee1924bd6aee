using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Auditing;

/// <summary>The audit trail as a file. It holds no protected health information: the trail itself does not.</summary>
public sealed class AuditExport(AuditQueries queries) : ExportSource<AuditLine>
{
    public override string Kind => "audit";

    public override string Title => "Audit trail";

    public override string Path => "/audit";

    public override bool MayExport(Role? role) => AuditPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<AuditLine>> Columns { get; } =
    [
        new("at", "When", ExportKind.Moment, l => l.At),
        new("by", "Who", ExportKind.Text, l => l.By ?? "MedDist"),
        new("action", "What", ExportKind.Text, l => l.Action),
        new("record", "Record", ExportKind.Text, l => l.Record),
        new("label", "Which", ExportKind.Text, l => l.Label),
        new("changes", "From what to what", ExportKind.Text, l => string.Join("; ", l.Diffs.Select(d => d.Words)), 60),
        new("ip", "Address", ExportKind.Code, l => l.IpAddress),
        new("id", "Entry", ExportKind.Code, l => l.Id.ToString(), 38),
    ];

    protected override async Task<ExportList<AuditLine>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = AuditFilter.Read(ask.Query) with { Before = null };
        var user = filter.UserId is { } id ? (await queries.UsersAsync(cancel)).FirstOrDefault(u => u.Id == id)?.Name ?? "Somebody" : null;
        return new(
            ExportRows.Criteria(("Who", user), ("Record", filter.Kind is { } kind ? AuditWords.Record(kind) : null), ("Which", filter.RecordId?.ToString()), ("What", filter.Action?.ToString()),
                ("From", filter.From?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("To", filter.To?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
            "Newest first", await queries.CountAsync(filter, cancel), queries.AllAsync(filter, cancel));
    }
}
