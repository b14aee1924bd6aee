using System.Diagnostics;
using System.Globalization;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Benchmarks;

/// <summary>What a coordinator asks of the queue (first pages, filters, sorts, changes of tab) through the service beside the same SQL by hand, run in turns; medians and their ratio.</summary>
internal static class QueueBenchmark
{
    private const int Rounds = 60;
    private const int PageSize = 50;

    public static async Task RunAsync(Installation house)
    {
        var byHand = new HandWrittenQueue(house, PageSize);
        Console.WriteLine($"{house.Provider}: page of {PageSize} and count, median of {Rounds} in turns");
        Console.WriteLine($"{"question",-28}{"service ms",12}{"raw ms",12}{"ratio",8}{"p95 ms",10}{"matching",10}");
        foreach (var (name, filter) in await QuestionsAsync(house))
        {
            await CompareAsync(name, () => ListAsync(house, filter), () => byHand.ListAsync(filter));
        }

        await CompareAsync("counts of all tabs", () => CountsAsync(house), byHand.CountsAsync);
        Console.WriteLine(await byHand.PlanAsync(new() { Tab = QueueTab.Action }));
    }

    private static async Task<IEnumerable<(string Name, OrderFilter Filter)>> QuestionsAsync(Installation house)
    {
        await using var scope = house.AsAshley();
        var choices = await scope.ServiceProvider.GetRequiredService<OrderQueries>().ChoicesAsync();
        var (manufacturer, facility) = (choices.Manufacturers[0].Id, choices.Facilities[0].Id);
        var open = new OrderFilter { Tab = QueueTab.Action, Take = PageSize };
        return
        [
            .. Enum.GetValues<QueueTab>().Select(tab => (tab.ToString(), open with { Tab = tab })),
            ("Action, one manufacturer", open with { ManufacturerId = manufacturer }),
            ("Action, one facility", open with { FacilityId = facility }),
            ("All, one manufacturer", open with { Tab = QueueTab.All, ManufacturerId = manufacturer }),
            ("Action, pending review", open with { Status = OrderStatus.PendingReview }),
            ("Action, IVR missing", open with { Ivr = IvrState.Missing }),
            ("Action, by recipient", open with { Sort = OrderSort.Recipient }),
            ("Action, by service date", open with { Sort = OrderSort.ServiceDate, Descending = true }),
            ("Action, third page", open with { Skip = 2 * PageSize }),
        ];
    }

    private static async Task<int> ListAsync(Installation house, OrderFilter filter)
    {
        await using var scope = house.AsAshley();
        return (await scope.ServiceProvider.GetRequiredService<OrderQueries>().ListAsync(filter)).Total;
    }

    private static async Task<int> CountsAsync(Installation house)
    {
        await using var scope = house.AsAshley();
        return (await scope.ServiceProvider.GetRequiredService<OrderQueries>().CountsAsync())[QueueTab.All];
    }

    private static async Task CompareAsync(string name, Func<Task<int>> throughService, Func<Task<int>> byHand)
    {
        List<double> service = [], raw = [];
        var (mine, theirs) = (0, 0);
        for (var round = -5; round < Rounds; round++)
        {
            var (a, total) = await TimeAsync(throughService);
            var (b, count) = await TimeAsync(byHand);
            (mine, theirs) = (total, count);
            if (round >= 0)
            {
                service.Add(a);
                raw.Add(b);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28}{Median(service),12:0.00}{Median(raw),12:0.00}{Median(service) / Median(raw),8:0.00}{service.Order().ElementAt(Rounds * 95 / 100),10:0.00}{mine,10}{(mine == theirs ? "" : $" raw says {theirs}!")}"));
    }

    private static async Task<(double Milliseconds, int Result)> TimeAsync(Func<Task<int>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, result);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
