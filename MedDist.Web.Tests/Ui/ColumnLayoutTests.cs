using MedDist.Web.Orders;
using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class ColumnLayoutTests
{
    private static readonly ColumnChoice[] Columns = [new("a", "First", true, 100), new("b", "Second", true, 80), new("c", "Third", false, 60)];

    [Theory]
    [InlineData("usual")]
    [InlineData("b,-a,c.120")]
    [InlineData("a.40,b.600")]
    public void What_is_written_is_read_again(string text) => ColumnLayout.Read(text).Write().ShouldBe(text);

    [Theory]
    [InlineData(null, "a b")]
    [InlineData("usual", "a b")]
    [InlineData("b,a", "b a")]
    [InlineData("c,a,-b", "c a")]
    [InlineData("c", "a b c")]
    [InlineData("b,nonsense,a.x,b", "b a")]
    public void A_layout_shows_its_columns_in_its_order_and_new_ones_where_the_list_has_them(string? text, string shown) =>
        ColumnLayout.Read(text).Of(Columns).Where(p => p.Shown).Select(p => p.Id).ShouldBe(shown.Split(' '));

    [Fact]
    public void Changes_go_back_to_the_usual_layout_once_nothing_is_different()
    {
        var moved = ColumnLayout.Usual.Move(Columns, "a", 1);
        moved.Write().ShouldBe("b,a,-c");
        moved.Move(Columns, "a", 0).ShouldBe(ColumnLayout.Usual);

        var wide = ColumnLayout.Usual.With(Columns, "a", p => p with { Width = 9000 });
        (wide.Of(Columns)[0].Width, wide.IsOther(Columns)).ShouldBe((ColumnLayout.MaxWidth, false));
        wide.With(Columns, "a", p => p with { Width = null }).IsUsual.ShouldBeTrue();
        ColumnLayout.Usual.With(Columns, "c", p => p with { Shown = true }).IsOther(Columns).ShouldBeTrue();
    }

    [Fact]
    public void The_last_column_cannot_be_hidden()
    {
        var one = ColumnLayout.Usual.With(Columns, "a", p => p with { Shown = false });
        one.With(Columns, "b", p => p with { Shown = false }).ShouldBe(one);
    }

    [Fact]
    public void Every_column_of_the_queue_has_a_name_of_its_own_that_an_address_can_carry()
    {
        QueueColumns.All.Select(c => c.Id).ShouldBeUnique();
        QueueColumns.All.Select(c => c.Title).ShouldBeUnique();
        QueueColumns.All.ShouldAllBe(c => c.Id.All(char.IsAsciiLetterLower));
    }
}
