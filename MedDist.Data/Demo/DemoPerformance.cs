using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>Makes and writes what moves in a tenant: recipients with their cover and verification cases, then the orders, batch by batch.</summary>
internal sealed class DemoPerformance(ContextSource contexts, BulkWriter writer, DemoStage stage, DemoProgress progress)
{
    private const int RecipientsPerBatch = 2_000;
    private const int OrdersPerBatch = 5_000;

    private readonly DemoRecipients recipients = new(stage);
    private readonly DemoInbox inbox = new(stage);

    public async Task PlayAsync(CancellationToken cancel)
    {
        var plans = new DemoPlans(stage);
        var cases = new DemoCases(stage, plans);
        var orders = new DemoOrders(stage, plans, recipients, cases);
        foreach (var batch in Enumerable.Range(0, stage.Volume.Recipients).Chunk(RecipientsPerBatch))
        {
            await WriteAsync(context => WriteRecipientsAsync(context, batch, cases, cancel), cancel);
        }

        foreach (var batch in Enumerable.Range(0, stage.Volume.Orders).Chunk(OrdersPerBatch))
        {
            await WriteAsync(context => WriteOrdersAsync(context, [.. batch.Select(orders.Make)], cancel), cancel);
            progress.Add(batch.Length);
        }
    }

    /// <summary>One batch in one transaction.</summary>
    private async Task WriteAsync(Func<MedDistDbContext, Task> write, CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new SystemCall(stage.TenantId));
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await write(context);
        await transaction.CommitAsync(cancel);
    }

    private async Task WriteRecipientsAsync(MedDistDbContext context, int[] numbers, DemoCases cases, CancellationToken cancel)
    {
        var people = Array.ConvertAll(numbers, recipients.Person);
        var verifications = people.SelectMany(cases.Of).ToList();
        await writer.WriteAsync(context, Array.ConvertAll(people, recipients.Row), cancel);
        await writer.WriteAsync(context, people.SelectMany(recipients.Policies).ToList(), cancel);
        await writer.WriteAsync(context, verifications, MomentsOf, cancel);
        await writer.WriteAsync(context, verifications.SelectMany(v => v.Periods).ToList(), p => At(p.VerifiedOn), cancel);
    }

    private async Task WriteOrdersAsync(MedDistDbContext context, List<DemoOrder> told, CancellationToken cancel)
    {
        var moments = told.ToDictionary(t => t.Order.Id, t => new RowMoments(t.WrittenAt, t.LastAt));
        await writer.WriteAsync(context, told.ConvertAll(t => t.Order), o => moments[o.Id], cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Order.Items).ToList(), i => moments[i.OrderId] with { UpdatedAt = moments[i.OrderId].CreatedAt }, cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Order.Events).ToList(), e => new(e.At, e.At), cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Shipments).ToList(), s => new(s.ShippedAt!.Value, s.DeliveredAt ?? s.ShippedAt.Value), cancel);
        await writer.WriteAsync(context, told.SelectMany(inbox.Outbox).ToList(), q => new(q.ProcessedAt!.Value, q.ProcessedAt.Value), cancel);
        var notices = told.SelectMany(inbox.Notifications).ToDictionary(n => n.Row, n => n.At);
        await writer.WriteAsync(context, notices.Keys, n => new(notices[n], n.ReadAt ?? notices[n]), cancel);
    }

    private RowMoments MomentsOf(Verification verification)
    {
        var first = verification.Periods.Count > 0 ? At(verification.Periods[0].VerifiedOn).CreatedAt : verification.SubmittedAt ?? stage.Calendar.End;
        return new(first, verification.ReviewedAt ?? verification.SubmittedAt ?? first);
    }

    private RowMoments At(DateOnly day)
    {
        var noon = stage.Calendar.At(day, 12 * 60);
        return new(noon, noon);
    }
}
