using System.Runtime.CompilerServices;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Web.Orders;
using MedDist.Web.Shell;
using MedDist.Web.Verifications;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Reports;

/// <summary>No list of the product is left without a file, and no column either.</summary>
public sealed class ExportCoverageTests
{
    /// <summary>Pages of the navigation without a list to take along, and why.</summary>
    private static readonly Dictionary<string, string> Without = new()
    {
        ["/"] = "a dashboard; each tile leads to its list, and that is exported",
        ["/orders/new"] = "a form",
        ["/verifications/plan"] = "proposals that change with each look; what is sent has its own workbook, with the planner's button",
        ["/exports"] = "the list of exports itself",
        ["/reports"] = "a catalogue; each report is exported by itself",
        ["/settings/jurisdictions"] = "data that comes with the product",
        ["/settings/calendar"] = "a form",
        ["/settings/warnings"] = "a form",
        ["/settings/templates"] = "texts to edit",
        ["/settings/notifications"] = "a form",
        ["/tenants"] = "stands outside the tenants, and an export belongs to one",
    };

    private static IReadOnlyList<IExportSource> All { get; } =
    [
        .. new[] { typeof(IExportSource).Assembly, typeof(Navigation).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IExportSource))).Select(t => (IExportSource)RuntimeHelpers.GetUninitializedObject(t)),
    ];

    [Fact]
    public void Every_list_page_has_an_export_or_a_reason() =>
        Navigation.All.Select(p => p.Path).Where(p => !Without.ContainsKey(p) && All.All(s => s.Path != p) && !p.StartsWith("/dashboard", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void A_page_with_an_export_needs_no_reason() => Without.Keys.Where(p => All.Any(s => s.Path == p)).ShouldBeEmpty();

    [Fact]
    public void Every_page_offers_its_export()
    {
        var markup = Directory.GetFiles(Path.Combine(Core.Tests.Support.RepositoryRoot.Path, "MedDist.Web"), "*.razor", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        All.Select(s => s.Kind).Where(kind => !kind.StartsWith("report.", StringComparison.Ordinal) && !markup.Exists(m => m.Contains($"<ExportMenu Kind=\"{kind}\"", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_has_every_column_that_the_queue_can_show()
    {
        var columns = new OrderExport(null!, null!, null!, null!, null!) as IExportSource;
        QueueColumns.All.Where(c => !c.IsFixed).Select(c => (c.Id, c.Head)).ShouldBe(columns.Columns.Select(c => (c.Id, c.Title)), ignoreOrder: true);
    }

    [Fact]
    public void A_file_has_every_column_that_the_table_of_cases_can_show()
    {
        var columns = new Core.Verifications.VerificationExport(null!) as IExportSource;
        VerificationColumns.Choices.Select(c => (c.Id, c.Title)).ShouldBe(columns.Columns.Select(c => (c.Id, c.Title)), ignoreOrder: true);
    }
}
