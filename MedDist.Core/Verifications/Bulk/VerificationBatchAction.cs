using System.Text.Json;
using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Bulk;

/// <summary>A bulk action on cases: labels, rights, and the orders that are judged anew after each chunk.</summary>
public abstract class VerificationBatchAction(OrderFactService facts) : IBatchAction
{
    private readonly HashSet<(Guid Recipient, Guid Manufacturer)> touched = [];

    public abstract string Kind { get; }

    public string EntityType => nameof(Verification);

    public abstract string Title { get; }

    public bool MayRun(Role? role) => VerificationPermissions.MayUpdate(role);

    public virtual Failure? Check(BatchArguments arguments) => null;

    public abstract Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel);

    public async Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        (await db.VisibleVerifications().Where(v => EF.Parameter(ids).Contains(v.Id)).Select(v => new { v.Id, Manufacturer = v.Manufacturer!.Name, v.Type }).ToListAsync(cancel))
            .ToDictionary(v => v.Id, v => LabelOf(v.Id, v.Manufacturer, v.Type));

    public abstract Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel);

    public Task<bool> SettleAsync(MedDistDbContext db, CancellationToken cancel) => VerificationOrders.RefreshAsync(db, facts, touched, cancel);

    public virtual void Discard() => touched.Clear();

    /// <summary>The orders of this case are judged anew once the chunk is saved.</summary>
    protected void Touch(Verification theCase) => touched.Add((theCase.RecipientId, theCase.ManufacturerId));

    protected static string LabelOf(Guid id, string? manufacturer, VerificationType type) => $"{VerificationReference.Brief(id)} {manufacturer} {VerificationPolicy.Label(type)}";

    /// <summary>How a case stood, for <see cref="RowBefore"/>.</summary>
    protected static RowBefore Before(Verification theCase) => new(theCase.Id, JsonSerializer.Serialize(theCase.Snapshot()), theCase.Version + 1);
}
