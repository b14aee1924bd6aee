using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Users;
using MedDist.Core.Verifications.Workbooks;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Tests.Verifications.Workbooks;

/// <summary>The import in smaller chunks, of which one does not live to be committed: by then all of it stands in the open transaction.</summary>
internal sealed class WatchedImport(ImportVerifications real, WatchedImport.Plan plan) : IUndoableBatchAction
{
    public string Kind => real.Kind;

    public string EntityType => real.EntityType;

    public int ChunkSize => plan.ChunkSize;

    public string Title => real.Title;

    public string UndoKind => real.UndoKind;

    public IReadOnlyList<RowBefore> Befores => real.Befores;

    /// <summary>Puts it in the place of the real one.</summary>
    public static Action<IServiceCollection> In(Plan plan) => services =>
    {
        services.Remove(services.Single(s => s.ImplementationType == typeof(ImportVerifications)));
        services.AddSingleton(plan).AddScoped<ImportVerifications>().AddScoped<IBatchAction, WatchedImport>();
    };

    public bool MayRun(Role? role) => real.MayRun(role);

    public Failure? Check(BatchArguments arguments) => real.Check(arguments);

    public Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel) => real.CheckAsync(db, arguments, ids, cancel);

    public Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) => real.LabelsAsync(db, ids, cancel);

    public Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel) => real.ApplyAsync(db, arguments, ids, cancel);

    public async Task<bool> SettleAsync(MedDistDbContext db, CancellationToken cancel) =>
        await real.SettleAsync(db, cancel) is var settled && ++plan.Chunks == plan.DiesIn ? throw new OperationCanceledException() : settled;

    public void Discard() => real.Discard();

    /// <summary>How big the chunks are, and which of them dies.</summary>
    internal sealed class Plan(int chunkSize, int? diesIn = null)
    {
        public int ChunkSize => chunkSize;

        public int? DiesIn => diesIn;

        public int Chunks { get; set; }
    }
}
