using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>A recipient with what is on file of them.</summary>
internal sealed record DemoRecipient(DemoPerson Person, IReadOnlyList<Verification> Cases, IReadOnlyList<Document> Documents);

/// <summary>
/// Makes and writes what moves in a tenant: recipients with their cover and verification cases, then the orders. Both go in batches of one transaction
/// each. While one batch is written the next is made, on all processors, which is safe because every row follows from its number alone.
/// </summary>
internal sealed class DemoHistoryLoader(ContextSource contexts, BulkWriter writer, DemoTenant demo, OrderFlags flags, TimeProvider clock, DemoProgress progress)
{
    private const int RecipientsPerBatch = 1_000;
    private const int OrdersPerBatch = 5_000;

    private readonly DemoRecipients recipients = new(demo);
    private readonly DemoInbox inbox = new(demo);
    private readonly DemoTogether together = new(demo);
    private readonly DemoPlans plans = new(demo);

    public async Task LoadAsync(CancellationToken cancel)
    {
        var cases = new DemoCases(demo, plans);
        var documents = new DemoDocuments(demo, plans);
        await InBatchesAsync(demo.Volume.Recipients, RecipientsPerBatch, number => Told(recipients.Person(number)), WriteRecipientsAsync, cancel);

        // What the clock learns of the answers comes before the orders that it counts for, their own scores after them.
        var learned = (await FindingsAsync(cancel)).Where(f => f.PeriodDays == ManufacturerScore.ClockDays).ToDictionary(f => f.ManufacturerId, f => f.Found.Ivr);
        var orders = new DemoOrders(demo, plans, recipients, new(demo, plans, cases, learned), flags);
        await InBatchesAsync(demo.Volume.Orders, OrdersPerBatch, orders.Make, WriteOrdersAsync, cancel);
        await WriteScoresAsync(cancel);

        DemoRecipient Told(DemoPerson person) => new(person, [.. cases.Of(person)], [.. documents.Rows(person)]);
    }

    private async Task<IReadOnlyList<ScoreFinding>> FindingsAsync(CancellationToken cancel)
    {
        await using var context = contexts.CreateFor(new SystemCall(demo.TenantId));
        return await ManufacturerScores.FindAsync(context, clock.GetUtcNow(), cancel);
    }

    private async Task WriteScoresAsync(CancellationToken cancel)
    {
        var scores = (await FindingsAsync(cancel)).Select((found, i) =>
        {
            var score = new ManufacturerScore { Id = demo.Dice(DiceStream.Score, i).Id(demo.Calendar.Today, i), ManufacturerId = found.ManufacturerId, PeriodDays = found.PeriodDays };
            score.Learn(found.Found, demo.Calendar.End);
            return score;
        }).ToList();
        await using var context = contexts.CreateFor(new SystemCall(demo.TenantId));
        await writer.WriteAsync(context, scores, cancel);
    }

    private async Task InBatchesAsync<T>(int count, int size, Func<int, T> make, Func<MedDistDbContext, List<T>, CancellationToken, Task> write, CancellationToken cancel)
    {
        var writing = Task.CompletedTask;
        foreach (var numbers in Enumerable.Range(0, count).Chunk(size))
        {
            List<T> batch;
            try
            {
                batch = [.. numbers.AsParallel().AsOrdered().WithCancellation(cancel).Select(make)];
            }
            finally
            {
                await writing;
            }

            writing = WriteAsync(batch, write, cancel);
        }

        await writing;
    }

