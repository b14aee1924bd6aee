using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Organizations;

/// <summary>Organisations and their facilities as a file: a row for each facility.</summary>
public sealed class OrganizationExport(OrganizationQueries queries) : ExportSource<PlaceExportRow>
{
    public override string Kind => "organizations";

    public override string Title => "Organisations and facilities";

    public override string Path => "/organizations";

    public override bool MayExport(Role? role) => OrganizationPermissions.MayManage(role);

    protected override IReadOnlyList<ExportColumn<PlaceExportRow>> Columns { get; } =
    [
        new("organization", "Organisation", ExportKind.Text, r => r.Organization.Name, 30),
        new("type", "Type", ExportKind.Text, r => r.Organization.Type.Label(), 14),
        new("status", "Status", ExportKind.Text, r => r.Organization.Status.Label(), 12),
        new("tax", "Tax id", ExportKind.Code, r => r.Organization.TaxId),
        new("contract", "Contract", ExportKind.Code, r => r.Organization.Contract?.Number),
        new("starts", "Contract starts", ExportKind.Day, r => r.Organization.Contract?.StartsOn),
        new("ends", "Contract ends", ExportKind.Day, r => r.Organization.ContractEndsOn),
        new("terms", "Payment days", ExportKind.Whole, r => r.Organization.Contract?.PaymentTermDays),
        new("facility", "Facility", ExportKind.Text, r => r.Facility?.Name, 30),
        new("kind", "Kind", ExportKind.Text, r => r.Facility?.Type.ToString(), 12),
        new("state", "Facility status", ExportKind.Text, r => r.Facility?.Status.Label(), 14),
        new("reason", "Why", ExportKind.Text, r => r.Facility?.StatusReason ?? r.Organization.StatusReason),
        new("npi", "NPI", ExportKind.Code, r => r.Facility?.Npi),
        new("dea", "DEA", ExportKind.Code, r => r.Facility?.Details.Dea),
        new("license", "State licence", ExportKind.Code, r => r.Facility?.Details.License),
        new("licenseEnds", "Licence ends", ExportKind.Day, r => r.Facility?.Details.LicenseEndsOn),
        new("pos", "Place of service", ExportKind.Code, r => r.Facility?.Details.PlaceOfService),
        new("ptan", "PTAN", ExportKind.Code, r => r.Facility?.Details.Ptan),
        new("mac", "MAC", ExportKind.Code, r => r.Facility?.Details.MacJurisdiction),
        new("phone", "Phone", ExportKind.Text, r => r.Facility?.Details.Phone, 16),
        new("address", "Address", ExportKind.Text, r => r.Facility?.Details.Address?.ToString(), 40),
        new("shipTo", "Goods go to", ExportKind.Text, r => r.Facility is { IsShipTo: true } f ? f.ShipTo?.ToString() : null, 40),
        new("billTo", "Invoices go to", ExportKind.Text, r => r.Facility is null ? r.Organization.Details.BillTo?.ToString() : r.Facility.BillTo(r.Organization)?.ToString(), 40),
    ];

    protected override async Task<ExportList<PlaceExportRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = OrganizationFilter.Read(ask.Query["q"], ask.Query["type"], ask.Query["status"], ask.Query["contract"]) with { Take = OrganizationQueries.MaxPageSize };
        return new(
            ExportRows.Criteria(("Search", filter.Search), ("Type", filter.Type?.Label()), ("Status", filter.Status?.Label()), ("Contract", filter.Ending ? "ends soon" : null)), "By organisation and facility",
            (await queries.ExportAsync(filter with { Take = 1 }, cancel)).Total, ExportRows.PagedAsync(async (skip, c) => (await queries.ExportAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}
