using Bunit;
using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class ColumnChooserTests : UiTestContext
{
    private static readonly ColumnChoice[] Columns = [new("a", "First", true, 100), new("b", "Second", true, 80), new("c", "Third", false, 60)];
    private ColumnLayout layout = ColumnLayout.Usual;

    [Fact]
    public void Columns_are_shown_moved_and_sized_by_keyboard_and_reset()
    {
        var chooser = Open();
        chooser.FindAll("input[type=checkbox]").Select(b => b.HasAttribute("checked")).ShouldBe([true, true, false]);

        chooser.FindAll("input[type=checkbox]")[2].Change(true);
        Again(chooser).Find("[aria-label='Move Third up']").Click();
        Again(chooser).Find("[aria-label='Width of First in pixels']").Change("150");
        layout.Write().ShouldBe("a.150,c,b");
        Again(chooser).FindAll("button[aria-label^='Move'][disabled]").Count.ShouldBe(2);
        chooser.Find(".dialog-buttons button").Click();
        layout.ShouldBe(ColumnLayout.Usual);
    }

    [Fact]
    public void A_column_dropped_on_another_takes_its_place()
    {
        var chooser = Open();
        chooser.FindAll("li")[2].DragStart();
        chooser.FindAll("li")[0].DragOver();
        chooser.FindAll("li")[0].Drop();

        layout.Write().ShouldBe("-c,a,b");
    }

    private IRenderedComponent<ColumnChooser> Open() =>
        Render<ColumnChooser>(p => p.Add(c => c.Open, true).Add(c => c.Columns, Columns).Add(c => c.Layout, layout).Add(c => c.Changed, next => layout = next));

    private IRenderedComponent<ColumnChooser> Again(IRenderedComponent<ColumnChooser> chooser)
    {
        chooser.Render(p => p.Add(c => c.Layout, layout));
        return chooser;
    }
}
