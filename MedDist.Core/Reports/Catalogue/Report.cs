using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>What reports share: the caller's data, and the days in the tenant's time zone.</summary>
public sealed class ReportTools(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, OrderQueries orders, TimeProvider clock)
{
    public ICallContext Call => call;

    public OrderQueries Orders => orders;

    public Task<MedDistDbContext> OpenAsync(CancellationToken cancel) => contexts.CreateDbContextAsync(cancel);

    public async Task<ReportDays> DaysAsync(ReportAsk ask, CancellationToken cancel)
    {
        var zone = (await tenants.FindAsync(call.TenantId!.Value, cancel))!.Zone;
        var today = DayCount.DayOf(clock.GetUtcNow(), zone);
        var (from, to) = ask.DaysOn(today);
        return new(from, to, today, zone);
    }

    /// <summary>The filter of a report as the queue has it: what was submitted on its days.</summary>
    public static OrderFilter Submitted(ReportAsk ask, ReportDays days) => new()
    {
        Tab = QueueTab.All,
        ManufacturerId = ask.ManufacturerId,
        FacilityId = ask.FacilityId,
        Span = new(OrderMilestone.Received, days.Start, days.End),
    };

    /// <summary>What a report was narrowed by, in words.</summary>
    public async Task<IReadOnlyList<ExportCriterion>> CriteriaAsync(IReport report, ReportAsk ask, ReportDays days, CancellationToken cancel)
    {
        var choices = ask.ManufacturerId is null && ask.FacilityId is null ? null : await orders.ChoicesAsync(cancel);
        return ExportRows.Criteria(
            ("Period", report.Parts.HasFlag(ReportParts.Period) ? ReportWords.Days(days.From, days.To) : null),
            ("Manufacturer", report.Parts.HasFlag(ReportParts.Manufacturer) ? OrderListWords.NameOf(choices?.Manufacturers, ask.ManufacturerId) : null),
            ("Facility", report.Parts.HasFlag(ReportParts.Facility) ? OrderListWords.NameOf(choices?.Facilities, ask.FacilityId) : null));
    }
}

/// <summary>The days of a report, both included, and the moments between which they lie.</summary>
public sealed record ReportDays(DateOnly From, DateOnly To, DateOnly Today, TimeZoneInfo Zone)
{
    public DateTimeOffset Start { get; } = DayCount.MomentOf(From, TimeOnly.MinValue, Zone);

    public DateTimeOffset End { get; } = DayCount.MomentOf(To.AddDays(1), TimeOnly.MinValue, Zone);
}

/// <summary>One report: a row type, its columns with their meanings, and the rows.</summary>
public abstract class Report<TRow>(ReportTools tools) : IReport
{
    public abstract string Id { get; }

    public abstract string Title { get; }

    public abstract string Answers { get; }

    public abstract ReportParts Parts { get; }

    public string Kind => "report." + Id;

    public string Path => "/reports/" + Id;

    public bool HoldsPhi => false;

    public virtual bool MayExport(Role? role) => ReportPermissions.MayRead(role);

    public IReadOnlyDictionary<string, string> Definitions => Measures.ToDictionary(m => m.Column.Id, m => m.Meaning);

    IReadOnlyList<ExportColumn> IExportSource.Columns => [.. Measures.Select(m => m.Column)];

    protected ReportTools Tools => tools;

    protected abstract IReadOnlyList<Measure> Measures { get; }

    /// <summary>The order of the rows in words.</summary>
    protected abstract string Sort { get; }

    protected abstract Task<IReadOnlyList<TRow>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel);

    /// <summary>The list that the report counts.</summary>
    protected virtual ReportSource? SourceOf(ReportAsk ask, ReportDays days) => null;

    public async Task<ReportTable> RunAsync(ReportAsk ask, CancellationToken cancel)
    {
        var days = await tools.DaysAsync(ask, cancel);
        var rows = await RowsAsync(ask, days, cancel);
        var measures = Measures;
        return new(
            [.. rows.Select(r => measures.Select(m => m.Column.Value(r)).ToArray())],
            [.. measures.Select((m, i) => m.IsSum ? TotalOf(m, rows) : i == 0 ? "Total" : null)],
            await tools.CriteriaAsync(this, ask, days, cancel), SourceOf(ask, days));
    }

    public async Task<ExportGrid> OpenAsync(ExportAsk ask, CancellationToken cancel)
    {
        var table = await RunAsync(ReportAsk.Read(ask.Address), cancel);
        IReadOnlyList<object?[]> rows = table.Rows.Count > 1 && Measures.Any(m => m.IsSum) ? [.. table.Rows, [.. table.Totals]] : table.Rows;
        return new(Title, [.. Measures.Select(m => m.Column)], [.. table.Criteria, .. Definitions.Where(d => d.Value.Length > 0).Select(d => new ExportCriterion($"What “{Measures.First(m => m.Column.Id == d.Key).Column.Title}” means", d.Value))], Sort, rows.Count, ExportRows.OfAsync<ExportLine>([.. rows.Select(r => new ExportLine(r))]));
    }

    private static object? TotalOf(Measure measure, IReadOnlyList<TRow> rows) => measure.Column.Kind == ExportKind.Whole
        ? rows.Sum(r => Convert.ToInt32(measure.Column.Value(r) ?? 0, CultureInfo.InvariantCulture))
        : (object)rows.Sum(r => Convert.ToDecimal(measure.Column.Value(r) ?? 0, CultureInfo.InvariantCulture));

    /// <summary>A column with what it means, and whether it is added up.</summary>
    protected sealed record Measure(ExportColumn<TRow> Column, string Meaning, bool IsSum = false);
}

/// <summary>The reports of the product.</summary>
public sealed class ReportCatalogue(IEnumerable<IReport> all)
{
    /// <summary>Those that a role may read, in the order of the catalogue.</summary>
    public IReadOnlyList<IReport> For(Role? role) => [.. all.Where(r => r.MayExport(role))];

    public IReport? Find(string id, Role? role) => all.FirstOrDefault(r => r.Id == id && r.MayExport(role));
}

/// <summary>How a report is added: it is a grid as well, so that it can be taken along.</summary>
public static class ReportRegistration
{
    public static IServiceCollection AddReport<TReport>(this IServiceCollection services)
        where TReport : class, IReport => services.AddScoped<TReport>().AddScoped<IReport>(s => s.GetRequiredService<TReport>()).AddScoped<IExportSource>(s => s.GetRequiredService<TReport>());
}
