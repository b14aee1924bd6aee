using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Coverage;

/// <summary>The list of payers as a file.</summary>
public sealed class PayerExport(PayerBook book) : ExportSource<PayerRow>
{
    public override string Kind => "payers";

    public override string Title => "Payers";

    public override string Path => "/payers";

    public override bool MayExport(Role? role) => PayerPermissions.MayManage(role);

    protected override IReadOnlyList<ExportColumn<PayerRow>> Columns { get; } =
    [
        new("name", "Payer", ExportKind.Text, r => r.Name, 34),
        new("type", "Type", ExportKind.Text, r => r.Type.Label()),
        new("id", "Payer id", ExportKind.Code, r => r.Identifier),
        new("alias", "Short name", ExportKind.Text, r => r.Alias, 14),
        new("phone", "Phone", ExportKind.Text, r => r.Phone, 16),
        new("filing", "Claims within days", ExportKind.Whole, r => r.TimelyFilingDays),
        new("policies", "Policies", ExportKind.Whole, r => r.Policies),
        new("state", "State", ExportKind.Text, r => r.State.ToString(), 12),
    ];

    protected override async Task<ExportList<PayerRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = PayerFilter.Read(ask.Query["q"], ask.Query["type"], ask.Query["state"]) with { Take = PayerBook.MaxPageSize };
        return new(
            ExportRows.Criteria(("Search", filter.Search), ("Type", filter.Type?.Label()), ("State", filter.State?.ToString())), "By name", (await book.ListAsync(filter with { Take = 1 }, cancel)).Total,
            ExportRows.PagedAsync(async (skip, c) => (await book.ListAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}