    private async Task WriteAsync<T>(List<T> batch, Func<MedDistDbContext, List<T>, CancellationToken, Task> write, CancellationToken cancel)
    {
        // SQLite answers its asynchronous calls at once; without this the next batch would not be made meanwhile.
        await Task.Yield();
        await using var context = contexts.CreateFor(new SystemCall(demo.TenantId));
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await write(context, batch, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task WriteRecipientsAsync(MedDistDbContext context, List<DemoRecipient> batch, CancellationToken cancel)
    {
        var verifications = batch.SelectMany(b => b.Cases).ToList();
        var rows = batch.ConvertAll(b => recipients.Row(b.Person));
        await writer.WriteAsync(context, rows, cancel);
        await writer.WriteAsync(context, rows.SelectMany(r => r.Terms).ToList(), cancel);
        await writer.WriteAsync(context, batch.SelectMany(b => recipients.Policies(b.Person)).ToList(), cancel);
        await writer.WriteAsync(context, verifications, MomentsOf, cancel);
        await writer.WriteAsync(context, verifications.SelectMany(v => v.Periods).ToList(), p => At(p.VerifiedOn), cancel);
        await writer.WriteAsync(context, batch.SelectMany(b => DemoReminders.Of(demo, b.Person)).ToList(), r => DemoReminders.MomentsOf(demo, r), cancel);
        await writer.WriteAsync(context, batch.SelectMany(b => DemoAudit.Looks(demo, b.Person)).ToList(), cancel);
        await writer.WriteAsync(context, batch.SelectMany(b => DemoAudit.Emergencies(demo, b.Person)).ToList(), DemoAudit.MomentsOf, cancel);
        await writer.WriteAsync(context, batch.SelectMany(b => b.Documents).ToList(), _ => At(demo.Calendar.Today.AddDays(-30)), cancel);
    }

    private async Task WriteOrdersAsync(MedDistDbContext context, List<DemoOrder> told, CancellationToken cancel)
    {
        var moments = told.ToDictionary(t => t.Order.Id, t => new RowMoments(t.WrittenAt, t.LastAt));
        await writer.WriteAsync(context, told.ConvertAll(t => t.Order), o => moments[o.Id], cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Order.Items).ToList(), i => moments[i.OrderId] with { UpdatedAt = moments[i.OrderId].CreatedAt }, cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Order.Events).ToList(), e => new(e.At, e.At), cancel);
        await writer.WriteAsync(context, told.SelectMany(together.Comments).ToList(), c => new(c.At, c.At), cancel);
        await writer.WriteAsync(context, told.SelectMany(together.Revisions).ToList(), r => new(r.At, r.At), cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Shipments).ToList(), s => new(s.ShippedAt!.Value, s.DeliveredAt ?? s.ShippedAt.Value), cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Shipments).SelectMany(s => s.Lines).ToList(), cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Shipments).SelectMany(s => s.Events).ToList(), e => new(e.RecordedAt, e.RecordedAt), cancel);
        await writer.WriteAsync(context, told.SelectMany(t => t.Shipments).SelectMany(s => s.Receipts).ToList(), r => new(r.At, r.At), cancel);
        await writer.WriteAsync(context, told.SelectMany(t => DemoSignatures.Rows(demo, t)).ToList(), d => moments[d.OwnerId] with { UpdatedAt = moments[d.OwnerId].CreatedAt }, cancel);
        await WriteClinicalAsync(context, told, moments, cancel);
        var outbox = told.SelectMany(t => inbox.Outbox(t).Select(q => (Item: q, At: t.LastAt))).ToDictionary(q => q.Item, q => q.At);
        await writer.WriteAsync(context, outbox.Keys, q => new(q.HeldUntil!.Value, q.ProcessedAt ?? outbox[q]), cancel);
        await writer.WriteAsync(context, outbox.Keys.SelectMany(DemoSending.Attempts).ToList(), a => new(a.At, a.At), cancel);
        var notices = told.SelectMany(inbox.Notifications).ToDictionary(n => n.Row, n => n.At);
        await writer.WriteAsync(context, notices.Keys, n => new(notices[n], n.ReadAt ?? notices[n]), cancel);
        progress.Add(told.Count);
    }

    private async Task WriteClinicalAsync(MedDistDbContext context, List<DemoOrder> told, Dictionary<Guid, RowMoments> orders, CancellationToken cancel)
    {
        var clinical = new DemoClinical(demo, plans);
        await writer.WriteAsync(context, told.SelectMany(clinical.Assessments).ToList(), a => new(a.AssessedAt, a.AssessedAt), cancel);
        await writer.WriteAsync(context, told.SelectMany(clinical.Treatments).ToList(), t => At(t.StartsOn), cancel);
        await writer.WriteAsync(context, told.SelectMany(clinical.Timings).ToList(), t => orders[t.OrderId!.Value] with { UpdatedAt = orders[t.OrderId.Value].CreatedAt }, cancel);
    }

    private RowMoments MomentsOf(Verification verification)
    {
        var first = verification.Periods.Count > 0 ? At(verification.Periods[0].VerifiedOn).CreatedAt : verification.SubmittedAt ?? demo.Calendar.End;
        return new(first, verification.ReviewedAt ?? verification.SubmittedAt ?? first);
    }

    private RowMoments At(DateOnly day)
    {
        var noon = demo.Calendar.At(day, 12 * 60);
        return new(noon, noon);
    }
}
