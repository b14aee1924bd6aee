using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;

namespace MedDist.Core.Verifications;

/// <summary>A request for the same recipient and manufacturer, and what became of its message.</summary>
public sealed record AskedBefore(VerificationRequest Request, QueueStatus Message);

/// <summary>Which verifications an order still has to ask for. Never the same one twice while the first waits, or was sent a short while ago.</summary>
public static class VerificationNeeds
{
    /// <summary>
    /// Opens, as pending, the cases that an order under way needs and that nobody has opened, so that what nobody has asked for stands on the board. The caller saves; of two who open the same
    /// one the database refuses the second.
    /// </summary>
    internal static void Open(MedDistDbContext db, Order order, OrderSurroundings around)
    {
        if (order is not { RecipientId: { } recipient, ManufacturerId: { } manufacturer } || !PlannedUse.IsUnderWay(order.Status))
        {
            return;
        }

        foreach (var required in around.Manufacturer?.Settings?.RequiredVerifications ?? [])
        {
            if (around.Cases.All(c => c.Type != required.Type)
                && !db.Verifications.Local.Any(v => v.IsOpen && v.RecipientId == recipient && v.ManufacturerId == manufacturer && v.Type == required.Type))
            {
                db.Add(new Verification { RecipientId = recipient, ManufacturerId = manufacturer, Type = required.Type });
            }
        }
    }

    /// <param name="order">With its manufacturer and the manufacturer's settings.</param>
    /// <param name="cases">The open cases of its recipient and manufacturer.</param>
    /// <param name="before">What was asked before.</param>
    /// <param name="zone">The tenant's time zone.</param>
    /// <param name="since">What was sent after this counts as asked.</param>
    /// <param name="now">The moment of asking.</param>
    public static Result<IReadOnlyList<VerificationRequirement>> Of(
        Order order, IReadOnlyList<Verification> cases, IReadOnlyList<AskedBefore> before, TimeZoneInfo zone, DateTimeOffset since, DateTimeOffset now)
    {
        var required = order.Manufacturer!.Settings?.RequiredVerifications ?? [];
        if (required.Count == 0)
        {
            return VerificationFailures.NothingRequired(order.Manufacturer.Name);
        }

        var today = DayCount.DayOf(now, zone);
        var serviceDate = order.ServiceDate ?? order.RequestedDeliveryDate ?? today;
        List<VerificationFacts> facts = [.. cases.Select(OrderFactRules.FactsOf)];
        var missing = required.Where(r => !VerificationPolicy.Answer([r], facts, order.Id, serviceDate, today).Covers).ToList();
        if (missing.Count == 0)
        {
            return VerificationFailures.AllValid(order.Manufacturer.Name, serviceDate);
        }

        var waiting = before.Where(b => b.Message is QueueStatus.Pending or QueueStatus.Processing).ToList();
        var asked = before.Where(b => b.Message == QueueStatus.Completed && b.Request.RequestedAt > since).ToList();
        var open = missing.Where(r => !waiting.Exists(b => Covers(b, r)) && !asked.Exists(b => Covers(b, r))).ToList();
        return open.Count > 0 ? open
            : waiting.Exists(b => missing.Exists(r => Covers(b, r))) ? VerificationFailures.AlreadyWaiting(order.Manufacturer.Name)
            : VerificationFailures.AlreadyAsked(order.Manufacturer.Name, DayCount.DayOf(asked.Max(b => b.Request.RequestedAt), zone));

        // One that holds for a single order was asked for that order only. And one that was answered since, with no, may be asked for again.
        bool Covers(AskedBefore b, VerificationRequirement r) =>
            b.Request.Cases.Any(c => c.Type == r.Type && cases.Any(v => v.Id == c.VerificationId && v.Status == VerificationStatus.Sent))
            && (r.Frequency != VerificationFrequency.PerOrder || b.Request.OrderId == order.Id);
    }
}
