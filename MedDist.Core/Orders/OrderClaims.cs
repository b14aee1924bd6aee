using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Gives an order to somebody.</summary>
/// <param name="To">Who is to have it; null lets it go.</param>
/// <param name="Seen">Who had it when the caller looked; when somebody else has it by now, the caller is told so instead.</param>
public sealed record AssignOrder(Guid? To, Guid? Seen);

/// <summary>Who works on which order.</summary>
public sealed class OrderClaims(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    /// <summary>
    /// Claims, assigns or lets go. Of two at once one wins; the other fails as <see cref="OrderFailures.Claimed"/> with the winner's name. Changes to the order itself do not stand in the way.
    /// </summary>
    public async Task<Result> AssignAsync(Guid orderId, AssignOrder assign, CancellationToken cancel = default)
    {
        if (!OrderPermissions.MayTriage(call.Role))
        {
            return OrderFailures.NotAssigning;
        }

        // Each try that fails means that somebody else's save has succeeded.
        for (var i = 0; i < 5; i++)
        {
            var result = await TryAsync(orderId, assign, cancel);
            if (result.Failure is not Failure.Stale)
            {
                return result;
            }
        }

        return OrderFailures.Stale;
    }

    /// <summary>Those who can take on an order, the caller first.</summary>
    public async Task<IReadOnlyList<Choice>> ColleaguesAsync(CancellationToken cancel = default)
    {
        if (!OrderPermissions.MayTriage(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var desk = await Desk(db).OrderBy(u => u.FullName).Select(u => new Choice(u.Id, u.FullName)).ToListAsync(cancel);
        return call.UserId is { } me ? [new(me, call.UserName), .. desk.Where(u => u.Id != me)] : desk;
    }

    private async Task<Result> TryAsync(Guid orderId, AssignOrder assign, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleOrders().FirstOrDefaultAsync(o => o.Id == orderId, cancel) is not { } order)
        {
            return OrderFailures.NotFound;
        }

        if (order.ClaimedByUserId != assign.Seen && order.ClaimedByUserId != assign.To)
        {
            return OrderFailures.Claimed(order.ClaimedByName);
        }

        var name = assign.To == call.UserId ? call.UserName : await Desk(db).Where(u => u.Id == assign.To).Select(u => u.FullName).FirstOrDefaultAsync(cancel);
        if (assign.To is not null && name is null)
        {
            return OrderFailures.NoColleague;
        }

        var done = order.Assign(assign.To, name, call, clock.GetUtcNow());
        return done.Succeeded ? await db.TrySaveAsync(OrderFailures.Stale, cancel) : done;
    }

    private IQueryable<User> Desk(MedDistDbContext db) => db.Users.Where(u => u.TenantId == call.TenantId && u.IsActive && u.Role == Role.TenantAdmin);
}
