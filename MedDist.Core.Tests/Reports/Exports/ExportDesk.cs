using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace MedDist.Core.Tests.Reports.Exports;

/// <summary>What tests of exports do again and again.</summary>
internal static class ExportDesk
{
    public static readonly StartExport Queue = new("orders", ExportFormat.Csv, "/orders?tab=all") { Purpose = ExportPurpose.Payment, PurposeText = "denials of March" };

    /// <summary>Submitted orders, each for another day.</summary>
    public static async Task OrdersAsync(House house, World world, int count)
    {
        var orders = Enumerable.Range(0, count).Select(i => world.Draft(new DateOnly(2026, 7, 1).AddDays(i * 7 % count))).ToList();
        foreach (var order in orders)
        {
            order.Apply(new MoveOrder(OrderAction.Submit), world.Ashley, house.Clock.Now);
        }

        await house.AsAsync<OrderFactService, bool>(world.System, async facts =>
        {
            await using var db = house.Open(world.System);
            await facts.RefreshAsync(db, orders, default);
            return true;
        });
        await house.AddAsync(world.Id, [.. orders]);
    }

    public static async Task<ExportStarted> StartAsync(House house, ICallContext who, StartExport start)
    {
        var started = await TryAsync(house, who, start);
        return started.Succeeded ? started.Value : throw new InvalidOperationException(started.Failure.Message);
    }

    public static Task<Result<ExportStarted>> TryAsync(House house, ICallContext who, StartExport start) => house.AsAsync<ExportService, Result<ExportStarted>>(who, s => s.StartAsync(start));

    public static Task<Result<ExportFile>> OpenAsync(House house, ICallContext who, Guid id) => house.AsAsync<ExportDownloads, Result<ExportFile>>(who, d => d.OpenAsync(id));

    public static async Task<byte[]> BytesAsync(House house, ICallContext who, Guid id)
    {
        var file = await OpenAsync(house, who, id);
        file.Failure.ShouldBeNull();
        await using var content = file.Value!.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>The lines of a CSV export.</summary>
    public static async Task<string[]> LinesAsync(House house, ICallContext who, Guid id) => System.Text.Encoding.UTF8.GetString(await BytesAsync(house, who, id)).TrimStart('\uFEFF').Trim().Split("\r\n");

    public static Task<int> RunBatchesAsync(House house, World world) => house.AsAsync<BatchRunner, int>(world.System, r => r.RunDueAsync());

    public static async Task<Export> FindAsync(House house, World world, Guid id)
    {
        await using var db = house.Open(world.System);
        return await db.Exports.AsNoTracking().SingleAsync(e => e.Id == id);
    }
}

/// <summary>A grid of so many rows, with whatever they hold.</summary>
internal sealed class Numbers(int count, Func<int, string> text) : ExportSource<int>
{
    public override string Kind => "numbers";

    public override string Title => "Numbers: a list / of [many]";

    public override string Path => "/numbers";

    public override bool MayExport(Role? role) => true;

    protected override IReadOnlyList<ExportColumn<int>> Columns =>
    [
        new("number", "Number", ExportKind.Whole, n => n),
        new("text", "Text", ExportKind.Text, n => text(n)),
        new("day", "Day", ExportKind.Day, n => new DateOnly(2026, 1, 1).AddDays(n % 100)),
        new("moment", "Moment", ExportKind.Moment, n => new DateTimeOffset(2026, 1, 1, 3, 30, 0, TimeSpan.Zero)),
        new("share", "Share", ExportKind.Percent, n => 0.125),
        new("price", "Price", ExportKind.Money, n => 1234.5m),
        new("yes", "Yes", ExportKind.YesNo, n => n % 2 == 0),
    ];

    public static Action<IServiceCollection> Of(int count, Func<int, string>? text = null) => services => services.AddScoped<IExportSource>(_ => new Numbers(count, text ?? (n => $"00{n}")));

    protected override Task<ExportList<int>> ReadAsync(ExportAsk ask, CancellationToken cancel) =>
        Task.FromResult(new ExportList<int>(ExportRows.Criteria(("Only", "small ones"), ("Not", "")), "By size", count, ExportRows.OfAsync([.. Enumerable.Range(1, count)])));
}
