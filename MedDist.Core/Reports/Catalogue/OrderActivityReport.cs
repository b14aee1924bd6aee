using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>A day of orders.</summary>
public sealed record OrderDay(DateOnly On, int Submitted, int Rush, int Sent, int Delivered, int Ended, decimal Value);

/// <summary>Orders by the day on which they were submitted, and what has become of them since.</summary>
public sealed class OrderActivityReport(ReportTools tools) : Report<OrderDay>(tools)
{
    private static readonly OrderStatus[] Ended = [OrderStatus.Denied, OrderStatus.Cancelled];

    public override string Id => "order-activity";

    public override string Title => "Order activity";

    public override string Answers => "How many orders came in each day, and what has become of them?";

    public override ReportParts Parts => ReportParts.Period | ReportParts.Manufacturer | ReportParts.Facility;

    protected override string Sort => "By day";

    protected override IReadOnlyList<Measure> Measures { get; } =
    [
        new(new("day", "Day", ExportKind.Day, r => r.On), "The day in the tenant's time zone on which the provider submitted the order for the first time."),
        new(new("submitted", "Submitted", ExportKind.Whole, r => r.Submitted), "Orders submitted on that day; drafts are not counted.", IsSum: true),
        new(new("rush", "Rush", ExportKind.Whole, r => r.Rush), "Of those, rush orders.", IsSum: true),
        new(new("sent", "Sent", ExportKind.Whole, r => r.Sent), "Of those, orders that have left for the manufacturer by now.", IsSum: true),
        new(new("delivered", "Delivered", ExportKind.Whole, r => r.Delivered), "Of those, orders that have been delivered by now.", IsSum: true),
        new(new("ended", "Denied or cancelled", ExportKind.Whole, r => r.Ended, 20), "Of those, orders that were denied or cancelled.", IsSum: true),
        new(new("value", "Value", ExportKind.Money, r => r.Value), "Quantity times unit price of their items, where the price is known.", IsSum: true),
    ];

    protected override ReportSource? SourceOf(ReportAsk ask, ReportDays days) => new(new QueueAddress(ReportTools.Submitted(ask, days)).Write(), "The orders behind it", "submitted");

    protected override async Task<IReadOnlyList<OrderDay>> RowsAsync(ReportAsk ask, ReportDays days, CancellationToken cancel)
    {
        await using var db = await Tools.OpenAsync(cancel);
        var orders = OrderQueries.Matching(db, ReportTools.Submitted(ask, days));

        // A day of the tenant is no function that all databases have: a few columns are read, and counted here.
        Dictionary<DateOnly, OrderDay> all = [];
        await foreach (var o in orders.Select(o => new
        {
            o.ReceivedAt,
            o.Type,
            o.Status,
            HasLeft = o.ManufacturerSubmittedAt != null,
            IsDelivered = o.ActualDeliveryDate != null,
            Value = o.Items.Sum(i => i.UnitPrice == null ? 0 : (double)i.UnitPrice * i.Quantity),
        }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var on = DayCount.DayOf(o.ReceivedAt!.Value, days.Zone);
            var day = all.GetValueOrDefault(on) ?? new(on, 0, 0, 0, 0, 0, 0);
            all[on] = day with
            {
                Submitted = day.Submitted + 1,
                Rush = day.Rush + (o.Type == OrderType.Rush ? 1 : 0),
                Sent = day.Sent + (o.HasLeft ? 1 : 0),
                Delivered = day.Delivered + (o.IsDelivered ? 1 : 0),
                Ended = day.Ended + (Ended.Contains(o.Status) ? 1 : 0),
                Value = day.Value + Math.Round((decimal)o.Value, 2),
            };
        }

        return [.. all.Values.OrderBy(d => d.On)];
    }
}
