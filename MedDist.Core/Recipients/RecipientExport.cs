using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Recipients;

/// <summary>The recipients that a search found, as a file. There is no list of all of them: nobody needs it (minimum necessary, 45 CFR 164.502(b)).</summary>
public sealed class RecipientExport(RecipientQueries queries) : ExportSource<RecipientHit>
{
    public override string Kind => "recipients";

    public override string Title => "Recipients";

    public override string Path => "/recipients";

    public override bool HoldsPhi => true;

    public override bool MayExport(Role? role) => role is not null && RecipientPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<RecipientHit>> Columns { get; } =
    [
        new("recipient", "Recipient", ExportKind.Text, r => r.Name),
        new("type", "Type", ExportKind.Text, r => r.Type.ToString(), 12),
        new("born", "Born", ExportKind.Day, r => r.DateOfBirth),
        new("number", "Number", ExportKind.Code, r => r.Identifier),
        new("place", "Registered with", ExportKind.Text, r => r.Place, 30),
        new("why", "Found by", ExportKind.Text, r => r.Why ?? "name or birth date"),
    ];

    protected override Guid? PersonOf(RecipientHit row) => row.Id;

    protected override async Task<ExportList<RecipientHit>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var rows = (await queries.SearchAsync(ask.Search, cancel: cancel)).Rows;
        return new(ExportRows.Criteria(("Search", ask.Search)), "Best hit first", rows.Count, ExportRows.OfAsync(rows));
    }
}
