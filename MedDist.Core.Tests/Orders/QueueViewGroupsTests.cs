using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class QueueViewGroupsTests
{
    private static readonly EpisodeKey Ann = new(Guid.NewGuid(), Guid.NewGuid());
    private static readonly EpisodeKey Bob = new(Guid.NewGuid(), Ann.ManufacturerId);

    [Fact]
    public void Moving_goes_through_a_folded_group_in_one_step()
    {
        var view = Of(Ann, Ann, Bob, Bob).Fold(Ann, true);

        view.Reachable.Select(l => l.Row.Id).ShouldBe([view.Lines[0].Row.Id, view.Lines[2].Row.Id, view.Lines[3].Row.Id]);
        view.Move(1).CurrentId.ShouldBe(view.Lines[2].Row.Id);
        view.Move(1).Move(-1).CurrentId.ShouldBe(view.Lines[0].Row.Id);
        view.Fold(Ann, false).Move(1).CurrentId.ShouldBe(view.Lines[1].Row.Id);
    }

    [Fact]
    public void Folding_a_group_leaves_the_user_on_its_head_and_opening_one_of_its_orders_unfolds_it()
    {
        var view = Of(Ann, Ann, Bob);
        var folded = view.GoTo(view.Lines[1].Row.Id).Fold(Ann, true);

        folded.CurrentId.ShouldBe(view.Lines[0].Row.Id);
        folded.Fold(Bob, true).CurrentId.ShouldBe(view.Lines[0].Row.Id);
        folded.GoTo(view.Lines[1].Row.Id).Folded.ShouldBeEmpty();
        folded.GoTo(view.Lines[2].Row.Id).Folded.ShouldBe([Ann]);
    }

    [Fact]
    public void What_has_left_keeps_its_place_in_its_group()
    {
        var view = Of(Ann, Ann, Bob);
        var refreshed = view.Refresh(new OrderPage([view.Lines[0].Row, view.Lines[2].Row], 2) { Episodes = [] });

        refreshed.Lines.Select(l => (l.Row.Episode, l.HasLeft)).ShouldBe([(Ann, false), (Ann, true), (Bob, false)]);
    }

    private static QueueView Of(params EpisodeKey[] groups)
    {
        List<OrderRow> rows = [.. groups.Select(Row)];
        return QueueView.Of(new OrderPage(rows, rows.Count) { Episodes = [.. rows.GroupBy(r => r.Episode).Select(g => OrderEpisode.Of([.. g]))] }, null);
    }

    private static OrderRow Row(EpisodeKey episode) => new()
    {
        Id = Guid.NewGuid(),
        Version = 1,
        OrderNumber = "ORD-1",
        Type = OrderType.Standard,
        Status = OrderStatus.PendingReview,
        SendState = SendState.None,
        RecipientName = "Nora Test",
        RecipientId = episode.RecipientId,
        ManufacturerId = episode.ManufacturerId,
        ProviderName = null,
        FacilityName = null,
        ManufacturerName = "Maker",
        ServiceDate = null,
        RequestedDeliveryDate = null,
        ProviderSubmittedAt = null,
        SendBy = null,
        ManufacturerSubmittedAt = null,
        IvrState = IvrState.Valid,
        IvrSentence = "A sentence.",
    };
}
