using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Messages that wait to leave together with others, when what their time follows from has changed.</summary>
internal static class WaitingMessages
{
    /// <summary>Gives what waits for these manufacturers its new time; the caller saves. What has been tried already keeps its own.</summary>
    public static async Task ReplanAsync(
        MedDistDbContext db, IReadOnlyList<ManufacturerSettings> settings, BusinessCalendar calendar, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancel)
    {
        var bySupplier = settings.ToDictionary(s => s.ManufacturerId);
        var suppliers = bySupplier.Keys.ToList();
        var waiting = await db.IntegrationQueue
            .Where(q => q.ManufacturerId != null && suppliers.Contains(q.ManufacturerId.Value) && q.MayCombine && q.Status == QueueStatus.Pending && q.Attempts == 0)
            .Join(db.Orders, q => q.OrderId, o => o.Id, (q, o) => new { Item = q, o.Type, o.SendBy }).ToListAsync(cancel);
        foreach (var message in waiting)
        {
            var held = message.Item.HeldUntil is { } until && until > now ? until : now;
            message.Item.LeaveAt(CombineWindow.LeavesAt(bySupplier[message.Item.ManufacturerId!.Value], message.Type, message.SendBy, held, calendar, zone));
        }
    }
}
