using System.Globalization;
using MedDist.Core.Batches.Workbooks;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Batches.Workbooks;

public sealed class WorkbookDatesTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    [Theory]
    [InlineData("2026-02-13", "2026-02-13")]
    [InlineData("2026/2/13", "2026-02-13")]
    [InlineData("20260213", "2026-02-13")]
    [InlineData("13-Feb-26", "2026-02-13")]
    [InlineData("13 February 2026", "2026-02-13")]
    [InlineData("Feb 13, 2026", "2026-02-13")]
    [InlineData("February 13th, 2026", "2026-02-13")]
    [InlineData("Fri 13 Feb 2026", "2026-02-13")]
    [InlineData("2/13/2026 12:00:00 AM", "2026-02-13")]
    [InlineData("2026-02-13T08:30:00Z", "2026-02-13")]
    [InlineData("2/13/26", "2026-02-13")]
    [InlineData("13.02.2026", "2026-02-13")]
    [InlineData("02132026", "2026-02-13")]
    [InlineData("5/5/2026", "2026-05-05")]
    [InlineData("29 Feb 2024", "2024-02-29")]
    public void A_date_that_can_only_be_one_day_is_read_without_knowing_the_order(string text, string day) =>
        WorkbookDates.Read(SheetCell.Of(text), null, Today).ShouldBe((DateOutcome.Read, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("3/4/2026")]
    [InlineData("03-04-26")]
    [InlineData("3.4.2026")]
    [InlineData("03042026")]
    public void A_date_that_can_be_two_days_is_never_guessed(string text)
    {
        WorkbookDates.Read(SheetCell.Of(text), null, Today).ShouldBe((DateOutcome.Undecided, (DateOnly?)null));
        WorkbookDates.Read(SheetCell.Of(text), DateOrder.MonthFirst, Today).Day.ShouldBe(new DateOnly(2026, 3, 4));
        WorkbookDates.Read(SheetCell.Of(text), DateOrder.DayFirst, Today).Day.ShouldBe(new DateOnly(2026, 4, 3));
    }

    [Theory]
    [InlineData("13/13/2026")]
    [InlineData("29 Feb 2025")]
    [InlineData("2026-02-30")]
    [InlineData("soon")]
    [InlineData("3/4")]
    [InlineData("12345")]
    [InlineData("1/1/0026")]
    public void What_is_no_date_is_not_read(string text) => WorkbookDates.Read(SheetCell.Of(text), DateOrder.MonthFirst, Today).Outcome.ShouldBe(DateOutcome.Unreadable);

    [Theory]
    [InlineData("")]
    [InlineData("n/a")]
    [InlineData("-")]
    [InlineData("TBD")]
    public void Words_for_nothing_are_no_date(string text) => WorkbookDates.Read(SheetCell.Of(text), null, Today).Outcome.ShouldBe(DateOutcome.None);

    [Fact]
    public void Two_digits_of_a_birth_year_are_never_in_the_future()
    {
        WorkbookDates.Read(SheetCell.Of("5/5/50"), null, Today, isPast: true).Day.ShouldBe(new DateOnly(1950, 5, 5));
        WorkbookDates.Read(SheetCell.Of("5/5/20"), null, Today, isPast: true).Day.ShouldBe(new DateOnly(2020, 5, 5));
        WorkbookDates.Read(SheetCell.Of("5/5/27"), null, Today).Day.ShouldBe(new DateOnly(2027, 5, 5));
    }

    [Fact]
    public void A_bare_number_is_a_day_only_where_days_count_from_1900()
    {
        WorkbookDates.Read(new("46066", CellKind.Number), null, Today).Day.ShouldBe(new DateOnly(2026, 2, 13));
        WorkbookDates.Read(new("46066", CellKind.Number), null, Today, serials: false).Outcome.ShouldBe(DateOutcome.Unreadable);
        WorkbookDates.Read(new("46066", CellKind.Text), null, Today).Outcome.ShouldBe(DateOutcome.Unreadable);
    }

    [Theory]
    [InlineData("3/4/2026,2/13/2026", "MonthFirst", 1, false)]
    [InlineData("3/4/2026,13/2/2026", "DayFirst", 1, false)]
    [InlineData("3/4/2026,5/6/2026,7/7/2026", null, 2, false)]
    [InlineData("3/4/2026,13/2/2026,2/13/2026", null, 1, true)]
    [InlineData("2026-03-04,5 May 2026", null, 0, false)]
    [InlineData("13.02.2026,14.02.2026", "DayFirst", 0, false)]
    public void The_column_as_a_whole_says_the_order(string cells, string? order, int undecided, bool contradicts)
    {
        var column = WorkbookDates.Infer(cells.Split(',').Select(SheetCell.Of));
        (column.Order?.ToString(), column.Undecided, column.Contradicts).ShouldBe((order, undecided, contradicts));
        column.Asks.ShouldBe(order is null && undecided > 0);
    }

    [Fact]
    public void Real_dates_say_nothing_of_the_order_of_the_others() => WorkbookDates.Infer([new("2026-02-13", CellKind.Day), SheetCell.Of("3/4/2026")]).Order.ShouldBeNull();
}
