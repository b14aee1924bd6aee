using System.Data.Common;
using System.Globalization;
using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Benchmarks;

/// <summary>
/// A bulk approval of many orders through the batch engine beside the same rows written by hand, in turns, each in orders of its own; medians and their ratio. By hand means one prepared
/// command a row (order, timeline event, audit entry), all in one transaction; "raw, all" also writes each row's result and the provider's notification, as the engine does.
/// </summary>
internal static class BulkBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(Installation house, int rows)
    {
        Console.WriteLine($"{house.Provider}: bulk approval of {rows:N0} orders, {Rounds} rounds in turns");
        Console.WriteLine($"{"round",-8}{"dry run ms",12}{"start ms",12}{"engine ms",12}{"raw ms",12}{"raw, all ms",14}{"ratio",8}{"ratio, all",12}   by processor: engine, raw, raw all, ratio, ratio all");
        List<Effort> engine = [], raw = [], all = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (dryRun, start, run) = await EngineAsync(house, await OrdersAsync(house, rows));
            var byHand = await RawAsync(house, await OrdersAsync(house, rows), everything: false);
            var allByHand = await RawAsync(house, await OrdersAsync(house, rows), everything: true);
            Console.WriteLine($"{(round == 0 ? "warm up" : round),-8}{dryRun.Milliseconds,12:0}{start.Milliseconds,12:0}{Words(run, byHand, allByHand)}");
            if (round > 0)
            {
                engine.Add(run);
                raw.Add(byHand);
                all.Add(allByHand);
            }
        }

        Console.WriteLine($"{"median",-8}{"",24}{Words(Effort.Median(engine), Effort.Median(raw), Effort.Median(all))}");
    }

    private static string Words(Effort run, Effort raw, Effort all) =>
        $"{run.Milliseconds,12:0}{raw.Milliseconds,12:0}{all.Milliseconds,14:0}{run.Milliseconds / raw.Milliseconds,8:0.00}{run.Milliseconds / all.Milliseconds,12:0.00}"
        + $"   {run.Processor:0}, {raw.Processor:0}, {all.Processor:0}, {run.Processor / raw.Processor:0.00}, {run.Processor / all.Processor:0.00}";

    private static async Task<(Effort DryRun, Effort Start, Effort Run)> EngineAsync(Installation house, IReadOnlyList<Guid> ids)
    {
        var request = new StartBatch(BulkArguments.Approve, BatchArguments.None, ids);
        await using var ashley = house.AsAshley();
        var service = ashley.ServiceProvider.GetRequiredService<BatchService>();
        var watch = new EffortWatch();
        await service.PreviewAsync(request);
        var dryRun = watch.Lap();
        var batch = (await service.StartAsync(request)).Value;
        var start = watch.Lap();

        await using var system = house.AsSystem();
        watch.Lap();
        while (await system.ServiceProvider.GetRequiredService<BatchRunner>().RunDueAsync() > 0)
        {
            // As the job does it, pass by pass.
        }

        var run = watch.Lap();
        var row = (await ashley.ServiceProvider.GetRequiredService<BatchQueries>().FindAsync(batch))!;
        return row.Changed == ids.Count ? (dryRun, start, run) : throw new InvalidOperationException($"Only {row.Changed} of {ids.Count} were approved: {row.Status}, {row.EndNote}");
    }

    /// <summary>Submitted orders with a valid IVR, each with one item, of as many of the demo's own recipients, providers and manufacturers.</summary>
    private static async Task<IReadOnlyList<Guid>> OrdersAsync(Installation house, int rows)
    {
        await using var scope = house.AsSystem();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync();
        var alike = await db.Orders.AsNoTracking().Include(o => o.Items).Where(o => o.ProviderId != null && o.Items.Count > 0 && o.RecipientId != null && o.OrganizationId != null && o.Section == QueueSection.Done)
            .OrderBy(o => o.Id).Take(rows).ToListAsync();
        var by = house.Ashley;
        var now = TimeProvider.System.GetUtcNow();
        var orders = Enumerable.Range(0, rows).Select(i =>
        {
            var like = alike[i % alike.Count];
            var order = new Order
            {
                OrderNumber = $"B-{Guid.NewGuid():N}"[..20],
                OrganizationId = like.OrganizationId,
                FacilityId = like.FacilityId,
                ProviderId = like.ProviderId,
                RecipientId = like.RecipientId,
                RecipientName = like.RecipientName,
                ManufacturerId = like.ManufacturerId,
                ServiceDate = like.ServiceDate,
                RequestedDeliveryDate = like.RequestedDeliveryDate ?? DateOnly.FromDateTime(now.UtcDateTime),
                Intake = like.Intake,
            };
            order.AddItem(new OrderItem { OrderId = order.Id, ProductId = like.Items[0].ProductId, Quantity = 1 });
            order.Apply(new MoveOrder(OrderAction.Submit), by, now);
            order.SetIvr(new IvrAnswer(IvrState.Valid, new DateOnly(2030, 1, 1), "Valid through 1 Jan 2030.", []));
            return order;
        }).ToList();
        await house.LoadAsync(orders);
        await house.LoadAsync(orders.SelectMany(o => o.Items).ToList());
        await house.LoadAsync(orders.SelectMany(o => o.Events).ToList());
        return [.. orders.Select(o => o.Id)];
    }

    private static async Task<Effort> RawAsync(Installation house, IReadOnlyList<Guid> ids, bool everything)
    {
        var provider = (await ProviderOfAsync(house, ids[0]))!.Value;
        var items = everything ? await ItemsAsync(house, ids) : [];
        var watch = new EffortWatch();
        await using var connection = await HandWrittenQueue.OpenAsync(house);
        await using var transaction = await connection.BeginTransactionAsync();
        var (now, user, tenant) = (TimeProvider.System.GetUtcNow(), Key(house.Ashley.UserId!.Value), Key(house.TenantId));
        await using var update = Command("""
            UPDATE "Orders" SET "Status" = 'Approved', "Version" = "Version" + 1, "UpdatedAt" = @now, "AdminReviewedAt" = @now, "AdminReviewedByUserId" = @user, "ApprovedAt" = @now, "DecisionVersion" = 1 WHERE "Id" = @order AND "Version" = 0
            """, "order");
        await using var told = Command("""
            INSERT INTO "OrderEvents" ("Id", "Version", "CreatedAt", "UpdatedAt", "TenantId", "OrderId", "Action", "From", "To", "At", "ByUserId", "ByName", "Comment", "OnBehalf")
            VALUES (@id, 0, @now, @now, @tenant, @order, 'Approve', 'PendingReview', 'Approved', @now, @user, 'Ashley', NULL, FALSE)
            """, "id", "order");
        await using var audit = Command($$"""
            INSERT INTO "ActivityLogs" ("Id", "TenantId", "UserId", "Action", "EntityType", "EntityId", "Changes", "Metadata", "IpAddress", "UserAgent", "CreatedAt")
            VALUES (@id, @tenant, @user, 'Order.Modified', 'Order', @order, {{Json("@changes")}}, {{Json("'{}'")}}, NULL, NULL, @now)
            """, "id", "order", "changes");
        await using var notify = Command($$"""
            INSERT INTO "Notifications" ("Id", "Version", "CreatedAt", "UpdatedAt", "TenantId", "UserId", "Type", "Title", "Message", "Payload", "ReadAt", "InApp", "DigestDueAt")
            VALUES (@id, 0, @now, @now, @tenant, @provider, 'order.Approve', @title, NULL, {{Json("@changes")}}, NULL, TRUE, @now)
            """, "id", "title", "changes", "provider");
        await using var item = Command("""
            UPDATE "BatchItems" SET "Result" = 'Changed', "Version" = "Version" + 1, "UpdatedAt" = @now, "ProcessedAt" = @now WHERE "Id" = @order AND "Version" = 0
            """, "order");
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            await RunAsync(update, ("order", Key(id)));
            await RunAsync(told, ("id", Key(Guid.CreateVersion7())), ("order", Key(id)));
            await RunAsync(audit, ("id", Key(Guid.CreateVersion7())), ("order", Key(id)), ("changes", Changes(now, house.Ashley.UserId!.Value)));
            if (everything)
            {
                await RunAsync(notify, ("id", Key(Guid.CreateVersion7())), ("title", $"{id}: approved"), ("changes", $$"""{"link":"/orders/{{id}}"}"""), ("provider", Key(provider)));
                await RunAsync(item, ("order", Key(items[i])));
            }
        }

        await transaction.CommitAsync();
        return watch.Lap();

        DbCommand Command(string sql, params string[] names)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            Add("now", house.Provider == DatabaseProvider.Postgres ? now : now.UtcTicks);
            Add("user", user);
            Add("tenant", tenant);
            foreach (var name in names)
            {
                Add(name, name is "changes" or "title" ? "" : Key(Guid.Empty));
            }

            command.Prepare();
            return command;

            void Add(string name, object value)
            {
                if (!sql.Contains('@' + name, StringComparison.Ordinal))
                {
                    return;
                }

                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
        }

        object Key(Guid id) => house.Provider == DatabaseProvider.Postgres ? id : id.ToString().ToUpperInvariant();

        string Json(string value) => house.Provider == DatabaseProvider.Postgres ? $"CAST({value} AS jsonb)" : value;
    }

    private static async Task RunAsync(DbCommand command, params (string Name, object Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            command.Parameters[name].Value = value;
        }

        if (await command.ExecuteNonQueryAsync() != 1)
        {
            throw new InvalidOperationException("Written by hand, it changed no row: " + command.CommandText);
        }
    }

    private static async Task<Guid?> ProviderOfAsync(Installation house, Guid order)
    {
        await using var scope = house.AsSystem();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync();
        return await db.Orders.Where(o => o.Id == order).Select(o => o.ProviderId).SingleAsync();
    }

    /// <summary>The rows of a batch that is kept and not run.</summary>
    private static async Task<List<Guid>> ItemsAsync(Installation house, IReadOnlyList<Guid> ids)
    {
        await using var ashley = house.AsAshley();
        var batch = (await ashley.ServiceProvider.GetRequiredService<BatchService>().KeepAsync(new(BulkArguments.Approve, BatchArguments.None, ids), new())).Value;
        await using var db = await ashley.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync();
        return await db.BatchItems.Where(i => i.BatchId == batch).OrderBy(i => i.Index).Select(i => i.Id).ToListAsync();
    }

    private static string Changes(DateTimeOffset now, Guid user) => System.Text.Json.JsonSerializer.Serialize(
        new FieldChange[]
        {
            new("AdminReviewedAt", null, now.ToString("u", CultureInfo.InvariantCulture)), new("AdminReviewedByUserId", null, user.ToString()), new("ApprovedAt", null, now.ToString("u", CultureInfo.InvariantCulture)),
            new("DecisionVersion", "0", "1"), new("Status", "PendingReview", "Approved"),
        },
        System.Text.Json.JsonSerializerOptions.Web);
}
