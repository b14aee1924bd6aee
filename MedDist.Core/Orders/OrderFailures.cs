using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>The rules of orders that can say no, by name.</summary>
public static class OrderFailures
{
    public const string WrongStatusRule = "order.wrong_status";
    public const string IncompleteRule = "order.incomplete";
    public const string IvrNotValidRule = "order.ivr_not_valid";
    public const string AlreadySentRule = "order.already_sent";
    public const string NoContactRule = "order.no_manufacturer_contact";

    public const string ClaimedRule = "order.claimed";
    public const string FinishedRule = "order.finished";
    public const string HasItAlreadyRule = "order.has_it_already";
    public const string NoColleagueRule = "order.no_colleague";

    public const string FieldLockedRule = "order.field_locked";

    public static readonly Failure NotFound = new Failure.NotFound("order");

    public static readonly Failure Stale = new Failure.Stale("order");

    /// <summary>Stale, and who did what.</summary>
    public static Failure ChangedMeanwhile(string sentence) => new Failure.Stale("order", sentence);

    public static readonly Failure AlreadySent =
        new Failure.RuleBroken(AlreadySentRule, "The order has already left for the manufacturer. Call them, then reject or cancel it here.");

    public static readonly Failure NotAssigning = new Failure.Forbidden("Your role does not allow this: claiming and assigning orders. Ask the order coordinator.");

    public static readonly Failure NotEditing = new Failure.Forbidden("Your role does not allow this: editing orders. Write a comment, or ask the order coordinator.");

    public static readonly Failure NotCommenting = new Failure.Forbidden("Your role does not allow this: writing this kind of comment. Ask the order coordinator.");

    public static readonly Failure NotReadingForms = new Failure.Forbidden("Your role does not allow this: the order form, which names the recipient and prices. Ask the order coordinator.");

    public static readonly Failure OnBehalfReasonMissing =
        new Failure.Invalid(nameof(MoveOrder.Reason), "This is the provider's step. Write for whom you do it and how you know; the timeline shows it.");

    public static readonly Failure HoldInThePast = new Failure.Invalid(nameof(MoveOrder.On), "This day is over. Choose a later one, or none.");

    public static readonly Failure DeliveryDateMissing = new Failure.Invalid(nameof(OrderFields.DeliverBy), "A submitted order needs a delivery date. Write the day it has to be there.");

    public static readonly Failure ServiceDateMissing = new Failure.Invalid(nameof(OrderFields.ServiceDate), "A submitted order needs a service date, unless it is for consignment. Write the day of use.");

    public static readonly Failure LastItem = new Failure.Invalid(nameof(OrderFields.Items), "A submitted order needs at least one item. Add another one first, or deny the order.");

    public static readonly Failure WrongProduct = new Failure.Invalid(nameof(OrderFields.Items), "An order holds products of one manufacturer that are still sold. Choose another product.");

    public static readonly Failure Finished = new Failure.RuleBroken(FinishedRule, "Nobody can take on this order: it is a draft or finished.");

    public static readonly Failure NoColleague = new Failure.RuleBroken(NoColleagueRule, "This person cannot take on orders. Choose somebody else of the order desk.");

    /// <summary>Somebody else was faster; <paramref name="who"/> is null when the order was let go meanwhile.</summary>
    public static Failure Claimed(string? who) =>
        new Failure.RuleBroken(ClaimedRule, who is null ? "The order was let go meanwhile. Claim it if you want it." : $"{who} has this order now.");

    public static readonly Failure NoDates = new Failure.Invalid("ServiceDate", "Write at least one of the two dates.");

    public static readonly Failure HasDatesAlready = new Failure.RuleBroken(HasItAlreadyRule, "The order has these dates already.");

    /// <summary>Nothing to do; <paramref name="who"/> is null when nobody has it.</summary>
    public static Failure HasItAlready(string? who) => new Failure.RuleBroken(HasItAlreadyRule, who is null ? "Nobody has this order." : $"{who} has this order already.");

    /// <summary>A field cannot be edited now; <paramref name="why"/> says the reason.</summary>
    public static Failure FieldLocked(string field, string why) => new Failure.RuleBroken(FieldLockedRule, $"{field} was not saved. {why}");

    public static Failure WrongStatus(OrderAction action, OrderStatus status) =>
        new Failure.RuleBroken(WrongStatusRule, $"Not possible while the order is {status.Label().ToLowerInvariant()}: {action.Label().ToLowerInvariant()}.");

    public static Failure NotYourRole(OrderAction action) =>
        new Failure.Forbidden($"Your role does not allow this: {action.Label().ToLowerInvariant()}. Ask the order coordinator.");

    public static Failure Incomplete(IReadOnlyList<string> missing) =>
        new Failure.RuleBroken(IncompleteRule, $"The order is not complete: {string.Join(", ", missing)} missing.");

    public static Failure IvrNotValid(string sentence) =>
        new Failure.RuleBroken(IvrNotValidRule, $"{sentence} Renew the verification, or approve with a reason for going without.");

    public static Failure NoContact(string manufacturer) =>
        new Failure.RuleBroken(NoContactRule, $"{manufacturer} has no contact for orders. Add one under Manufacturers, then forward again.");

    public static Failure ReasonMissing(OrderAction action) =>
        new Failure.Invalid(nameof(MoveOrder.Reason), $"Write why the order is {action.Label().ToLowerInvariant()}; the provider and the timeline show it.");
}
