using System.Globalization;
using System.Text;
using MedDist.Core;
using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using MedDist.Web.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Verifications;

/// <summary>The process that writes an import is killed (kill -9) in the middle of it.</summary>
public sealed class ImportKillTests
{
    private const int Rows = 4_000;
    private static readonly DateOnly Day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-3);

    [Fact]
    public async Task The_next_process_ends_the_import_and_no_row_is_written_twice()
    {
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string>(MedDistApp.Settings) { ["Demo:Orders"] = "10" });
        await using var here = await Beside.OpenAsync(app.Folder);
        var manufacturer = await LoadAsync(here);
        var batch = await here.CommitAsync(manufacturer, File());

        (await here.UntilAsync(batch, b => b.Processed > 0)).HasEnded.ShouldBeFalse();
        await app.CrashAsync();
        var killed = await here.FindAsync(batch);
        killed.Processed.ShouldBeInRange(1, Rows - 1);
        (await PeriodsAsync(here, manufacturer)).ShouldBe(killed.Processed);

        await here.AgeLeaseAsync(batch);
        await app.RestartAsync();
        (await here.UntilAsync(batch, b => b.HasEnded)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Completed), b => b.Changed.ShouldBe(Rows), b => b.Processed.ShouldBe(Rows));
        (await PeriodsAsync(here, manufacturer)).ShouldBe(Rows);
        await using var db = here.Open();
        var cases = db.Verifications.Where(v => v.ManufacturerId == manufacturer);
        (await cases.CountAsync()).ShouldBe(Rows);
        (await cases.CountAsync(v => v.Status == VerificationStatus.Verified && v.VerifiedOn == Day && v.Periods.Count == 1)).ShouldBe(Rows);
        (await db.ActivityLogs.CountAsync(l => l.Action == "Verification.Added" && cases.Any(v => v.Id == l.EntityId))).ShouldBe(Rows);
        (await db.BatchSnapshots.Where(s => s.BatchId == batch).Select(s => s.EntityId).Distinct().CountAsync()).ShouldBe(Rows);
        (await db.BatchItems.CountAsync(i => i.BatchId == batch && i.Result == BatchResult.Changed)).ShouldBe(Rows);
    }

    private static async Task<int> PeriodsAsync(Beside here, Guid manufacturer)
    {
        await using var db = here.Open();
        return await db.VerificationPeriods.CountAsync(p => db.Verifications.Any(v => v.Id == p.VerificationId && v.ManufacturerId == manufacturer));
    }

    private static async Task<Guid> LoadAsync(Beside here)
    {
        var manufacturer = new Manufacturer { Name = "Kill Test Biologics" };
        var settings = new ManufacturerSettings { ManufacturerId = manufacturer.Id };
        settings.Require([new(VerificationType.Insurance, VerificationFrequency.Annual)]);
        var people = Enumerable.Range(0, Rows).Select(i => new Recipient { Type = RecipientType.Patient, Identifier = $"KILL-{i:0000}", FirstName = $"Given{i}", LastName = $"Family{i}", DateOfBirth = Born(i) }).ToList();
        await using var db = here.Open();
        db.AddRange(manufacturer, settings);
        await db.SaveChangesAsync();
        var writer = new BulkWriter(TimeProvider.System);
        await writer.WriteAsync(db, people, CancellationToken.None);
        await writer.WriteAsync(db, people.SelectMany(p => p.Terms).ToList(), CancellationToken.None);
        return manufacturer.Id;
    }

    private static byte[] File() => Encoding.UTF8.GetBytes("Last Name,First Name,DOB,Status,Verified On,Auth #\n"
        + string.Concat(Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"Family{i},Given{i},{Born(i):yyyy-MM-dd},Approved,{Day:yyyy-MM-dd},A-{i}\n"))));

    private static DateOnly Born(int i) => new DateOnly(1940, 1, 1).AddDays(i % 40);

    /// <summary>The app's database and keys, used from the test's process as a second node would; it runs no jobs.</summary>
    private sealed class Beside(ServiceProvider services) : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

        private UserCall ashley = null!;

        public static async Task<Beside> OpenAsync(string folder)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(MedDistApp.Settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value.Replace("{folder}", folder, StringComparison.Ordinal)))).Build();
            var keys = Path.Combine(folder, "keys");
            var collection = new ServiceCollection().AddLogging();
            collection.AddDataProtection().SetApplicationName("MedDist").PersistKeysToFileSystem(new(keys));
            collection.AddSingleton(s => BlindIndexKey.Open(keys, s.GetRequiredService<IDataProtectionProvider>()));
            var here = new Beside(collection.AddTenancy().AddDatabase(configuration).AddCore(configuration).BuildServiceProvider());
            await using var db = here.Open(new BeforeTenantCall());
            var user = await db.Users.SingleAsync(u => u.Email == MedDistApp.Ashley);
            here.ashley = new(user.TenantId!.Value, user.Id, user.FullName, user.Role, AssignmentScope.None, null, null);
            return here;
        }

        public MedDistDbContext Open(ICallContext? who = null) => services.GetRequiredService<ContextSource>().CreateFor(who ?? ashley);

        /// <summary>From the upload to the batch that writes it.</summary>
        public async Task<Guid> CommitAsync(Guid manufacturer, byte[] file)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallContext>().Become(ashley);
            var imports = scope.ServiceProvider.GetRequiredService<VerificationImports>();
            var id = (await imports.StageAsync(new(manufacturer, "renewals.csv", file))).Value;
            (await imports.CheckAsync(id)).Failure.ShouldBeNull();
            return (await imports.CommitAsync(id)).Value;
        }

        public async Task<BatchOperation> FindAsync(Guid batch)
        {
            await using var db = Open();
            return await db.BatchOperations.AsNoTracking().SingleAsync(b => b.Id == batch);
        }

        public async Task<BatchOperation> UntilAsync(Guid batch, Func<BatchOperation, bool> wanted)
        {
            var until = TimeProvider.System.GetUtcNow() + Patience;
            var found = await FindAsync(batch);
            while (!wanted(found) && TimeProvider.System.GetUtcNow() < until)
            {
                await Task.Delay(10);
                found = await FindAsync(batch);
            }

            wanted(found).ShouldBeTrue($"{found.Status}, {found.Processed} rows");
            return found;
        }

        /// <summary>As if the minute had passed for which the dead process still holds the batch.</summary>
        public async Task AgeLeaseAsync(Guid batch)
        {
            await using var db = Open();
            var past = TimeProvider.System.GetUtcNow() - BatchWorker.Lease;
            await db.BatchOperations.Where(b => b.Id == batch && b.LeasedUntil != null).ExecuteUpdateAsync(set => set.SetProperty(b => b.LeasedUntil, past));
        }

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}
