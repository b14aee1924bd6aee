using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>Orders with one thing that is wrong.</summary>
public sealed record OrderException(string What, string Weight, int Orders, int Rush, DateTimeOffset? Oldest)
{
    /// <summary>The list of them.</summary>
    public required OrderFilter Filter { get; init; }
}

/// <summary>What stands in the way of orders now: flags, failed messages, rejections.</summary>
public sealed class ExceptionsReport(ReportTools tools, OrderFlags flags) : Report<OrderException>(tools)
{
    public override string Id => "exceptions";

    public override string Title => "Exceptions";

    public override string Answers => "What is wrong with orders right now, how often, and since when?";

    public override ReportParts Parts => ReportParts.Manufacturer | ReportParts.Facility;

    protected override string Sort => "Worst first";

    protected override IReadOnlyList<Measure> Measures { get; } =
    [
        new(new("what", "What is wrong", ExportKind.Text, r => r.What, 34), ""),
        new(new("weight", "Weight", ExportKind.Text, r => r.Weight, 14), "Stops: the order cannot leave. Warns: somebody should look. Informs: good to know."),
        new(new("orders", "Orders", ExportKind.Whole, r => r.Orders), "Orders that have it at this moment. An order with two things wrong is counted in two rows, so there is no total."),
        new(new("rush", "Rush", ExportKind.Whole, r => r.Rush), "Of those, rush orders."),
        new(new("oldest", "Oldest", ExportKind.Moment, r => r.Oldest), "When the oldest of them was submitted."),
        new(new("list", "List", ExportKind.Text, r => new QueueAddress(r.Filter).Write(), 40), "The address of the list in MedDist; its count is the number of orders."),
    ];

    protected override async Task<IReadOnlyList<OrderException>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel)
    {
        var all = new OrderFilter { Tab = QueueTab.All, ManufacturerId = ask.ManufacturerId, FacilityId = ask.FacilityId };
        await using var db = await Tools.OpenAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        List<OrderException> found =
        [
            await OfAsync(db, "Sending failed", "Stops", all with { Tab = QueueTab.Failed }, cancel),
            await OfAsync(db, "Turned down by the manufacturer", "Stops", all with { Status = OrderStatus.RejectedByManufacturer }, cancel),
        ];
        foreach (var kind in flags.Rules.Select(r => r.Kind))
        {
            found.Add(await OfAsync(db, kind.Label, kind.Severity == FlagSeverity.Blocks ? "Stops" : kind.Severity.ToString(), all with { Flag = kind.Code }, cancel));
        }

        return [.. found.Where(f => f.Orders > 0)];
    }

    private static async Task<OrderException> OfAsync(MedDist.Core.Kernel.MedDistDbContext db, string what, string weight, OrderFilter filter, CancellationToken cancel)
    {
        var orders = await OrderQueries.Matching(db, filter).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Rush = g.Sum(o => o.Type == OrderType.Rush ? 1 : 0), Oldest = g.Min(o => o.ProviderSubmittedAt) }).FirstOrDefaultAsync(cancel);
        return new(what, weight, orders?.Count ?? 0, orders?.Rush ?? 0, orders?.Oldest) { Filter = filter };
    }
}
