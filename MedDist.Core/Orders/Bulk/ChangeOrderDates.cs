using MedDist.Core.Batches;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders.Bulk;

/// <summary>Sets the service date (<c>service</c>) and the delivery date (<c>deliver</c>) of many orders, by the same rules as an edit by hand; one that is left out stays as it is.</summary>
public sealed class ChangeOrderDates(OrderEditing editing, ICallContext call, TimeProvider clock) : OrderBatchAction(call, clock)
{
    public override string Kind => BulkArguments.ChangeDates;

    public override string Title => "Change dates of orders";

    // Each order's IVR and send-by time are computed anew.
    public override int ChunkSize => 50;

    public override Failure? Check(BatchArguments arguments) =>
        arguments.Day(BulkArguments.ServiceDate) is null && arguments.Day(BulkArguments.DeliverBy) is null ? OrderFailures.NoDates : null;

    public override async Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        // Nothing saves this context: what is staged in it goes with it.
        var labels = await LabelsAsync(db, ids, cancel);
        var results = await ApplyAsync(db, arguments, ids, cancel);
        return [.. ids.Select(id => new BatchCheck(id, labels.GetValueOrDefault(id, "?"), results[id].Failure))];
    }

    public override async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        Dictionary<Guid, Result> results = [];
        foreach (var id in ids)
        {
            var staged = await editing.StageDatesAsync(db, id, arguments.Day(BulkArguments.ServiceDate), arguments.Day(BulkArguments.DeliverBy), cancel);
            results[id] = Result.From(staged.Succeeded && staged.Value.Written.Count == 0 ? OrderFailures.HasDatesAlready : staged.Failure);
        }

        return results;
    }

    // Both ways go through the editing, which loads the orders itself.
    protected override Result Act(Order order, BatchArguments arguments, DateTimeOffset now) => Result.Ok;
}
