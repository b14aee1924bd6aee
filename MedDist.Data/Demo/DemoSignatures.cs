using MedDist.Core.Documents;
using MedDist.Core.Orders;

namespace MedDist.Data.Demo;

/// <summary>Order forms that wait for their provider's signature: every second order under review whose manufacturer wants one.</summary>
internal static class DemoSignatures
{
    public static bool Waits(DemoTenant demo, OrderPlan plan) =>
        plan is { IsBlank: false, Status: OrderStatus.PendingReview } && plan.Index % 2 == 0 && demo.Suppliers[plan.Supplier].Settings.RequiresOwnerSignature;

    public static IEnumerable<Document> Rows(DemoTenant demo, DemoOrder told) => Waits(demo, told.Plan) && told.Order.ProviderId is { } provider
        ? [Document.ToSign(told.Order.Id, provider, demo.Dice(DiceStream.Document, told.Plan.Index, 2).Id(told.Plan.StartsOn, told.Plan.Index))] : [];
}
