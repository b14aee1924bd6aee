using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Tests.Batches;

/// <summary>A house with a world of orders and what tests do with batches there. Its action approves in chunks of ten and can be hooked into.</summary>
internal sealed class BatchDesk(House house, World world, Hooks hooks) : IAsyncDisposable
{
    /// <summary>The kind of the hooked action.</summary>
    public const string Hooked = "test.approve";

    public House House => house;

    public World World => world;

    public Hooks Hooks => hooks;

    public static async Task<BatchDesk> OpenAsync(DatabaseProvider provider, string subdomain = "acme")
    {
        var hooks = new Hooks();
        var house = await House.OpenAsync(provider, more: hooks.Register);
        return new(house, await World.BuildAsync(house, subdomain), hooks);
    }

    /// <summary>Submitted orders, ready to be approved.</summary>
    public async Task<IReadOnlyList<Guid>> OrdersAsync(int count, params OrderAction[] more)
    {
        var orders = Enumerable.Range(0, count).Select(_ => world.Draft()).ToList();
        foreach (var order in orders)
        {
            foreach (var action in more.Prepend(OrderAction.Submit))
            {
                order.Apply(new MoveOrder(action) { Reason = "because", IvrBypassReason = "arranged" }, world.Ashley, house.Clock.Now);
            }
        }

        await house.AsAsync<OrderFactService, bool>(world.System, async facts =>
        {
            await using var db = house.Open(world.System);
            await facts.RefreshAsync(db, orders, default);
            return true;
        });
        await house.AddAsync(world.Id, [.. orders]);
        return [.. orders.Select(o => o.Id)];
    }

    public Task<T> ServiceAsync<T>(Func<BatchService, Task<T>> work, ICallContext? who = null) => house.AsAsync(who ?? world.Ashley, work);

    public Task<T> QueryAsync<T>(Func<BatchQueries, Task<T>> work, ICallContext? who = null) => house.AsAsync(who ?? world.Ashley, work);

    /// <summary>Starts and returns the id.</summary>
    public async Task<Guid> StartAsync(IReadOnlyList<Guid> ids, string kind = BulkArguments.Approve, BatchArguments? arguments = null, ICallContext? who = null)
    {
        var started = await ServiceAsync(s => s.StartAsync(new(kind, arguments ?? BatchArguments.None, ids)), who);
        return started.Succeeded ? started.Value : throw new InvalidOperationException(started.Failure.Message);
    }

    /// <summary>One pass of the job.</summary>
    public Task<int> RunDueAsync(House? on = null) => (on ?? house).AsAsync<BatchRunner, int>(world.System, r => r.RunDueAsync());

    public async Task<BatchOperation> BatchAsync(Guid id)
    {
        await using var db = house.Open(world.System);
        return await db.BatchOperations.SingleAsync(b => b.Id == id);
    }

    public async Task<List<BatchItem>> ItemsAsync(Guid id)
    {
        await using var db = house.Open(world.System);
        return await db.BatchItems.Where(i => i.BatchId == id).OrderBy(i => i.Index).ToListAsync();
    }

    /// <summary>How many approvals each order's timeline tells of.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> ApprovalsAsync(IReadOnlyList<Guid> ids)
    {
        await using var db = house.Open(world.System);
        var found = await db.OrderEvents.Where(e => e.Action == OrderAction.Approve).GroupBy(e => e.OrderId).ToDictionaryAsync(g => g.Key, g => g.Count());
        return ids.ToDictionary(id => id, id => found.GetValueOrDefault(id));
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}

/// <summary>What a test wants to happen in the middle of a batch.</summary>
internal sealed class Hooks
{
    /// <summary>Before a chunk is applied; its number, from 0, and its rows.</summary>
    public Func<int, IReadOnlyList<Guid>, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>After it is applied and before it is saved.</summary>
    public Func<int, IReadOnlyList<Guid>, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    public int Chunks { get; private set; }

    public void Register(IServiceCollection services) => services.AddScoped<IBatchAction>(s => new HookedApproval(
        this, new MoveOrders(OrderAction.Approve, BatchDesk.Hooked, "Approve for a test", s.GetRequiredService<ICallContext>(), s.GetRequiredService<OrderFactService>(), s.GetRequiredService<TimeProvider>())));

    private sealed class HookedApproval(Hooks hooks, MoveOrders inner) : IBatchAction
    {
        public string Kind => inner.Kind;

        public string EntityType => inner.EntityType;

        public string Title => inner.Title;

        public int ChunkSize => 10;

        public bool MayRun(Role? role) => inner.MayRun(role);

        public Failure? Check(BatchArguments arguments) => inner.Check(arguments);

        public Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
            inner.CheckAsync(db, arguments, ids, cancel);

        public Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) => inner.LabelsAsync(db, ids, cancel);

        public async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
        {
            var number = hooks.Chunks++;
            await hooks.Before(number, ids);
            var results = await inner.ApplyAsync(db, arguments, ids, cancel);
            await hooks.After(number, ids);
            return results;
        }
    }
}
