using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Documents.Signing;

/// <summary>What waits for one's signature as a file.</summary>
public sealed class SigningExport(DocumentSigning signing) : ExportSource<DocumentToSign>
{
    public override string Kind => "to-sign";

    public override string Title => "Order forms to sign";

    public override string Path => "/my/orders";

    public override bool HoldsPhi => true;

    public override bool MayExport(Role? role) => OrderPermissions.MayFollowOwn(role);

    protected override IReadOnlyList<ExportColumn<DocumentToSign>> Columns { get; } =
    [
        new("number", "Order", ExportKind.Code, r => r.OrderNumber),
        new("recipient", "Patient", ExportKind.Text, r => r.RecipientName),
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.ManufacturerName),
        new("service", "Service", ExportKind.Day, r => r.ServiceDate),
        new("asked", "Asked", ExportKind.Moment, r => r.AskedAt),
    ];

    protected override Guid? PersonOf(DocumentToSign row) => row.RecipientId;

    protected override async Task<ExportList<DocumentToSign>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var rows = await signing.ListAsync(cancel);
        return new([], "Oldest first", rows.Count, ExportRows.OfAsync(rows));
    }
}
