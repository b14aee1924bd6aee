using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Comments on orders: what is shared with the provider, and apart from it what stays with the order desk.</summary>
public sealed class OrderComments(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    private static readonly Role[] Writers = [Role.TenantAdmin, Role.SuperAdmin, Role.Provider, Role.FacilityManager];

    /// <summary>All that the caller may read of an order's comments; null when the order is not theirs to see.</summary>
    public async Task<OrderCommentList?> ListAsync(Guid orderId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleOrders().Where(o => o.Id == orderId).Select(o => new { o.Notes, o.InternalNotes }).FirstOrDefaultAsync(cancel) is not { } order)
        {
            return null;
        }

        var (triages, reads) = (OrderPermissions.MayTriage(call.Role), OrderPermissions.SeesRecipientNames(call.Role));
        var comments = await Readable(db, orderId, call).OrderBy(c => c.At).ThenBy(c => c.Id)
            .Select(c => new OrderCommentRow(c.Id, c.Audience, reads ? c.Text : null, c.ByName, c.At, c.ByUserId == call.UserId, c.Field)).ToListAsync(cancel);
        return new(order.Notes, triages ? order.InternalNotes : null, comments, MayShare(call.Role), triages);
    }

    /// <summary>Writes a comment and tells the other side that there is one. Fails as <see cref="OrderFailures"/> says: not found, not your role, nothing written.</summary>
    public async Task<Result> AddAsync(Guid orderId, AddComment add, CancellationToken cancel = default)
    {
        if (OrderRequestRules.Check(add) is { } invalid)
        {
            return invalid;
        }

        if (call.UserId is not { } me || !(add.Audience == CommentAudience.Internal ? OrderPermissions.MayTriage(call.Role) : MayShare(call.Role)))
        {
            return OrderFailures.NotCommenting;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleOrders().AsNoTracking().FirstOrDefaultAsync(o => o.Id == orderId, cancel) is not { } order)
        {
            return OrderFailures.NotFound;
        }

        db.Add(new OrderComment { OrderId = orderId, Audience = add.Audience, Field = add.Field, Text = add.Text!.Trim(), ByUserId = me, ByName = call.UserName, At = clock.GetUtcNow() });
        await TellAsync(db, order, add.Audience, me, cancel);
        await db.SaveChangesAsync(cancel);
        return Result.Ok;
    }

    /// <summary>The comments of an order that a caller may read, who has already been found to see the order.</summary>
    internal static IQueryable<OrderComment> Readable(MedDistDbContext db, Guid orderId, ICallContext call) =>
        OrderPermissions.MayTriage(call.Role)
            ? db.OrderComments.AsNoTracking().Where(c => c.OrderId == orderId)
            : db.OrderComments.AsNoTracking().Where(c => c.OrderId == orderId && c.Audience == CommentAudience.Shared);

    private static bool MayShare(Role? role) => role is { } known && Writers.Contains(known);

    /// <summary>The desk's words go to the provider and to who wrote the order, the provider's to whoever works on it, internal ones to that colleague.</summary>
    private async Task TellAsync(MedDistDbContext db, Order order, CommentAudience audience, Guid me, CancellationToken cancel)
    {
        var (title, link) = ($"{order.OrderNumber}: new {(audience == CommentAudience.Internal ? "internal " : "")}comment", $"/orders/{order.Id}/full#comments");
        if (audience == CommentAudience.Shared && OrderPermissions.MayTriage(call.Role))
        {
            foreach (var user in new[] { order.ProviderId, order.CreatedByUserId }.OfType<Guid>().Distinct().Where(u => u != me))
            {
                db.Notify(user, "order.comment", title, null, link);
            }
        }
        else if (order.ClaimedByUserId is { } claimer)
        {
            if (claimer != me)
            {
                db.Notify(claimer, "order.comment", title, null, link);
            }
        }
        else if (audience == CommentAudience.Shared)
        {
            await db.NotifyCoordinatorsAsync("order.comment", title, null, link, cancel);
        }
    }
}
