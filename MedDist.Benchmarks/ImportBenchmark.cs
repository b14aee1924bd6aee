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
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Benchmarks;

/// <summary>
/// The workbook of a manufacturer with thousands of renewals, from the upload to the last written row, beside the same file read cell by cell and its rows written by hand: one prepared UPDATE of the case and one
/// INSERT of the period a row, in one transaction, without matching, audit trail, snapshot, result or facts of orders; and once more with all the rows that the import writes. Peak memory is that of the process above what it was before, sampled.
/// </summary>
internal static partial class ImportBenchmark
{
    private const int WarmUp = 2_000, WarmUps = 3, Rounds = 3;

    public static async Task RunAsync(Installation house, int rows)
    {
        // As on a server that has been up for a while.
        for (var i = 0; i < WarmUps; i++)
        {
            await ImportAsync(house, Math.Min(rows, WarmUp));
        }

        for (var i = 0; i < Rounds; i++)
        {
            await ImportAsync(house, rows);
        }
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
        var watch = new EffortWatch();
        var id = Value(await imports.StageAsync(new(manufacturer, "renewals.xlsx", workbook)));
        var staged = watch.Lap();
        List<double> peaks = [memory.Lap()];
        var progress = new FirstReport();
        Value(await imports.CheckAsync(id, progress));
        var checkedIn = watch.Lap();
        peaks.Add(memory.Lap());
        var head = (await ashley.ServiceProvider.GetRequiredService<VerificationImportQueries>().FindAsync(id))!;
        foreach (var problem in await ashley.ServiceProvider.GetRequiredService<VerificationImportQueries>().ProblemsAsync(id))
        {
            Console.WriteLine($"{problem.Count:N0} rows: {problem.Sentence}");
        }

        watch.Lap();
        var batch = Value(await imports.CommitAsync(id));
        var committed = watch.Lap();
        peaks.Add(memory.Lap());
        await using var system = house.AsSystem();
        while (await system.ServiceProvider.GetRequiredService<BatchRunner>().RunDueAsync() > 0)
        {
            // As the job does it, pass by pass.
        }

        var written = watch.Lap();
        peaks.Add(memory.Lap());
        var row = (await ashley.ServiceProvider.GetRequiredService<BatchQueries>().FindAsync(batch))!;
        var peak = peaks.Max();
        Console.WriteLine($"check: {head.ToCreate} new, {head.ToUpdate} updates, {head.Same} same, {head.Rejected} rejected, {head.ToDecide} to decide; batch: {row.Changed} changed, {row.Skipped} skipped, {row.Failed} failed");
        var all = staged + checkedIn + committed + written;
        var (read, wrote) = await RawAsync(house, otherWorkbook, otherIds);
        var wroteAll = await RawAllAsync(house, otherWorkbook, otherIds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"upload and map {staged.Milliseconds:0} ms, check {checkedIn.Milliseconds:0} ms, commit {committed.Milliseconds:0} ms, write {written.Milliseconds:0} ms: {all.Milliseconds:0} ms; first progress after {progress.After:0} ms of the check; peak {peak:0} MB above idle ({string.Join(", ", peaks.Select(p => p.ToString("0", CultureInfo.InvariantCulture)))} by step)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw read {read.Milliseconds:0} ms, raw write {wrote.Milliseconds:0} ms, raw write of all rows that the import writes {wroteAll.Milliseconds:0} ms; ratio {all.Milliseconds / (read + wrote).Milliseconds:0.0}, to all rows {all.Milliseconds / (read + wroteAll).Milliseconds:0.0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"by processor: {staged.Processor:0} + {checkedIn.Processor:0} + {committed.Processor:0} + {written.Processor:0} = {all.Processor:0} ms; raw {read.Processor:0} + {wrote.Processor:0} or {wroteAll.Processor:0} ms; ratio {all.Processor / (read + wrote).Processor:0.0}, to all rows {all.Processor / (read + wroteAll).Processor:0.0}"));
    }

    private static T Value<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Failure.Message);

    private static void Value(Result result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(result.Failure.Message);
        }
    }

    /// <summary>A manufacturer of its own with that many recipients, each with a cover and a case verified a year ago.</summary>
    private static async Task<(Guid Manufacturer, List<Guid> Cases)> CasesAsync(Installation house, int rows)
    {
        var manufacturer = new Manufacturer { Name = $"Bench {Guid.NewGuid():N}"[..20] };
        var settings = new ManufacturerSettings { ManufacturerId = manufacturer.Id };
        settings.Require([new(VerificationType.Insurance, VerificationFrequency.Annual)]);
        await using (var scope = house.AsSystem())
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync())
        {
            db.AddRange(manufacturer, settings);
            await db.SaveChangesAsync();
        }

        var now = TimeProvider.System.GetUtcNow();
        var on = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-360);
        List<Recipient> people = [];
        List<Verification> cases = [];

        // People of this run alone: those of an earlier one would fit as well, and be asked about.
        var salt = string.Concat(Guid.NewGuid().ToString("N").Where(char.IsLetter).Take(6));
        for (var i = 0; i < rows; i++)
        {
            people.Add(new() { Type = RecipientType.Patient, Identifier = $"B-{Guid.NewGuid():N}"[..14], FirstName = $"Given{i % 700}", LastName = $"Family{salt}{i}", DateOfBirth = new DateOnly(1930, 1, 1).AddDays(i * 2 % 25_000) });
            var theCase = new Verification { RecipientId = people[i].Id, ManufacturerId = manufacturer.Id, Type = VerificationType.Insurance };
            theCase.Verify(new() { VerificationId = theCase.Id, Frequency = VerificationFrequency.Annual, VerifiedOn = on, ValidThrough = VerificationPolicy.ValidThrough(VerificationFrequency.Annual, on), VerifiedByName = "Bench" }, now);
            cases.Add(theCase);
        }

        await house.LoadAsync(people);
        await house.LoadAsync(people.SelectMany(p => p.Terms).ToList());
        await house.LoadAsync(people.Select((p, i) => new CoveragePolicy { RecipientId = p.Id, PolicyNumber = $"BN{salt}{i:00000000}" }).ToList());
        await house.LoadAsync(cases);
        await house.LoadAsync(cases.SelectMany(c => c.Periods).ToList());
        return (manufacturer.Id, cases.ConvertAll(c => c.Id));
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
