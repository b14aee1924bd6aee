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
    private const int WarmUp = 150;
    private const int PageSize = 50;

    public static async Task RunAsync(Installation house)
    {
        var byHand = new HandWrittenQueue(house, PageSize);
        List<(string Name, Func<Task<int>> Service, Func<Task<int>> ByHand)> questions =
        [
            .. (await QuestionsAsync(house)).Select(q => (q.Name, (Func<Task<int>>)(() => ListAsync(house, q.Filter)), (Func<Task<int>>)(() => byHand.ListAsync(q.Filter)))),
            ("change of tab with counts", () => TabChangeAsync(house, TabOf(QueueTab.Action)), () => byHand.TabChangeAsync(TabOf(QueueTab.Action))),
            ("change of tab with counts 2", () => TabChangeAsync(house, TabOf(QueueTab.Transit)), () => byHand.TabChangeAsync(TabOf(QueueTab.Transit))),
            ("counts of all tabs", () => CountsAsync(house), byHand.CountsAsync),
        ];

        // A service that has run for a while: neither side is to be measured while it is still being compiled.
        foreach (var question in questions.Where(q => !q.Name.StartsWith("Done", StringComparison.Ordinal) && !q.Name.StartsWith("All", StringComparison.Ordinal)))
        {
            await CompareAsync(question.Service, question.ByHand, WarmUp);
        }

        Console.WriteLine($"{house.Provider}: page of {PageSize} and count, median of {Rounds} in turns, warm");
        Console.WriteLine($"{"question",-28}{"service ms",12}{"raw ms",12}{"ratio",8}{"p95 ms",10}{"raw p95",10}{"matching",10}");
        foreach (var question in questions)
        {
            Report(question.Name, await CompareAsync(question.Service, question.ByHand, Rounds));
        }

        foreach (var tab in QueueCounts.Far)
        {
            var filter = TabOf(tab) with { Group = OrderGroup.Episode };
            var (service, _, total, _) = await CompareAsync(() => ListAsync(house, filter), () => Task.FromResult(0), Rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"{tab}, groups",-28}{Median(service),12:0.00}{"",20}{Late(service),10:0.00}{"",10}{total,10}"));
        }

        Console.WriteLine(await byHand.PlanAsync(TabOf(QueueTab.Action)));
    }

    private static OrderFilter TabOf(QueueTab tab) => new() { Tab = tab, Take = PageSize };

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
            ("Action, by number", open with { Sort = OrderSort.Number }),
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

    private static async Task<int> TabChangeAsync(Installation house, OrderFilter filter)
    {
        await using var scope = house.AsAshley();
        var queries = scope.ServiceProvider.GetRequiredService<OrderQueries>();
        var page = await queries.ListAsync(filter);
        await queries.OpenCountsAsync(filter);
        return page.Total;
    }

    private static async Task<(List<double> Service, List<double> Raw, int Mine, int Theirs)> CompareAsync(Func<Task<int>> throughService, Func<Task<int>> byHand, int rounds)
    {
        List<double> service = [], raw = [];
        var (mine, theirs) = (0, 0);
        for (var round = -5; round < rounds; round++)
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

        return (service, raw, mine, theirs);
    }

    private static void Report(string name, (List<double> Service, List<double> Raw, int Mine, int Theirs) found)
    {
        var (service, raw, mine, theirs) = found;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28}{Median(service),12:0.00}{Median(raw),12:0.00}{Median(service) / Median(raw),8:0.00}{Late(service),10:0.00}{Late(raw),10:0.00}{mine,10}{(mine == theirs ? "" : $" raw says {theirs}!")}"));
    }

    private static async Task<(double Milliseconds, int Result)> TimeAsync(Func<Task<int>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, result);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Late(List<double> values) => values.Order().ElementAt(values.Count * 95 / 100);
}
