using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>One try of a decision: what came of it and, where somebody saved the order in between, the version it was read at.</summary>
internal readonly record struct Attempt<T>(T Outcome, int? OverrunAt = null);

/// <summary>
/// When a decision about an order still stands although others saved the order meanwhile: as long as nothing changed that the decision is about
/// (<see cref="Order.DecisionVersion"/>). A save that was overrun by a note or a claim is done again; one that was overrun by another decision fails.
/// </summary>
internal static class OrderDecision
{
    private const int Tries = 20;

    /// <summary>Tries until nobody saved in between. Who named no version has decided on what the first try read.</summary>
    public static async Task<T> TryAsync<T>(int? seen, Func<int?, Task<Attempt<T>>> attempt)
    {
        for (var i = 1; ; i++)
        {
            var (outcome, overrun) = await attempt(seen);
            if (overrun is null || i == Tries)
            {
                return outcome;
            }

            seen ??= overrun;
        }
    }

    /// <summary>Why a decision by somebody who looked at <paramref name="seen"/> does not stand: who changed what since. Null when it does.</summary>
    public static async Task<Failure?> StaleAsync(MedDistDbContext db, Order order, int? seen, CancellationToken cancel)
    {
        if (seen is not { } version || !order.IsNewsSince(version))
        {
            return null;
        }

        var edit = await db.OrderRevisions.AsNoTracking().Where(r => r.OrderId == order.Id && r.OrderVersion > version).OrderByDescending(r => r.OrderVersion).FirstOrDefaultAsync(cancel);
        var step = await db.OrderEvents.AsNoTracking().Where(e => e.OrderId == order.Id && !OrderWorkflow.Beside.Contains(e.Action)).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstOrDefaultAsync(cancel);
        return edit is not null && (step is null || edit.At >= step.At)
            ? OrderFailures.ChangedMeanwhile($"{edit.ByName} changed {string.Join(" and ", edit.Fields.Select(f => OrderEditRules.InSentence(f.Label)).Distinct())} while you were looking at this order.")
            : step is not null ? OrderFailures.ChangedMeanwhile($"{step.ByName} was faster; the order is now {order.Status.Label().ToLowerInvariant()}.") : OrderFailures.Stale;
    }
}
