using System.Text.Json;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Shipping;

/// <summary>
/// Plays the carriers of a demo: each run tells the next thing of a few parcels on the road, through the same feed that real carriers use. Only for carriers whose connection says
/// that it is simulated, and every event says so too.
/// </summary>
public sealed class CarrierSimulator(IDbContextFactory<MedDistDbContext> contexts, CarrierFeed feed, TimeProvider clock)
{
    private const int AtOnce = 3;
    private static readonly ShipmentStatus[] Usual = [ShipmentStatus.InfoReceived, ShipmentStatus.InTransit, ShipmentStatus.OutForDelivery, ShipmentStatus.Delivered];

    /// <summary>Returns how many events were told.</summary>
    public async Task<int> AdvanceAsync(CancellationToken cancel = default)
    {
        List<Shipment> next;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var simulated = db.CarrierConnections.Where(c => c.IsActive && c.IsSimulated).Select(c => c.Carrier);
            next = await db.Shipments.AsNoTracking()
                .Where(s => s.Stage == ShipmentStage.OnTheRoad && s.TrackingNumber != null && s.Problem == null && simulated.Contains(s.Carrier))
                .OrderBy(s => s.LastEventAt).ThenBy(s => s.Id).Take(AtOnce).ToListAsync(cancel);
        }

        foreach (var parcel in next)
        {
            await feed.TakeAsync(parcel.Carrier!, Told(parcel, clock.GetUtcNow()), ShipmentSource.Simulated, cancel);
        }

        return next.Count;
    }

    private static string Told(Shipment parcel, DateTimeOffset now)
    {
        var place = Array.IndexOf(Usual, parcel.Status);
        var status = Usual[Math.Min(place + 1, Usual.Length - 1)];
        return JsonSerializer.Serialize(new
        {
            id = $"sim-{parcel.Id:N}-{parcel.ScanCount}",
            trackingNumber = parcel.TrackingNumber,
            at = now,
            status = status.ToString(),
            words = $"{status.Label()} (simulated)",
            place = "Demo City",
            signedBy = status == ShipmentStatus.Delivered ? "FRONT DESK" : null,
        });
    }
}
