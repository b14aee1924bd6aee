using Bunit;
using MedDist.Core.Orders;
using MedDist.Web.Orders;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

public sealed class PresenceBoardTests : BunitContext
{
    private readonly PresenceBoard board = new();
    private readonly Guid order = Guid.NewGuid();

    [Fact]
    public void Only_what_changed_is_told()
    {
        List<int> told = [];
        board.Changed += orders => told.Add(orders.Count);
        var (ben, ada) = (new PresentUser(order, Guid.NewGuid(), "Ben Ortiz", PresenceMode.Viewing), new PresentUser(Guid.NewGuid(), Guid.NewGuid(), "Ada King", PresenceMode.Viewing));

        board.Show([ben, ada]);
        board.Show([ben, ada]);
        board.Show([ben with { Mode = PresenceMode.Editing }, ada]);
        board.Show([]);

        told.ShouldBe([2, 1, 2]);
    }

    [Fact]
    public void The_mark_of_a_row_follows_and_says_who_does_what()
    {
        Services.AddSingleton(board);
        var mark = Render<PresenceMark>(p => p.Add(m => m.OrderId, order));
        mark.Markup.Trim().ShouldBeEmpty();

        board.Show([new(order, Guid.NewGuid(), "Ben Ortiz", PresenceMode.Editing)]);
        mark.WaitForAssertion(() => mark.Find(".presence.editing").TextContent.ShouldBe("BOBen Ortiz is editing"));
        board.Show([new(order, Guid.NewGuid(), "Ben Ortiz", PresenceMode.Viewing), new(order, Guid.NewGuid(), "Ada King", PresenceMode.Viewing)]);
        mark.WaitForAssertion(() => mark.Find(".presence").GetAttribute("title").ShouldBe("Ben Ortiz is viewing, Ada King is viewing"));
        board.Show([]);
        mark.WaitForAssertion(() => mark.FindAll(".presence").ShouldBeEmpty());
    }
}
