using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class GridCursorTests
{
    private static readonly GridCursor Board = new([["a1", "a2", "a3"], [], ["c1"]]);
    private static readonly GridCursor Table = new([["a1", null, "a3"], [null, "b2", null], ["c1", "c2", null]], IsTable: true);

    [Theory]
    [InlineData("a1", 0, 1, "a2")]
    [InlineData("a3", 0, 1, "a3")]
    [InlineData("a3", 1, 0, "c1")] // past an empty column, to what is nearest
    [InlineData("c1", 1, 0, "c1")]
    [InlineData("c1", -1, 0, "a1")]
    [InlineData(null, 0, 1, "a1")]
    [InlineData("gone", 1, 0, "a1")]
    public void On_a_board_one_steps_to_what_is_nearest(string? from, int right, int down, string to) => Board.Step(from, right, down).ShouldBe(to);

    [Theory]
    [InlineData("a1", 1, 0, "c1")] // past the empty cell of its row
    [InlineData("a1", 0, 1, "a3")]
    [InlineData("a3", 1, 0, "a3")]
    [InlineData("c2", -1, 0, "b2")]
    public void In_a_table_one_stays_in_row_and_column(string from, int right, int down, string to) => Table.Step(from, right, down).ShouldBe(to);

    [Fact]
    public void What_is_still_there_stays_current()
    {
        Board.Keep("a2").ShouldBe("a2");
        Board.Keep("gone").ShouldBe("a1");
        Board.End("a2", last: true).ShouldBe("a3");
        new GridCursor([[], []]).Step(null, 1, 0).ShouldBeNull();
    }
}
