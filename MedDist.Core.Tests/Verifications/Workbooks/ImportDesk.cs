using System.Text.Json;
using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Tests.Verifications.Workbooks;

/// <summary>A house whose manufacturer wants annual IVRs, with the people that ugly workbooks are about.</summary>
internal sealed class ImportDesk(House house, People people) : IAsyncDisposable
{
    public House House => house;

    public World World => people.World;

    public Guid Manufacturer => World.Manufacturer.Id;

    public Recipient Maria { get; private set; } = null!;

    public Recipient John { get; private set; } = null!;

    /// <summary>Of the same name and birth date, with a member id that begins with zeros.</summary>
    public Recipient OtherJohn { get; private set; } = null!;

    public static async Task<ImportDesk> OpenAsync(DatabaseProvider provider, VerificationFrequency frequency = VerificationFrequency.Annual, Action<IServiceCollection>? more = null)
    {
        var house = await House.OpenAsync(provider, more: more);
        var world = await World.BuildAsync(house, "acme", true, new VerificationRequirement(VerificationType.Insurance, frequency));
        var people = await People.BuildAsync(house, world);
        var born = new DateOnly(1950, 1, 20);
        return new(house, people)
        {
            Maria = await people.PatientAsync("Maria", "Muñoz", new(1944, 5, 13), "MRN-0031", member: "0012345678"),
            John = await people.PatientAsync("John", "Smith", born, "MRN-0501", member: "LH-990011"),
            OtherJohn = await people.PatientAsync("John", "Smith", born, "MRN-0777", member: "0004456789"),
        };
    }

    public Task<T> AsAsync<TService, T>(Func<TService, Task<T>> work, ICallContext? who = null)
        where TService : notnull => house.AsAsync(who ?? World.Ashley, work);

    public async Task<Guid> StageAsync(string name, byte[] content)
    {
        var staged = await AsAsync<VerificationImports, Result<Guid>>(s => s.StageAsync(new(Manufacturer, name, content)));
        return staged.Succeeded ? staged.Value : throw new InvalidOperationException(staged.Failure.Message);
    }

    public async Task<ImportRow> CheckAsync(Guid id)
    {
        var done = await AsAsync<VerificationImports, Result>(s => s.CheckAsync(id));
        return done.Succeeded ? await HeadAsync(id) : throw new InvalidOperationException(done.Failure.Message);
    }

    public async Task<ImportRow> HeadAsync(Guid id) => (await AsAsync<VerificationImportQueries, ImportRow?>(q => q.FindAsync(id)))!;

    public Task<IReadOnlyList<ImportProblem>> ProblemsAsync(Guid id) => AsAsync<VerificationImportQueries, IReadOnlyList<ImportProblem>>(q => q.ProblemsAsync(id));

    public async Task MapAsync(Guid id, Func<WorkbookLayout, WorkbookLayout> change)
    {
        var done = await AsAsync<VerificationImports, Result>(s => s.MapAsync(id, change));
        if (!done.Succeeded)
        {
            throw new InvalidOperationException(done.Failure.Message);
        }
    }

    /// <summary>Commits, and lets the batch run; returns it.</summary>
    public async Task<BatchOperation> CommitAsync(Guid id)
    {
        var started = await AsAsync<VerificationImports, Result<Guid>>(s => s.CommitAsync(id));
        return started.Succeeded ? await RunAsync(started.Value) : throw new InvalidOperationException(started.Failure.Message);
    }

    public async Task<BatchOperation> UndoAsync(Guid batch)
    {
        var started = await AsAsync<BatchUndo, Result<Guid>>(u => u.StartAsync(batch));
        return started.Succeeded ? await RunAsync(started.Value) : throw new InvalidOperationException(started.Failure.Message);
    }

    public async Task<BatchOperation> RunAsync(Guid batch)
    {
        while (await house.AsAsync<BatchRunner, int>(World.System, r => r.RunDueAsync()) > 0)
        {
            // Pass by pass, as the job does it.
        }

        await using var db = house.Open(World.System);
        return await db.BatchOperations.SingleAsync(b => b.Id == batch);
    }

    /// <summary>Every field of every case and period as one line each, but the stamps of saving.</summary>
    public async Task<IReadOnlyList<string>> EverythingAsync()
    {
        await using var db = house.Open(World.System);
        var cases = await db.Verifications.AsNoTracking().Include(v => v.Periods).OrderBy(v => v.Id).ToListAsync();
        return
        [
            .. cases.Select(v => JsonSerializer.Serialize(new { v.Id, v.RecipientId, v.ManufacturerId, v.Type, Snapshot = v.Snapshot(), v.SubmittedByUserId, v.SubmittedAt })),
            .. cases.SelectMany(v => v.Periods).OrderBy(p => p.Id).Select(p => JsonSerializer.Serialize(new { p.Id, p.VerificationId, p.OrderId, p.Frequency, p.VerifiedOn, p.ExpiresOn, p.ValidThrough, p.VoidedAt, p.RequestedAt, p.AnsweredAt, p.CoveragePolicyId, p.VerifiedByName, p.DocumentId, p.Benefits })),
        ];
    }

    public async Task<Verification?> CaseAsync(Recipient recipient)
    {
        await using var db = house.Open(World.System);
        return await db.Verifications.AsNoTracking().Include(v => v.Periods).SingleOrDefaultAsync(v => v.RecipientId == recipient.Id && v.IsOpen && v.ManufacturerId == Manufacturer);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
