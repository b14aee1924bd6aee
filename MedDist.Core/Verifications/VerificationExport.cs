using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Verifications;

/// <summary>The cases of the verification desk as a file: the rows of its table, the recipients by initials as there.</summary>
public sealed class VerificationExport(VerificationQueries queries) : ExportSource<VerificationRow>
{
    public override string Kind => "verifications";

    public override string Title => "Verifications";

    public override string Path => VerificationAddress.Path;

    public override bool HoldsPhi => true;

    public override bool MayExport(Role? role) => VerificationPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<VerificationRow>> Columns { get; } =
    [
        new("recipient", "Recipient", ExportKind.Text, r => r.Recipient),
        new("facility", "Facility", ExportKind.Text, r => r.Facility, 26),
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.Manufacturer),
        new("type", "Verification", ExportKind.Text, r => r.Type.Title(), 18),
        new("state", "State", ExportKind.Text, r => r.Column.Label(), 18),
        new("verified", "Verified", ExportKind.Day, r => r.VerifiedOn),
        new("through", "Valid through", ExportKind.Day, r => r.ExpiresOn, 14),
        new("service", "Next service", ExportKind.Day, r => r.NextServiceOn, 14),
        new("covers", "Covers it", ExportKind.Text, r => VerificationListWords.Cover(r), 34),
        new("blocks", "Stops an order", ExportKind.YesNo, r => r.BlocksOrder, 15),
        new("reference", "Reference", ExportKind.Code, r => r.Reference),
        new("reason", "Reason", ExportKind.Text, r => r.RedoReason ?? r.Reason, 36),
    ];

    protected override Guid? PersonOf(VerificationRow row) => row.RecipientId;

    protected override async Task<ExportList<VerificationRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = VerificationAddress.Read(ask.Address, ask.Search).Filter;
        var words = VerificationListWords.Of(filter, await queries.ChoicesAsync(cancel)).Where(w => w.Label != VerificationListWords.Sorted);
        return new(ExportRows.Criteria(words.Select(w => (w.Label, (string?)w.Value))), VerificationListWords.Sort(filter), await queries.CountAsync(filter, cancel), queries.StreamAsync(filter, cancel));
    }
}
