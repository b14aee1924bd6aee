using System.Text;
using MedDist.Core.Batches;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Batches;

public sealed class BatchOutputTests
{
    [Theory, Databases]
    public async Task The_output_has_every_row_with_its_result_as_a_workbook_and_as_CSV(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        Guid[] ids = [.. await desk.OrdersAsync(2), .. await desk.OrdersAsync(1, OrderAction.Deny)];
        var start = new StartBatch(BulkArguments.SendBack, BatchArguments.None.With(BulkArguments.Reason, "=HYPERLINK(\"http://evil\")"), ids);
        var id = (await desk.ServiceAsync(s => s.KeepAsync(start, new()))).Value;
        (await FileAsync(desk, id, asCsv: false)).ShouldBeNull();
        await desk.ServiceAsync(s => s.RunAsync(id));
        await desk.RunDueAsync();

        var workbook = (await FileAsync(desk, id, asCsv: false))!;
        (workbook.FileName, workbook.ContentType).ShouldBe(("send-orders-back-2026-06-15.xlsx", XlsxFile.ContentType));
        var refused = OrderFailures.WrongStatus(OrderAction.SendBack, OrderStatus.Denied).Message;
        var sheets = await LibreOffice.SheetsAsync(workbook.Bytes);
        sheets[0].ShouldBe(
            $"""
            Row,Order,Result,Reason,Done at,Dry run said,Because
            1,ORD-00001,Changed,,2026-06-15 09:00:00,Will change,
            2,ORD-00002,Changed,,2026-06-15 09:00:00,Will change,
            3,ORD-00003,Skipped,{refused},2026-06-15 09:00:00,Skipped,{refused}

            """);
        sheets[1].ShouldContain("Run by,Ashley Nguyen");
        sheets[1].ShouldContain("Reason,\"=HYPERLINK(\"\"http://evil\"\")\"");
        sheets[1].ShouldContain("Changed,2");

        var csv = (await FileAsync(desk, id, asCsv: true))!;
        (csv.FileName, csv.ContentType).ShouldBe(("send-orders-back-2026-06-15.csv", CsvFile.ContentType));
        Encoding.UTF8.GetString(csv.Bytes).Split("\r\n").Length.ShouldBe(5);
    }

    [Fact]
    public async Task Nobody_else_gets_the_output()
    {
        await using var desk = await BatchDesk.OpenAsync(DatabaseProvider.Sqlite);
        var id = await desk.StartAsync(await desk.OrdersAsync(1));
        await desk.RunDueAsync();
        var other = await World.BuildAsync(desk.House, "bluebird");
        (await desk.House.AsAsync<BatchOutput, BatchFile?>(other.Ashley, o => o.FindAsync(id, false))).ShouldBeNull();
        (await desk.House.AsAsync<BatchOutput, BatchFile?>(desk.World.CallOf(Role.Viewer), o => o.FindAsync(id, false))).ShouldBeNull();
        (await FileAsync(desk, id, asCsv: false)).ShouldNotBeNull();
    }

    private static Task<BatchFile?> FileAsync(BatchDesk desk, Guid id, bool asCsv) => desk.House.AsAsync<BatchOutput, BatchFile?>(desk.World.Ashley, o => o.FindAsync(id, asCsv));
}
