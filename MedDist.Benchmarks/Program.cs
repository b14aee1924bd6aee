using System.Diagnostics;
using MedDist.Benchmarks;
using MedDist.Data.Database;

// dotnet run -c Release --project MedDist.Benchmarks -- Browser <address of a running MedDist with the demo>
if (args is ["Browser", var url])
{
    await BrowserBenchmark.RunAsync(url);
    return 0;
}

// dotnet run -c Release --project MedDist.Benchmarks -- <Sqlite|Postgres> "<connection string>" [orders] [bulk [rows] | import [rows] | export [rows] | expiry [cases] | snapshots]
if (args.Length < 2 || !Enum.TryParse<DatabaseProvider>(args[0], out var provider))
{
    Console.WriteLine("Write: Browser <address>, or <Sqlite|Postgres> \"<connection string>\" [number of demo orders, 1000000]");
    return 1;
}

await using var house = new Installation(provider, args[1]);
var start = Stopwatch.GetTimestamp();
await house.PrepareAsync(Number(2, 1_000_000));
Console.WriteLine($"Ready in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB");
await (args.ElementAtOrDefault(3) switch
{
    "bulk" => BulkBenchmark.RunAsync(house, Number(4, 5_000)),
    "import" => ImportBenchmark.RunAsync(house, Number(4, 10_000)),
    "export" => ExportBenchmark.RunAsync(house, Number(4, 100_000)),
    "expiry" => ExpiryBenchmark.RunAsync(house, Number(4, 1_000_000)),
    "snapshots" => SnapshotBenchmark.RunAsync(house),
    _ => QueueBenchmark.RunAsync(house),
});
return 0;

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
