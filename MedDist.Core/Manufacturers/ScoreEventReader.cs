using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>Reads what manufacturers are scored by. Only moments and reasons: nothing of it says who a recipient is.</summary>
internal sealed class ScoreEventReader(MedDistDbContext db, DateTimeOffset since)
{
    private ILookup<Guid, Rejection>? rejections;

    public async Task<ScoreEvents> ReadAsync(Guid manufacturerId, CancellationToken cancel)
    {
        var sinceDay = DateOnly.FromDateTime(since.UtcDateTime);
        rejections ??= await RejectionsAsync(cancel);
        return new(
            await db.Orders.Where(o => o.ManufacturerId == manufacturerId && o.ManufacturerSubmittedAt >= since)
                .Select(o => new SentOrder(o.ManufacturerSubmittedAt!.Value, o.ManufacturerConfirmedAt)).ToListAsync(cancel),
            await db.Orders.Where(o => o.ManufacturerId == manufacturerId && o.ActualDeliveryDate >= sinceDay)
                .Select(o => new DeliveredOrder(o.ActualDeliveryDate!.Value, o.RequestedDeliveryDate)).ToListAsync(cancel),
            await AnswersAsync(manufacturerId, cancel),
            [.. rejections[manufacturerId]]);
    }

    private Task<List<AnsweredIvr>> AnswersAsync(Guid manufacturerId, CancellationToken cancel) => (
        from period in db.VerificationPeriods
        join theCase in db.Verifications on period.VerificationId equals theCase.Id
        where theCase.ManufacturerId == manufacturerId && period.AnsweredAt >= since && period.RequestedAt != null
        select new AnsweredIvr(period.RequestedAt!.Value, period.AnsweredAt!.Value)).ToListAsync(cancel);

    /// <summary>Of all manufacturers at once: events carry no manufacturer, and going through them is the long part.</summary>
    private async Task<ILookup<Guid, Rejection>> RejectionsAsync(CancellationToken cancel)
    {
        var orders = await (
            from e in db.OrderEvents
            join order in db.Orders on e.OrderId equals order.Id
            where e.Action == OrderAction.RejectByManufacturer && e.At >= since && order.ManufacturerId != null
            select new { order.ManufacturerId, e.At, e.Comment }).ToListAsync(cancel);
        var ivrs = await db.Verifications.Where(v => v.Status == VerificationStatus.Rejected && v.ReviewedAt >= since).Select(v => new { v.ManufacturerId, v.ReviewedAt, v.Reason }).ToListAsync(cancel);
        return orders.Select(o => (Maker: o.ManufacturerId!.Value, Rejection: new Rejection(false, o.At, o.Comment)))
            .Concat(ivrs.Select(v => (Maker: v.ManufacturerId, Rejection: new Rejection(true, v.ReviewedAt!.Value, v.Reason)))).ToLookup(r => r.Maker, r => r.Rejection);
    }
}
