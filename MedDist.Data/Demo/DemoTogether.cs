using MedDist.Core.Orders;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>What people said about and changed on the orders of the last weeks. Older orders have nothing, so that a large demo stays small.</summary>
internal sealed class DemoTogether(DemoTenant demo)
{
    private const int OldestTold = 14;

    private static readonly (string Question, string Answer)[] Talk =
    [
        ("Which side is the wound on? The form does not say.", "The left one. Sorry, we will add it next time."),
        ("Is Friday early enough? The manufacturer ships on Thursday.", "Friday is fine."),
        ("The size on the order and in the notes differ. Which one do you want?", "The size on the order."),
        ("Please send us the front of the new insurance card.", "It is on its way by fax."),
    ];

    private static readonly string[] Aside =
        ["Called the front desk; they answer after 10.", "Same mix-up as last month. Check the size before forwarding.", "Susan at the manufacturer knows about this one.", "Wait for the card before approving."];

    private static readonly (string Before, string After)[] Moved = [("Front desk, ground floor.", "Side door, ring twice."), ("Leave at the loading dock.", "Hand to the charge nurse, second floor.")];

    private readonly Dictionary<Guid, User> users = demo.Users.ToDictionary(u => u.Id);

    /// <summary>A question and its answer on some orders, a word among colleagues on others.</summary>
    public IEnumerable<OrderComment> Comments(DemoOrder told)
    {
        if (!IsTold(told))
        {
            yield break;
        }

        var dice = demo.Dice(DiceStream.Together, told.Plan.Index);
        var desk = dice.Pick(demo.Coordinators);
        var at = told.LastAt.AddMinutes(dice.Between(4, 90));
        if (dice.Chance(28))
        {
            var (question, answer) = dice.Pick(Talk);
            yield return Comment(told, CommentAudience.Shared, question, desk, at, dice);
            if (told.Order.ProviderId is { } id && users.TryGetValue(id, out var provider) && dice.Chance(60))
            {
                yield return Comment(told, CommentAudience.Shared, answer, provider, at.AddMinutes(dice.Between(5, 60)), dice);
            }
        }

        if (dice.Chance(18))
        {
            yield return Comment(told, CommentAudience.Internal, dice.Pick(Aside), desk, at.AddMinutes(2), dice);
        }
    }

    /// <summary>An edit on some orders; what it changed to is what the order says.</summary>
    public IEnumerable<OrderRevision> Revisions(DemoOrder told)
    {
        var dice = demo.Dice(DiceStream.Together, told.Plan.Index, 1);
        if (!IsTold(told) || !dice.Chance(15))
        {
            yield break;
        }

        var desk = dice.Pick(demo.Coordinators);
        var (before, after) = dice.Pick(Moved);
        var field = told.Order.DeliveryInstructions is { } now ? new RevisedField(OrderField.DeliveryInstructions, "Delivery instructions", before, now)
            : new RevisedField(OrderField.DeliveryInstructions, "Delivery instructions", after, null);
        yield return new()
        {
            Id = dice.Id(told.Plan.StartsOn, told.Plan.Index),
            OrderId = told.Order.Id,
            OrderVersion = 0,
            At = told.WrittenAt.AddMinutes(dice.Between(20, 50)),
            ByUserId = desk.Id,
            ByName = desk.FullName,
            Fields = [field],
        };
    }

    private static bool IsTold(DemoOrder told) => told.Plan is { IsBlank: false, IsOver: false, Age: <= OldestTold } && told.Plan.Status != OrderStatus.Draft;

    private static OrderComment Comment(DemoOrder told, CommentAudience audience, string text, User by, DateTimeOffset at, Dice dice) => new()
    {
        Id = dice.Id(told.Plan.StartsOn, told.Plan.Index),
        TenantId = told.Order.TenantId,
        OrderId = told.Order.Id,
        Audience = audience,
        Text = text,
        ByUserId = by.Id,
        ByName = by.FullName,
        At = at,
    };
}
