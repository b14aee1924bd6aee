using MedDist.Core.Documents;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Orders;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>Order forms that wait for their provider's signature: every second order under review whose manufacturer wants one; some for the second time, because what was signed was changed.</summary>
internal static class DemoSignatures
{
    public static bool Waits(DemoTenant demo, OrderPlan plan) =>
        plan is { IsBlank: false, Status: OrderStatus.PendingReview } && plan.Index % 2 == 0 && demo.Suppliers[plan.Supplier].Settings.RequiresOwnerSignature;

    public static IEnumerable<Document> Rows(DemoTenant demo, DemoOrder told)
    {
        if (!Waits(demo, told.Plan) || told.Order.ProviderId is not { } provider)
        {
            yield break;
        }

        if (IsSignedBefore(told.Plan))
        {
            yield return Fallen(demo, told, provider);
        }

        yield return Document.ToSign(told.Order.Id, provider, demo.Dice(DiceStream.Document, told.Plan.Index, 2).Id(told.Plan.StartsOn, told.Plan.Index));
    }

    private static bool IsSignedBefore(OrderPlan plan) => plan.Index % 6 == 0;

    /// <summary>Signed when the order was written, and void since its service date was moved; a record without a file, as all documents of the demo.</summary>
    private static Document Fallen(DemoTenant demo, DemoOrder told, Guid provider)
    {
        var document = Document.ToSign(told.Order.Id, provider, demo.Dice(DiceStream.Document, told.Plan.Index, 3).Id(told.Plan.StartsOn, told.Plan.Index));
        var name = demo.UsersOf(Role.Provider).First(u => u.Id == provider).FullName;
        document.Sign(provider, new(name, "Provider", told.WrittenAt) { UserId = provider, Statement = SignDocument.Attestation }, SignedFacts.Write([]), null, null);
        document.VoidSignature(SignedFacts.Reason(["Service date"], "Ashley Nguyen"), told.LastAt);
        return document;
    }
}
