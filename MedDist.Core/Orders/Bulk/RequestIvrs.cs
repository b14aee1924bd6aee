using MedDist.Core.Batches;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Verifications;

namespace MedDist.Core.Orders.Bulk;

/// <summary>Asks for the missing IVRs of many orders, each as if it were asked for by itself. Of two orders that need the same one, the second is skipped: it has been asked for by then.</summary>
public sealed class RequestIvrs(VerificationRequestService requests, DocumentFiles files, ICallContext call, TimeProvider clock) : OrderBatchAction(call, clock)
{
    private StagedRequest? staged;

    public override string Kind => BulkArguments.RequestIvr;

    public override string Title => "Request IVRs";

    // The next one has to see what this one asked for.
    public override int ChunkSize => 1;

    public override async Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var labels = await LabelsAsync(db, ids, cancel);
        var plans = await requests.PlanAsync(ids, cancel);
        return [.. ids.Select(id => new BatchCheck(id, labels.GetValueOrDefault(id, "?"), plans[id].Failure))];
    }

    public override async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        staged = null;
        var result = await requests.StageAsync(db, ids[0], cancel);
        staged = result.Value;
        return new Dictionary<Guid, Result> { [ids[0]] = Result.From(result.Failure) };
    }

    public override async Task<bool> SettleAsync(MedDistDbContext db, CancellationToken cancel)
    {
        await (staged is null ? Task.CompletedTask : requests.SettleAsync(db, staged.Order, cancel));
        return staged is not null;
    }

    public override void Discard()
    {
        if (staged is not null)
        {
            files.Delete(staged.FormKey);
        }
    }

    // Both ways go through the request service, which loads the orders itself.
    protected override Result Act(Order order, BatchArguments arguments, DateTimeOffset now) => Result.Ok;
}
