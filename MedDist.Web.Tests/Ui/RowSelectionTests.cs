using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class RowSelectionTests
{
    private static readonly Guid[] Rows = [.. Enumerable.Range(1, 10).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void Rows_are_selected_and_let_go_one_by_one()
    {
        var selection = Shown();
        selection.Toggle(Rows[2]);
        selection.Toggle(Rows[0]);
        selection.Named.ShouldBe([Rows[2], Rows[0]]);
        (selection.Count, selection.Page).ShouldBe((2, null));
        selection.Toggle(Rows[2]);
        selection.Contains(Rows[2]).ShouldBeFalse();
        selection.Toggle(Rows[0]);
        (selection.Count, selection.Page).ShouldBe((0, false));
    }

    [Theory]
    [InlineData(1, 4, "1 2 3 4")]
    [InlineData(4, 1, "1 2 3 4")]
    [InlineData(3, 3, "3")]
    public void A_range_goes_from_the_last_one_to_here_in_either_direction(int from, int to, string selected)
    {
        var selection = Shown();
        selection.Toggle(Rows[from]);
        selection.ToggleTo(Rows[to]);
        Indexes(selection).ShouldBe(selected);
    }

    [Fact]
    public void A_range_from_a_row_that_was_let_go_lets_go()
    {
        var selection = Shown();
        selection.TogglePage();
        selection.Toggle(Rows[1]);
        selection.ToggleTo(Rows[3]);
        Indexes(selection).ShouldBe("0 4");
    }

    [Fact]
    public void A_range_that_began_on_another_page_is_only_this_row()
    {
        var selection = Shown();
        selection.Toggle(Rows[1]);
        selection.Show(Rows[5..10], 10);
        selection.ToggleTo(Rows[7]);
        selection.Named.ShouldBe([Rows[1], Rows[7]]);
    }

    [Fact]
    public void A_selection_stays_over_pages_and_when_rows_leave_the_list()
    {
        var selection = Shown();
        selection.TogglePage();
        selection.Page.ShouldBe(true);
        selection.Show(Rows[5..10], 9);
        (selection.Count, selection.Page).ShouldBe((5, false));
        selection.TogglePage();
        selection.Count.ShouldBe(10);
        selection.TogglePage();
        selection.Count.ShouldBe(5);
    }

    [Fact]
    public void All_that_match_follows_the_list_but_for_those_left_out()
    {
        var selection = Shown();
        selection.SelectAll();
        (selection.IsAll, selection.Count, selection.Contains(Rows[9])).ShouldBe((true, 10, true));
        selection.Toggle(Rows[3]);
        (selection.Count, selection.Page, selection.Contains(Rows[3])).ShouldBe((9, null, false));
        selection.Named.ShouldBe([Rows[3]]);
        selection.Show(Rows[0..5], 3482);
        selection.Count.ShouldBe(3481);
        selection.Toggle(Rows[3]);
        selection.Count.ShouldBe(3482);
        selection.Clear();
        (selection.IsAll, selection.Count).ShouldBe((false, 0));
    }

    [Fact]
    public void Exactly_these_are_selected_each_once()
    {
        var selection = Shown();
        selection.SelectAll();
        selection.Only([Rows[8], Rows[9], Rows[8]]);
        selection.Named.ShouldBe([Rows[8], Rows[9]]);
        selection.IsAll.ShouldBeFalse();
    }

    [Fact]
    public void It_tells_of_changes_and_not_of_the_same_page_again()
    {
        var selection = Shown();
        var told = 0;
        selection.Changed += () => told++;
        selection.Show(Rows[0..5], 10);
        told.ShouldBe(0);
        selection.Show(Rows[0..5], 11);
        selection.Toggle(Rows[0]);
        selection.ToggleTo(Rows[2]);
        selection.SelectAll();
        told.ShouldBe(4);
    }

    private static RowSelection Shown()
    {
        var selection = new RowSelection();
        selection.Show(Rows[0..5], 10);
        return selection;
    }

    private static string Indexes(RowSelection selection) => string.Join(' ', Enumerable.Range(0, 10).Where(i => selection.Contains(Rows[i])));
}
