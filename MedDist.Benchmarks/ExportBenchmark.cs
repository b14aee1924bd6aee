using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Benchmarks;

/// <summary>
/// A long list of orders, fifteen columns, as a workbook: the whole way through the product (the service, the batch with its parts, its saves and its records) beside the sum of a plain streaming
/// writer loop over the same rows already in memory and the raw query alone, in turns; medians, and the peak of memory above idle.
/// </summary>
internal static class ExportBenchmark
{
    private const int Rounds = 3;
    private static readonly string[] Columns = ["number", "owner", "recipient", "provider", "facility", "manufacturer", "service", "deliver", "submitted", "status", "ivr", "flags", "next", "type", "due"];

    public static async Task RunAsync(Installation house, int rows)
    {
        var address = await AddressAsync(house, rows);
        var cells = await CellsAsync(house, address);
        Console.WriteLine($"{house.Provider}: {cells.Count:N0} rows × {Columns.Length} columns to Excel, {Rounds} rounds in turns ({address})");
        Console.WriteLine($"{"round",-8}{"export ms",12}{"writer ms",12}{"query ms",12}{"ratio",8}{"above idle MB",16}{"file MB",10}");
        List<double> all = [], writer = [], query = [], memory = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var plain = Plain(cells);
            var raw = await QueryAsync(house, address);
            var kept = cells;
            cells = [];
            var idle = Idle();
            using var peak = new Peak();
            var (export, bytes) = await ExportAsync(house, address, kept.Count);
            var above = peak.Stop() - idle;
            cells = kept;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(round == 0 ? "warm up" : round),-8}{export,12:0}{plain,12:0}{raw,12:0}{export / (plain + raw),8:0.00}{above / 1048576.0,16:0.0}{bytes / 1048576.0,10:0.0}"));
            if (round > 0)
            {
                all.Add(export);
                writer.Add(plain);
                query.Add(raw);
                memory.Add(above / 1048576.0);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"median",-8}{Median(all),12:0}{Median(writer),12:0}{Median(query),12:0}{Median(all) / (Median(writer) + Median(query)),8:0.00}{Median(memory),16:0.0}"));
    }

    /// <summary>A list of at least so many orders; one that is much longer is narrowed to a manufacturer.</summary>
    private static async Task<string> AddressAsync(Installation house, int rows)
    {
        await using var scope = house.AsAshley();
        var queries = scope.ServiceProvider.GetRequiredService<OrderQueries>();
        var best = (Address: "/orders?tab=all&sort=servicedate", Count: await queries.CountAsync(new() { Tab = QueueTab.All }));
        foreach (var manufacturer in (await queries.ChoicesAsync()).Manufacturers)
        {
            var count = await queries.CountAsync(new() { Tab = QueueTab.All, ManufacturerId = manufacturer.Id });
            best = count >= rows && count < best.Count ? ($"/orders?tab=all&manufacturer={manufacturer.Id}&sort=servicedate", count) : best;
        }

        return best.Address;
    }

    private static async Task<List<object?[]>> CellsAsync(Installation house, string address)
    {
        await using var scope = house.AsAshley();
        var grid = await scope.ServiceProvider.GetRequiredService<ExportSources>().Find("orders")!.OpenAsync(new(ExportAsk.AddressOf(address)!, null, Columns), default);
        List<object?[]> rows = [];
        await foreach (var row in grid.Rows)
        {
            rows.Add(row.Cells);
        }

        return rows;
    }

    /// <summary>What one would write by hand: a zip, a text writer, a loop over the values.</summary>
    private static double Plain(List<object?[]> rows)
    {
        var began = Stopwatch.GetTimestamp();
        var path = Path.GetTempFileName();
        using (var zip = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create))
        using (var text = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open()))
        {
            foreach (var row in rows)
            {
                text.Write("<row>");
                foreach (var cell in row)
                {
                    switch (cell)
                    {
                        case null:
                            text.Write("<c/>");
                            break;
                        case string words:
                            text.Write("<c t=\"inlineStr\"><is><t>");
                            text.Write(System.Security.SecurityElement.Escape(words));
                            text.Write("</t></is></c>");
                            break;
                        case DateOnly day:
                            text.Write(string.Create(CultureInfo.InvariantCulture, $"<c s=\"2\"><v>{day.ToDateTime(TimeOnly.MinValue).ToOADate()}</v></c>"));
                            break;
                        case DateTimeOffset moment:
                            text.Write(string.Create(CultureInfo.InvariantCulture, $"<c s=\"3\"><v>{moment.UtcDateTime.ToOADate()}</v></c>"));
                            break;
                        default:
                            text.Write(string.Create(CultureInfo.InvariantCulture, $"<c><v>{cell}</v></c>"));
                            break;
                    }
                }

                text.Write("</row>");
            }
        }

        File.Delete(path);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>The rows of the list, read and thrown away.</summary>
    private static async Task<double> QueryAsync(Installation house, string address)
    {
        var began = Stopwatch.GetTimestamp();
        await using var scope = house.AsAshley();
        await foreach (var row in scope.ServiceProvider.GetRequiredService<OrderQueries>().StreamAsync(QueueAddress.Read(new Uri("http://x" + address)).Filter))
        {
            _ = row;
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<(double Milliseconds, long Bytes)> ExportAsync(Installation house, string address, int rows)
    {
        var began = Stopwatch.GetTimestamp();
        await using var ashley = house.AsAshley();
        var started = await ashley.ServiceProvider.GetRequiredService<ExportService>().StartAsync(new("orders", ExportFormat.Excel, address) { Columns = Columns, Purpose = ExportPurpose.Operations });
        await using var system = house.AsSystem();
        while (await system.ServiceProvider.GetRequiredService<BatchRunner>().RunDueAsync() > 0)
        {
            // As the job does it, pass by pass.
        }

        var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await using var db = await system.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync();
        var export = await db.Exports.AsNoTracking().SingleAsync(e => e.Id == started.Value!.Id);
        if (started.Value!.IsReady || export.State != ExportState.Ready || export.Rows != rows)
        {
            throw new InvalidOperationException($"The export is {export.State} with {export.Rows} rows of {rows}.");
        }

        var file = (await ashley.ServiceProvider.GetRequiredService<ExportDownloads>().OpenAsync(export.Id)).Value!;
        await using var content = file.Content;
        return (time, content.Length);
    }

    private static long Idle()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Looks at the working set until it is stopped.</summary>
    private sealed class Peak : IDisposable
    {
        private readonly Timer timer;
        private long highest = Environment.WorkingSet;

        public Peak() => timer = new(_ => highest = Math.Max(highest, Environment.WorkingSet), null, 0, 10);

        public long Stop()
        {
            timer.Change(Timeout.Infinite, Timeout.Infinite);
            return Math.Max(highest, Environment.WorkingSet);
        }

        public void Dispose() => timer.Dispose();
    }
}
