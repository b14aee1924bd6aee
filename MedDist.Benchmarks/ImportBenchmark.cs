using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MedDist.Core.Batches;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Benchmarks;

/// <summary>
/// The workbook of a manufacturer with thousands of renewals, from the upload to the last written row, beside the same file read cell by cell and its rows written by hand: one prepared UPDATE of the case and one
/// INSERT of the period a row, in one transaction, without matching, audit trail, snapshot, result or facts of orders. Peak memory is that of the process above what it was before, sampled.
/// </summary>
internal static class ImportBenchmark
{
    private const int WarmUp = 400;

    public static async Task RunAsync(Installation house, int rows)
    {
        // As on a server that has been up for a while.
        await ImportAsync(house, WarmUp);
        await ImportAsync(house, rows);
    }

    private static async Task ImportAsync(Installation house, int rows)
    {
        var (manufacturer, ids) = await CasesAsync(house, rows);
        var (other, otherIds) = await CasesAsync(house, rows);
        var workbook = await WorkbookAsync(house, manufacturer, ids, withReference: false);
        var otherWorkbook = await WorkbookAsync(house, other, otherIds, withReference: true);
        Console.WriteLine($"{house.Provider}: workbook of {rows:N0} rows, {workbook.Length / 1024:N0} KB");

        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var memory = new PeakMemory();
        await using var ashley = house.AsAshley();
        var imports = ashley.ServiceProvider.GetRequiredService<VerificationImports>();
        var began = Stopwatch.GetTimestamp();
        var id = Value(await imports.StageAsync(new(manufacturer, "renewals.xlsx", workbook)));
        var staged = Lap(ref began);
        List<double> peaks = [memory.Lap()];
        var progress = new FirstReport();
        Value(await imports.CheckAsync(id, progress));
        var checkedIn = Lap(ref began);
        peaks.Add(memory.Lap());
        var head = (await ashley.ServiceProvider.GetRequiredService<VerificationImportQueries>().FindAsync(id))!;
        foreach (var problem in await ashley.ServiceProvider.GetRequiredService<VerificationImportQueries>().ProblemsAsync(id))
        {
            Console.WriteLine($"{problem.Count:N0} rows: {problem.Sentence}");
        }

        began = Stopwatch.GetTimestamp();
        var batch = Value(await imports.CommitAsync(id));
        var committed = Lap(ref began);
        peaks.Add(memory.Lap());
        await using var system = house.AsSystem();
        while (await system.ServiceProvider.GetRequiredService<BatchRunner>().RunDueAsync() > 0)
        {
            // As the job does it, pass by pass.
        }

        var written = Lap(ref began);
        peaks.Add(memory.Lap());
        var row = (await ashley.ServiceProvider.GetRequiredService<BatchQueries>().FindAsync(batch))!;
        var peak = peaks.Max();
        Console.WriteLine($"check: {head.ToCreate} new, {head.ToUpdate} updates, {head.Same} same, {head.Rejected} rejected, {head.ToDecide} to decide; batch: {row.Changed} changed, {row.Skipped} skipped, {row.Failed} failed");
        var all = staged + checkedIn + committed + written;
        var (read, wrote) = await RawAsync(house, otherWorkbook, otherIds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"upload and map {staged:0} ms, check {checkedIn:0} ms, commit {committed:0} ms, write {written:0} ms: {all:0} ms; first progress after {progress.After:0} ms of the check; peak {peak:0} MB above idle ({string.Join(", ", peaks.Select(p => p.ToString("0", CultureInfo.InvariantCulture)))} by step)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw read {read:0} ms, raw write {wrote:0} ms: {read + wrote:0} ms; ratio {all / (read + wrote):0.0}, of the writing alone {written / wrote:0.0}"));
    }

    private static T Value<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Failure.Message);

    private static void Value(Result result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(result.Failure.Message);
        }
    }

    private static double Lap(ref long began)
    {
        var lap = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        began = Stopwatch.GetTimestamp();
        return lap;
    }

    /// <summary>A manufacturer of its own with that many recipients, each with a cover and a case verified a year ago.</summary>
    private static async Task<(Guid Manufacturer, List<Guid> Cases)> CasesAsync(Installation house, int rows)
    {
        await using var scope = house.AsSystem();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var manufacturer = new Manufacturer { Name = $"Bench {Guid.NewGuid():N}"[..20] };
        var settings = new ManufacturerSettings { ManufacturerId = manufacturer.Id };
        settings.Require([new(VerificationType.Insurance, VerificationFrequency.Annual)]);
        db.AddRange(manufacturer, settings);
        var now = TimeProvider.System.GetUtcNow();
        var on = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-360);
        List<Guid> ids = [];

        // People of this run alone: those of an earlier one would fit as well, and be asked about.
        var salt = string.Concat(Guid.NewGuid().ToString("N").Where(char.IsLetter).Take(6));
        for (var i = 0; i < rows; i++)
        {
            var recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"B-{Guid.NewGuid():N}"[..14], FirstName = $"Given{i % 700}", LastName = $"Family{salt}{i}", DateOfBirth = new DateOnly(1930, 1, 1).AddDays(i * 2 % 25_000) };
            var theCase = new Verification { RecipientId = recipient.Id, ManufacturerId = manufacturer.Id, Type = VerificationType.Insurance };
            theCase.Verify(new() { Frequency = VerificationFrequency.Annual, VerifiedOn = on, ValidThrough = VerificationPolicy.ValidThrough(VerificationFrequency.Annual, on), VerifiedByName = "Bench" }, now);
            db.AddRange(recipient, new CoveragePolicy { RecipientId = recipient.Id, PolicyNumber = $"BN{salt}{i:00000000}" }, theCase);
            ids.Add(theCase.Id);
            if (i % 500 == 499 || i == rows - 1)
            {
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
        }

        return (manufacturer.Id, ids);
    }

    /// <summary>Our own export with new days, as the manufacturer would send it back; matched by name, birth date and member id where it has no reference.</summary>
    private static async Task<byte[]> WorkbookAsync(Installation house, Guid manufacturer, List<Guid> ids, bool withReference)
    {
        await using var ashley = house.AsAshley();
        var exported = Value(await ashley.ServiceProvider.GetRequiredService<VerificationWorkbooks>().ExportAsync(manufacturer, ids));
        var table = Core.Batches.Workbooks.SheetTable.Find(Value(Core.Batches.Workbooks.WorkbookReader.Read("a.xlsx", exported.Bytes)), VerificationSheetColumns.All)!;
        var on = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-3);
        string[] headings = ["MedDist reference", "Last name", "First name", "Date of birth", "Member ID", "Status", "Verified on", "Valid through", "Auth #"];
        var columns = new[] { 0, 1, 2, 3, 4 };
        using var output = new MemoryStream();
        Core.Documents.Spreadsheets.XlsxFile.Write(output, new Core.Documents.Spreadsheets.Sheet("Renewals", [.. headings.Select(h => new Core.Documents.Spreadsheets.SheetColumn(h))], table.Rows.Select((r, i) =>
            (IReadOnlyList<object?>)[.. columns.Select(c => c == 0 && !withReference ? null : (object?)r[c].Text), "Approved", on, on.AddDays(364), $"A-{i}"])));
        return output.ToArray();
    }

    private static async Task<(double Read, double Write)> RawAsync(Installation house, byte[] workbook, List<Guid> ids)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = ReadCells(workbook);
        var read = Lap(ref began);
        if (rows.Count != ids.Count + 1)
        {
            throw new InvalidOperationException($"The raw read found {rows.Count} rows.");
        }

        await using var connection = await HandWrittenQueue.OpenAsync(house);
        await using var transaction = await connection.BeginTransactionAsync();
        var isPostgres = house.Provider == DatabaseProvider.Postgres;
        var now = TimeProvider.System.GetUtcNow();
        object moment = isPostgres ? now : now.UtcTicks;
        var json = isPostgres ? "CAST('{}' AS jsonb)" : "'{}'";
        await using var update = Command("""UPDATE "Verifications" SET "Status" = 'Verified', "VerifiedOn" = @on, "ExpiresOn" = @to, "ReviewedAt" = @now, "UpdatedAt" = @now, "Version" = "Version" + 1 WHERE "Id" = @id""");
        await using var insert = Command($"""
            INSERT INTO "VerificationPeriods" ("Id", "Version", "CreatedAt", "UpdatedAt", "TenantId", "VerificationId", "Frequency", "VerifiedOn", "ExpiresOn", "ValidThrough", "AnsweredAt", "VerifiedByName", "Benefits")
            VALUES (@period, 0, @now, @now, @tenant, @id, 'Annual', @on, @to, @to, @now, 'Ashley', {json})
            """);
        began = Stopwatch.GetTimestamp();
        for (var i = 0; i < ids.Count; i++)
        {
            var on = DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(rows[i + 1][6], CultureInfo.InvariantCulture)));
            foreach (var command in new[] { update, insert })
            {
                command.Parameters.Clear();
                Add(command, "on", Day(on));
                Add(command, "to", Day(on.AddDays(364)));
                Add(command, "now", moment);
                Add(command, "id", Key(ids[i]));
            }

            Add(insert, "period", Key(Guid.CreateVersion7()));
            Add(insert, "tenant", Key(house.TenantId));
            await update.ExecuteNonQueryAsync();
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return (read, Lap(ref began));

        DbCommand Command(string sql)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            return command;
        }

        static void Add(DbCommand command, string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        object Key(Guid id) => isPostgres ? id : id.ToString().ToUpperInvariant();

        object Day(DateOnly day) => isPostgres ? day : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The least that reading takes: each cell's text, nothing else.</summary>
    private static List<List<string>> ReadCells(byte[] workbook)
    {
        List<List<string>> rows = [];
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var xml = XmlReader.Create(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                rows.Add([]);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c")
            {
                rows[^1].Add("");
            }
            else if (xml.NodeType == XmlNodeType.Text)
            {
                rows[^1][^1] = xml.Value;
            }
        }

        return rows;
    }

    /// <summary>When the first news of a check came.</summary>
    private sealed class FirstReport : IProgress<int>
    {
        private readonly long began = Stopwatch.GetTimestamp();

        public double After { get; private set; }

        public void Report(int value) => After = After == 0 ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : After;
    }

    /// <summary>Samples the working set of the process until stopped.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer timer;
        private readonly long before = Environment.WorkingSet;
        private long peak;

        public PeakMemory() => timer = new(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 20);

        /// <summary>Megabytes above what it was when it began, at most, since the last lap.</summary>
        public double Lap()
        {
            var highest = Math.Max(peak, Environment.WorkingSet);
            peak = 0;
            return (highest - before) / 1048576.0;
        }

        public void Dispose() => timer.Dispose();
    }
}
