using MedDist.Core.Orders;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class QueueViewTests
{
    private static readonly OrderRow A = Rows.Of("A"), B = Rows.Of("B"), C = Rows.Of("C"), D = Rows.Of("D");

    [Fact]
    public void A_fresh_page_starts_at_its_first_order_or_stays_on_the_wanted_one()
    {
        QueueView.Of(Page(A, B), null).Current!.Row.ShouldBe(A);
        QueueView.Of(Page(A, B), B.Id).Current!.Row.ShouldBe(B);
        QueueView.Of(Page(A, B), C.Id).Current!.Row.ShouldBe(A);
        QueueView.Of(Page(), null).Current.ShouldBeNull();
    }

    [Fact]
    public void What_others_move_away_keeps_its_place_until_the_user_moves_on()
    {
        var view = QueueView.Of(Page(A, B, C), B.Id).Refresh(Page(C));

        Names(view).ShouldBe("A- B- C");
        view.Current!.Row.ShouldBe(B);
        view.Total.ShouldBe(1);
        view.Left.ShouldBe([A.Id, B.Id]);
        view.With([B with { Version = 9 }]).Current!.Row.Version.ShouldBe(9);
        Names(view.Move(1)).ShouldBe("C");
        view.Move(-1).ShouldBe(view);
    }

    [Fact]
    public void New_orders_come_in_at_their_place_and_are_marked()
    {
        var view = QueueView.Of(Page(A, C), C.Id).Refresh(Page(A, B, C, D));

        Names(view).ShouldBe("A B! C D!");
        view.Current!.Row.ShouldBe(C);
    }

    [Fact]
    public void A_changed_order_is_marked_each_time()
    {
        var once = QueueView.Of(Page(A), A.Id).Refresh(Page(A with { Version = 2 }));
        var twice = once.Refresh(Page(A with { Version = 3 }));
        var unchanged = twice.Refresh(Page(A with { Version = 3 }));

        (once.Lines[0].Touched, twice.Lines[0].Touched, unchanged.Lines[0].Touched).ShouldBe((1, 2, 2));
    }

    [Fact]
    public void An_order_that_comes_back_is_there_again()
    {
        var gone = QueueView.Of(Page(A, B), A.Id).Refresh(Page(A));
        Names(gone).ShouldBe("A B-");
        Names(gone.Refresh(Page(A, B))).ShouldBe("A B");
    }

    [Fact]
    public void After_the_current_order_comes_the_next_then_the_one_before_then_none()
    {
        QueueView.Of(Page(A, B), A.Id).AfterCurrent.ShouldBe(B.Id);
        QueueView.Of(Page(A, B), B.Id).AfterCurrent.ShouldBe(A.Id);
        QueueView.Of(Page(A), A.Id).AfterCurrent.ShouldBeNull();
        QueueView.Of(Page(A, B, C), A.Id).Refresh(Page(A, C)).AfterCurrent.ShouldBe(C.Id);
    }

    [Fact]
    public void Moving_stops_at_the_ends()
    {
        var view = QueueView.Of(Page(A, B, C), B.Id);

        view.Move(15).Current!.Row.ShouldBe(C);
        view.Move(-15).Current!.Row.ShouldBe(A);
        view.Move(1).Neighbour(1).ShouldBeNull();
        QueueView.Empty.Move(1).ShouldBe(QueueView.Empty);
    }

    private static OrderPage Page(params OrderRow[] rows) => new(rows, rows.Length);

    private static string Names(QueueView view) => string.Join(' ', view.Lines.Select(l => l.Row.OrderNumber + (l.HasLeft ? "-" : l.Touched > 0 ? "!" : "")));
}
