using System.IO.Compression;
using System.Xml.Linq;
using MedDist.Core.Kernel;
using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tests.Reports.Exports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Tests.Verifications;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Reports.Catalogue;

public sealed class ManagerWorkbookTests
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    [Fact]
    public async Task The_managers_workbook_opens_with_key_figures_charts_and_their_data()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house, requires: VerificationDesk.Ivr);
        await ExportDesk.OrdersAsync(house, world, 5);
        house.Clock.Advance(TimeSpan.FromDays(8));
        await ExportDesk.OrdersAsync(house, world, 2);
        await VerificationDesk.ManyAsync(house, world, 10);
        (await house.AsAsync<ManagerWorkbook, Result<ExportFile>>(world.CallOf(Role.Provider), w => w.WriteAsync(new()))).Failure.ShouldBe(ReportService.NotFound);
        var made = (await house.AsAsync<ManagerWorkbook, Result<ExportFile>>(world.Ashley, w => w.WriteAsync(new()))).Value!;
        using var copy = new MemoryStream();
        await using (made.Content)
        {
            await made.Content.CopyToAsync(copy);
        }

        made.FileName.ShouldBe("manager-report-2026-06-23.xlsx");
        var sheets = await LibreOffice.SheetsAsync(copy.ToArray());
        sheets.Count.ShouldBe(6);
        sheets[0].ShouldContain("Orders submitted,7,Orders submitted on that day; drafts are not counted.");
        sheets[0].ShouldContain("Value (USD),11375");
        sheets[1].ShouldBe("Week from,Submitted,Sent,Delivered\n15 Jun 2026,5,0,0\n22 Jun 2026,2,0,0\n");

        // LibreOffice keeps what it understood: the charts, over the same cells.
        var again = await LibreOffice.ConvertAsync("manager.xlsx", copy.ToArray(), "xlsx");
        Charts(copy.ToArray()).ShouldBe(["'By week'!$B$2:$B$3 'By week'!$C$2:$C$3 'By week'!$D$2:$D$3", "'Manufacturers'!$I$2:$I$2", "'IVR forecast'!$H$2:$H$2 'IVR forecast'!$J$2:$J$2"]);
        Charts(again).Select(Plain).ShouldBe(Charts(copy.ToArray()).Select(Plain), ignoreOrder: true);
    }

    /// <summary>Without quotes around names and with a range for a single cell, as versions of LibreOffice differ in.</summary>
    private static string Plain(string cells) => string.Join(' ', cells.Replace("'", "", StringComparison.Ordinal).Replace("By week", "By_week", StringComparison.Ordinal).Replace("IVR forecast", "IVR_forecast", StringComparison.Ordinal).Split(' ').Select(c => c.Contains(':', StringComparison.Ordinal) ? c : $"{c}:{c[(c.IndexOf('!', StringComparison.Ordinal) + 1)..]}"));

    /// <summary>The cells that each chart draws; every part must be whole XML, and every drawing must lead to its charts.</summary>
    private static List<string> Charts(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        var types = Xml("[Content_Types].xml").Root!.Elements().Attributes("PartName").Select(a => a.Value).ToHashSet();
        List<string> all = [];
        foreach (var part in zip.Entries.Where(e => e.FullName.StartsWith("xl/charts/chart", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            types.ShouldContain("/" + part.FullName);
            all.Add(string.Join(' ', Xml(part.FullName).Descendants(C + "val").Descendants(C + "f").Select(f => f.Value)));
        }

        zip.Entries.Count(e => e.FullName.StartsWith("xl/drawings/drawing", StringComparison.Ordinal)).ShouldBe(1);
        return all;

        XDocument Xml(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            return XDocument.Load(stream);
        }
    }
}
