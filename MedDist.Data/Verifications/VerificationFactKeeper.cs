using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Data.Verifications;

/// <summary>
/// Keeps <see cref="DeskFacts"/> true: every save that changes an order's dates or step, a case or its periods recomputes the cases of that recipient and manufacturer in the same transaction.
/// Here and not in the services, because a dozen of them change orders, and one that forgot would leave the board wrong.
/// </summary>
internal sealed class VerificationFactKeeper(TimeProvider clock) : SaveChangesInterceptor
{
    private static readonly string[] OrderCauses =
        [nameof(Order.Status), nameof(Order.HeldFrom), nameof(Order.ServiceDate), nameof(Order.RequestedDeliveryDate), nameof(Order.IvrBypassReason)];

    private static readonly string[] OrderOwners = [nameof(Order.RecipientId), nameof(Order.ManufacturerId)];

    private static readonly string[] CaseCauses = [nameof(Verification.Status), nameof(Verification.IsOpen), nameof(Verification.VerifiedOn), nameof(Verification.ExpiresOn), nameof(Verification.SubmittedAt), nameof(Verification.RedoReason)];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = (MedDistDbContext)eventData.Context!;
        var pairs = PairsOf(context);
        if (pairs.Count > 0)
        {
            await VerificationDeskFacts.RefreshAsync(context, pairs, clock.GetUtcNow(), cancellationToken);
        }

        return result;
    }

    private static HashSet<(Guid, Guid)> PairsOf(MedDistDbContext context)
    {
        HashSet<(Guid, Guid)> pairs = [];
        HashSet<Guid> cases = [];
        foreach (var entry in context.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            switch (entry.Entity)
            {
                case Order { RecipientId: { } recipient, ManufacturerId: { } manufacturer } order when Concerns(entry, order):
                    pairs.Add((recipient, manufacturer));
                    break;
                case Verification theCase when entry.State != EntityState.Modified || IsOneOf(entry, CaseCauses):
                    pairs.Add((theCase.RecipientId, theCase.ManufacturerId));
                    break;
                case VerificationPeriod period:
                    cases.Add(period.VerificationId);
                    break;
            }
        }

        if (cases.Count > 0)
        {
            pairs.UnionWith(context.Verifications.Local.Where(v => cases.Contains(v.Id)).Select(v => (v.RecipientId, v.ManufacturerId)));
        }

        return pairs;
    }

    /// <summary>Most steps of an order, its approval for one, change nothing of what it asks of its cases, and then there is nothing to recompute.</summary>
    private static bool Concerns(EntityEntry entry, Order order) => entry.State == EntityState.Modified
        ? IsOneOf(entry, OrderOwners) || (IsOneOf(entry, OrderCauses) && UseBefore(entry) != UseOf(order))
        : PlannedUse.IsUnderWay(order.Status);

    private static bool IsOneOf(EntityEntry entry, string[] causes) => Array.Exists(causes, c => entry.Row().IsModified(entry.Metadata.GetProperty(c)));

    // The same day on both sides: only a difference counts.
    private static PlannedUse? UseOf(Order order) =>
        PlannedUse.Of(order.Id, order.Status, order.HeldFrom, order.ServiceDate ?? order.RequestedDeliveryDate, order.IvrBypassReason is not null, DateOnly.MinValue);

    private static PlannedUse? UseBefore(EntityEntry entry)
    {
        return PlannedUse.Of(
            Was<Guid>(nameof(Order.Id)), Was<OrderStatus>(nameof(Order.Status)), Was<OrderStatus?>(nameof(Order.HeldFrom)),
            Was<DateOnly?>(nameof(Order.ServiceDate)) ?? Was<DateOnly?>(nameof(Order.RequestedDeliveryDate)), Was<string?>(nameof(Order.IvrBypassReason)) is not null, DateOnly.MinValue);

        T Was<T>(string name) => (T)entry.Row().GetOriginalValue(entry.Metadata.GetProperty(name))!;
    }
}
