using MedDist.Core.Batches;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders.Bulk;

/// <summary>Forwards many orders to their manufacturers, each as if it were forwarded by itself: own form, own message, held for the undo time.</summary>
public sealed class ForwardOrders(OrderForwarding forwarding, DocumentFiles files, ICallContext call, TimeProvider clock) : OrderBatchAction(call, clock)
{
    private readonly List<string> forms = [];

    public override string Kind => BulkArguments.Forward;

    public override string Title => "Forward orders";

    // A form is made and stored for each: short chunks keep what a conflict would throw away small.
    public override int ChunkSize => 10;

    public override async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        forms.Clear();
        Dictionary<Guid, Result> results = [];
        foreach (var id in ids)
        {
            var staged = await forwarding.StageAsync(db, id, null, cancel);
            results[id] = Result.From(staged.Failure);
            forms.AddRange(staged.Succeeded ? [staged.Value.FormKey] : []);
        }

        return results;
    }

    public override void Discard() => forms.ForEach(files.Delete);

    protected override IQueryable<Order> Complete(IQueryable<Order> orders) => orders.Include(o => o.Items)
        .Include(o => o.Manufacturer!).ThenInclude(m => m.Contacts).Include(o => o.Manufacturer!).ThenInclude(m => m.Settings).AsSplitQuery();

    protected override Result Act(Order order, BatchArguments arguments, DateTimeOffset now) =>
        OrderWorkflow.Refusal(order, OrderAction.Forward, Call.Role) is { } refusal ? refusal
        : OrderForwarding.ContactsOf(order.Manufacturer!) is null ? OrderFailures.NoContact(order.Manufacturer!.Name)
        : Result.Ok;
}
