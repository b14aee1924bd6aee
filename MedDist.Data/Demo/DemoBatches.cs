using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Data.Demo;

/// <summary>Two bulk actions of last evening: one that was run, and a dry run that a colleague kept for today.</summary>
internal sealed class DemoBatches(ContextSource contexts, BulkWriter writer, DemoTenant demo)
{
    private const int Rows = 14;

    public async Task LoadAsync(CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new SystemCall(demo.TenantId));
        var evening = demo.Calendar.At(demo.Calendar.WorkDaysAgo(1), 17 * 60);
        var (first, second) = (CallOf(demo.Coordinators[0]), CallOf(demo.Coordinators[^1]));
        var waiting = await context.Orders.AsNoTracking().Include(o => o.Items).Where(o => o.Status == OrderStatus.PendingReview).OrderBy(o => o.OrderNumber).Take(Rows).ToListAsync(cancel);
        var approved = await context.Orders.AsNoTracking().Where(o => o.Status == OrderStatus.Approved).OrderBy(o => o.OrderNumber).Take(Rows).ToListAsync(cancel);
        if (waiting.Count == 0 || approved.Count == 0)
        {
            return;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await WriteAsync(context, Run(approved, first, evening), evening, cancel);
        await WriteAsync(context, Kept(waiting, second, evening.AddMinutes(20)), evening.AddMinutes(20), cancel);
        await transaction.CommitAsync(cancel);
    }

    private static UserCall CallOf(User user) => new(user.TenantId, user.Id, user.FullName, user.Role, AssignmentScope.None, null, null);

    private static (BatchOperation Batch, List<BatchItem> Items) Run(List<Order> orders, UserCall who, DateTimeOffset at)
    {
        var refusal = OrderFailures.WrongStatus(OrderAction.Approve, OrderStatus.OnHold);
        var batch = Batch(orders.Count, who, null, null).RunAs(who);
        var items = orders.Select((o, i) => Item(batch, o, i, null, null)).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            items[i].Record(i % 7 == 5 ? refusal : null, at.AddSeconds(2));
        }

        batch.Claim(Guid.Empty, TimeSpan.Zero, at.AddSeconds(1));
        batch.Count(items, TimeSpan.Zero, at.AddSeconds(2));
        batch.End(null, [], at.AddSeconds(3));
        return (batch, items);
    }

    private static (BatchOperation Batch, List<BatchItem> Items) Kept(List<Order> orders, UserCall who, DateTimeOffset at)
    {
        var refusals = orders.ConvertAll(o => OrderWorkflow.Refusal(o, OrderAction.Approve, who.Role));
        var batch = Batch(orders.Count, who, at, refusals.Count(r => r is null)).Keep();
        return (batch, [.. orders.Select((o, i) => Item(batch, o, i, refusals[i] is null ? BatchResult.Changed : BatchResult.Skipped, refusals[i]?.Message))]);
    }

    private static BatchOperation Batch(int rows, UserCall who, DateTimeOffset? checkedAt, int? changes) => new()
    {
        Kind = BulkArguments.Approve,
        Title = "Approve orders",
        Total = rows,
        CheckedAt = checkedAt,
        ExpectedChanges = changes,
        CreatedByUserId = who.UserId,
        CreatedByName = who.UserName,
    };

    private static BatchItem Item(BatchOperation batch, Order order, int index, BatchResult? expected, string? reason) => new()
    {
        BatchId = batch.Id,
        Index = index,
        EntityType = nameof(Order),
        EntityId = order.Id,
        Label = order.OrderNumber,
        Expected = expected,
        ExpectedReason = reason,
    };

    private async Task WriteAsync(MedDistDbContext context, (BatchOperation Batch, List<BatchItem> Items) made, DateTimeOffset at, CancellationToken cancel)
    {
        await writer.WriteAsync(context, [made.Batch], _ => new(at, made.Batch.CompletedAt ?? at), cancel);
        await writer.WriteAsync(context, made.Items, i => new(at, i.ProcessedAt ?? at), cancel);
    }
}
