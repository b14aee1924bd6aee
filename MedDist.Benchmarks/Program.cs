using System.Diagnostics;
using MedDist.Benchmarks;
using MedDist.Data.Database;

// dotnet run -c Release --project MedDist.Benchmarks -- Browser <address of a running MedDist with the demo>
if (args is ["Browser", var url])
{
    await BrowserBenchmark.RunAsync(url);
    return 0;
}

// dotnet run -c Release --project MedDist.Benchmarks -- <Sqlite|Postgres> "<connection string>" [orders] [bulk [rows] | expiry [cases] | snapshots]
if (args.Length < 2 || !Enum.TryParse<DatabaseProvider>(args[0], out var provider))
{
    Console.WriteLine("Write: Browser <address>, or <Sqlite|Postgres> \"<connection string>\" [number of demo orders, 1000000]");
    return 1;
}

await using var house = new Installation(provider, args[1]);
var start = Stopwatch.GetTimestamp();
await house.PrepareAsync(args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000);
Console.WriteLine($"Ready in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MB");
if (args.Length > 3 && args[3] == "snapshots")
{
    await SnapshotBenchmark.RunAsync(house);
    return 0;
}

if (args.Length > 3 && args[3] == "expiry")
{
    await ExpiryBenchmark.RunAsync(house, args.Length > 4 ? int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000);
    return 0;
}

await (args.Length > 3 && args[3] == "bulk" ? BulkBenchmark.RunAsync(house, args.Length > 4 ? int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture) : 5_000) : QueueBenchmark.RunAsync(house));
return 0;
