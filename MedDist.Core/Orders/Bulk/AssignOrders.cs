using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Bulk;

/// <summary>Gives many orders to one person of the order desk (<c>to</c>), or to nobody; takes them from whoever has them.</summary>
public sealed class AssignOrders(ICallContext call, TimeProvider clock) : OrderBatchAction(call, clock)
{
    private string? name;

    public override string Kind => BulkArguments.Assign;

    public override string Title => "Assign orders";

    protected override async Task PrepareAsync(MedDistDbContext db, BatchArguments arguments, CancellationToken cancel)
    {
        var to = arguments.Id(BulkArguments.To);
        name = to == Call.UserId ? Call.UserName
            : await db.Users.Where(u => u.Id == to && u.IsActive && u.Role == Role.TenantAdmin).Select(u => u.FullName).FirstOrDefaultAsync(cancel);
    }

    protected override Result Act(Order order, BatchArguments arguments, DateTimeOffset now)
    {
        var to = arguments.Id(BulkArguments.To);
        return to is not null && name is null ? OrderFailures.NoColleague
            : order.ClaimedByUserId == to ? OrderFailures.HasItAlready(name)
            : order.Assign(to, name, Call, now);
    }

    protected override IQueryable<Order> Complete(IQueryable<Order> orders) => orders;
}
